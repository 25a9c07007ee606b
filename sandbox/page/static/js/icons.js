// Line icons drawn as SVG nodes, 24 x 24, in the colour of the text around them.

const SVG = "http://www.w3.org/2000/svg";

/** Path data by name; circles are written as arcs so that one element draws an icon. */
const PATHS = {
  hash: "M5 9h15 M4 15h15 M10 4 8 20 M16 4l-2 16",
  lock: "M7 11V8a5 5 0 0 1 10 0v3 M5 11h14v9H5z",
  forum: "M4 5h13v9H9l-5 4z M9 17h7l4 3V9h-3",
  thread: "M6 4v9a4 4 0 0 0 4 4h9 M15 13l4 4-4 4",
  at: "M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0z M16 8v5a2.5 2.5 0 0 0 5 0v-1a9 9 0 1 0-4 7.5",
  menu: "M4 6h16 M4 12h16 M4 18h16",
  people:
    "M13 8a4 4 0 1 1-8 0 4 4 0 0 1 8 0z M2 20c0-4 3-6 7-6s7 2 7 6 M16 4.5a4 4 0 0 1 0 7 M18 14.5c2.5.8 4 2.7 4 5.5",
  dots: "M5 12h.01 M12 12h.01 M19 12h.01",
  close: "M6 6l12 12 M18 6 6 18",
  plus: "M12 5v14 M5 12h14",
  check: "M5 12.5 10 17.5 19 7",
  down: "M6 9l6 6 6-6",
  external: "M14 4h6v6 M20 4l-9 9 M18 14v6H4V6h6",
  file: "M6 3h8l5 5v13H6z M14 3v5h5",
  download: "M12 4v11 M7 11l5 5 5-5 M5 20h14",
  eye: "M2 12s4-7 10-7 10 7 10 7-4 7-10 7-10-7-10-7z M15 12a3 3 0 1 1-6 0 3 3 0 0 1 6 0z",
  pin: "M9 4h6l-1 6 4 4H6l4-4z M12 14v6",
  slash: "M5 4h14v16H5z M10 16l4-8",
  send: "M4 12 20 4l-5 16-4-7z",
  warning: "M12 4 2.5 20h19z M12 10v4 M12 17h.01",
  reply: "M4 19v-6a4 4 0 0 1 4-4h12 M16 5l4 4-4 4",
  image: "M4 5h16v14H4z M4 16l5-5 4 4 2-2 5 4 M15.5 9h.01",
  link: "M10 14a4 4 0 0 0 6 0l4-4a4 4 0 0 0-6-6l-1 1 M14 10a4 4 0 0 0-6 0l-4 4a4 4 0 0 0 6 6l1-1",
  chat: "M4 5h16v11H10l-5 4v-4H4z",
};

/** @param {keyof typeof PATHS} name @returns {SVGElement} a picture that screen readers pass over */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.appendChild(path);
  return svg;
}
