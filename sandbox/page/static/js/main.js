// The page: who is looking at which channel, and everything that has to change when that does.

import { Refusal, get } from "./api.js";
import { Composer } from "./composer.js";
import { Deeds } from "./deeds.js";
import { DIRECT, DM, Directory, FORUM } from "./directory.js";
import { fill, h } from "./dom.js";
import { icon } from "./icons.js";
import { Live } from "./live.js";
import { plainText } from "./markdown/render.js";
import { showBeginning, showEarlier } from "./shell/beginning.js";
import { showForum } from "./shell/forum.js";
import { showMembers } from "./shell/members.js";
import { Pins } from "./shell/pins.js";
import { Sidebar, channelIcon } from "./shell/sidebar.js";
import { wirePanels } from "./shell/panels.js";
import { keepRelativeTimesFresh } from "./time.js";
import { Timeline } from "./timeline.js";
import { Drawer } from "./tool/drawer.js";

const byId = (id) => document.getElementById(id);

class Page {
  constructor() {
    const asked = new URLSearchParams(location.search);
    this.asked = { viewer: asked.get("viewer") ?? "", channel: asked.get("channel") };
    this.unread = new Set();
    /** Events that arrive while a channel is being fetched: they are shown after it. @type {any[] | null} */
    this.waiting = null;
    this.turn = 0;
    this.focusing = false;
    this.panels = wirePanels();
    this.deeds = new Deeds({
      here: () => this.here,
      say: (text) => this.composer.complain(text),
      answer: (message) => this.composer.answer(message),
      go: (channel) => this.#go(channel),
      jump: (channel, message) => this.#jump(channel, message),
      home: () => this.#home(),
    });
    this.composer = new Composer(byId("composer"), {
      say: (content, replyTo) => this.deeds.say(content, replyTo),
      run: (command, options) => this.deeds.run(command, options),
      autocomplete: (...what) => this.deeds.autocomplete(...what),
    });
    this.timeline = new Timeline({
      scroller: byId("scroller"),
      list: byId("messages"),
      begin: (id, earlier) =>
        earlier
          ? showEarlier(() => this.#earlier())
          : showBeginning(this.directory.channels.get(id), this.composer.offers ? this.bot.name : null),
      acts: this.deeds,
    });
    this.deeds.timeline = this.timeline;
    this.pins = new Pins(byId("open-pins"), {
      fetch: async () => (await get("pins", { viewer: this.viewer.id, channel: this.channel.id })).messages,
      may: () => this.may.pin,
      jump: (message) => this.#jump(message.channel, message.id),
      unpin: (message) => this.deeds.pin(message),
      context: (message) => this.timeline.context(message),
    });
    byId("new-post").addEventListener("click", () => this.deeds.post(this.tags));
    this.sidebar = new Sidebar(
      { servers: byId("servers"), channels: byId("channels"), title: byId("server-name"), viewer: byId("viewer") },
      {
        openChannel: (id) => this.open(id),
        openServer: (id) => this.open(this.directory.firstChannel(id)?.id),
        switchViewer: (id) => this.look(id),
      },
    );
    this.live = new Live({
      onEvent: (event) => this.#happened(event),
      onOpen: () => this.#opened(),
      onLost: () => this.#connected(false),
    });
  }

  get here() {
    return {
      viewer: this.viewer,
      channel: this.channel?.id,
      directory: this.directory,
      commands: this.commands,
      may: this.may,
      bot: this.bot,
    };
  }

  /** Looks through the eyes of a person. @param {string} viewer an id or a name; empty: the first person there is */
  async look(viewer) {
    // A link may name somebody who is not here: then it opens as the first person who is.
    const places = await get("places", { viewer }).catch(() => get("places", { viewer: "" }));
    this.unread.clear();
    this.#places(places);
    this.channel = null;
    this.live.listen(`live?${new URLSearchParams({ viewer: this.viewer.id })}`);
  }

  #places(places) {
    this.viewer = places.viewer;
    this.viewers = places.viewers;
    this.bot = places.bot;
    this.directory = new Directory(
      places,
      (id) => this.open(id),
      (channel, message) => this.#jump(channel, message),
    );
    this.#botReady(places.bot.ready);
  }

  async #opened() {
    this.#connected(true);
    await this.refresh();
  }

  /** Does it, and says at the composer why not when it cannot be done. @param {() => Promise<void>} what */
  async #trying(what) {
    try {
      await what();
    } catch (problem) {
      if (!(problem instanceof Refusal)) throw problem;
      this.composer.complain(problem.message);
    }
  }

  /** Fetches what is shown anew: after a reconnect, or when channels, people or roles have changed. */
  refresh() {
    return this.#trying(async () => {
      this.#places(await get("places", { viewer: this.viewer.id }));
      const wanted =
        this.directory.find(this.channel?.id ?? this.asked.channel) ?? this.directory.firstChannel(this.server);
      if (wanted) await this.open(wanted.id, { focus: false });
    });
  }

  /** To a channel that has just been made. @param {string} id */
  async #go(id) {
    await this.refresh();
    await this.open(id);
  }

  /** Shows one message, wherever it stands. @param {string} channel @param {string} message */
  async #jump(channel, message) {
    if (this.channel?.id === channel && this.timeline.jump(message)) return;
    await this.open(channel, { focus: false, reach: message });
    if (this.timeline.jump(message)) return;
    this.#home();
    this.composer.complain("That message is gone, or too far back to be shown.");
  }

  /** The keyboard goes where one writes, or to the messages where nothing can be written. */
  #home() {
    if (!this.composer.focus()) byId("scroller").focus({ preventScroll: true });
  }

  /** Shows older messages above those that are shown, which stay where they are. */
  async #earlier() {
    const scroller = byId("scroller");
    const below = scroller.scrollHeight - scroller.scrollTop;
    await this.open(this.channel.id, { focus: false, reach: this.timeline.oldest });
    scroller.scrollTop = scroller.scrollHeight - below;
  }

  /** @param {string | undefined} id @param {{focus?: boolean, reach?: string}} [how] `reach`: from before this message
   *   on; it holds until another channel is opened */
  async open(id, { focus = true, reach } = {}) {
    const channel = this.directory.channels.get(id ?? "");
    if (!channel) return;
    const moved = this.channel?.id !== channel.id;
    if (moved) this.pins.close(false);
    this.reach = reach ?? (moved ? undefined : this.reach);
    this.channel = channel;
    this.server = channel.server ?? DIRECT;
    this.asked.channel = channel.id;
    this.unread.delete(channel.id);
    if (moved && focus) this.panels.close();
    // What overtakes the fetch of the same channel takes over that the composer is to have the focus.
    this.focusing = focus || (this.focusing && !moved);
    this.turn += 1;
    const turn = this.turn;
    this.waiting = [];
    byId("scroller").setAttribute("aria-busy", "true");
    await this.#trying(async () => {
      const where = { viewer: this.viewer.id, channel: channel.id };
      const from = this.reach ? { reach: this.reach } : {};
      const [content, { commands }] = await Promise.all([get("channel", { ...where, ...from }), get("commands", where)]);
      if (turn !== this.turn) return;
      this.commands = commands;
      this.#show(content);
      this.composer.recovered();
      if (this.focusing) this.composer.focus();
    });
    if (turn === this.turn) this.#caughtUp();
  }

  /** The channel is there: now what has happened while it was fetched. */
  #caughtUp() {
    byId("scroller").removeAttribute("aria-busy");
    this.focusing = false;
    const missed = this.waiting ?? [];
    this.waiting = null;
    for (const event of missed) this.#happened(event);
  }

  #show({ messages, earlier, posts, tags, closed, may }) {
    const { channel } = this;
    this.may = may;
    this.tags = tags;
    history.replaceState(null, "", `?${new URLSearchParams({ channel: channel.id, viewer: this.viewer.name })}`);
    const label = channel.type === DM ? `@${channel.name}` : `#${channel.name}`;
    document.title = `${label} · ${this.viewer.name} · Sandbox`;
    fill(byId("channel-title"), channelIcon(channel), h("span", {}, channel.name));
    fill(byId("channel-topic"), plainText(channel.topic ?? "", this.directory));
    this.#sides();
    const forum = channel.type === FORUM;
    byId("posts").hidden = !forum;
    byId("forum-head").hidden = !may.post;
    byId("open-pins").hidden = forum;
    byId("messages").hidden = forum;
    if (forum) showForum(byId("posts"), posts, this.directory);
    this.composer.open({ channel: channel.id, label, directory: this.directory, commands: this.commands, closed });
    this.timeline.show(channel.id, messages, this.directory, earlier);
  }

  #sides() {
    this.sidebar.show({
      directory: this.directory,
      viewers: this.viewers,
      viewer: this.viewer,
      channel: this.channel.id,
      server: this.server,
      unread: this.unread,
    });
    showMembers(byId("members"), this.channel, this.directory);
  }

  /** @param {any} event from the WebSocket */
  async #happened(event) {
    if (event.kind === "bot") return this.#botReady(event.ready);
    if (event.kind === "places") return this.#refreshSoon();
    if (this.waiting) return this.waiting.push(event);
    if (event.kind === "message") this.#message(event.message);
    else if (event.kind === "message_removed" && event.channel === this.channel?.id) this.timeline.remove(event.id);
    else if (event.kind === "commands" && this.channel) await this.open(this.channel.id, { focus: false });
  }

  #message(message) {
    if (this.directory.channels.get(message.channel)?.parent === this.channel?.id && this.channel?.type === FORUM) {
      this.#refreshSoon();
    }
    if (message.channel === this.channel?.id) {
      this.timeline.put(message);
      this.pins.refresh();
    } else if (
      this.directory.channels.has(message.channel) &&
      message.author.id !== this.viewer.id &&
      !this.unread.has(message.channel)
    ) {
      this.unread.add(message.channel);
      this.#sides();
    }
  }

  /** Once for many changes that come together. */
  #refreshSoon() {
    clearTimeout(this.refreshing);
    this.refreshing = setTimeout(() => this.refresh(), 50);
  }

  #connected(yes) {
    byId("lost").hidden = yes;
  }

  #botReady(ready) {
    if (byId("bot-state").hidden === ready) return; // said once, not at every look
    fill(
      byId("bot-state"),
      icon("warning"),
      h("span", {}, `${this.bot.name} is not connected. Commands and buttons work once it is.`),
    );
    byId("bot-state").hidden = ready;
  }
}

keepRelativeTimesFresh();
new Drawer();
const page = new Page();
await page.look(page.asked.viewer);
