// The box at the bottom. Plain words are a message; a slash opens the commands this person may use here.

import { UNREACHABLE } from "./api.js";
import { arrange, fill, h } from "./dom.js";
import { icon } from "./icons.js";
import { CommandForm } from "./commands/form.js";
import { search, slashCommands, typedInFull } from "./commands/leaves.js";
import { Listbox } from "./listbox.js";

const MAX_CONTENT = 2000; // characters, Discord's limit for people

export class Composer {
  /** @param {HTMLElement} root
   * @param {{say: (content: string, replyTo: string | null) => Promise<void>, run: (command: string, options: Record<string, any>) =>
   *     Promise<void>,
   *   autocomplete: (command: string, options: Record<string, any>, focused: string, signal: AbortSignal) =>
   *     Promise<any[]>}} deeds
   *   `say` and `run` reject with a sentence for the person */
  constructor(root, deeds) {
    this.deeds = deeds;
    /** @type {CommandForm | null} */
    this.form = null;
    this.leaves = [];
    this.popup = h("div", { class: "composer-popup", hidden: true });
    this.problem = h("p", { class: "composer-problem", role: "alert" });
    this.text = h("textarea", {
      id: "composer-text",
      class: "composer-text",
      rows: "1",
      spellcheck: "false",
      role: "combobox",
      "aria-expanded": "false",
      "aria-autocomplete": "list",
      "aria-haspopup": "listbox",
    });
    this.slash = h(
      "button",
      {
        class: "icon-button",
        type: "button",
        title: "Commands",
        "aria-label": "Commands",
        on: { click: () => this.#slashPressed() },
      },
      icon("slash"),
    );
    this.sendButton = h(
      "button",
      {
        class: "icon-button send",
        type: "button",
        title: "Send",
        "aria-label": "Send",
        on: { click: () => this.#send() },
      },
      icon("send"),
    );
    this.plain = h("div", { class: "composer-plain" }, this.slash, this.text, this.sendButton);
    /** @type {string | null} the message that is being answered */
    this.answered = null;
    this.answering = h("p", { class: "composer-answering", hidden: true });
    this.closedNote = h("p", { class: "composer-closed" });
    this.box = h("div", { class: "composer-box" }, this.plain);
    fill(root, this.popup, this.answering, this.box, this.problem);
    this.text.addEventListener("input", () => this.#typed());
    this.text.addEventListener("keydown", (event) => this.#key(event));
    this.text.addEventListener("blur", () => this.#closePicker());
    this.text.addEventListener("focus", () => this.#pick());
  }

  /**
   * Turns to a channel.
   * @param {{channel: string, label: string, directory: import("./directory.js").Directory, commands: any[], closed:
   *   string | null}} place
   *   `closed`: why nothing can be written here */
  open({ channel, label, directory, commands, closed }) {
    const moved = channel !== this.channel || directory.viewer !== this.directory?.viewer;
    this.channel = channel;
    this.directory = directory;
    this.leaves = slashCommands(commands);
    /** Whether there are commands to pick here. */
    this.offers = this.leaves.length > 0 && !closed;
    if (moved) this.reset();
    this.text.placeholder = `Message ${label}`;
    this.text.setAttribute("aria-label", `Message ${label}. Type a slash for commands`);
    fill(this.closedNote, closed ?? "");
    arrange(this.box, [closed ? this.closedNote : (this.form?.element ?? this.plain)]);
    if (document.activeElement === this.text) this.#pick();
  }

  reset() {
    this.form = null;
    this.text.value = "";
    this.#grow();
    this.#closePicker();
    this.complain(null);
    this.answer(null);
    arrange(this.box, [this.plain]);
  }

  /** The next message answers this one. @param {{id: string, author: {name: string}} | null} message */
  answer(message) {
    this.answered = message?.id ?? null;
    this.answering.hidden = message === null;
    if (message === null) return;
    const leave = h(
      "button",
      { class: "icon-button", type: "button", "aria-label": "Answer nobody", on: { click: () => this.answer(null) } },
      icon("close"),
    );
    fill(this.answering, h("span", {}, "Replying to ", h("strong", {}, message.author.name)), leave);
    this.focus();
  }

  /** @returns {boolean} whether there is something to write in */
  focus() {
    if (this.form) this.form.focus();
    else this.text.focus();
    return this.box.contains(document.activeElement);
  }

  /** @param {string | null} text */
  complain(text) {
    fill(this.problem, text);
  }

  /** The sandbox can be reached again. */
  recovered() {
    if (this.problem.textContent === UNREACHABLE) this.complain(null);
  }

  #grow() {
    this.text.style.setProperty("height", "auto");
    if (this.text.value) this.text.style.setProperty("height", `${this.text.scrollHeight}px`);
  }

  #typed() {
    this.complain(null);
    this.#grow();
    const full = typedInFull(this.leaves, this.text.value);
    if (full) this.#begin(full.leaf, full.rest);
    else this.#pick();
  }

  /** Shows the commands that fit what stands behind the slash. */
  #pick() {
    const { value } = this.text;
    if (!/^\/[^\n]*$/u.test(value)) {
      this.#closePicker();
      return;
    }
    if (!this.list) {
      this.list = new Listbox({
        label: "Commands",
        owner: this.text,
        onChoose: (option) =>
          this.#begin(
            this.leaves.find((one) => one.name === option.value),
            "",
          ),
        empty: "No command fits that you may use here.",
      });
      this.text.setAttribute("aria-expanded", "true");
      fill(
        this.popup,
        h("div", { class: "popup-head" }, h("span", { class: "popup-name" }, "Commands")),
        this.list.element,
      );
      this.popup.hidden = false;
    }
    this.list.show(
      search(this.leaves, value.slice(1)).map((leaf) => ({
        value: leaf.name,
        label: `/${leaf.name}`,
        description: leaf.description,
      })),
      { active: 0 },
    );
  }

  #closePicker() {
    if (!this.list) return;
    this.list.close();
    this.list = null;
    this.popup.hidden = true;
  }

  #slashPressed() {
    this.text.focus();
    if (!this.text.value) this.text.value = "/";
    this.#pick();
  }

  #begin(leaf, rest) {
    this.#closePicker();
    this.complain(null);
    this.text.value = "";
    this.#grow();
    this.form = new CommandForm(leaf, {
      directory: this.directory,
      channel: this.channel,
      popup: this.popup,
      autocomplete: this.deeds.autocomplete,
      onSend: (command, options) => this.#run(command, options),
      onCancel: () => this.#leaveCommand(),
      onProblem: (text) => this.complain(text),
    });
    arrange(this.box, [this.form.element]);
    this.form.focus();
    this.form.begin(rest);
  }

  #leaveCommand() {
    this.reset();
    this.popup.hidden = true;
    this.text.focus();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.isComposing) return;
    if (this.list) {
      if (this.list.key(event)) return;
      const marked = this.list.activeOption;
      if (marked && (event.key === "Enter" || (event.key === "Tab" && !event.shiftKey))) {
        event.preventDefault();
        this.list.onChoose(marked);
        return;
      }
      if (event.key === "Escape") {
        event.preventDefault();
        this.#closePicker();
        return;
      }
    }
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.#send();
    } else if (event.key === "Escape" && this.answered) {
      event.preventDefault();
      this.answer(null);
    }
  }

  async #send() {
    const content = this.text.value.trim();
    if (!content) return;
    const length = [...content].length;
    if (length > MAX_CONTENT) {
      this.complain(`A message holds ${MAX_CONTENT} characters at most; this one has ${length}.`);
      return;
    }
    if (content.startsWith("/") && this.leaves.length && !content.includes("\n")) {
      const known = this.leaves.find((leaf) => `/${leaf.name}` === content.toLowerCase());
      if (known) {
        this.#begin(known, "");
        return;
      }
    }
    const { answered } = this;
    this.reset();
    try {
      await this.deeds.say(content, answered);
    } catch (problem) {
      if (!this.text.value) this.text.value = content;
      this.complain(problem.message);
    }
  }

  async #run(command, options) {
    const { form, channel } = this;
    this.reset();
    this.text.focus();
    try {
      await this.deeds.run(command, options);
    } catch (problem) {
      // What was entered comes back, so that it can be mended, unless the person is somewhere else by now.
      if (channel === this.channel && !this.form && !this.text.value) {
        this.form = form;
        arrange(this.box, [form.element]);
        form.focus();
      }
      this.complain(problem.message);
    }
  }
}
