// Commands as a person picks them: each subcommand is one line, "/faq ask".

/** @typedef {{name: string, description: string, options: any[]}} Leaf `name` without the slash */

const SUBCOMMAND = 1;
const GROUP = 2;

/** @param {any[]} commands Discord's JSON, slash and menu commands mixed @returns {Leaf[]} in alphabetical order */
export function slashCommands(commands) {
  return commands
    .filter((one) => (one.type ?? 1) === 1)
    .flatMap((one) => below(one, one.name))
    .sort((one, other) => one.name.localeCompare(other.name));
}

function below(node, path) {
  const options = node.options ?? [];
  const deeper = options.filter((one) => one.type === SUBCOMMAND || one.type === GROUP);
  if (deeper.length) return deeper.flatMap((one) => below(one, `${path} ${one.name}`));
  return [{ name: path, description: node.description, options }];
}

/** @param {any[]} commands @returns {string[]} names of the commands in a message's menu */
export function messageCommands(commands) {
  return commands.filter((one) => one.type === 3).map((one) => one.name);
}

/**
 * What fits the words after the slash, those that begin with them first.
 * @param {Leaf[]} leaves
 * @param {string} typed
 */
export function search(leaves, typed) {
  const words = typed.trim().toLowerCase();
  const rank = (leaf) => {
    const name = leaf.name.toLowerCase();
    if (name.startsWith(words)) return 0;
    if (name.split(" ").some((part) => part.startsWith(words))) return 1;
    if (name.includes(words)) return 2;
    return leaf.description.toLowerCase().includes(words) ? 3 : 4;
  };
  return leaves
    .map((leaf) => [rank(leaf), leaf])
    .filter(([order]) => order < 4)
    .sort(([one], [other]) => one - other)
    .map(([, leaf]) => leaf);
}

/** The command that a text begins with in full, and what follows it, once a blank shows that its name is over.
 * @param {Leaf[]} leaves @param {string} text @returns {{leaf: Leaf, rest: string} | null} */
export function typedInFull(leaves, text) {
  const leaf = leaves
    .filter((one) => text.toLowerCase().startsWith(`/${one.name.toLowerCase()} `))
    .sort((one, other) => other.name.length - one.name.length)[0];
  return leaf ? { leaf, rest: text.slice(leaf.name.length + 2).trim() } : null;
}
