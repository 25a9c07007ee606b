// The window a bot opens for a form. Closing it keeps nothing, and gives the keyboard back to what opened it.

import { fill, freshId, h } from "../dom.js";
import { icon } from "../icons.js";
import { fieldsOf } from "./fields.js";

// What a window gives the keyboard back to. Not the list of messages: a press of the right button leaves it there.
const CONTROL = "button, input, textarea, select, a[href]";

/**
 * @param {{title: string, components: any[], app?: string, done?: string}} modal `app`: the bot's name, when it is
 *   the bot's form; `done`: what stands on the button
 * @param {{place: import("./fields.js").Place, onSubmit: (values: Record<string, any>) => Promise<string | null>,
 *   onTaken?: () => void, home: () => void}} deeds
 *   `onSubmit` gives null when the form was taken, else why not, in words for the person; `onTaken` comes after that,
 *   once the window is closed; `home` takes the keyboard where nothing opened it that is still there
 */
export function openModal(modal, { place, onSubmit, onTaken, home }) {
  const opener = document.activeElement;
  let taken = false;
  const title = freshId("modal");
  const fields = fieldsOf(modal.components, place);
  const problem = h("p", { class: "modal-problem", role: "alert" });
  const submit = h("button", { class: "button primary", type: "submit" }, modal.done ?? "Submit");
  const form = h(
    "form",
    { class: "modal-form", novalidate: true },
    h(
      "header",
      { class: "modal-head" },
      h("h2", { id: title }, modal.title),
      h(
        "button",
        { class: "icon-button", type: "button", "aria-label": "Close the form", on: { click: () => dialog.close() } },
        icon("close"),
      ),
    ),
    h(
      "div",
      { class: "modal-fields" },
      modal.app && h("p", { class: "modal-warning" }, `This form goes to ${modal.app}.`),
      fields.map((field) => field.element),
    ),
    h(
      "footer",
      { class: "modal-foot" },
      problem,
      h("button", { class: "button quiet", type: "button", on: { click: () => dialog.close() } }, "Cancel"),
      submit,
    ),
  );
  const dialog = h("dialog", { class: "modal", "aria-labelledby": title }, form);
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (opener?.matches(CONTROL) && opener.checkVisibility()) opener.focus();
    else home();
    if (taken) onTaken?.();
  });

  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (submit.disabled) return;
    const wrong = fields.filter((field) => field.problem?.());
    if (wrong.length) {
      wrong[0].focus();
      return;
    }
    submit.disabled = true;
    fill(problem);
    const refusal = await onSubmit(
      Object.fromEntries(fields.filter((field) => field.customId).map((field) => [field.customId, field.read()])),
    );
    submit.disabled = false;
    taken = refusal === null;
    if (taken) dialog.close();
    else fill(problem, refusal);
  });

  document.body.appendChild(dialog);
  dialog.showModal();
  (fields.find((field) => field.focus) ?? submit).focus();
}
