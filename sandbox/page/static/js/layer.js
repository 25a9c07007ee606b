// Things that open on top of the page beside what they belong to: menus, lists of options. One is open at a time.

import { h } from "./dom.js";

const GAP = 6; // pixels between the anchor and what opens
const MARGIN = 8; // pixels kept free at the window's edge

/** @type {{close: (returnFocus?: boolean) => void} | null} */
let current = null;

/**
 * @param {HTMLElement} content
 * @param {{anchor?: Element, point?: {x: number, y: number}, side?: "above" | "below", wide?: boolean,
 *   onClose?: () => void}} where `anchor` gets the focus back; `point` places a context menu; `wide` makes it as wide
 *     as the anchor
 * @returns {(returnFocus?: boolean) => void} closes it
 */
export function openLayer(content, { anchor, point, side = "below", wide = false, onClose }) {
  current?.close(false);
  const layer = h("div", { class: "layer" }, content);
  const opener = document.activeElement;
  // A dialog covers everything that is not in it; what belongs to the tool looks like the tool.
  (anchor?.closest("dialog, .tool") ?? document.querySelector("main")).appendChild(layer);
  const place = () => position(layer, point ?? anchor.getBoundingClientRect(), side, wide && anchor);
  const outside = (event) => {
    if (!layer.contains(event.target) && !anchor?.contains(event.target)) close(false);
  };
  const moved = (event) => {
    if (event.type === "resize" || !layer.contains(event.target)) place();
  };
  function close(returnFocus = true) {
    if (!layer.isConnected) return;
    layer.remove();
    sized.disconnect();
    if (current?.close === close) current = null;
    document.removeEventListener("pointerdown", outside, true);
    window.removeEventListener("resize", moved);
    window.removeEventListener("scroll", moved, true);
    if (returnFocus) (anchor ?? opener)?.focus({ preventScroll: true });
    onClose?.();
  }
  layer.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    close();
  });
  document.addEventListener("pointerdown", outside, true);
  window.addEventListener("resize", moved);
  window.addEventListener("scroll", moved, true);
  const sized = new ResizeObserver(place); // its list is filled, or shrinks while one searches
  sized.observe(layer);
  place();
  current = { close };
  return close;
}

/** @param {HTMLElement} layer @param {DOMRect | {x: number, y: number}} at @param {"above" | "below"} side
 * @param {Element | false} wideAs */
function position(layer, at, side, wideAs) {
  const box = { left: at.x, top: at.y, width: at.width ?? 0, height: at.height ?? 0 };
  if (wideAs) layer.style.setProperty("min-width", `${Math.min(box.width, innerWidth - 2 * MARGIN)}px`);
  const { width, height } = layer.getBoundingClientRect();
  const below = box.top + box.height + (at.width ? GAP : 0);
  const above = box.top - height - GAP;
  const fits = below + height <= innerHeight - MARGIN;
  const top = (side === "below" && fits) || above < MARGIN ? below : above;
  const left = Math.min(box.left, innerWidth - width - MARGIN);
  layer.style.setProperty("left", `${Math.max(MARGIN, left)}px`);
  layer.style.setProperty("top", `${Math.max(MARGIN, Math.min(top, innerHeight - height - MARGIN))}px`);
}
