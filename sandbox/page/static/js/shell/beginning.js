// What stands above the first message of a channel: where one is, or the way to older messages.

import { DM, THREADS } from "../directory.js";
import { h } from "../dom.js";
import { channelIcon } from "./sidebar.js";

/** @param {import("../directory.js").Channel} channel */
export function showBeginning(channel) {
  const words =
    channel.type === DM
      ? `This is where you and ${channel.name} talk in private.`
      : `This is where ${THREADS.includes(channel.type) ? "the thread" : `#${channel.name}`} begins.`;
  return h(
    "li",
    { class: "beginning" },
    h("span", { class: "beginning-face" }, channelIcon(channel)),
    h("h2", {}, channel.name),
    h("p", {}, words),
  );
}

/** @param {() => void} onPress */
export function showEarlier(onPress) {
  const button = { class: "button quiet small", type: "button", on: { click: onPress } };
  return h("li", { class: "earlier" }, h("button", button, "Show earlier messages"));
}
