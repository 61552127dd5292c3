/**
 * The result region, whatever the kind.
 * @module
 */
import { audit } from "./audit.js";
import { bipolar } from "./bipolar.js";
import { button, element } from "./dom.js";
import { dual } from "./dual.js";
import { knowledge } from "./knowledge.js";
import { profile } from "./profile.js";

/**
 * @typedef {import("./data.js").QuizData} QuizData
 * @typedef {import("./interpreter.js").Sheet} Sheet
 * @typedef {import("./interpreter.js").Score} Score
 */

/**
 * What a kind is given to present.
 * @template {QuizData} D
 * @typedef {{root: HTMLElement, form: HTMLFormElement, data: D, sheet: Sheet, score: Score,
 *   announce: (words: string) => void}} Context
 */

/**
 * @typedef {object} Presentation
 * @property {string[]} results ids of the results that are shown
 * @property {string} title the result in a few words
 * @property {(Node | null)[]} body the result in words
 * @property {Node[]} working how it came about
 */

/**
 * @template {QuizData} D
 * @typedef {(context: Context<D>) => Presentation} Present
 */

/**
 * What other scripts of the page are told, by the event `rapport-result`, of a result that is
 * shown. `extras` is a place in it for what they add.
 * @typedef {Context<any> & Presentation & {extras: HTMLElement}} ResultShown
 */

/** @type {Record<string, Present<any>>} */
const KINDS = { profile, audit, bipolar, dual, knowledge };

/**
 * @param {Context<any>} context
 * @param {{change: () => void, restart: () => void}} acts
 * @returns {{region: HTMLElement, heading: HTMLElement, tell: () => void}}
 */
export const resultRegion = (context, { change, restart }) => {
  const { root, data } = context;
  const shown = KINDS[data.kind](context);
  const heading = element("h2", { class: "heading result-title" }, `Your result: ${shown.title}`);
  const printing = data.print === false ? null : button("Print", () => window.print());
  const extras = element("div", { class: "extras" });
  const region = element(
    "section",
    // Named after the quiz and not after its heading, which takes the focus: else the
    // same words would be read out twice.
    { class: "result", "aria-label": `Result of “${root.getAttribute("aria-label")}”`, "data-results": shown.results.join(" ") },
    heading,
    element("div", { class: "body" }, ...shown.body),
    extras,
    element(
      "div",
      { class: "working" },
      element("h3", {}, "How this was worked out"),
      ...shown.working,
    ),
    element(
      "div",
      { class: "actions" },
      button("Change my answers", change),
      printing,
      ...restartParts(restart),
    ),
  );
  /** @type {ResultShown} */
  const detail = { ...context, ...shown, extras };
  // Told when the region stands on the page.
  const tell = () => root.dispatchEvent(new CustomEvent("rapport-result", { bubbles: true, detail }));
  return { region, heading, tell };
};

/**
 * “Start again”, which asks once, in the page.
 * @param {() => void} restart @returns {HTMLElement[]}
 */
const restartParts = (restart) => {
  const keep = button("No, keep them", () => toggle(false));
  const ask = button("Start again", () => toggle(true));
  const question = element("p", {}, "Clear all your answers?");
  const confirm = element(
    "div",
    { class: "confirm", role: "group", "aria-label": "Clear all your answers?" },
    question,
    button("Yes, clear them", restart, "button--main"),
    keep,
  );
  // The group's name is read with the focus; the same words as text are for the eyes.
  question.setAttribute("aria-hidden", "true");
  const toggle = (/** @type {boolean} */ asking) => {
    ask.hidden = asking;
    confirm.hidden = !asking;
    (asking ? keep : ask).focus();
  };
  confirm.hidden = true;
  return [ask, confirm];
};
