// Discord's inline markdown as a tree. Linear in practice and bounded always: each level looks at its own part of the
// text once per opening mark, and nothing nests deeper than MAX_DEPTH.

const MAX_DEPTH = 10;

/**
 * @typedef {{kind: string, text?: string, children?: Inline[], url?: string, id?: string, unix?: number, style?:
 *   string}} Inline
 */

const SPANS = [
  ["***", "bold-italic"],
  ["**", "bold"],
  ["__", "underline"],
  ["~~", "strike"],
  ["||", "spoiler"],
  ["*", "italic"],
  ["_", "italic"],
];
const ESCAPABLE = /[^0-9A-Za-z\s]/u;
const BARE_URL = /^https?:\/\/[^\s<>"]+/u;
const ANGLED = [
  [/^<@!?(\d{1,20})>/u, (found) => ({ kind: "user", id: found[1] })],
  [/^<@&(\d{1,20})>/u, (found) => ({ kind: "role", id: found[1] })],
  [/^<#(\d{1,20})>/u, (found) => ({ kind: "channel", id: found[1] })],
  [
    /^<t:(-?\d{1,13})(?::([tTdDfFRsS]))?>/u,
    (found) => ({ kind: "time", unix: Number(found[1]), style: found[2] ?? "f" }),
  ],
  [/^<\/([^:<>\n]{1,100}):\d{1,20}>/u, (found) => ({ kind: "command", text: `/${found[1]}` })],
  [/^<a?(:\w{2,32}:)\d{1,20}>/u, (found) => ({ kind: "text", text: found[1] })],
  [
    /^<(https?:\/\/[^\s<>]+)>/u,
    (found) => ({ kind: "link", url: found[1], children: [{ kind: "text", text: found[1] }] }),
  ],
];
const MASKED =
  /^\[((?:[^[\]\\\n]|\\.){1,1000})\]\((?:<(https?:\/\/[^\s<>]{1,2000})>|(https?:\/\/[^\s()]{1,2000}(?:\([^\s()]{0,500}\)[^\s()]{0,500})?))(?:\s+"[^"\n]{0,500}")?\)/u;

/** @param {string} text @param {number} [depth] @returns {Inline[]} */
export function parseInline(text, depth = 0) {
  /** @type {Inline[]} */
  const out = [];
  let plain = "";
  let at = 0;
  const hopeless = new Set(); // marks known to have no closing partner further on
  while (at < text.length) {
    const found = special(text, at, depth, hopeless);
    if (found === null) {
      plain += text[at];
      at += 1;
      continue;
    }
    if (found.node.kind === "text") plain += found.node.text;
    else {
      if (plain) out.push({ kind: "text", text: plain });
      plain = "";
      out.push(found.node);
    }
    at = found.end;
  }
  if (plain) out.push({ kind: "text", text: plain });
  return out;
}

/** @returns {{node: Inline, end: number} | null} what starts at this place */
function special(text, at, depth, hopeless) {
  const letter = text[at];
  if (letter === "\\" && at + 1 < text.length && ESCAPABLE.test(text[at + 1])) {
    return { node: { kind: "text", text: text[at + 1] }, end: at + 2 };
  }
  if (letter === "`") return code(text, at, hopeless);
  if (letter === "<") return angled(text, at);
  if (letter === "h" && text.startsWith("http", at)) return bareUrl(text, at);
  if (letter === "[") return masked(text, at, depth);
  if (letter === "@") return everyone(text, at);
  if ("*_~|".includes(letter)) return span(text, at, depth, hopeless);
  return null;
}

function code(text, at, hopeless) {
  const ticks = text.startsWith("``", at) ? "``" : "`";
  if (hopeless.has(ticks)) return null;
  const end = text.indexOf(ticks, at + ticks.length);
  if (end === -1) hopeless.add(ticks);
  if (end <= at + ticks.length) return null;
  return { node: { kind: "code", text: text.slice(at + ticks.length, end) }, end: end + ticks.length };
}

function angled(text, at) {
  const rest = text.slice(at, at + 2100);
  for (const [pattern, build] of ANGLED) {
    const found = pattern.exec(rest);
    if (found) return { node: build(found), end: at + found[0].length };
  }
  return null;
}

function bareUrl(text, at) {
  if (at > 0 && /\w/u.test(text[at - 1])) return null;
  const found = BARE_URL.exec(text.slice(at, at + 2100));
  if (!found) return null;
  let url = found[0].replace(/[.,:;!?'*_~|\]]+$/u, "");
  if (url.endsWith(")") && !url.includes("(")) url = url.slice(0, -1);
  if (url.length < 10) return null;
  return { node: { kind: "link", url, children: [{ kind: "text", text: url }] }, end: at + url.length };
}

function masked(text, at, depth) {
  const found = MASKED.exec(text.slice(at, at + 4200));
  if (!found) return null;
  const children = depth < MAX_DEPTH ? parseInline(found[1], depth + 1) : [{ kind: "text", text: found[1] }];
  return {
    node: { kind: "link", url: found[2] ?? found[3], children: withoutLinks(children) },
    end: at + found[0].length,
  };
}

/** A link in a link is its text. @param {Inline[]} nodes @returns {Inline[]} */
function withoutLinks(nodes) {
  return nodes.flatMap((node) => {
    if (node.kind === "link") return withoutLinks(node.children);
    return node.children ? [{ ...node, children: withoutLinks(node.children) }] : [node];
  });
}

function everyone(text, at) {
  for (const word of ["@everyone", "@here"]) {
    if (text.startsWith(word, at)) return { node: { kind: "everyone", text: word }, end: at + word.length };
  }
  return null;
}

function span(text, at, depth, hopeless) {
  if (depth >= MAX_DEPTH) return null;
  for (const [mark, kind] of SPANS) {
    if (!text.startsWith(mark, at) || hopeless.has(mark)) continue;
    const start = at + mark.length;
    const end = closing(text, mark, start);
    if (end === -1) {
      hopeless.add(mark);
      continue;
    }
    if (mark === "_" && (/\w/u.test(text[at - 1] ?? " ") || /\w/u.test(text[end + 1] ?? " "))) continue;
    return { node: { kind, children: parseInline(text.slice(start, end), depth + 1) }, end: end + mark.length };
  }
  return null;
}

/** Where the span that begins at `start` ends, or -1. A mark after a backslash does not count; neither does one that
 * has a blank before it, nor an empty span. */
function closing(text, mark, start) {
  if (mark !== "||" && /\s/u.test(text[start] ?? " ")) return -1;
  let from = start + 1;
  for (;;) {
    const end = text.indexOf(mark, from);
    if (end === -1) return -1;
    const longer = text[end + mark.length] === mark[0] && mark !== "***";
    const blank = mark.length === 1 && /\s/u.test(text[end - 1]);
    if (text[end - 1] !== "\\" && !longer && !blank && !(mark.length === 1 && text[end - 1] === mark)) return end;
    from = end + 1;
  }
}
