// Building and keeping DOM nodes. Data only ever becomes text nodes and attributes, never markup.

/** An element; props: class, on {event: handler}, data {name: value}, properties such as value or checked, else attributes. */
export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) setProp(node, name, value);
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

const PROPERTIES = new Set(["value", "checked", "selected", "disabled", "hidden", "multiple", "required", "open", "noValidate"]);

function setProp(node, name, value) {
  if (value === null || value === undefined) return;
  if (name === "class") node.className = value;
  else if (name === "on") for (const [event, handler] of Object.entries(value)) node.addEventListener(event, handler);
  else if (name === "data") Object.assign(node.dataset, value);
  else if (PROPERTIES.has(name)) node[name] = value;
  else if (value !== false) node.setAttribute(name, value === true ? "" : value);
}

let lastId = 0;
/** An id for aria-labelledby and its kind, never used before on this page. */
export function freshId(stem) {
  lastId += 1;
  return `${stem}-${lastId}`;
}

/**
 * Make `box` hold one node per item, keeping the nodes whose item did not change (so that focus, selections and
 * half-chosen values survive), and putting the focus back on the same control when its node had to be rebuilt.
 */
export function reconcile(box, items, keyOf, render) {
  const focus = focusMark(box);
  const old = new Map([...box.children].map((node) => [node.dataset.key, node]));
  const nodes = items.map((item) => {
    const key = keyOf(item);
    const signature = JSON.stringify(item);
    const kept = old.get(key);
    if (kept && kept.signature === signature) return kept;
    const node = render(item);
    node.dataset.key = key;
    node.signature = signature;
    return node;
  });
  const wanted = new Set(nodes);
  for (const node of [...box.children]) if (!wanted.has(node)) node.remove();
  nodes.forEach((node, at) => {
    if (box.children[at] !== node) box.insertBefore(node, box.children[at] ?? null);
  });
  restoreFocus(box, focus);
}

/** Where the focus stands inside `box`, in terms that outlive a rebuild; null when it is elsewhere. */
export function focusMark(box) {
  const at = document.activeElement;
  if (!box.contains(at) || at === box) return null;
  const item = at.closest("[data-key]");
  return {
    key: item && box.contains(item) ? item.dataset.key : null,
    block: at.closest("[data-block]")?.dataset.block,
    action: at.closest("[data-action]")?.dataset.action,
    value: at.dataset.choice,
    caret: typeof at.selectionStart === "number" ? [at.selectionStart, at.selectionEnd] : null,
  };
}

/** Put the focus back where `mark` says, or on the item it was in; true when it could. */
export function restoreFocus(box, mark) {
  if (!mark || (box.contains(document.activeElement) && document.activeElement !== box)) return true;
  const item = mark.key ? [...box.querySelectorAll("[data-key]")].find((node) => node.dataset.key === mark.key) : box;
  const target = (item && mark.action && sameControl(item, mark)) || (mark.key && item) || box;
  if (target === item && !item.hasAttribute("tabindex")) item.tabIndex = -1;
  target.focus({ preventScroll: true });
  if (mark.caret && target.setSelectionRange && target.type !== "email") target.setSelectionRange(...mark.caret);
  return target !== box && target !== item;
}

function sameControl(item, mark) {
  for (const node of item.querySelectorAll("[data-action]")) {
    if (node.dataset.action !== mark.action || node.closest("[data-block]")?.dataset.block !== mark.block) continue;
    const parts = [node, ...node.querySelectorAll("input, select, textarea, button")].filter((part) => part.matches("input, select, textarea, button"));
    return parts.find((part) => part.dataset.choice === mark.value) ?? parts[0];
  }
  return null;
}

/** Run `work` once soon, however often it is asked for; `wait` in milliseconds. */
export function soon(work, wait) {
  let timer = null;
  return () => {
    timer ??= setTimeout(() => {
      timer = null;
      work();
    }, wait);
  };
}
