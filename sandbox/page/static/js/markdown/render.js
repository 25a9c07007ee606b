// Markdown trees as elements. Names behind mentions come from the directory: what this viewer may know.

import { h, safeUrl } from "../dom.js";
import { timestamp } from "../time.js";
import { parseBlocks } from "./blocks.js";
import { parseInline } from "./inline.js";

/** @typedef {import("../directory.js").Directory} Directory */

const MESSAGE_URL = /^https:\/\/(?:canary\.|ptb\.)?discord\.com\/channels\/(?:\d{1,20}|@me)\/(\d{1,20})\/(\d{1,20})$/u;
const WRAPPERS = { bold: "strong", italic: "em", underline: "u", strike: "s" };

/** @param {string} text @param {Directory} directory @returns {HTMLElement} */
export function markdown(text, directory) {
  const blocks = parseBlocks(text);
  return h(
    "div",
    { class: "markdown" },
    blocks.map((block) => renderBlock(block, directory)),
  );
}

/**
 * @param {string} text
 * @param {Directory} directory
 * @returns {Node[]} for places that have one line, such as an embed's title
 */
export function inlineMarkdown(text, directory) {
  return renderInline(parseInline(text), directory);
}

/**
 * The first line without its marks, for lists and replies.
 * @param {string} text
 * @param {Directory} directory
 * @returns {string}
 */
export function plainText(text, directory) {
  return h(
    "span",
    {},
    inlineMarkdown(
      text
        .split("\n")[0]
        .replace(/^(?:#{1,3}|-#|>|-|\*) +/u, "")
        .slice(0, 160),
      directory,
    ),
  ).textContent;
}

function renderBlock(block, directory) {
  const inline = (text) => renderInline(parseInline(text), directory);
  switch (block.kind) {
    case "heading":
      // A page has its own h1 and h2: a message's headings start below them.
      return h(`h${block.level + 2}`, { class: `heading-${block.level}` }, inline(block.text));
    case "subtext":
      return h("p", { class: "subtext" }, inline(block.text));
    case "quote":
      return h(
        "blockquote",
        {},
        block.blocks.map((inner) => renderBlock(inner, directory)),
      );
    case "code-block":
      return h("pre", { data: { language: block.language ?? "" }, tabindex: "0" }, h("code", {}, block.text));
    case "list":
      return h(
        block.ordered ? "ol" : "ul",
        { start: block.ordered ? block.start : null },
        block.items.map((item) =>
          h(
            "li",
            {},
            inline(item.text),
            item.children.map((inner) => renderBlock(inner, directory)),
          ),
        ),
      );
    default:
      return h("p", {}, inline(block.text));
  }
}

/** @param {import("./inline.js").Inline[]} nodes @param {Directory} directory @returns {Node[]} */
function renderInline(nodes, directory) {
  return nodes.map((node) => renderNode(node, directory));
}

function renderNode(node, directory) {
  const children = () => renderInline(node.children, directory);
  switch (node.kind) {
    case "bold":
    case "italic":
    case "underline":
    case "strike":
      return h(WRAPPERS[node.kind], {}, children());
    case "bold-italic":
      return h("strong", {}, h("em", {}, children()));
    case "spoiler":
      return spoiler(children());
    case "code":
      return h("code", {}, node.text);
    case "link":
      return messageLink(node.url, children(), directory) ?? link(node.url, children());
    case "user":
      return mention(`@${directory.userName(node.id) ?? "unknown-user"}`);
    case "role":
      return mention(`@${directory.roleName(node.id) ?? "deleted-role"}`);
    case "channel":
      return channelMention(node.id, directory);
    case "everyone":
    case "command":
      return mention(node.text);
    case "time":
      return timestamp(node.unix, node.style) ?? document.createTextNode(`<t:${node.unix}>`);
    default:
      return document.createTextNode(node.text);
  }
}

function mention(text) {
  return h("span", { class: "mention" }, text);
}

function channelMention(id, directory) {
  const name = directory.channelName(id);
  if (name === null) return mention("# No access");
  return h("button", { class: "mention", type: "button", on: { click: () => directory.openChannel(id) } }, `#${name}`);
}

/** A link to a message of a channel that this viewer sees goes there. @returns {HTMLElement | null} null for all others */
function messageLink(url, children, directory) {
  const found = MESSAGE_URL.exec(url);
  if (found === null || directory.channelName(found[1]) === null) return null;
  const go = (event) => {
    event.preventDefault();
    directory.openMessage(found[1], found[2]);
  };
  return h("a", { href: url, title: url, on: { click: go } }, children);
}

/** @param {string} url @param {Node[] | string} children */
export function link(url, children) {
  const href = safeUrl(url);
  if (href === null) return h("span", {}, children);
  return h("a", { href, target: "_blank", rel: "noopener noreferrer", title: href }, children);
}

function spoiler(children) {
  const show = (event) => event.currentTarget.replaceWith(h("span", { class: "spoiler shown" }, children));
  return h(
    "button",
    { class: "spoiler", type: "button", "aria-label": "Show the spoiler", on: { click: show } },
    h("span", { "aria-hidden": "true" }, children),
  );
}
