// Builds elements from plain values. Everything a person or a bot typed enters the page through here, as text nodes
// and attributes, never as markup.

/** @typedef {Node | string | number | null | undefined | false | Child[]} Child */

/**
 * @param {string} tag
 * @param {Record<string, unknown>} [props] attributes; `class`, `on` (listeners by event) and `data` (data-*) are
 *   special; true becomes an empty attribute, false, null and undefined leave it out
 * @param {...Child} children
 * @returns {HTMLElement}
 */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name === "on") {
      for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    } else if (name === "data") {
      Object.assign(element.dataset, value);
    } else if (value === true) {
      element.setAttribute(name, "");
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, String(value));
    }
  }
  append(element, children);
  return element;
}

/** @param {Node} parent @param {Child[]} children */
export function append(parent, children) {
  for (const child of children) {
    if (Array.isArray(child)) append(parent, child);
    else if (child instanceof Node) parent.appendChild(child);
    else if (child !== null && child !== undefined && child !== false) {
      parent.appendChild(document.createTextNode(String(child)));
    }
  }
}

/** Replaces what is in an element. @param {Element} parent @param {...Child} children */
export function fill(parent, ...children) {
  parent.replaceChildren();
  append(parent, children);
}

/** Fills an element anew; a control in it that has the focus gives it to the one that takes its place, known by `key`.
 * @param {Element} parent @param {string} key the name of a data-* value @param {...Child} children */
export function refill(parent, key, ...children) {
  const held = parent.contains(document.activeElement) ? document.activeElement.dataset[key] : undefined;
  fill(parent, ...children);
  if (held === undefined) return;
  const successor = [...parent.querySelectorAll("*")].find((one) => one.dataset?.[key] === held);
  successor?.focus({ preventScroll: true });
}

/** Puts children into the given order, moving only those that are out of place: focus and scroll survive.
 * @param {Element} parent @param {Node[]} wanted */
export function arrange(parent, wanted) {
  const keep = new Set(wanted);
  for (const node of [...parent.childNodes]) if (!keep.has(node)) node.remove();
  wanted.forEach((node, index) => {
    const there = parent.childNodes[index];
    if (there !== node) parent.insertBefore(node, there ?? null);
  });
}

let serial = 0;

/** An id no other element of this page has. @param {string} prefix */
export function freshId(prefix) {
  serial += 1;
  return `${prefix}-${serial}`;
}

/**
 * An address a link or a picture may point to, or null. Only the web and this page's own files.
 * @param {unknown} text
 */
export function safeUrl(text) {
  try {
    const url = new URL(String(text), location.href);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
  } catch {
    return null;
  }
}

/** "1 reply", "3 replies". @param {number} count @param {string} one @param {string} [many] */
export function plural(count, one, many = `${one}s`) {
  return `${count} ${count === 1 ? one : many}`;
}
