// What this viewer may know by name: people, roles and channels. Mentions and pickers are read off it.

/** @typedef {{id: string, name: string, bot: boolean, colour: string | null, roles: string[]}} Person */
/** @typedef {{id: string, name: string}} Role */
/**
 * @typedef {{id: string, server: string | null, parent: string | null, name: string, type: number, topic: string |
 *   null,
 *   with?: string, locked: boolean, archived: boolean, private: boolean}} Channel */
/** @typedef {{id: string, name: string, channels: Channel[], roles: Role[], people: Person[],
 *   groups: {name: string, people: string[]}[]}} Server */

export const TEXT = 0;
export const DM = 1;
export const CATEGORY = 4;
export const NEWS = 5;
export const FORUM = 15;
export const THREADS = [10, 11, 12];

/** Stands for the conversations, which belong to no server. */
export const DIRECT = "direct";

export class Directory {
  /** @param {{viewer: {id: string}, servers: Server[], direct: Channel[], people: Person[]}} places
   * @param {(channel: string) => void} openChannel @param {(channel: string, message: string) => void} openMessage */
  constructor(places, openChannel, openMessage) {
    this.openChannel = openChannel;
    this.openMessage = openMessage;
    this.viewer = places.viewer.id;
    this.servers = places.servers;
    this.direct = places.direct;
    this.people = new Map(places.people.map((person) => [person.id, person]));
    this.channels = new Map(
      [...places.servers.flatMap((server) => server.channels), ...places.direct].map((one) => [one.id, one]),
    );
    this.roles = new Map(places.servers.flatMap((server) => server.roles).map((role) => [role.id, role]));
    /** All names in one text: when it is the same, everything drawn with them still is right. */
    this.names = [this.people, this.channels, this.roles]
      .flatMap((known) => [...known].map(([id, one]) => `${id} ${one.name}`))
      .join("\n");
  }

  /** @param {string} id */
  userName(id) {
    return this.people.get(id)?.name ?? null;
  }

  /** @param {string} id */
  roleName(id) {
    return this.roles.get(id)?.name ?? null;
  }

  /** @param {string} id */
  channelName(id) {
    return this.channels.get(id)?.name ?? null;
  }

  /** @param {string} id @returns {Server | null} */
  serverOf(id) {
    const channel = this.channels.get(id);
    return this.servers.find((server) => server.id === channel?.server) ?? null;
  }

  /** A channel by id, or by name for links people write by hand; the first one wins. @param {string | null} wanted */
  find(wanted) {
    if (!wanted) return null;
    const name = wanted.replace(/^#/u, "").toLowerCase();
    return (
      this.channels.get(wanted) ?? [...this.channels.values()].find((one) => one.name.toLowerCase() === name) ?? null
    );
  }

  /** Where to begin: the first channel of a server in which one can write, or the first conversation.
   * @param {string | null} [server] an id or DIRECT */
  firstChannel(server = null) {
    if (server === DIRECT) return this.direct[0] ?? null;
    const open = this.servers.find((one) => one.id === server) ?? this.servers[0];
    return open?.channels.find((one) => one.type === TEXT) ?? this.direct[0] ?? null;
  }

  /** The people, roles or channels to choose from in a channel, as a picker lists them.
   * @param {"user" | "role" | "channel" | "mentionable"} kind @param {string} here a channel id
   * @param {number[]} [types] only channels of these types
   * @returns {{value: string, label: string, description: string}[]} */
  choices(kind, here, types = []) {
    const server = this.serverOf(here);
    const people = server?.people ?? [...this.people.values()];
    const users = people.map((one) => ({ value: one.id, label: one.name, description: one.bot ? "App" : "" }));
    const roles = (server?.roles ?? []).map((one) => ({
      value: one.id,
      label: `@${one.name.replace(/^@/u, "")}`,
      description: "Role",
    }));
    if (kind === "user") return users;
    if (kind === "role") return roles;
    if (kind === "mentionable") return [...users, ...roles];
    const channels = (server?.channels ?? []).filter((one) => types.length === 0 || types.includes(one.type));
    return channels.map((one) =>
      one.type === CATEGORY
        ? { value: one.id, label: one.name, description: "Category" }
        : { value: one.id, label: `#${one.name}`, description: "" },
    );
  }
}
