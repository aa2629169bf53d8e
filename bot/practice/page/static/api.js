// Talking to the practice servers: JSON questions, people's actions, and the one live stream of what changed.

const SILENT = { ok: false, message: "The practice server is not answering. Check the window where it runs, then try again." };

/** GET `path` as JSON; throws when there is no answer, so that the caller keeps what it had. */
export async function read(path) {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

/** POST `body`; always comes back as {ok, message?, …}, whatever happened on the way. */
export async function send(path, body) {
  const form = body instanceof FormData;
  const init = form
    ? { method: "POST", body }
    : { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  try {
    return await said(await fetch(path, init));
  } catch {
    return SILENT;
  }
}

async function said(answer) {
  const text = await answer.text();
  try {
    const body = JSON.parse(text || "{}");
    return { ok: answer.ok, ...(Array.isArray(body) ? {} : body) };
  } catch {
    return { ok: answer.ok, message: text };
  }
}

/** Follow /live: `changed(names)` for news, `connected(bool)` for the line itself (after each reconnect, read everything again). */
export function follow(changed, connected) {
  const stream = new EventSource("/live");
  stream.onopen = () => connected(true);
  stream.onmessage = (event) => changed(JSON.parse(event.data));
  stream.onerror = () => {
    connected(false);
    if (stream.readyState !== EventSource.CLOSED) return; // the browser tries again by itself
    stream.close();
    setTimeout(() => follow(changed, connected), 2000);
  };
  addEventListener("pagehide", () => stream.close(), { once: true });
}
