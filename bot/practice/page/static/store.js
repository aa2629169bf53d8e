// What this page knows: each person's state, the timelines, who you are and where you look. Reads again when told of a change.

import { follow, read, send } from "./api.js";
import { soon } from "./dom.js";

export const HOME = "home";
const ME = "countersign-practice-me";

export class Store {
  constructor(setup, draw) {
    this.setup = setup;
    this.people = setup.people;
    this.draw = draw;
    this.states = new Map();
    this.places = new Map();
    this.notices = new Map();
    this.timelines = [];
    this.offset = 0;
    this.connected = true;
    this.seen = new Map();
    const before = sessionStorage.getItem(ME);
    this.me = this.people.some(({ id }) => id === before) ? before : this.people[0]?.id;
    this.readers = new Map(this.people.map(({ id }) => [id, once(() => this.readState(id))]));
    this.readX = once(() => this.readTimelines());
    this.readNow = once(() => this.readClock());
  }

  /** Follow what changes; everything is read when the line stands, so that nothing falls in between. */
  start() {
    follow((names) => names.forEach((name) => this.changed(name)), (connected) => this.line(connected));
  }

  readAll() {
    this.readNow();
    this.readX();
    for (const reader of this.readers.values()) reader();
  }

  line(connected) {
    this.connected = connected;
    this.draw();
    if (connected) this.readAll();
  }

  changed(name) {
    if (name === "x") this.readX();
    if (name === "clock") this.readNow();
    if (name.startsWith("slack:")) this.refresh(name.slice("slack:".length));
  }

  /** Read one person's state again; settles when what is shown is at least as new as this call. */
  refresh(person = this.me) {
    return this.readers.get(person)?.();
  }

  async readState(person) {
    const state = await read(`/slack/people/state?user=${encodeURIComponent(person)}`);
    if (state.notice) this.notices.set(person, state.notice);
    this.states.set(person, state);
    this.setNow(state.now);
    this.draw();
  }

  async readTimelines() {
    this.timelines = await read("/x/people/timelines");
    this.draw();
  }

  async readClock() {
    this.setNow((await read("/clock")).now);
    this.draw();
  }

  setNow(now) {
    this.offset = Date.parse(now) - Date.now();
  }

  /** The practice time, in milliseconds since 1970. */
  now() {
    return Date.now() + this.offset;
  }

  get state() {
    return this.states.get(this.me);
  }

  /** Where this person looks: a channel's id, or HOME. */
  get place() {
    const channels = this.state?.channels ?? [];
    const at = this.places.get(this.me);
    return at === HOME || channels.some(({ id }) => id === at) ? at : channels[0]?.id ?? HOME;
  }

  get channel() {
    return this.state?.channels.find(({ id }) => id === this.place) ?? null;
  }

  become(person) {
    this.me = person;
    sessionStorage.setItem(ME, person);
    this.draw();
  }

  go(place) {
    this.places.set(this.me, place);
    this.draw();
  }

  /** Tell this person something, as a Slack client would, until they put it away. */
  tell(person, message) {
    this.notices.set(person, message);
    this.draw();
  }

  unreadOf(person) {
    const channels = this.states.get(person)?.channels ?? [];
    return channels.reduce((sum, { unread }) => sum + unread, 0);
  }

  /** The person looks at this place: tell Slack that nothing in it is unread now. */
  markSeen() {
    const { channel, me: user } = this;
    const last = channel?.messages.at(-1)?.ts;
    const where = `${user} ${channel?.id}`;
    if (!channel?.unread || document.hidden || this.seen.get(where) === last) return;
    this.seen.set(where, last);
    send("/slack/people/read", { user, channel: channel.id });
  }

  personName(id) {
    const known = this.state?.users?.find((user) => user.id === id);
    return this.people.find((one) => one.id === id)?.name ?? known?.real_name ?? known?.name ?? null;
  }

  personTitle(id) {
    return this.people.find((one) => one.id === id)?.title ?? this.state?.users?.find((user) => user.id === id)?.title ?? "";
  }

  channelName(id) {
    return this.state?.channels.find((channel) => channel.id === id && channel.kind === "channel")?.name ?? null;
  }
}

// At most one reading at a time and one more waiting, however many changes are told; a failed one is tried again when the line is back.
function once(work) {
  let running = null;
  let next = null;
  const run = () => {
    running = work().catch(() => null).finally(() => {
      running = null;
    });
    return running;
  };
  return () => {
    if (!running) return run();
    next ??= running.then(() => {
      next = null;
      return run();
    });
    return next;
  };
}

/** Draw soon, once per frame at most. */
export const drawSoon = (draw) => soon(draw, 16);
