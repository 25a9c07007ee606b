// What stands above the first message of a channel: where one is, or the way to older messages.

import { DM, THREADS } from "../directory.js";
import { h } from "../dom.js";
import { channelIcon } from "./sidebar.js";

/** @param {import("../directory.js").Channel} channel @param {string | null} bot whose commands there are here */
export function showBeginning(channel, bot) {
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
    // Not shown any more once there is a message below it.
    bot && h("p", { class: "beginning-hint" }, "Type ", h("kbd", {}, "/"), ` to see what ${bot} can do here.`),
  );
}

/** @param {() => void} onPress */
export function showEarlier(onPress) {
  const button = { class: "button quiet small", type: "button", on: { click: onPress } };
  return h("li", { class: "earlier" }, h("button", button, "Show earlier messages"));
}
