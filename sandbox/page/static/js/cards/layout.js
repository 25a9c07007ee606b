// Components V2 and action rows: Discord's JSON as elements, by type.

import { h } from "../dom.js";
import { markdown } from "../markdown/render.js";
import { renderButton } from "./buttons.js";
import { colourOf, fileCard, picture } from "./media.js";
import { renderSelect } from "./select.js";

/** @param {any[]} components @param {import("../message.js").Context} context @returns {HTMLElement[]} */
export function renderComponents(components, context) {
  return components.map((component) => renderComponent(component, context));
}

/** @param {any} component @param {import("../message.js").Context} context @returns {HTMLElement} */
function renderComponent(component, context) {
  const draw = DRAWN[component.type];
  return draw
    ? draw(component, context)
    : h("p", { class: "unknown-component" }, `A component of type ${component.type}, which this page cannot show.`);
}

const DRAWN = {
  1: (row, context) => h("div", { class: "action-row" }, renderComponents(row.components, context)),
  2: renderButton,
  3: select,
  5: select,
  6: select,
  7: select,
  8: select,
  9: section,
  10: (text, context) => markdown(text.content, context.directory),
  11: thumbnail,
  12: gallery,
  13: file,
  14: (line) =>
    h("div", {
      class: `separator${line.divider === false ? "" : " drawn"}${line.spacing === 2 ? " wide" : ""}`,
      role: line.divider === false ? null : "separator",
    }),
  17: container,
};

function select(component, context) {
  return renderSelect(component, {
    directory: context.directory,
    channel: context.channel,
    onChosen: (values, control) => context.select(component.custom_id, values, control),
  });
}

function section(component, context) {
  return h(
    "div",
    { class: "section" },
    h("div", { class: "section-texts" }, renderComponents(component.components, context)),
    component.accessory && h("div", { class: "section-accessory" }, renderComponent(component.accessory, context)),
  );
}

function thumbnail(component) {
  return h(
    "div",
    { class: "thumbnail" },
    picture(component.media, component.description || "Thumbnail", component.spoiler),
  );
}

function gallery(component) {
  const items = component.items ?? [];
  return h(
    "div",
    { class: `gallery of-${Math.min(items.length, 4)}` },
    items.map((item) => h("figure", {}, picture(item.media, item.description || "Picture", item.spoiler))),
  );
}

function file(component, context) {
  const known = context.attachments.find(
    (one) => component.file?.url?.includes(`/${one.id}/`) || component.file?.url?.endsWith(`/${one.filename}`),
  );
  const name = component.name ?? known?.filename ?? "file";
  return fileCard({ filename: name, size: component.size ?? known?.size ?? 0, url: component.file?.url ?? "" });
}

function container(component, context) {
  const coloured = component.accent_color !== null && component.accent_color !== undefined;
  const element = h(
    "div",
    { class: `container${coloured ? " accented" : ""}` },
    renderComponents(component.components, context),
  );
  if (coloured) element.style.setProperty("--accent-edge", colourOf(component.accent_color));
  if (!component.spoiler) return element;
  const cover = h(
    "button",
    { class: "container-spoiler", type: "button", on: { click: () => cover.replaceWith(element) } },
    "Spoiler: show the card",
  );
  return cover;
}

/**
 * Whether a message's files are shown by its components already.
 * @param {any[]} components
 * @param {{id: string, filename: string}} attached
 */
export function showsFile(components, attached) {
  const text = JSON.stringify(components);
  return text.includes(`/${attached.id}/`) || text.includes(`attachment://${attached.filename}`);
}
