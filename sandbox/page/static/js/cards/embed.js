// Embeds: the older kind of card, with a coloured edge.

import { h, safeUrl } from "../dom.js";
import { inlineMarkdown, link, markdown } from "../markdown/render.js";
import { timeElement, shortTime } from "../time.js";
import { colourOf, picture } from "./media.js";

/** @param {any} embed Discord's JSON @param {import("../message.js").Context} context */
export function renderEmbed(embed, context) {
  const { directory } = context;
  const element = h(
    "article",
    { class: "embed", "aria-label": "Embed" },
    embed.thumbnail && h("div", { class: "embed-thumbnail" }, picture(embed.thumbnail, "Thumbnail")),
    embed.author?.name && h("div", { class: "embed-author" }, maybeLink(embed.author.url, embed.author.name)),
    embed.title && h("div", { class: "embed-title" }, maybeLink(embed.url, inlineMarkdown(embed.title, directory))),
    embed.description && markdown(embed.description, directory),
    embed.fields?.length > 0 &&
      h(
        "div",
        { class: "embed-fields" },
        embed.fields.map((field) =>
          h(
            "div",
            { class: field.inline ? "embed-field inline" : "embed-field" },
            h("div", { class: "embed-field-name" }, inlineMarkdown(field.name, directory)),
            markdown(field.value, directory),
          ),
        ),
      ),
    embed.image && h("div", { class: "embed-image" }, picture(embed.image, "Picture in the embed")),
    footer(embed),
  );
  element.style.setProperty("--accent-edge", colourOf(embed.color));
  return element;
}

function maybeLink(url, words) {
  return url && safeUrl(url) ? link(url, words) : words;
}

function footer(embed) {
  const when = embed.timestamp ? new Date(embed.timestamp) : null;
  if (!embed.footer?.text && !when) return null;
  return h(
    "div",
    { class: "embed-footer" },
    embed.footer?.text,
    embed.footer?.text && when && " • ",
    when && timeElement(when, shortTime(when)),
  );
}
