// Select menus, in messages and in modals: a button that shows what is chosen and opens the list of options.

import { fill, h } from "../dom.js";
import { icon } from "../icons.js";
import { openLayer } from "../layer.js";
import { Listbox, matching } from "../listbox.js";
import { emojiText } from "./buttons.js";

const KINDS = { 5: "user", 6: "role", 7: "mentionable", 8: "channel" };
const SEARCH_FROM = 8; // options; fewer are seen at one glance

/**
 * @param {any} select Discord's JSON
 * @param {{directory: import("../directory.js").Directory, channel: string, label?: string,
 *   onChosen: (values: string[], control: HTMLElement) => void}} context `onChosen` runs once per opening, when the
 *     choice is made
 * @returns {HTMLElement}
 */
export function renderSelect(select, { directory, channel, label, onChosen }) {
  const options = optionsOf(select, directory, channel);
  const many = (select.max_values ?? 1) > 1;
  let values = defaultsOf(select);
  const placeholder = select.placeholder || "Make a selection";
  const shown = h("span", { class: "select-shown" });
  const spoken = h("span", { class: "hidden" });
  const button = h(
    "button",
    {
      class: "select",
      type: "button",
      "aria-haspopup": "listbox",
      "aria-expanded": "false",
      disabled: Boolean(select.disabled),
      data: { customId: select.custom_id },
      on: {
        click: open,
        keydown: (event) => (event.key === "ArrowDown" || event.key === "ArrowUp") && (event.preventDefault(), open()),
      },
    },
    spoken,
    shown,
    icon("down"),
  );

  function paint() {
    const labels = values.map((value) => options.find((one) => one.value === value)).filter(Boolean);
    shown.classList.toggle("placeholder", labels.length === 0);
    fill(spoken, label ? `${label}: ` : labels.length > 0 && `${placeholder}: `);
    fill(
      shown,
      labels.length === 0
        ? placeholder
        : labels.map((one) => h("span", { class: many ? "select-tag" : "" }, one.emoji && `${one.emoji} `, one.label)),
    );
  }

  function open() {
    const before = values.join("\n");
    const bounds = { least: select.min_values ?? 1, most: select.max_values ?? 1 };
    const done = (chosen) => {
      values = chosen;
      paint();
      if (!many || chosen.join("\n") !== before) onChosen(values, button);
    };
    openOptions({ button, options, values, many, bounds, label: label ?? placeholder, done });
  }

  paint();
  return button;
}

/** @returns {import("../listbox.js").Option[]} */
function optionsOf(select, directory, channel) {
  if (select.type !== 3) return directory.choices(KINDS[select.type], channel, select.channel_types ?? []);
  return select.options.map((one) => ({
    value: one.value,
    label: one.label,
    description: one.description ?? "",
    emoji: emojiText(one.emoji),
  }));
}

/** @returns {string[]} */
function defaultsOf(select) {
  if (select.type === 3) return select.options.filter((one) => one.default).map((one) => one.value);
  return (select.default_values ?? []).map((one) => String(one.id));
}

/** Shows the list: a press chooses; where several may be chosen, presses tick and *Done* (or leaving) chooses. */
function openOptions({ button, options, values, many, bounds, label, done }) {
  const chosen = new Set(values);
  const search = h("input", {
    class: "select-search",
    type: "text",
    role: "combobox",
    autocomplete: "off",
    "aria-expanded": "true",
    "aria-autocomplete": "list",
    "aria-label": `Search: ${label}`,
    placeholder: "Search",
    readonly: options.length < SEARCH_FROM,
  });
  const note = h("p", { class: "select-note", role: "status" });
  const list = new Listbox({ label, owner: search, many, onChoose: choose, empty: "No such option." });
  const finish = h("button", { class: "button primary small", type: "button", on: { click: () => settle() } }, "Done");
  const content = h(
    "div",
    { class: `select-popup${options.length < SEARCH_FROM ? " short" : ""}` },
    search,
    list.element,
    many && h("div", { class: "select-foot" }, note, finish),
  );
  const refresh = (active = list.active) =>
    list.show(matching(options, search.value), { active: Math.max(0, active), chosen });
  let settled = false;

  function choose(option) {
    if (!many) {
      settled = true;
      close();
      // Where nothing may be chosen, the chosen one pressed again is taken back.
      done(bounds.least === 0 && chosen.has(option.value) ? [] : [option.value]);
      return;
    }
    if (chosen.has(option.value)) chosen.delete(option.value);
    else if (chosen.size < bounds.most) chosen.add(option.value);
    refresh();
    check();
  }

  function check() {
    const enough = chosen.size >= bounds.least || (chosen.size === 0 && bounds.least === 0);
    finish.disabled = !enough;
    fill(note, `${chosen.size} of ${bounds.most} chosen${enough ? "" : `, at least ${bounds.least}`}`);
    return enough;
  }

  function settle(returnFocus = true) {
    settled = true;
    close(returnFocus);
    if (check()) done(options.map((one) => one.value).filter((value) => chosen.has(value)));
  }

  search.addEventListener("input", () => refresh(0));
  search.addEventListener("keydown", (event) => {
    if (list.key(event)) return;
    if (event.key === "Enter" || (event.key === " " && search.readOnly)) {
      event.preventDefault();
      if (list.activeOption) choose(list.activeOption);
    } else if (event.key === "Tab" && !many) {
      close();
    }
  });
  button.setAttribute("aria-expanded", "true");
  const close = openLayer(content, {
    anchor: button,
    wide: true,
    onClose: () => {
      button.setAttribute("aria-expanded", "false");
      if (many && !settled) settle(false);
    },
  });
  refresh(
    Math.max(
      0,
      options.findIndex((one) => chosen.has(one.value)),
    ),
  );
  check();
  search.focus();
}
