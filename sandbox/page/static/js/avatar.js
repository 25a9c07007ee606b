// A person's or a server's picture: initials on a hue that follows from the id, so it is the same in every tab.

import { h } from "./dom.js";

const HUES = 12;

/** @param {string} name at most two initials: "Night Shift Readers" -> "NS" */
export function initials(name) {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const letters =
    words.length > 1 ? [words[0], words[1]].map((word) => [...word][0]) : [...(words[0] ?? "?")].slice(0, 1);
  return letters.join("").toUpperCase();
}

/** People who came one after the other get hues far apart. @param {string} id a snowflake @returns {number} 0 to 11 */
export function hueOf(id) {
  const made = BigInt(id) >> 22n; // the milliseconds in it
  return Number((made * 5n) % BigInt(HUES));
}

/** @param {{id: string, name: string}} who @param {string} [size] a class: "small" or "tiny" */
export function avatar(who, size = "") {
  return h("span", { class: `avatar hue-${hueOf(who.id)} ${size}`.trim(), "aria-hidden": "true" }, initials(who.name));
}
