// What the person does, sent to the sandbox, and what comes of it: a form, a failure, or nothing to say because the
// answer is a message and arrives by itself.

import { Refusal, post } from "./api.js";
import { messageCommands } from "./commands/leaves.js";
import { plural } from "./dom.js";
import { openMenu } from "./menu.js";
import { openModal } from "./modals/dialog.js";
import { postForm, threadForm } from "./modals/own.js";

const UNANSWERED = "The application did not respond";

/** @typedef {{state: string, modal: {id: string, title: string, components: any[]} | null}} Outcome */

export class Deeds {
  /**
   * @param {{here: () => {viewer: any, channel: string, directory: import("./directory.js").Directory, commands:
   *   any[], may: {pin: boolean, delete: boolean, thread: boolean}, bot: {name: string}}, say: (text: string) => void,
   *   answer: (message: any) => void, go: (channel: string) => Promise<void>,
   *   jump: (channel: string, message: string) => Promise<void>, home: () => void}} page
   *   `say`: shows a complaint at the composer; `go`: to a channel that has just been made; `home`: with the keyboard
   *   to where one writes */
  constructor(page) {
    this.page = page;
    /** @type {import("./timeline.js").Timeline} set once the timeline is there */
    this.timeline = null;
  }

  #send(path, body, signal) {
    const { viewer, channel } = this.page.here();
    return post(path, { viewer: viewer.id, channel, ...body }, signal);
  }

  /** @param {string} content @param {string | null} replyTo the message it answers */
  async say(content, replyTo) {
    this.timeline.view.toBottom();
    await this.#send("say", replyTo ? { content, reply_to: replyTo } : { content });
  }

  jump(channel, message) {
    return this.page.jump(channel, message);
  }

  /** Pins a message, or unpins it. @param {{id: string, pinned: boolean}} message */
  pin(message) {
    return this.#trying(() => this.#send(message.pinned ? "unpin" : "pin", { message: message.id }));
  }

  /** Deletes a message, for everybody. @param {{id: string}} message */
  delete(message) {
    return this.#trying(() => this.#send("delete", { message: message.id }));
  }

  /** Asks for a name and begins a thread on the message. @param {import("./message.js").Message} message */
  thread(message) {
    this.#make(threadForm(), "thread", ({ name }) => ({ message: message.id, name }));
  }

  /** Asks for a title, tags and words, and opens the post. @param {any[]} tags the forum's own */
  post(tags) {
    this.#make(postForm(tags), "post", ({ title, content, tags: chosen = [] }) => ({ title, content, tags: chosen }));
  }

  /** Makes a channel of what is entered in a form, and goes there. */
  #make(form, path, body) {
    const { directory, channel } = this.page.here();
    let made;
    openModal(form, {
      place: { directory, channel },
      onSubmit: async (values) => {
        try {
          made = (await this.#send(path, body(values))).channel;
          return null;
        } catch (problem) {
          return problem.message;
        }
      },
      onTaken: () => this.page.go(made),
      home: () => this.page.home(),
    });
  }

  async #trying(what) {
    try {
      await what();
    } catch (problem) {
      this.page.say(problem.message);
    }
  }

  /** @param {string} command "faq ask" @param {Record<string, any>} options */
  async run(command, options) {
    await this.#command(`/${command}`, async () => this.#send("run", { command, options: await sendable(options) }));
  }

  async #command(shown, send) {
    const { viewer } = this.page.here();
    const pending = this.timeline.pending(viewer, shown);
    try {
      const outcome = await send();
      if (outcome.state === "failed") pending.unanswered(UNANSWERED);
      else pending.answered();
      this.#modal(outcome);
    } catch (problem) {
      pending.answered();
      throw problem;
    }
  }

  /** @returns {Promise<{name: string, value: any}[]>} */
  async autocomplete(command, options, focused, signal) {
    return (await this.#send("autocomplete", { command, options, focused }, signal)).choices;
  }

  press(message, customId, control) {
    return this.#onMessage(message, control, () => this.#send("press", { message: message.id, custom_id: customId }));
  }

  select(message, customId, values, control) {
    return this.#onMessage(message, control, () =>
      this.#send("select", { message: message.id, custom_id: customId, values }),
    );
  }

  async #onMessage(message, control, send) {
    this.timeline.fail(message.id, null);
    const shown = document.querySelector(`[data-id="${message.id}"]`) ?? control.closest(".message");
    shown.classList.add("waiting");
    shown
      .querySelector(`[data-custom-id="${CSS.escape(control.dataset.customId)}"]`)
      ?.setAttribute("aria-busy", "true");
    try {
      const outcome = await send();
      if (outcome.state === "failed") this.timeline.fail(message.id, UNANSWERED);
      this.#modal(outcome);
    } catch (problem) {
      if (!(problem instanceof Refusal)) throw problem;
      this.timeline.fail(message.id, problem.message);
    } finally {
      for (const one of document.querySelectorAll(`[data-id="${message.id}"]`)) {
        one.classList.remove("waiting");
        one.querySelector("[aria-busy]")?.removeAttribute("aria-busy");
      }
    }
  }

  dismiss(message) {
    return this.#trying(() => this.#send("dismiss", { message: message.id }));
  }

  /** The menu of a message. @param {import("./message.js").Message} message @param {any} where */
  menu(message, where) {
    const commands = message.ephemeral ? [] : messageCommands(this.page.here().commands);
    const items = commands.map((name, index) => ({
      label: name,
      heading: index === 0 ? plural(commands.length, "app command") : undefined,
      run: () =>
        this.#command(name, () => this.#send("run-on-message", { message: message.id, command: name })).catch(
          (problem) => this.page.say(problem.message),
        ),
    }));
    const { may, viewer } = this.page.here();
    const shared = !message.ephemeral;
    const own = [
      shared && { label: "Reply", run: () => this.page.answer(message) },
      shared && may.thread && !message.thread && { label: "Create thread", run: () => this.thread(message) },
      shared && may.pin && { label: message.pinned ? "Unpin message" : "Pin message", run: () => this.pin(message) },
      shared &&
        (may.delete || message.author.id === viewer.id) && { label: "Delete message", run: () => this.delete(message) },
      {
        label: "Copy text",
        run: () => navigator.clipboard.writeText(message.content || shownText(message)),
      },
      { label: "Copy message ID", run: () => navigator.clipboard.writeText(message.id) },
    ].filter(Boolean);
    if (items.length) own[0].heading = "Message";
    openMenu([...items, ...own], "Message actions", where);
  }

  /** @param {Outcome} outcome */
  #modal({ modal }) {
    if (!modal) return;
    const { directory, channel, bot } = this.page.here();
    openModal(
      { title: modal.title, components: modal.components, app: bot.name },
      {
        place: { directory, channel },
        onSubmit: async (values) => {
          try {
            const outcome = await this.#send("submit", { modal: modal.id, values: await sendable(values) });
            return outcome.state === "failed" ? `${UNANSWERED}. What you typed is still here: try again.` : null;
          } catch (problem) {
            return problem.message;
          }
        },
        home: () => this.page.home(),
      },
    );
  }
}

/** What a card says. @param {import("./message.js").Message} message */
function shownText(message) {
  return document.querySelector(`[data-id="${message.id}"] .message-body`)?.innerText ?? "";
}

/** Files go along as base64. @param {Record<string, any>} values */
async function sendable(values) {
  const one = (value) => (value instanceof File ? encoded(value) : value);
  const entries = Object.entries(values).map(async ([name, value]) => [
    name,
    await (Array.isArray(value) ? Promise.all(value.map(one)) : one(value)),
  ]);
  return Object.fromEntries(await Promise.all(entries));
}

/** @param {File} file */
async function encoded(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768));
  return { filename: file.name, content_type: file.type || "application/octet-stream", data: btoa(text) };
}
