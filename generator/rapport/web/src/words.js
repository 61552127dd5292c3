/**
 * What the interface says: messages of the catalogue, which stand before the script.
 * @module
 */

/** @typedef {string | Record<string, string>} Message a line, or its plural forms */

/** @returns {Record<string, Message>} */
const messages = () => /** @type {any} */ (window).rapportWords;

/** The language of the messages, for dates and numbers. @returns {string} */
export const language = () => `${messages().lang}`;

/**
 * A message, filled in; `count` chooses its plural form.
 * @param {string} key without its section @param {Record<string, string | number>} [values]
 * @returns {string}
 */
export const say = (key, values = {}) => {
  const message = messages()[key];
  const text =
    typeof message === "string"
      ? message
      : message[new Intl.PluralRules(language()).select(Number(values.count))] || message.other;
  return text.replace(/\{(\w+)\}/g, (_, name) => `${values[name]}`);
};

/**
 * “A”, “A and B”, “A, B and C”.
 * @param {string[]} parts @returns {string}
 */
export const list = (parts) =>
  parts.length > 1
    ? say("and", { before: parts.slice(0, -1).join(", "), last: parts[parts.length - 1] })
    : parts.join("");
