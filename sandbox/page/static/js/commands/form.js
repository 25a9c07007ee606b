// A picked command with its options as pills: required ones first, the optional ones to be added.

import { fill, h } from "../dom.js";
import { icon } from "../icons.js";
import { Pill } from "./pill.js";
import { ATTACHMENT } from "./values.js";

export class CommandForm {
  /** @param {import("./leaves.js").Leaf} leaf
   * @param {{directory: import("../directory.js").Directory, channel: string, popup: HTMLElement,
   *   autocomplete: (command: string, options: Record<string, any>, focused: string, signal: AbortSignal) =>
   *     Promise<any[]>,
   *   onSend: (command: string, options: Record<string, any>) => void, onCancel: () => void, onProblem: (text: string
   *     | null) => void}} composer */
  constructor(leaf, composer) {
    this.leaf = leaf;
    this.composer = composer;
    this.pills = leaf.options.filter((one) => one.required).map((one) => this.#pill(one));
    this.holder = h("div", { class: "pills" });
    const name = h(
      "button",
      {
        class: "command-name",
        type: "button",
        title: `${leaf.description} (press to leave the command)`,
        "aria-label": `Command /${leaf.name}. Press to leave it`,
        on: { click: () => composer.onCancel() },
      },
      `/${leaf.name}`,
    );
    this.extra = h("div", { class: "extra-options" });
    this.sendButton = h(
      "button",
      {
        class: "icon-button send",
        type: "button",
        "aria-label": `Send /${leaf.name}`,
        on: { click: () => this.send() },
      },
      icon("send"),
    );
    this.element = h(
      "div",
      { class: "command-form", role: "group", "aria-label": `/${leaf.name}`, tabindex: "-1" },
      name,
      this.holder,
      this.extra,
      this.sendButton,
    );
    this.element.addEventListener("keydown", (event) => this.#key(event));
    this.#paint();
  }

  #pill(option) {
    return new Pill(option, {
      directory: this.composer.directory,
      channel: this.composer.channel,
      popup: this.composer.popup,
      autocomplete: (focused, signal) =>
        this.composer.autocomplete(this.leaf.name, this.#soFar(focused), focused, signal),
      onAdvance: (pill) => this.#advance(pill),
      onSend: () => this.send(),
      onEmpty: (pill) => this.#back(pill),
      onCancel: () => this.composer.onCancel(),
      onChange: () => this.composer.onProblem(null),
    });
  }

  #paint() {
    fill(
      this.holder,
      this.pills.map((pill) => pill.element),
    );
    const rest = this.leaf.options.filter((one) => !this.pills.some((pill) => pill.option.name === one.name));
    fill(
      this.extra,
      rest.map((option) =>
        h(
          "button",
          {
            class: "add-option",
            type: "button",
            title: option.description,
            "aria-label": `Add option ${option.name}: ${option.description}`,
            on: { click: () => this.add(option.name) },
          },
          icon("plus"),
          option.name,
        ),
      ),
    );
  }

  /** Puts the cursor where something is missing. */
  focus() {
    const pill = this.pills.find((one) => !one.text) ?? this.pills.at(-1);
    (pill?.input ?? this.element).focus();
  }

  /** @param {string} name an option; it may be there already @returns {Pill | undefined} */
  add(name) {
    const there = this.pills.find((pill) => pill.option.name === name);
    const option = this.leaf.options.find((one) => one.name === name);
    if (there || !option) return there;
    const pill = this.#pill(option);
    this.pills.push(pill);
    this.#paint();
    pill.input.focus();
    return pill;
  }

  /** Words typed right behind the command's name go to its first option that takes words. @param {string} words */
  begin(words) {
    const target = this.pills.find((pill) => pill.closed === null && pill.option.type !== ATTACHMENT);
    if (!target || !words) return;
    target.input.value = words;
    target.input.dispatchEvent(new Event("input"));
  }

  #advance(pill) {
    const next =
      this.pills.slice(this.pills.indexOf(pill) + 1).find((one) => !one.text) ??
      this.pills.find((one) => !one.text && one.option.required);
    if (next) next.input.focus();
    else pill.hide();
  }

  #back(pill) {
    const index = this.pills.indexOf(pill);
    if (!pill.option.required) {
      pill.hide();
      this.pills.splice(index, 1);
      this.#paint();
    } else if (index === 0) {
      this.composer.onCancel();
      return;
    }
    (this.pills[Math.max(0, index - 1)]?.input ?? this.element).focus();
  }

  /** @param {KeyboardEvent} event keys that no pill has taken */
  #key(event) {
    if (event.defaultPrevented || event.target !== this.element) return;
    if (event.key === "Enter") this.send();
    else if (event.key === "Escape" || event.key === "Backspace") this.composer.onCancel();
    else return;
    event.preventDefault();
  }

  /** The options as far as they are entered; the focused one as typed. @param {string} focused */
  #soFar(focused) {
    /** @type {Record<string, any>} */
    const options = {};
    for (const pill of this.pills) {
      const { value } = pill.read();
      if (pill.option.name === focused) options[focused] = pill.input.value;
      else if (value !== undefined && pill.option.type !== ATTACHMENT) options[pill.option.name] = value;
    }
    return options;
  }

  /** Checks everything; the first thing wrong is said and gets the cursor. */
  send() {
    /** @type {Record<string, any>} */
    const options = {};
    for (const pill of this.pills) {
      const read = pill.read();
      if ("problem" in read) {
        pill.input.focus();
        pill.complain(true);
        this.composer.onProblem(read.problem);
        return;
      }
      if (read.value !== undefined) options[pill.option.name] = read.value;
    }
    for (const pill of this.pills) pill.hide();
    this.composer.onSend(this.leaf.name, options);
  }
}
