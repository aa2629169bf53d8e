// Starts the page: reads the set-up, builds the parts, and draws them again whenever the store says so.

import { read } from "./api.js";
import { Composer } from "./composer.js";
import { Conversation } from "./conversation.js";
import { Modal } from "./modal.js";
import { People, Places } from "./people.js";
import { drawSoon, Store } from "./store.js";
import { Timelines } from "./timelines.js";
import { TopBar } from "./topbar.js";

const SHOWN_FOR = 8000; // milliseconds that a passing remark stays

const store = new Store(await read("/setup"), drawSoon(() => draw()));
const composer = new Composer(store);
const timelines = new Timelines(store);
const top = new TopBar(store, { become, say });
const parts = [
  top, new People(store), new Places(store, () => top.showPane("talk")),
  new Conversation(store, (ts, name) => composer.replyTo(ts, name)), composer, timelines, new Modal(store),
];
const announced = new Map();

function draw() {
  if (store.state) for (const part of parts) part.draw();
  announce();
}

/**
 * Do a step of the guide: become its person, go to its channel (else to the app's messages), put its words in the box.
 * What this person sees may still be on its way; whoever becomes somebody else meanwhile is left alone.
 */
async function become({ person, channel, type }) {
  if (person) store.become(person);
  const { me } = store;
  if (!store.state) await store.refresh();
  if (store.me !== me) return;
  const place = store.state?.channels.find(({ name, kind }) => (channel ? name === channel : kind === "im"));
  if (place) store.go(place.id);
  draw();
  top.showPane("talk");
  if (type) composer.put(type);
  composer.focus();
}

let remarks = 0;
/** A passing remark from the page itself, seen and heard. */
function say(words) {
  const remark = document.getElementById("remark");
  remark.textContent = words;
  remarks += 1;
  const turn = remarks;
  setTimeout(() => {
    if (turn === remarks) remark.textContent = "";
  }, SHOWN_FOR);
}

// The list on screen is a log that speaks for itself; this tells screen readers of what came in elsewhere.
function announce() {
  if (!store.state) return;
  const fresh = store.state.channels.filter((channel) => {
    const where = `${store.me} ${channel.id}`;
    const last = channel.messages.at(-1);
    const before = announced.get(where);
    announced.set(where, last?.ts);
    return announced.has(store.me) && last && last.ts !== before && channel.id !== store.place && last.user !== store.me;
  });
  announced.set(store.me, true);
  if (fresh.length) document.getElementById("announcer").textContent = fresh.map(spoken).join(" ");
}

function spoken(channel) {
  const message = channel.messages.at(-1);
  const who = message.is_bot ? store.state.bot.name : store.personName(message.user);
  return channel.kind === "channel" ? `${who} wrote in ${channel.name}.` : `${who} sent you a direct message.`;
}

// A link to a post on X shows it in its timeline here, if it is there.
document.addEventListener("click", (event) => {
  const [, id] = event.target.closest?.("a[href]")?.href.match(/^https:\/\/(?:x|twitter)\.com\/\w+\/status\/(\d+)/) ?? [];
  if (!id || document.querySelector("dialog[open]") || !store.timelines.some(({ posts }) => posts.some((post) => post.id === id))) return;
  event.preventDefault();
  top.showPane("x");
  timelines.reveal(id);
});

// What came while nobody looked counts as unread until somebody does.
document.addEventListener("visibilitychange", () => store.draw());

store.start();
