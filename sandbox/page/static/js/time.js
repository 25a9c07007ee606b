// Instants as people read them, in the reader's own time zone: 5 Mar 2031, 14:05.

import { h } from "./dom.js";

const LOCALE = "en-GB";
const TIME = { hour: "2-digit", minute: "2-digit" };
const DATE = { day: "numeric", month: "short", year: "numeric" };
const LONG_DATE = { day: "numeric", month: "long", year: "numeric" };

/** Discord's timestamp styles, <t:unix:STYLE>. */
const STYLES = {
  t: TIME,
  T: { ...TIME, second: "2-digit" },
  d: { day: "2-digit", month: "2-digit", year: "numeric" },
  D: LONG_DATE,
  f: { ...LONG_DATE, ...TIME },
  F: { weekday: "long", ...LONG_DATE, ...TIME },
  s: { day: "2-digit", month: "2-digit", year: "numeric", ...TIME },
  S: { day: "2-digit", month: "2-digit", year: "numeric", ...TIME, second: "2-digit" },
};

const STEPS = [
  ["year", 31557600],
  ["month", 2629800],
  ["day", 86400],
  ["hour", 3600],
  ["minute", 60],
];

/** @param {Date} when @param {Intl.DateTimeFormatOptions} options */
function format(when, options) {
  return new Intl.DateTimeFormat(LOCALE, options).format(when);
}

/** @param {Date} when @param {Date} [now] "in 3 days", "2 hours ago" */
export function relative(when, now = new Date()) {
  const seconds = Math.round((when.getTime() - now.getTime()) / 1000);
  const words = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
  for (const [unit, length] of STEPS) {
    if (Math.abs(seconds) >= length) return words.format(Math.round(seconds / length), unit);
  }
  return words.format(seconds, "second");
}

/** @param {Date} when */
export function dayOf(when) {
  return format(when, LONG_DATE);
}

/** A message's time: the hour today, else the date and the hour. @param {Date} when @param {Date} [now] */
export function shortTime(when, now = new Date()) {
  const clock = format(when, TIME);
  return dayOf(when) === dayOf(now) ? clock : `${format(when, DATE)}, ${clock}`;
}

/** @param {Date} when @param {string} text @param {string} [className] */
export function timeElement(when, text, className) {
  return h("time", { class: className, datetime: when.toISOString(), title: format(when, STYLES.F) }, text);
}

/** @param {number} unix seconds @param {string} style one letter; unknown ones read as "f"
 * @returns {HTMLElement | null} null when there is no such instant */
export function timestamp(unix, style) {
  const when = new Date(unix * 1000);
  if (Number.isNaN(when.getTime())) return null;
  const text = style === "R" ? relative(when) : format(when, STYLES[style] ?? STYLES.f);
  const element = timeElement(when, text, "timestamp");
  if (style === "R") element.dataset.relative = String(unix);
  return element;
}

/** Brings "2 minutes ago" up to date all over the page, for as long as the page is open. */
export function keepRelativeTimesFresh() {
  setInterval(() => {
    for (const element of document.querySelectorAll("time[data-relative]")) {
      const words = relative(new Date(Number(element.dataset.relative) * 1000));
      if (element.textContent !== words) element.textContent = words;
    }
  }, 1000);
}
