// Who is in this server, by role.

import { avatar } from "../avatar.js";
import { fill, h } from "../dom.js";
import { appTag } from "../message.js";

/**
 * @param {HTMLElement} root
 * @param {import("../directory.js").Channel} channel
 * @param {import("../directory.js").Directory} directory
 */
export function showMembers(root, channel, directory) {
  const server = directory.serverOf(channel.id);
  const people = new Map(server ? server.people.map((one) => [one.id, one]) : directory.people);
  const groups = server?.groups ?? [{ name: "In this conversation", people: [directory.viewer, channel.with] }];
  fill(
    root,
    groups.map((group) =>
      h(
        "section",
        { class: "member-group", "aria-label": group.name },
        h("h3", { class: "member-role" }, `${group.name} — ${group.people.length}`),
        h(
          "ul",
          {},
          group.people.map((id) => member(people.get(id))),
        ),
      ),
    ),
  );
}

function member(person) {
  const name = h("span", { class: "member-name" }, person.name);
  if (person.colour) name.style.setProperty("--name", person.colour);
  return h("li", { class: "member" }, avatar(person, "small"), name, person.bot && appTag());
}
