// The left side: servers, the open server's channels with their threads, and who is looking.

import { avatar, hueOf, initials } from "../avatar.js";
import { CATEGORY, DIRECT, DM, FORUM, THREADS } from "../directory.js";
import { fill, h, refill } from "../dom.js";
import { icon } from "../icons.js";
import { openMenu } from "../menu.js";

/** @typedef {import("../directory.js").Channel} Channel */

export class Sidebar {
  /** @param {{servers: HTMLElement, channels: HTMLElement, title: HTMLElement, viewer: HTMLElement}} parts
   * @param {{openChannel: (id: string) => void, openServer: (id: string) => void, switchViewer: (id: string) =>
   *     void}} deeds */
  constructor(parts, deeds) {
    this.parts = parts;
    this.deeds = deeds;
  }

  /**
   * @param {{directory: import("../directory.js").Directory, viewers: any[], viewer: any, channel: string | null,
   *   server: string, unread: Set<string>}} state
   */
  show(state) {
    this.#servers(state);
    this.#channels(state);
    this.#viewer(state);
  }

  #servers({ directory, server, unread }) {
    const unreadIn = (channels) => channels.some((one) => unread.has(one.id));
    const entry = (id, name, picture, channels) =>
      h(
        "li",
        { class: "server-entry" },
        h(
          "button",
          {
            class: "server-button",
            type: "button",
            title: name,
            "aria-current": id === server ? "true" : null,
            data: { server: id, unread: String(unreadIn(channels)) },
            on: { click: () => this.deeds.openServer(id) },
          },
          picture,
          h("span", { class: "hidden" }, `${name}${unreadIn(channels) ? ", unread" : ""}`),
        ),
      );
    refill(
      this.parts.servers,
      "server",
      entry(DIRECT, "Direct messages", h("span", { class: "server-face direct" }, icon("chat")), directory.direct),
      directory.servers.map((one) =>
        entry(
          one.id,
          one.name,
          h("span", { class: `server-face hue-${hueOf(one.id)}`, "aria-hidden": "true" }, initials(one.name)),
          one.channels,
        ),
      ),
    );
  }

  #channels({ directory, server, channel, unread }) {
    const open = directory.servers.find((one) => one.id === server);
    const channels = open ? open.channels : directory.direct;
    fill(this.parts.title, open?.name ?? "Direct messages");
    const row = (one) => this.#row(one, { current: one.id === channel, unread: unread.has(one.id) });
    const threads = (one) =>
      channels.filter(
        (other) => other.parent === one.id && THREADS.includes(other.type) && (!other.archived || other.id === channel),
      );
    const entry = (one) =>
      h(
        "li",
        {},
        row(one),
        threads(one).length > 0 &&
          h(
            "ul",
            { class: "thread-list" },
            threads(one).map((other) => h("li", {}, row(other))),
          ),
      );
    const under = (parent) =>
      channels
        .filter((one) => one.parent === parent && one.type !== CATEGORY && !THREADS.includes(one.type))
        .map(entry);
    const categories = channels.filter((one) => one.type === CATEGORY);
    refill(
      this.parts.channels,
      "channel",
      under(null),
      categories.map((one) =>
        h("li", { class: "category" }, h("h3", { class: "category-name" }, one.name), h("ul", {}, under(one.id))),
      ),
    );
  }

  /** @param {Channel} channel */
  #row(channel, { current, unread }) {
    return h(
      "button",
      {
        class: `channel-row${unread ? " unread" : ""}`,
        type: "button",
        "aria-current": current ? "page" : null,
        data: { channel: channel.id },
        on: { click: () => this.deeds.openChannel(channel.id) },
      },
      channel.type === DM ? avatar({ id: channel.with, name: channel.name }, "small") : channelIcon(channel),
      h("span", { class: "channel-name" }, channel.name),
      unread && h("span", { class: "hidden" }, ", unread"),
    );
  }

  #viewer({ viewers, viewer }) {
    const unseen = (words) => h("span", { class: "hidden" }, words);
    const button = h(
      "button",
      {
        class: "viewer-button",
        type: "button",
        "aria-haspopup": "menu",
        title: "Switch person",
        data: { control: "viewer" },
      },
      avatar(viewer),
      h(
        "span",
        { class: "viewer-words" },
        unseen("You are "),
        h("span", { class: "viewer-name" }, viewer.name),
        unseen(", "),
        h("span", { class: "viewer-role" }, viewer.role),
        unseen(". Switch person"),
      ),
      icon("people"),
    );
    button.addEventListener("click", () => {
      const items = viewers.map((one, index) => ({
        label: one.name,
        description: one.role,
        picture: avatar(one, "small"),
        checked: one.id === viewer.id,
        heading: index === 0 ? "Look through the eyes of" : undefined,
        run: () => this.deeds.switchViewer(one.id),
      }));
      openMenu(items, "Switch person", { anchor: button, side: "above", wide: true });
    });
    refill(this.parts.viewer, "control", button);
  }
}

/** @param {Channel} channel */
export function channelIcon(channel) {
  if (channel.type === DM) return icon("at");
  if (channel.type === FORUM) return icon("forum");
  if (THREADS.includes(channel.type)) return icon("thread");
  return icon(channel.private ? "lock" : "hash");
}
