// A list of options driven from another element, which keeps the focus (WAI-ARIA combobox): arrows move the active
// option, aria-activedescendant names it.

import { fill, freshId, h } from "./dom.js";
import { icon } from "./icons.js";

/** @typedef {{value: string, label: string, description?: string, emoji?: string, group?: string}} Option */

export class Listbox {
  /**
   * @param {{label: string, owner: HTMLElement, onChoose: (option: Option) => void, many?: boolean, empty?: string}}
   *   settings
   *   `owner` is the element with the focus */
  constructor({ label, owner, onChoose, many = false, empty = "Nothing to choose from." }) {
    this.owner = owner;
    this.onChoose = onChoose;
    this.many = many;
    this.empty = empty;
    /** @type {Option[]} */
    this.options = [];
    this.chosen = new Set();
    this.active = -1;
    this.id = freshId("list");
    this.element = h("div", {
      class: "listbox",
      role: "listbox",
      id: this.id,
      "aria-label": label,
      "aria-multiselectable": many ? "true" : null,
    });
    // The owner keeps the focus while the mouse is at work here.
    this.element.addEventListener("pointerdown", (event) => event.preventDefault());
    owner.setAttribute("aria-controls", this.id);
  }

  /** @param {Option[]} options @param {{active?: number, chosen?: Iterable<string>}} [state] `active` -1: none yet */
  show(options, { active = 0, chosen = this.chosen } = {}) {
    this.options = options;
    this.chosen = new Set(chosen);
    if (!options.length) {
      fill(this.element, h("div", { class: "option-empty" }, this.empty));
      this.setActive(-1);
      return;
    }
    let group;
    fill(
      this.element,
      options.flatMap((option, index) => {
        const heading =
          option.group && option.group !== group
            ? [h("div", { class: "option-group", role: "presentation" }, option.group)]
            : [];
        group = option.group;
        return [...heading, this.#row(option, index)];
      }),
    );
    this.setActive(Math.min(active, options.length - 1));
  }

  #row(option, index) {
    const chosen = this.chosen.has(option.value);
    return h(
      "div",
      {
        class: "option",
        role: "option",
        id: `${this.id}-${index}`,
        "aria-selected": String(chosen),
        data: { value: option.value },
        on: {
          click: () => this.onChoose(option),
          pointermove: () => this.active !== index && this.setActive(index, false),
        },
      },
      option.emoji && h("span", { class: "option-emoji" }, option.emoji),
      h(
        "span",
        { class: "option-words" },
        h("span", { class: "option-label" }, option.label),
        option.description && h("span", { class: "option-description" }, option.description),
      ),
      (this.many || chosen) && h("span", { class: "option-mark" }, chosen && icon("check")),
    );
  }

  /** @param {number} index -1: none @param {boolean} [scroll] */
  setActive(index, scroll = true) {
    this.element.querySelector(".option.active")?.classList.remove("active");
    this.active = index;
    const row = this.element.querySelectorAll(".option")[index];
    if (!row) {
      this.owner.removeAttribute("aria-activedescendant");
      return;
    }
    row.classList.add("active");
    this.owner.setAttribute("aria-activedescendant", row.id);
    if (scroll) row.scrollIntoView({ block: "nearest" });
  }

  get activeOption() {
    return this.options[this.active] ?? null;
  }

  /** Moves along with a key. @param {KeyboardEvent} event @returns {boolean} whether the key was one of these */
  key(event) {
    const last = this.options.length - 1;
    const moves = {
      ArrowDown: this.active >= last ? 0 : this.active + 1,
      ArrowUp: this.active <= 0 ? last : this.active - 1,
      PageDown: Math.min(last, this.active + 8),
      PageUp: Math.max(0, this.active - 8),
    };
    if (!(event.key in moves) || last < 0) return false;
    event.preventDefault();
    this.setActive(moves[event.key]);
    return true;
  }

  close() {
    this.owner.removeAttribute("aria-activedescendant");
    this.owner.removeAttribute("aria-controls");
    this.owner.setAttribute("aria-expanded", "false");
    this.element.remove();
  }
}

/** The options that hold all of the words typed, those that begin with them first.
 * @param {Option[]} options @param {string} typed */
export function matching(options, typed) {
  const words = typed.trim().toLowerCase();
  if (!words) return options;
  const found = options.filter((one) => `${one.label} ${one.description ?? ""}`.toLowerCase().includes(words));
  const begins = (one) =>
    one.label
      .toLowerCase()
      .replace(/^[/@#]/u, "")
      .startsWith(words)
      ? 0
      : 1;
  return found.sort((one, other) => begins(one) - begins(other));
}
