/**
 * Result texts: cloned from where the page shows them to readers without scripts.
 * @module
 */
import { element } from "./dom.js";
import { list, say } from "./words.js";

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
 * A result's text with the additions that apply, and what to do next: things to try, with
 * words one could say, and links. `hotSpots` fills the place in the text that waits for
 * them; without any, the sentence around that place goes.
 * @param {Element} root @param {import("./data.js").QuizData} data @param {string} result
 * @param {Score} score @param {string[]} [hotSpots]
 * @returns {{words: HTMLElement, next: Node[]}}
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
    if (hotSpots.length) place.replaceWith(list(hotSpots.map((spot) => say("quoted", { words: spot }))));
    else (place.closest("[data-fill-sentence]") || place).remove();
  }
  const links = parts.querySelector('[data-part="links"]');
  return { words, next: links ? next(root, /** @type {HTMLElement} */ (links.cloneNode(true))) : [] };
};

/**
 * What a result's links lead to: a strategy stands here with its words, the rest stays a link.
 * @param {Element} root @param {HTMLElement} links @returns {Node[]}
 */
const next = (root, links) => {
  /** @type {Node[]} */
  const tries = [];
  for (const link of links.querySelectorAll("[data-try]")) {
    const found = root.querySelector(`.rapport-quiz__tries [data-strategy="${link.getAttribute("data-try")}"]`);
    if (!found) continue;
    tries.push(found.cloneNode(true));
    link.closest("li")?.remove();
  }
  return [
    ...(tries.length ? [element("h3", {}, say("try")), ...tries] : []),
    ...(links.querySelector("li") ? [links] : []),
  ];
};

/** @param {Element | null | undefined} from @returns {Node[]} */
export const copies = (from) => (from ? [...from.childNodes].map((node) => node.cloneNode(true)) : []);
