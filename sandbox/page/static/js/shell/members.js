// Who is in this server, by role.

import { avatar } from "../avatar.js";
import { fill, h } from "../dom.js";
import { appTag } from "../message.js";

/** @param {HTMLElement} root @param {import("../directory.js").Server | null} server @param {import("../directory.js").Directory} directory */
export function showMembers(root, server, directory) {
  const groups = server?.groups ?? [{ name: "In this conversation", people: [...directory.people.values()].map((one) => one.id) }];
  fill(root, groups.map((group) => h("section", { class: "member-group", "aria-label": group.name },
    h("h3", { class: "member-role" }, `${group.name} — ${group.people.length}`),
    h("ul", {}, group.people.map((id) => member((server?.people ?? [...directory.people.values()]).find((one) => one.id === id)))))));
}

function member(person) {
  const name = h("span", { class: "member-name" }, person.name);
  if (person.colour) name.style.setProperty("--name", person.colour);
  return h("li", { class: "member" }, avatar(person, "small"), name, person.bot && appTag());
}
