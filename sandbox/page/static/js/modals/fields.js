// The inputs of a form that a bot opens. Each field reads its value and says what is wrong with it, as Discord's
// client does.

import { renderSelect } from "../cards/select.js";
import { fill, freshId, h, plural } from "../dom.js";
import { markdown } from "../markdown/render.js";

/**
 * @typedef {{element: HTMLElement, customId?: string, read?: () => string | string[] | File[] | boolean | null,
 *   problem?: () => string | null, focus?: () => void}} Field
 */
/** @typedef {{directory: import("../directory.js").Directory, channel: string}} Place */

const SELECTS = [3, 5, 6, 7, 8];
const REQUIRED = "This is required.";

/** @param {any[]} components a modal's components as the bot sent them @param {Place} place @returns {Field[]} */
export function fieldsOf(components, place) {
  return components.flatMap((component) => {
    if (component.type === 1)
      return component.components.map((inner) => labelled(inner, inner.label ?? inner.placeholder ?? "", "", place));
    if (component.type === 18)
      return [labelled(component.component, component.label, component.description ?? "", place)];
    if (component.type === 10) return [{ element: markdown(component.content, place.directory) }];
    return [unknown(component.type)];
  });
}

function unknown(type) {
  return {
    element: h("p", { class: "unknown-component" }, `A component of type ${type}, which this page cannot show.`),
  };
}

/** @returns {Field} */
function labelled(component, label, description, place) {
  const ids = { input: freshId("field"), words: freshId("label"), note: freshId("note"), problem: freshId("problem") };
  const required = isRequired(component);
  const built = build(component, { ids, label, place, required });
  if (!built) return unknown(component.type);
  const problem = h("p", { class: "field-problem", id: ids.problem, role: "alert" });
  const grouped = [21, 22].includes(component.type);
  const title = h(
    grouped ? "span" : "label",
    { class: "field-label", id: ids.words, for: grouped ? null : ids.input },
    label,
    required &&
      h("span", { class: "field-required", title: "Required" }, " *", h("span", { class: "hidden" }, "required")),
  );
  const element = h(
    "div",
    { class: "field" },
    component.type !== 23 && title,
    description && h("p", { class: "field-note", id: ids.note }, description),
    built.element,
    problem,
  );
  const clear = () => {
    fill(problem);
    element.classList.remove("wrong");
  };
  element.addEventListener("input", clear);
  element.addEventListener("change", clear);
  return {
    element,
    customId: component.custom_id,
    read: built.read,
    focus: built.focus,
    problem: () => {
      const found = built.problem(built.read());
      fill(problem, found);
      element.classList.toggle("wrong", found !== null);
      return found;
    },
  };
}

/** Everything in a form is required unless the bot says otherwise, but a single checkbox, which is always answered. */
function isRequired(component) {
  return component.type !== 23 && component.required !== false;
}

function build(component, about) {
  if (component.type === 4) return textInput(component, about);
  if (SELECTS.includes(component.type)) return select(component, about);
  if (component.type === 19) return upload(component, about);
  if (component.type === 21) return choices(component, about, "radio");
  if (component.type === 22) return choices(component, about, "checkbox");
  return component.type === 23 ? checkbox(component, about) : null;
}

function textInput(component, { ids, required }) {
  const long = component.style === 2;
  const { min_length: least, max_length: most = 4000 } = component;
  const input = h(long ? "textarea" : "input", {
    id: ids.input,
    type: long ? null : "text",
    rows: long ? "4" : null,
    placeholder: component.placeholder,
    autocomplete: "off",
    data: { customId: component.custom_id },
    "aria-required": String(required),
    "aria-describedby": `${ids.note} ${ids.problem}`,
  });
  input.value = component.value ?? "";
  const counter = h("span", { class: "field-count", "aria-hidden": "true" });
  const count = () => fill(counter, component.max_length || long ? `${[...input.value].length} / ${most}` : "");
  input.addEventListener("input", count);
  count();
  return {
    element: h("div", { class: "field-text" }, input, counter),
    read: () => input.value,
    focus: () => input.focus(),
    problem: (text) => {
      const length = [...text].length;
      if (!text.trim()) return required ? REQUIRED : null;
      if (least && length < least) return `At least ${least} characters; this has ${length}.`;
      return length > most ? `At most ${most} characters; this has ${length}.` : null;
    },
  };
}

function select(component, { label, place, required }) {
  let values =
    component.type === 3
      ? component.options.filter((one) => one.default).map((one) => one.value)
      : (component.default_values ?? []).map((one) => String(one.id));
  const element = renderSelect(component, {
    ...place,
    label,
    onChosen: (chosen, control) => {
      values = chosen;
      control.dispatchEvent(new Event("change", { bubbles: true }));
    },
  });
  return {
    element,
    read: () => values,
    focus: () => element.focus(),
    problem: (chosen) => (required && chosen.length === 0 ? REQUIRED : null),
  };
}

function choices(component, { ids, required }, type) {
  const inputs = component.options.map((option) => {
    const input = h("input", { type, name: ids.input, value: option.value });
    input.checked = Boolean(option.default);
    return input;
  });
  const rows = component.options.map((option, index) =>
    h(
      "label",
      { class: "choice" },
      inputs[index],
      h(
        "span",
        { class: "choice-words" },
        option.label,
        option.description && h("span", { class: "choice-note" }, option.description),
      ),
    ),
  );
  const least = component.min_values ?? (required ? 1 : 0);
  const most = component.max_values ?? component.options.length;
  return {
    element: h(
      "div",
      {
        class: "choices",
        role: type === "radio" ? "radiogroup" : "group",
        "aria-labelledby": ids.words,
        data: { customId: component.custom_id },
      },
      rows,
    ),
    read: () => {
      const chosen = inputs.filter((input) => input.checked).map((input) => input.value);
      return type === "radio" ? (chosen[0] ?? null) : chosen;
    },
    focus: () => inputs[0]?.focus(),
    problem: (value) => {
      if (type === "radio") return required && value === null ? REQUIRED : null;
      if (value.length === 0 && !required) return null;
      if (value.length < least) return value.length === 0 ? REQUIRED : `Choose at least ${least}.`;
      return value.length > most ? `Choose at most ${most}.` : null;
    },
  };
}

function upload(component, { ids, required }) {
  const { min_values: least = 1, max_values: most = 1 } = component;
  const input = h("input", {
    id: ids.input,
    type: "file",
    multiple: most > 1,
    data: { customId: component.custom_id },
  });
  return {
    element: h("div", { class: "field-file" }, input),
    read: () => [...input.files],
    focus: () => input.focus(),
    problem: (files) => {
      if (files.length === 0) return required ? REQUIRED : null;
      if (files.length < least) return `At least ${least} files; these are ${files.length}.`;
      return files.length > most ? `At most ${plural(most, "file")}; these are ${files.length}.` : null;
    },
  };
}

function checkbox(component, { label }) {
  const input = h("input", { type: "checkbox", data: { customId: component.custom_id } });
  input.checked = Boolean(component.default);
  return {
    element: h("label", { class: "choice" }, input, h("span", { class: "choice-words" }, label)),
    read: () => input.checked,
    focus: () => input.focus(),
    problem: () => null,
  };
}
