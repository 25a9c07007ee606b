// How the bot is connected and what is set to go wrong, in words.

import { fill, h, plural } from "../dom.js";
import { relative } from "../time.js";
import { timeOf } from "./rows.js";

/** @typedef {{name: string, connected: boolean, since: string | null, events: number, resumes: number}} Session */
/** @typedef {{bot: string, ready: boolean, sessions: Session[], heartbeat: string | null,
 *   faults: {label: string, left: number | null}[], offline: string | null, refused: number, violations: string[]}}
 *   State */

/** The one line at the foot of the page. @param {HTMLElement} root @param {State | null} state null: not known */
export function showStrip(root, state) {
  const connected = state?.sessions.find((one) => one.connected);
  const words = !state
    ? "The sandbox cannot be reached"
    : connected
      ? `${state.bot} connected since ${clockOf(connected.since)}`
      : `${state.bot} not connected`;
  const line = [
    h("span", { class: "tool-dot", "aria-hidden": "true" }),
    h("span", { class: "tool-words" }, words),
    state?.faults.length > 0 && h("span", { class: "tool-chip armed" }, armed(state)),
    state?.refused > 0 && h("span", { class: "tool-chip wrong" }, `${state.refused} refused`),
  ].filter(Boolean);
  root.classList.toggle("up", Boolean(connected));
  // It is read out when it changes, and only then.
  if (root.textContent !== line.map((one) => one.textContent).join("")) fill(root, line);
}

/** Everything, for the open drawer. @param {HTMLElement} root @param {State} state */
export function showState(root, state) {
  const lines = state.sessions.map((one) =>
    [
      one.name,
      one.connected ? `connected since ${clockOf(one.since)}` : `gone since ${clockOf(one.since)}, may resume`,
      plural(one.events, "event"),
      `resumed ${plural(one.resumes, "time")}`,
    ].join(" · "),
  );
  const heartbeat = state.heartbeat ? `last heartbeat ${relative(new Date(state.heartbeat))}` : "no heartbeat yet";
  fill(
    root,
    lines.length > 0
      ? lines.map((line) => h("li", {}, line))
      : h("li", {}, "No session: the bot is not here, or has to identify anew"),
    h("li", {}, heartbeat),
    state.faults.map((fault) => h("li", { class: "armed" }, fault.left > 1 ? `${fault.label} (${fault.left}×)` : fault.label)),
    state.violations.map((text) => h("li", { class: "wrong" }, text)),
  );
}

function armed(state) {
  if (state.offline) return `offline until ${clockOf(state.offline)}`;
  return state.faults[0].label.toLowerCase();
}

function clockOf(at) {
  return at ? timeOf(at).slice(0, 8) : "?";
}
