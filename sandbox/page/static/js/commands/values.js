// What an option accepts, checked as Discord's own client does before anything is sent.

const STRING = 3;
const INTEGER = 4;
const BOOLEAN = 5;
const USER = 6;
const CHANNEL = 7;
const ROLE = 8;
const MENTIONABLE = 9;
const NUMBER = 10;
export const ATTACHMENT = 11;

const PICKED = { [USER]: "user", [CHANNEL]: "channel", [ROLE]: "role", [MENTIONABLE]: "mentionable" };
const MAX_STRING = 6000;
const MAX_INTEGER = 2 ** 53 - 1;

/** The options to choose from when only these will do, else null.
 * @param {any} option @param {import("../directory.js").Directory} directory @param {string} channel
 * @returns {import("../listbox.js").Option[] | null} */
export function closedChoices(option, directory, channel) {
  if (option.choices?.length) return option.choices.map((one) => ({ value: String(one.value), label: one.name }));
  if (option.type === BOOLEAN)
    return [
      { value: "true", label: "True" },
      { value: "false", label: "False" },
    ];
  return option.type in PICKED ? directory.choices(PICKED[option.type], channel, option.channel_types ?? []) : null;
}

/** What kind of thing belongs here, for people. @param {any} option */
export function kindOf(option) {
  const kinds = {
    [INTEGER]: "a whole number",
    [NUMBER]: "a number",
    [BOOLEAN]: "true or false",
    [USER]: "a person",
    [ROLE]: "a role",
    [CHANNEL]: "a channel",
    [MENTIONABLE]: "a person or a role",
    [ATTACHMENT]: "a file",
  };
  return option.choices?.length ? "one of the choices" : (kinds[option.type] ?? "text");
}

/** Reads a typed or chosen value. @param {any} option @param {string} text
 * @returns {{value: string | number | boolean} | {problem: string}} */
export function readValue(option, text) {
  if (option.type === BOOLEAN) return { value: text === "true" };
  if (option.type === INTEGER || option.type === NUMBER) return readNumber(option, text);
  if (option.type !== STRING) return { value: text };
  const length = [...text].length;
  const least = option.min_length ?? 0;
  const most = option.max_length ?? MAX_STRING;
  if (length < least) return { problem: `“${option.name}” needs at least ${least} characters; this has ${length}.` };
  if (length > most) return { problem: `“${option.name}” takes at most ${most} characters; this has ${length}.` };
  return { value: text };
}

function readNumber(option, text) {
  const whole = option.type === INTEGER;
  const pattern = whole ? /^[+-]?\d+$/u : /^[+-]?(?:\d+\.?\d*|\.\d+)$/u;
  const value = Number(text);
  if (!pattern.test(text.trim()) || Math.abs(value) > MAX_INTEGER)
    return { problem: `“${option.name}” takes ${whole ? "a whole number, such as 12" : "a number, such as 2.5"}.` };
  const { min_value: least, max_value: most } = option;
  if (least !== undefined && value < least) return { problem: `“${option.name}” must be ${least} or more.` };
  if (most !== undefined && value > most) return { problem: `“${option.name}” must be ${most} or less.` };
  return { value };
}
