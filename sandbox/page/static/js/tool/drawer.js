// The sandbox's own drawer at the foot of the page: what bot and sandbox say to each other, live, and a menu of what
// can be broken. It is no part of Discord and looks like none.

import { Refusal, post } from "../api.js";
import { fill } from "../dom.js";
import { Live } from "../live.js";
import { openMenu } from "../menu.js";
import { isWrong, renderRow, textOf } from "./rows.js";
import { showState, showStrip } from "./state.js";

const KEPT = 500; // rows; the sandbox keeps as many
const AT_BOTTOM = 40; // pixels
const REMEMBERED = "wire-open"; // in this tab's own storage
const TICK = 1000; // milliseconds between two looks at how long ago something was

const KINDS = {
  all: () => true,
  requests: (row) => row.direction === "rest",
  events: (row) => row.direction !== "rest",
  problems: isWrong,
};

const FAULTS = [
  { fault: "drop", label: "Drop the connection", description: "A TCP reset; the bot resumes", heading: "The gateway" },
  { fault: "reconnect", label: "Ask it to reconnect", description: "RECONNECT, opcode 7; the bot resumes" },
  { fault: "invalid-session", label: "Invalidate its session", description: "INVALID_SESSION, opcode 9; the bot identifies" },
  { fault: "429", label: "429 Too Many Requests", description: "Retry after 2 seconds", heading: "The next request" },
  { fault: "502", label: "502 Bad Gateway", description: "An HTML page instead of JSON" },
  { fault: "slow", label: "Slow", description: "Held back 4 seconds: too late for a first answer" },
  { fault: "reset", label: "Connection reset", description: "Before it has any effect" },
  { fault: "offline", label: "Offline for 10 seconds", description: "Nothing answers", heading: "Everything" },
  { fault: "clear", label: "Clear", description: "Nothing goes wrong any more" },
];

const byId = (id) => document.getElementById(id);

export class Drawer {
  constructor() {
    this.rows = [];
    this.kind = "all";
    this.words = "";
    this.state = null;
    this.parts = {
      toggle: byId("tool-toggle"),
      strip: byId("tool-strip"),
      panel: byId("tool-panel"),
      state: byId("tool-state"),
      list: byId("tool-rows"),
      problem: byId("tool-problem"),
      empty: byId("tool-empty"),
    };
    this.parts.toggle.addEventListener("click", () => this.set(!this.open));
    byId("tool-faults").addEventListener("click", (event) => this.#faults(event.currentTarget));
    byId("tool-clear").addEventListener("click", () => this.#empty());
    byId("tool-filter").addEventListener("input", (event) => this.#filter({ words: event.target.value }));
    for (const radio of document.querySelectorAll("input[name=tool-kind]")) {
      radio.addEventListener("change", () => this.#filter({ kind: radio.value }));
    }
    byId("tool").addEventListener("keydown", (event) => this.#key(event));
    this.live = new Live({
      onEvent: (event) => this.#happened(event),
      onOpen: () => this.#forget(),
      onLost: () => this.#status(null),
    });
    this.set(remembered(), { focus: false });
    setInterval(() => this.open && this.state && showState(this.parts.state, this.state), TICK);
  }

  get open() {
    return !this.parts.panel.hidden;
  }

  /** @param {boolean} open @param {{focus?: boolean}} [how] */
  set(open, { focus = true } = {}) {
    this.parts.panel.hidden = !open;
    this.parts.toggle.setAttribute("aria-expanded", String(open));
    remember(open);
    this.live.listen(open ? "wire?rows" : "wire");
    if (focus) (open ? byId("tool-filter") : this.parts.toggle).focus();
  }

  #happened(event) {
    if (event.kind === "state") this.#status(event.state);
    else this.#add(event.rows);
  }

  #status(state) {
    this.state = state;
    showStrip(this.parts.strip, state);
    if (state) showState(this.parts.state, state);
  }

  /** After a reconnect everything is told anew. */
  #forget() {
    this.rows = [];
    this.parts.list.replaceChildren();
    this.#count();
  }

  #empty() {
    for (const row of this.rows) row.element.remove();
    this.rows = [];
    this.#count();
  }

  #add(rows) {
    const { list } = this.parts;
    const follow = list.scrollHeight - list.scrollTop - list.clientHeight < AT_BOTTOM;
    for (const row of rows) {
      const element = renderRow(row);
      element.hidden = !this.#fits(row);
      this.rows.push({ row, element });
      list.appendChild(element);
    }
    for (const { element } of this.rows.splice(0, this.rows.length - KEPT)) element.remove();
    this.#count();
    if (follow) list.scrollTop = list.scrollHeight;
  }

  #fits(row) {
    return KINDS[this.kind](row) && textOf(row).includes(this.words);
  }

  #filter({ kind = this.kind, words = this.words }) {
    this.kind = kind;
    this.words = words.trim().toLowerCase();
    for (const { row, element } of this.rows) element.hidden = !this.#fits(row);
    this.#count();
  }

  #count() {
    const shown = this.rows.filter(({ element }) => !element.hidden).length;
    this.parts.empty.hidden = shown > 0;
    fill(this.parts.empty, this.rows.length ? "Nothing here fits the filter." : "Nothing has been said yet.");
  }

  #faults(anchor) {
    const items = FAULTS.map(({ fault, ...item }) => ({ ...item, run: () => this.#pull(fault) }));
    openMenu(items, "Break something", { anchor, side: "above" });
  }

  async #pull(fault) {
    fill(this.parts.problem);
    try {
      await post("fault", { fault });
    } catch (problem) {
      if (!(problem instanceof Refusal)) throw problem;
      fill(this.parts.problem, problem.message);
    }
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key !== "Escape" || event.defaultPrevented || !this.open) return;
    event.preventDefault();
    this.set(false);
  }
}

function remembered() {
  try {
    return sessionStorage.getItem(REMEMBERED) === "yes";
  } catch {
    return false; // a browser that keeps nothing
  }
}

function remember(open) {
  try {
    sessionStorage.setItem(REMEMBERED, open ? "yes" : "no");
  } catch {
    // It will be closed next time: no reason to bother the person.
  }
}
