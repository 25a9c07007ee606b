// Discord's block markdown: code blocks, headings, small print, quotes and lists. What is left is paragraphs, in which
// each new line is a new line.

/**
 * @typedef {{kind: string, text?: string, level?: number, language?: string, blocks?: Block[], ordered?: boolean,
 *   start?: number, items?: {text: string, children: Block[]}[]}} Block
 */

const MAX_QUOTES = 4;
const FENCE = /```(?:([a-zA-Z0-9_+\-#.]{1,20})\n)?\n?([\s\S]*?)\n?```/gu;
const HEADING = /^(#{1,3}) +(\S.*)$/u;
const SUBTEXT = /^-# +(\S.*)$/u;
const ITEM = /^( *)(?:([-*])|(\d{1,9})\.) +(\S.*)$/u;

/** @param {string} text @param {number} [quotes] how many quotes are around it @returns {Block[]} */
export function parseBlocks(text, quotes = 0) {
  /** @type {Block[]} */
  const out = [];
  let at = 0;
  for (const found of text.matchAll(FENCE)) {
    if (!found[2]) continue;
    out.push(...parseLines(text.slice(at, found.index), quotes));
    out.push({ kind: "code-block", language: found[1], text: found[2] });
    at = found.index + found[0].length;
    if (text[at] === "\n") at += 1;
  }
  out.push(...parseLines(text.slice(at), quotes));
  return out;
}

/** @param {string} text @param {number} quotes @returns {Block[]} */
function parseLines(text, quotes) {
  const lines = text.split("\n");
  /** @type {Block[]} */
  const out = [];
  let paragraph = [];
  const close = () => {
    if (paragraph.length) out.push({ kind: "paragraph", text: paragraph.join("\n") });
    paragraph = [];
  };
  let at = 0;
  while (at < lines.length) {
    const found = block(lines, at, quotes);
    if (found === null) {
      paragraph.push(lines[at]);
      at += 1;
      continue;
    }
    close();
    out.push(found.block);
    at = found.end;
  }
  if (paragraph.join("").trim() || !out.length) close();
  return out.filter((one) => one.kind !== "paragraph" || one.text !== "");
}

/** @returns {{block: Block, end: number} | null} the block that starts on this line */
function block(lines, at, quotes) {
  const line = lines[at];
  const heading = HEADING.exec(line);
  if (heading) return { block: { kind: "heading", level: heading[1].length, text: heading[2] }, end: at + 1 };
  const subtext = SUBTEXT.exec(line);
  if (subtext) return { block: { kind: "subtext", text: subtext[1] }, end: at + 1 };
  if (quotes < MAX_QUOTES && line.startsWith(">>> ")) {
    const inside = [line.slice(4), ...lines.slice(at + 1)].join("\n");
    return { block: { kind: "quote", blocks: parseBlocks(inside, MAX_QUOTES) }, end: lines.length };
  }
  if (quotes < MAX_QUOTES && line.startsWith("> ")) return quote(lines, at);
  return ITEM.test(line) ? list(lines, at) : null;
}

function quote(lines, at) {
  const inside = [];
  let end = at;
  while (end < lines.length && lines[end].startsWith("> ")) {
    inside.push(lines[end].slice(2));
    end += 1;
  }
  // Discord has no quotes in quotes.
  return { block: { kind: "quote", blocks: parseBlocks(inside.join("\n"), MAX_QUOTES) }, end };
}

/** Items one after the other; deeper indented ones hang below the one before. */
function list(lines, at) {
  const first = ITEM.exec(lines[at]);
  const indent = first[1].length;
  /** @type {Block} */
  const block = { kind: "list", ordered: Boolean(first[3]), start: Number(first[3] ?? 1), items: [] };
  let end = at;
  while (end < lines.length) {
    const found = ITEM.exec(lines[end]);
    if (!found || found[1].length < indent) break;
    const last = block.items.at(-1);
    if (found[1].length > indent + 1 && last && indent < 12) {
      const nested = list(lines, end);
      last.children.push(nested.block);
      end = nested.end;
      continue;
    }
    if (Boolean(found[3]) !== block.ordered) break;
    block.items.push({ text: found[4], children: [] });
    end += 1;
  }
  return { block, end };
}
