// The list of a channel's pinned messages, behind the pin in the header.

import { avatar } from "../avatar.js";
import { fill, h } from "../dom.js";
import { icon } from "../icons.js";
import { openLayer } from "../layer.js";
import { appTag, authorName, messageBody } from "../message.js";
import { shortTime, timeElement } from "../time.js";

/** @typedef {import("../message.js").Message} Message */

export class Pins {
  /** @param {HTMLElement} button
   * @param {{fetch: () => Promise<Message[]>, may: () => boolean, jump: (message: Message) => void,
   *   unpin: (message: Message) => void, context: (message: Message) => import("../message.js").Context}} deeds
   *   `may`: whether this person may unpin here */
  constructor(button, deeds) {
    this.button = button;
    this.deeds = deeds;
    /** @type {HTMLElement | null} what is open */
    this.list = null;
    button.addEventListener("click", () => (this.list ? this.close() : this.#open()));
  }

  #open() {
    this.list = h("ul", { class: "pin-list" });
    const content = h(
      "section",
      { class: "pins", role: "dialog", "aria-label": "Pinned messages", tabindex: "-1" },
      h("h2", { class: "pins-title" }, icon("pin"), "Pinned messages"),
      this.list,
    );
    this.button.setAttribute("aria-expanded", "true");
    this.close = openLayer(content, {
      anchor: this.button,
      onClose: () => {
        this.list = null;
        this.button.setAttribute("aria-expanded", "false");
      },
    });
    content.focus();
    this.refresh();
  }

  /** Nothing is open yet. */
  close() {}

  /** Fetches what is pinned now, if the list is open. */
  async refresh() {
    if (!this.list) return;
    let messages;
    try {
      messages = await this.deeds.fetch();
    } catch (problem) {
      this.#fill(h("li", { class: "pins-empty" }, problem.message));
      return;
    }
    this.#fill(
      messages.length > 0
        ? messages.map((message) => this.#row(message))
        : h("li", { class: "pins-empty" }, icon("pin"), "Nothing is pinned here yet."),
    );
  }

  #fill(content) {
    if (this.list) fill(this.list, content);
  }

  #row(message) {
    const when = new Date(message.created);
    const button = (words, run) =>
      h(
        "button",
        {
          class: "button quiet small",
          type: "button",
          "aria-label": `${words}: message by ${message.author.name}`,
          on: { click: run },
        },
        words,
      );
    return h(
      "li",
      { class: "pin" },
      h(
        "div",
        { class: "pin-head" },
        avatar(message.author, "small"),
        authorName(message.author),
        message.author.bot && appTag(),
        timeElement(when, shortTime(when), "message-time"),
      ),
      h("div", { class: "pin-body" }, messageBody(message, this.deeds.context(message))),
      h(
        "div",
        { class: "pin-foot" },
        button("Jump", () => {
          this.close(false);
          this.deeds.jump(message);
        }),
        this.deeds.may() && button("Unpin", () => this.deeds.unpin(message)),
      ),
    );
  }
}
