// What blocks need around them: names, pictures, and carrying out a click as the person who made it.

import { send } from "./api.js";
import { confirmed } from "./confirm.js";

/**
 * The context for drawBlocks. `container` is the people API's; `failed(message)` shows what went wrong where the person looks.
 */
export function surface(store, container, form, { heading, failed }) {
  const user = store.me;
  const names = namesOf(store);
  return {
    names, form, heading,
    people: store.state.users.map(({ id }) => ({ id, name: store.personName(id) })),
    channels: store.state.channels.filter(({ kind }) => kind === "channel"),
    image: (url) => ownPicture(store.setup, url),
    upload: (file) => upload(user, file),
    act: (block, element, value, node) => act({ store, user, container, form, names, failed }, block, element, value, node),
  };
}

export const namesOf = (store) => ({
  user: (id) => store.personName(id),
  group: (id) => store.state?.groups?.find((group) => group.id === id)?.handle ?? null,
  channel: (id) => store.channelName(id),
  openChannel: (id) => store.go(id),
});

async function act(at, block, element, value, node) {
  if (node.ariaBusy === "true") return;
  if (element.confirm && !(await confirmed(element.confirm, at.names))) return;
  node.ariaBusy = "true";
  const body = { user: at.user, container: at.container, block_id: block, action_id: element.action_id, state: at.form.state() };
  const answer = await send("/slack/people/action", value === undefined ? body : { ...body, value });
  node.ariaBusy = "false";
  if (!answer.ok) at.failed(answer.message ?? "That did not work. Please try again.");
  await at.store.refresh(at.user);
}

function upload(user, file) {
  const form = new FormData();
  form.append("user", user);
  form.append("file", file);
  return send("/slack/people/upload", form);
}

/** A picture's address on this page's own origin; null for anywhere else, so that looking at a card tells nobody. */
export function ownPicture({ slack_url: slack, x_url: x }, url) {
  if (url.startsWith(`${slack}/`)) return `/slack/${url.slice(slack.length + 1)}`;
  if (url.startsWith(`${x}/`)) return `/x/${url.slice(x.length + 1)}`;
  return null;
}
