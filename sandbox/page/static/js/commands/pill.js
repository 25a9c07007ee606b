// One option of a command: its name, and an input that knows its type.

import { fill, h } from "../dom.js";
import { Listbox, matching } from "../listbox.js";
import { ATTACHMENT, closedChoices, kindOf, readValue } from "./values.js";

const DEBOUNCE = 150; // milliseconds of quiet before choices are asked for

export class Pill {
  /** @param {any} option Discord's JSON
   * @param {{directory: import("../directory.js").Directory, channel: string, popup: HTMLElement,
   *   autocomplete: (name: string, signal: AbortSignal) => Promise<any[]>, onAdvance: (pill: Pill) => void, onSend:
   *     () => void,
   *   onEmpty: (pill: Pill) => void, onCancel: () => void, onChange: () => void}} form `onEmpty`: Backspace in an
   *     empty input */
  constructor(option, form) {
    this.option = option;
    this.form = form;
    this.closed = closedChoices(option, form.directory, form.channel);
    this.live = Boolean(option.autocomplete);
    /** @type {import("../listbox.js").Option | null} what was chosen from a list */
    this.chosen = null;
    this.input = option.type === ATTACHMENT ? h("input", { type: "file", class: "pill-file" }) : this.#textInput();
    this.input.setAttribute(
      "aria-label",
      `${option.name}${option.required ? ", required" : ""}: ${option.description}`,
    );
    this.element = h(
      "label",
      { class: "pill", data: { option: option.name } },
      h("span", { class: "pill-name" }, option.name),
      this.input,
    );
    this.list = null;
    this.#listen();
  }

  #textInput() {
    const offers = this.closed !== null || this.live;
    return h("input", {
      type: "text",
      class: "pill-input",
      autocomplete: "off",
      spellcheck: "false",
      size: "6",
      role: offers ? "combobox" : null,
      "aria-expanded": offers ? "false" : null,
      "aria-autocomplete": offers ? "list" : null,
      inputmode: { 4: "numeric", 10: "decimal" }[this.option.type] ?? null,
    });
  }

  #listen() {
    this.input.addEventListener("focus", () => this.open());
    this.input.addEventListener("blur", () => this.#blur());
    this.input.addEventListener("input", () => {
      this.chosen = null;
      this.#resize();
      this.complain(false);
      this.form.onChange();
      this.#refresh(true);
    });
    this.input.addEventListener("keydown", (event) => this.#key(event));
  }

  #resize() {
    this.input.size = Math.min(48, Math.max(6, this.input.value.length + 1));
  }

  /** Shows what the option is for, and what there is to choose. */
  open() {
    const { name, description, required } = this.option;
    const head = h(
      "div",
      { class: "popup-head" },
      h("span", { class: "popup-name" }, name),
      h("span", { class: "popup-words" }, description),
      h("span", { class: "popup-kind" }, `${kindOf(this.option)}${required ? ", required" : ""}`),
    );
    this.list?.close();
    this.list = null;
    if (this.closed !== null || this.live) {
      this.list = new Listbox({
        label: `Choices for ${name}`,
        owner: this.input,
        onChoose: (option) => this.choose(option),
        empty: this.live ? "No suggestions. Enter sends the words as typed." : "Nothing fits.",
      });
      this.input.setAttribute("aria-expanded", "true");
    }
    fill(this.form.popup, head, this.list?.element);
    this.form.popup.hidden = false;
    this.#refresh(false);
  }

  #blur() {
    this.hide();
    if (this.closed === null || this.chosen || !this.text) return;
    const exact = this.closed.find((one) => one.label.toLowerCase() === this.text.toLowerCase());
    if (exact) this.set(exact);
  }

  hide() {
    this.request?.abort();
    clearTimeout(this.timer);
    this.list?.close();
    this.list = null;
    this.form.popup.hidden = true;
  }

  #refresh(typing) {
    if (!this.list) return;
    if (this.closed !== null) {
      const options = this.chosen ? this.closed : matching(this.closed, this.input.value);
      this.list.show(options, {
        active: Math.max(
          0,
          options.findIndex((one) => one.value === this.chosen?.value),
        ),
        chosen: this.chosen ? [this.chosen.value] : [],
      });
      return;
    }
    clearTimeout(this.timer);
    this.request?.abort();
    this.timer = setTimeout(() => this.#ask(), typing ? DEBOUNCE : 0);
  }

  async #ask() {
    const request = new AbortController();
    this.request = request;
    this.input.setAttribute("aria-busy", "true");
    let options = [];
    let reason = "";
    try {
      const found = await this.form.autocomplete(this.option.name, request.signal);
      options = found.map((one) => ({ value: String(one.value), label: one.name }));
    } catch (problem) {
      if (request.signal.aborted) return;
      reason = problem.message;
    }
    if (request.signal.aborted || !this.list) return;
    this.input.removeAttribute("aria-busy");
    // Nothing is marked until an arrow is pressed: Enter then sends the words as they were typed.
    this.list.empty = reason || "No suggestions. Enter sends the words as typed.";
    this.list.show(options, { active: -1, chosen: this.chosen ? [this.chosen.value] : [] });
  }

  /** @param {import("../listbox.js").Option} option */
  choose(option) {
    this.set(option);
    this.form.onAdvance(this);
  }

  /** @param {import("../listbox.js").Option} option */
  set(option) {
    this.chosen = option;
    this.input.value = option.label;
    this.#resize();
    this.complain(false);
    this.form.onChange();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.isComposing || this.list?.key(event)) return;
    const marked = this.list?.activeOption ?? null;
    if (event.key === "Enter") {
      event.preventDefault();
      if (marked && marked.value !== this.chosen?.value && (this.text || this.live || this.option.required))
        this.choose(marked);
      else this.form.onSend();
    } else if (
      event.key === "Tab" &&
      !event.shiftKey &&
      !this.chosen &&
      (marked || this.text) &&
      this.list?.options.length &&
      (this.text || this.option.required)
    ) {
      event.preventDefault();
      this.choose(marked ?? this.list.options[0]);
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (this.form.popup.hidden) this.form.onCancel();
      else this.hide();
    } else if (event.key === "Backspace" && !this.input.value) {
      event.preventDefault();
      this.form.onEmpty(this);
    }
  }

  /** What is in the input, blanks around it taken away. */
  get text() {
    return this.input.type === "file" ? (this.input.files[0]?.name ?? "") : this.input.value.trim();
  }

  /** The value as the command takes it. @returns {{value?: any} | {problem: string}} empty when nothing was entered */
  read() {
    if (!this.text) return this.option.required ? { problem: `“${this.option.name}” is required.` } : {};
    if (this.option.type === ATTACHMENT) return { value: this.input.files[0] };
    if (this.closed === null) return readValue(this.option, this.chosen ? this.chosen.value : this.text);
    if (!this.chosen) return { problem: `“${this.option.name}” takes ${kindOf(this.option)} from the list.` };
    return readValue(this.option, this.chosen.value);
  }

  /** @param {boolean} wrong */
  complain(wrong) {
    this.element.classList.toggle("wrong", wrong);
    this.input.setAttribute("aria-invalid", String(wrong));
  }
}
