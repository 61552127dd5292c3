/**
 * An order of chance that a number brings back: the same seed, the same order.
 * @module
 */

/** @returns {number} 32 bits of chance */
export const newSeed = () => crypto.getRandomValues(new Uint32Array(1))[0];

/**
 * Numbers from 0 up to 1 that follow from a seed: mulberry32 (Tommy Ettinger, public domain).
 * @param {number} seed @returns {() => number}
 */
const numbers = (seed) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
};

/**
 * Puts the options of each question in the order of a seed, from the order of the file. They
 * are moved in the document, so that reading, tabbing and printing follow the same order.
 * @param {HTMLFormElement} form @param {import("./data.js").KnowledgeData} data
 * @param {number} seed
 */
export const shuffle = (form, data, seed) => {
  const number = numbers(seed);
  for (const [question, options] of data.items) {
    const inputs = [...form.querySelectorAll("input")].filter((input) => input.name === question);
    const left = [...options];
    while (left.length) {
      const [id] = left.splice(Math.floor(number() * left.length), 1);
      const label = inputs.find((input) => input.value === id)?.closest("label");
      label?.parentElement?.append(label);
    }
  }
};
