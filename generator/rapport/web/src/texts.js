/**
 * Result texts: cloned from where the page shows them to readers without scripts.
 * @module
 */
import { element, list } from "./dom.js";

/** @typedef {import("./interpreter.js").Score} Score */

/**
 * @param {Element} root @param {string} result @returns {Element}
 */
const meaning = (root, result) => {
  const found = root.querySelector(`.rapport-quiz__meanings [data-result="${result}"]`);
  if (!found) throw new Error(`no text for ${result}`);
  return found;
};

/** @param {Element} root @param {string} result @returns {string} */
export const resultTitle = (root, result) => meaning(root, result).querySelector("h3")?.textContent || "";

/** @param {Element} root @param {string} result @returns {string[]} */
export const smallThings = (root, result) =>
  [...meaning(root, result).querySelectorAll('[data-part="small"] li')].map((li) => li.textContent || "");

/**
 * A result's text with the additions that apply, and its links. `hotSpots` fills the place
 * in the text that waits for them; without any, the sentence around that place goes.
 * @param {Element} root @param {import("./data.js").QuizData} data @param {string} result
 * @param {Score} score @param {string[]} [hotSpots]
 * @returns {{words: HTMLElement, links: HTMLElement | null}}
 */
export const resultText = (root, data, result, score, hotSpots = []) => {
  const parts = meaning(root, result);
  const words = element("div", { class: "words" });
  words.append(...copies(parts.querySelector('[data-part="drawing"]')));
  words.append(...copies(parts.querySelector('[data-part="text"]')));
  const additions = parts.querySelectorAll('[data-part="addition"] > div');
  (data.additions[result] || []).forEach((outcomes, at) => {
    if (outcomes.some(([decision, outcome]) => score.outcomes[decision] === outcome)) {
      words.append(...copies(additions[at]));
    }
  });
  for (const place of words.querySelectorAll("[data-fill]")) {
    if (hotSpots.length) place.replaceWith(list(hotSpots.map((spot) => `“${spot}”`)));
    else (place.closest("[data-fill-sentence]") || place).remove();
  }
  const links = /** @type {HTMLElement | null} */ (parts.querySelector('[data-part="links"]'));
  return { words, links: links && /** @type {HTMLElement} */ (links.cloneNode(true)) };
};

/** @param {Element | null | undefined} from @returns {Node[]} */
export const copies = (from) => (from ? [...from.childNodes].map((node) => node.cloneNode(true)) : []);
