// The messages of the open channel, oldest first. Changes touch only the message they are about.

import { arrange, freshId, h } from "./dom.js";
import { renderMessage, renderPending, renderUnanswered } from "./message.js";
import { View } from "./shell/view.js";
import { dayOf } from "./time.js";

/** @typedef {import("./message.js").Message} Message */

const GROUP_MINUTES = 7; // messages of one person closer than this stand under one name
const KEPT = 200; // messages; a tab that stays open for days forgets older ones, unless they were asked for
const MARKED = 2000; // milliseconds in which the message jumped to stands out

export class Timeline {
  /** @param {{scroller: HTMLElement, list: HTMLElement, begin: (channel: string, earlier: boolean) => Node, acts: any}}
   *   parts
   *   `begin`: what stands above the first message; `acts`: press, select, dismiss, jump and menu, each for one
   *   message */
  constructor({ scroller, list, begin, acts }) {
    this.view = new View(scroller, list);
    this.list = list;
    this.begin = begin;
    this.acts = acts;
    this.#empty();
  }

  #empty() {
    /** @type {Map<string, {message: Message, element: HTMLElement}>} */
    this.shown = new Map();
    /** @type {Map<string, HTMLElement>} commands on their way and those nobody answered */
    this.local = new Map();
    this.failures = new Map();
    this.days = new Map();
  }

  /** Shows a channel from the start. @param {string} channel @param {Message[]} messages
   * @param {import("./directory.js").Directory} directory @param {boolean} earlier whether there are older ones */
  show(channel, messages, directory, earlier) {
    const again = this.channel === channel && this.directory?.viewer === directory.viewer;
    const keptLocal = again ? this.local : new Map();
    const keptFailures = again ? this.failures : new Map();
    const keptShown = again && this.directory.names === directory.names ? this.shown : new Map();
    this.#empty();
    this.local = keptLocal;
    this.failures = keptFailures;
    this.channel = channel;
    this.directory = directory;
    this.first = this.begin(channel, earlier);
    this.kept = Math.max(KEPT, messages.length);
    for (const message of messages) {
      const kept = keptShown.get(message.id);
      // What has not changed stays as it is, with its focus and its open lists.
      if (kept && JSON.stringify(kept.message) === JSON.stringify(message)) this.shown.set(message.id, kept);
      else this.#draw(message);
    }
    this.#arrange();
    if (!again) this.view.toBottom();
  }

  /** @param {Message} message new or changed */
  put(message) {
    if (message.channel !== this.channel) return;
    const isNew = !this.shown.has(message.id);
    const element = this.#draw(message);
    if (isNew && message.author.id !== this.directory.viewer) this.view.arrived(element);
    this.#arrange();
  }

  /** The oldest message shown. @returns {string | undefined} */
  get oldest() {
    return [...this.shown.keys()].sort(older)[0];
  }

  /** Shows one message among its neighbours. @param {string} id @returns {boolean} whether it is here */
  jump(id) {
    const element = this.shown.get(id)?.element;
    if (!element) return false;
    this.view.leave();
    element.scrollIntoView({ block: "center" });
    element.classList.add("jumped");
    setTimeout(() => element.classList.remove("jumped"), MARKED);
    element.tabIndex = -1;
    element.focus({ preventScroll: true });
    return true;
  }

  /** @param {string} id */
  remove(id) {
    this.shown.delete(id);
    this.#arrange();
  }

  /**
   * A command has been sent.
   * @returns {{answered: () => void, unanswered: (reason: string) => void}} what to call when it is over
   */
  pending(by, command) {
    const key = freshId("pending");
    const drop = () => {
      this.local.delete(key);
      this.#arrange();
    };
    this.local.set(key, renderPending(by, command));
    this.#arrange();
    this.view.toBottom();
    return {
      answered: drop,
      unanswered: (reason) => {
        if (!this.local.has(key)) return;
        this.local.set(key, renderUnanswered(by, command, reason, drop));
        this.#arrange();
      },
    };
  }

  /** Writes a reason under a message, or takes it away again. @param {string} id @param {string | null} reason */
  fail(id, reason) {
    const known = this.shown.get(id);
    if (reason === null && !this.failures.delete(id)) return;
    if (reason !== null) this.failures.set(id, reason);
    if (known) this.put(known.message);
  }

  /** What drawing a message needs. @param {Message} message @returns {import("./message.js").Context} */
  context(message) {
    return {
      directory: this.directory,
      channel: message.channel,
      attachments: message.attachments,
      press: (customId, control) => this.acts.press(message, customId, control),
      select: (customId, values, control) => this.acts.select(message, customId, values, control),
      jump: (id) => this.acts.jump(message.channel, id),
    };
  }

  #draw(message) {
    const before = this.shown.get(message.id)?.element;
    const focused = before?.contains(document.activeElement) ? document.activeElement.dataset.customId : undefined;
    const element = renderMessage(message, {
      context: this.context(message),
      onMenu: (where) => this.acts.menu(message, where),
      onDismiss: () => this.acts.dismiss(message),
      failure: this.failures.get(message.id) ?? null,
    });
    this.shown.set(message.id, { message, element });
    if (!before) return element;
    before.replaceWith(element);
    this.view.replaced(before, element);
    if (focused) element.querySelector(`[data-custom-id="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
    return element;
  }

  #arrange() {
    const all = [...this.shown.values()].sort((one, other) => older(one.message.id, other.message.id));
    for (const { message } of all.splice(0, Math.max(0, all.length - this.kept))) this.shown.delete(message.id);
    const wanted = [this.first];
    let last = null;
    for (const { message, element } of all) {
      const day = dayOf(new Date(message.created));
      if (last === null || dayOf(new Date(last.created)) !== day) {
        wanted.push(this.#day(day));
        last = null;
      }
      element.classList.toggle("continued", last !== null && continues(last, message));
      wanted.push(element);
      last = message;
    }
    arrange(this.list, [...wanted, ...this.local.values()]);
    this.view.stay();
  }

  #day(day) {
    if (!this.days.has(day)) this.days.set(day, h("li", { class: "day" }, h("span", {}, day)));
    return this.days.get(day);
  }
}

/** Snowflakes are longer than a number holds exactly. @param {string} one @param {string} other */
function older(one, other) {
  const difference = BigInt(one) - BigInt(other);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** @param {Message} last @param {Message} next */
function continues(last, next) {
  const minutes = (new Date(next.created).getTime() - new Date(last.created).getTime()) / 60000;
  return (
    last.author.id === next.author.id &&
    !last.notice &&
    !next.command &&
    !next.reply &&
    !next.notice &&
    last.ephemeral === next.ephemeral &&
    minutes < GROUP_MINUTES
  );
}
