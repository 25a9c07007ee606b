// One exchange on the wire as a line that opens: what was sent and what was answered.

import { get } from "../api.js";
import { fill, h } from "../dom.js";

/** @typedef {{number: number, at: string, direction: string, method: string, what: string, status: number | null,
 *   ms: number | null, problems: string[], refused: boolean}} Row */

const ARROWS = { rest: "⇄", "gateway-in": "→", "gateway-out": "←" };
const SPOKEN = { rest: "request", "gateway-in": "from the bot", "gateway-out": "to the bot" };

/** Whether something is wrong with it. @param {Row} row */
export function isWrong(row) {
  return row.refused || row.problems.length > 0 || (row.direction === "rest" && (row.status === 0 || row.status >= 400));
}

/** What the filter looks in. @param {Row} row */
export function textOf(row) {
  return [row.method, row.what, row.status ?? "", ...row.problems].join(" ").toLowerCase();
}

/** @param {Row} row @returns {HTMLElement} a list item */
export function renderRow(row) {
  const bodies = h("div", { class: "wire-bodies" });
  const details = h(
    "details",
    { class: `wire-row ${row.direction}${isWrong(row) ? " wrong" : ""}` },
    h(
      "summary",
      {},
      h("span", { class: "wire-time" }, timeOf(row.at)),
      h("span", { class: "wire-arrow", "aria-hidden": "true" }, ARROWS[row.direction]),
      h("span", { class: "hidden" }, SPOKEN[row.direction]),
      row.method && h("span", { class: "wire-method" }, row.method),
      h("span", { class: "wire-what" }, row.what),
      row.status !== null && h("span", { class: "wire-status" }, row.status || "cut off"),
      row.ms !== null && h("span", { class: "wire-ms" }, `${row.ms} ms`),
    ),
    row.problems.length > 0 &&
      h(
        "ul",
        { class: "wire-problems" },
        row.problems.map((one) => h("li", {}, one)),
      ),
    bodies,
  );
  // Bodies are fetched when they are looked at: a server's whole description is long.
  details.addEventListener("toggle", () => details.open && !bodies.childNodes.length && showBodies(row, bodies));
  return h("li", {}, details);
}

async function showBodies(row, into) {
  let found;
  try {
    found = await get("exchange", { number: row.number });
  } catch (problem) {
    fill(into, h("p", { class: "wire-note" }, problem.message));
    return;
  }
  const parts = [
    ["Sent by the bot", found.request],
    [row.direction === "rest" ? "Answered" : "Sent to the bot", found.response],
  ].filter(([, text]) => text !== null);
  fill(
    into,
    h("p", { class: "wire-path" }, found.path),
    parts.map(([title, text]) => [
      h("h3", { class: "wire-title" }, title),
      h("pre", { class: "wire-json", tabindex: "0", role: "region", "aria-label": title }, text),
    ]),
    parts.length === 0 && h("p", { class: "wire-note" }, "No body either way."),
  );
  into.closest("li").scrollIntoView({ block: "nearest" });
}

/** @param {string} at an instant, in ISO 8601 @returns {string} to the millisecond, as logs have it */
export function timeOf(at) {
  const when = new Date(at);
  const two = (number, digits = 2) => String(number).padStart(digits, "0");
  const clock = [when.getHours(), when.getMinutes(), when.getSeconds()].map((one) => two(one)).join(":");
  return `${clock}.${two(when.getMilliseconds(), 3)}`;
}
