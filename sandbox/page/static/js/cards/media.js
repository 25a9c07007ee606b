// Pictures and files. Only what the sandbox itself serves is loaded: the page's policy lets nothing else in, so a
// picture
// from elsewhere is shown as a link to it.

import { h, safeUrl } from "../dom.js";
import { icon } from "../icons.js";
import { link } from "../markdown/render.js";

/** @param {number | null | undefined} colour 0xRRGGBB */
export function colourOf(colour) {
  return colour === null || colour === undefined ? "var(--edge)" : `#${colour.toString(16).padStart(6, "0")}`;
}

const DISCORDS = ["cdn.discordapp.com", "media.discordapp.net"];
const STORED = /^\/(?:ephemeral-)?attachments\//u;

/** The address on this page's own origin of something the sandbox stores, or null. Bots know its files under Discord's
 * host names: the page finds them at the same path behind /cdn. @param {string | undefined} url */
export function localUrl(url) {
  const href = safeUrl(url);
  if (href === null) return null;
  const { pathname, host } = new URL(href);
  if (DISCORDS.includes(host) && STORED.test(pathname)) return `/cdn${pathname}`;
  return host === location.host && pathname.startsWith("/cdn/") && STORED.test(pathname.slice(4)) ? pathname : null;
}

/** @param {{url?: string, width?: number, height?: number}} media @param {string} alt @param {boolean} [spoiler] */
export function picture(media, alt, spoiler = false) {
  const src = localUrl(media.url);
  if (src === null) return elsewhere(media.url, alt);
  const image = h("img", { src, alt, width: media.width, height: media.height, loading: "lazy", decoding: "async" });
  const shown = h("a", { class: "picture", href: src, target: "_blank", rel: "noopener noreferrer" }, image);
  return spoiler ? covered(shown) : shown;
}

function covered(shown) {
  const button = h(
    "button",
    { class: "picture-spoiler", type: "button", on: { click: () => button.replaceWith(shown) } },
    "Spoiler: show the picture",
  );
  return button;
}

function elsewhere(url, alt) {
  return h(
    "span",
    { class: "picture-elsewhere" },
    icon("image"),
    h("span", {}, alt || "Picture"),
    safeUrl(url) && link(url, "open"),
  );
}

/** @param {number} bytes */
export function fileSize(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  const steps = ["kB", "MB", "GB"];
  let size = bytes / 1024;
  let step = 0;
  while (size >= 1000 && step < 2) [size, step] = [size / 1024, step + 1];
  return `${size.toFixed(size < 10 ? 1 : 0)} ${steps[step]}`;
}

/** @param {{filename: string, size: number, url: string}} file */
export function fileCard({ filename, size, url }) {
  const href = localUrl(url);
  return h(
    "div",
    { class: "file-card" },
    icon("file"),
    h(
      "span",
      { class: "file-words" },
      href ? h("a", { href, download: filename }, filename) : h("span", {}, filename),
      h("span", { class: "file-size" }, fileSize(size ?? 0)),
    ),
    href &&
      h(
        "a",
        { class: "icon-button", href, download: filename, "aria-label": `Download ${filename}` },
        icon("download"),
      ),
  );
}

/**
 * @param {{filename: string, size: number, url: string, content_type: string, description: string | null, spoiler:
 *   boolean}} file
 */
export function attachment(file) {
  const isPicture = file.content_type?.startsWith("image/") && file.content_type !== "image/svg+xml";
  return isPicture ? picture(file, file.description || file.filename, file.spoiler) : fileCard(file);
}
