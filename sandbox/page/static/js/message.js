// One message as an element: who, when, what, and what can be done with it.

import { avatar } from "./avatar.js";
import { renderEmbed } from "./cards/embed.js";
import { renderComponents, showsFile } from "./cards/layout.js";
import { attachment } from "./cards/media.js";
import { h, plural } from "./dom.js";
import { icon } from "./icons.js";
import { markdown, plainText } from "./markdown/render.js";
import { dayOf, shortTime, timeElement } from "./time.js";

/** @typedef {{id: string, name: string, bot: boolean, colour: string | null}} Author */
/** @typedef {{id: string, channel: string, author: Author, content: string, created: string, edited: string | null,
 *   embeds: any[], components: any[], attachments: any[], ephemeral: boolean, thinking: boolean, pinned: boolean,
 *   notice: string | null, command: {name: string, by: Author} | null,
 *   reply: {id: string, author: Author, text: string} | null,
 *   thread: {id: string, name: string, messages: number} | null}} Message */
/** @typedef {{directory: import("./directory.js").Directory, channel: string, attachments: any[],
 *   press: (customId: string, control: HTMLElement) => void,
 *   select: (customId: string, values: string[], control: HTMLElement) => void, jump: (id: string) => void}} Context */

/**
 * @param {Message} message
 * @param {{context: Context, onMenu: (where: {anchor?: Element, point?: {x: number, y: number}}) => void, onDismiss:
 *     () => void,
 *   failure: string | null}} deeds
 * @returns {HTMLElement} a list item
 */
export function renderMessage(message, { context, onMenu, onDismiss, failure }) {
  if (message.notice) return notice(message);
  const when = new Date(message.created);
  const classes = ["message", message.ephemeral && "ephemeral", message.pinned && "pinned"].filter(Boolean).join(" ");
  const element = h(
    "li",
    { class: classes, data: { id: message.id, author: message.author.id } },
    above(message, context),
    h("div", { class: "message-face" }, avatar(message.author)),
    h(
      "div",
      { class: "message-head" },
      authorName(message.author),
      message.author.bot && appTag(),
      timeElement(when, shortTime(when), "message-time"),
      message.pinned &&
        h("span", { class: "message-pin", title: "Pinned" }, icon("pin"), h("span", { class: "hidden" }, "Pinned")),
    ),
    h(
      "div",
      { class: "message-body" },
      messageBody(message, context),
      failure && h("p", { class: "message-failure", role: "alert" }, icon("warning"), failure),
    ),
    message.ephemeral && foot(onDismiss),
    h(
      "button",
      {
        class: "message-more icon-button",
        type: "button",
        "aria-haspopup": "menu",
        "aria-label": `More for the message by ${message.author.name}`,
        on: { click: (event) => onMenu({ anchor: event.currentTarget }) },
      },
      icon("dots"),
    ),
  );
  element.addEventListener("contextmenu", (event) => {
    if (event.target.closest("a, input, textarea") || !getSelection()?.isCollapsed) return;
    event.preventDefault();
    onMenu({ point: { x: event.clientX, y: event.clientY } });
  });
  return element;
}

/** @param {Author} author */
export function authorName(author) {
  const name = h("span", { class: "author" }, author.name);
  if (author.colour) name.style.setProperty("--name", author.colour);
  return name;
}

export function appTag() {
  return h("span", { class: "app-tag" }, "App");
}

function above(message, context) {
  if (message.command) {
    return h(
      "div",
      { class: "message-above" },
      icon("reply"),
      avatar(message.command.by, "tiny"),
      h("span", { class: "above-name" }, message.command.by.name),
      " used ",
      h("span", { class: "above-command" }, message.command.name),
    );
  }
  if (!message.reply) return null;
  return h(
    "div",
    { class: "message-above" },
    icon("reply"),
    avatar(message.reply.author, "tiny"),
    h("span", { class: "above-name" }, message.reply.author.name),
    " ",
    h(
      "button",
      {
        class: "above-text",
        type: "button",
        title: "Go to the message answered",
        on: { click: () => context.jump(message.reply.id) },
      },
      plainText(message.reply.text, context.directory) || "a card",
    ),
  );
}

/** What a message says and shows. @param {Message} message @param {Context} context */
export function messageBody(message, context) {
  if (message.thinking) return thinking(message.author.name);
  const edited =
    message.edited && h("span", { class: "edited", title: `Edited ${dayOf(new Date(message.edited))}` }, "(edited)");
  const text = message.content && markdown(message.content, context.directory);
  const files = message.attachments.filter((one) => !showsFile([message.components, message.embeds], one));
  const paragraph = text && text.lastElementChild?.tagName === "P" ? text.lastElementChild : null;
  if (edited && paragraph) paragraph.append(" ", edited);
  return [
    text,
    message.embeds.map((embed) => renderEmbed(embed, context)),
    files.length > 0 && h("div", { class: "attachments" }, files.map(attachment)),
    message.components.length > 0 && h("div", { class: "components" }, renderComponents(message.components, context)),
    edited && !paragraph && h("p", { class: "edited-line" }, edited),
    message.thread && threadCard(message.thread, context),
  ];
}

function thinking(name) {
  return h(
    "p",
    { class: "thinking", role: "status" },
    h("span", { class: "thinking-dots", "aria-hidden": "true" }, h("i"), h("i"), h("i")),
    `${name} is thinking…`,
  );
}

function threadCard(thread, context) {
  return h(
    "button",
    { class: "thread-card", type: "button", on: { click: () => context.directory.openChannel(thread.id) } },
    icon("thread"),
    h("span", { class: "thread-name" }, thread.name),
    h("span", { class: "thread-count" }, plural(thread.messages, "message")),
  );
}

function foot(onDismiss) {
  return h(
    "p",
    { class: "message-foot" },
    icon("eye"),
    "Only you can see this • ",
    h("button", { class: "text-button", type: "button", on: { click: onDismiss } }, "Dismiss message"),
  );
}

/** Lines Discord writes itself, such as "Mia pinned a message". */
function notice(message) {
  const when = new Date(message.created);
  return h(
    "li",
    { class: "message notice", data: { id: message.id, author: "" } },
    icon(message.notice.includes("pinned") ? "pin" : "thread"),
    h(
      "span",
      {},
      authorName(message.author),
      " ",
      message.notice,
      " ",
      timeElement(when, shortTime(when), "message-time"),
    ),
  );
}

/** A command on its way, before the bot has said anything. @param {Author} by @param {string} command */
export function renderPending(by, command) {
  return h(
    "li",
    { class: "message pending", data: { author: "" } },
    h(
      "div",
      { class: "message-above" },
      icon("reply"),
      avatar(by, "tiny"),
      h("span", { class: "above-name" }, by.name),
      " used ",
      h("span", { class: "above-command" }, command),
    ),
    h("div", { class: "message-body" }, h("p", { class: "thinking", role: "status" }, "Sending the command…")),
  );
}

/**
 * What is left of a command nobody answered.
 * @param {Author} by
 * @param {string} command
 * @param {string} reason
 * @param {() => void} onDismiss
 */
export function renderUnanswered(by, command, reason, onDismiss) {
  return h(
    "li",
    { class: "message unanswered ephemeral", data: { author: "" } },
    h(
      "div",
      { class: "message-above" },
      icon("reply"),
      avatar(by, "tiny"),
      h("span", { class: "above-name" }, by.name),
      " used ",
      h("span", { class: "above-command" }, command),
    ),
    h("div", { class: "message-body" }, h("p", { class: "message-failure", role: "alert" }, icon("warning"), reason)),
    foot(onDismiss),
  );
}
