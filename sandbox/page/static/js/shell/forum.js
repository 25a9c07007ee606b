// A forum: its posts, newest activity first, each with its tags.

import { avatar } from "../avatar.js";
import { fill, h, plural } from "../dom.js";
import { icon } from "../icons.js";
import { plainText } from "../markdown/render.js";
import { shortTime, timeElement } from "../time.js";

/**
 * @typedef {{id: string, name: string, tags: {name: string, emoji: string}[], author: import("../message.js").Author,
 *   text: string, replies: number,
 *   active: string, archived: boolean, locked: boolean, pinned: boolean}} Post */

/** @param {HTMLElement} root @param {Post[]} posts @param {import("../directory.js").Directory} directory */
export function showForum(root, posts, directory) {
  if (!posts.length) {
    fill(
      root,
      h(
        "li",
        { class: "forum-empty" },
        icon("forum"),
        h("p", {}, "No posts yet. Those that are made here appear at once."),
      ),
    );
    return;
  }
  fill(
    root,
    posts.map((post) =>
      h(
        "li",
        { class: `post${post.archived ? " archived" : ""}` },
        h(
          "button",
          { class: "post-card", type: "button", on: { click: () => directory.openChannel(post.id) } },
          post.tags.length > 0 &&
            h(
              "span",
              { class: "post-tags" },
              post.tags.map((tag) => h("span", { class: "post-tag" }, tag.emoji && `${tag.emoji} `, tag.name)),
            ),
          h("span", { class: "post-title" }, post.pinned && icon("pin"), post.locked && icon("lock"), post.name),
          post.text && h("span", { class: "post-text" }, plainText(post.text, directory)),
          h(
            "span",
            { class: "post-foot" },
            avatar(post.author, "tiny"),
            h("span", { class: "author" }, post.author.name),
            icon("chat"),
            plural(post.replies, "message"),
            " • ",
            timeElement(new Date(post.active), shortTime(new Date(post.active))),
            post.archived && " • closed",
          ),
        ),
      ),
    ),
  );
}
