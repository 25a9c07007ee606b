// Buttons in Discord's five styles.

import { h, safeUrl } from "../dom.js";
import { icon } from "../icons.js";

const STYLES = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link" };

/** @param {{name?: string, id?: string} | null | undefined} emoji a picture of the server's own is shown by its name */
export function emojiText(emoji) {
  if (!emoji?.name) return "";
  return emoji.id ? `:${emoji.name}:` : emoji.name;
}

/** @param {any} button Discord's JSON @param {import("../message.js").Context} context */
export function renderButton(button, context) {
  const emoji = emojiText(button.emoji);
  const words = [
    emoji && h("span", { class: "button-emoji" }, emoji),
    button.label && h("span", { class: "button-label" }, button.label),
  ];
  const className = `button ${STYLES[button.style] ?? "secondary"}`;
  const href = button.style === 5 ? safeUrl(button.url) : null;
  if (href !== null && !button.disabled) {
    return h("a", { class: className, href, target: "_blank", rel: "noopener noreferrer" }, words, icon("external"));
  }
  return h(
    "button",
    {
      class: className,
      type: "button",
      disabled: Boolean(button.disabled) || button.style === 5,
      data: { customId: button.custom_id ?? "" },
      on: { click: (event) => context.press(button.custom_id, event.currentTarget) },
    },
    words,
    button.style === 5 && icon("external"),
  );
}
