// Menus of things to do (WAI-ARIA menu): arrows, Home, End, the first letter, Enter, Escape.

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { openLayer } from "./layer.js";

/**
 * @typedef {{label: string, description?: string, picture?: Node, checked?: boolean, heading?: string, run: () =>
 *   void}} Item
 *   `heading` opens a new part of the menu; `checked` is given where one of several is chosen */

/** @param {Item[]} items @param {string} label @param {Parameters<typeof openLayer>[1]} where */
export function openMenu(items, label, where) {
  const rows = items.map((item) => row(item));
  const element = h(
    "div",
    { class: "menu", role: "menu", "aria-label": label, tabindex: "-1" },
    items.map((item, index) => [
      item.heading && h("div", { class: "menu-heading", role: "presentation" }, item.heading),
      rows[index],
    ]),
  );
  element.addEventListener("keydown", (event) => move(event, rows));
  const close = openLayer(element, where);
  rows.forEach((one, index) =>
    one.addEventListener("click", () => {
      close();
      items[index].run();
    }),
  );
  (rows.find((one) => one.getAttribute("aria-checked") === "true") ?? rows[0] ?? element).focus();
}

function row({ label, description, picture, checked }) {
  const radio = checked !== undefined;
  return h(
    "button",
    {
      class: "menu-item",
      type: "button",
      role: radio ? "menuitemradio" : "menuitem",
      "aria-checked": radio ? String(checked) : null,
      tabindex: "-1",
      on: { pointermove: (event) => event.currentTarget.focus() },
    },
    picture,
    h(
      "span",
      { class: "menu-words" },
      h("span", { class: "menu-label" }, label),
      description && h("span", { class: "menu-description" }, description),
    ),
    checked && icon("check"),
  );
}

/** @param {KeyboardEvent} event @param {HTMLElement[]} rows */
function move(event, rows) {
  const here = rows.indexOf(document.activeElement);
  const last = rows.length - 1;
  const goes = { ArrowDown: here >= last ? 0 : here + 1, ArrowUp: here <= 0 ? last : here - 1, Home: 0, End: last };
  let next = goes[event.key];
  if (next === undefined && event.key.length === 1 && /\S/u.test(event.key)) {
    const order = [...rows.keys()].map((step) => (here + 1 + step) % rows.length);
    next = order.find((index) => rows[index].textContent.toLowerCase().startsWith(event.key.toLowerCase()));
  }
  if (event.key === "Tab") event.preventDefault();
  if (next === undefined) return;
  event.preventDefault();
  rows[next].focus();
}
