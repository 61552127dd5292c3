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
import { isWriting, openRecord } from "./record.js";
import { language, say } from "./words.js";

/**
 * @typedef {import("./data.js").QuizData} QuizData
 * @typedef {import("./interpreter.js").Sheet} Sheet
 * @typedef {import("./interpreter.js").Score} Score
 */

/**
 * What a kind is given to present. `before` are the marks of earlier attempts.
 * @template {QuizData} D
 * @typedef {{root: HTMLElement, form: HTMLFormElement, data: D, sheet: Sheet, score: Score,
 *   before: number[], announce: (words: string) => void}} Context
 */

/**
 * @typedef {object} Presentation
 * @property {string[]} results ids of the results that are shown
 * @property {string} title the result in a few words
 * @property {string} [figures] the result in a figure, where one says it
 * @property {(Node | null)[]} body the result in words, and what to do next
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
  const presented = KINDS[data.kind](context);
  const extras = element("div", { class: "extras" });
  /** @type {ResultShown} */
  const shown = { ...context, ...presented, extras };
  const heading = element("h2", { class: "heading result-title" }, say("your_result", { title: shown.title }));
  const unlessWriting = (/** @type {() => void} */ act) => () => {
    if (!isWriting(shown)) act();
  };
  const quiz = root.getAttribute("aria-label") || "";
  const marked = data.kind === "knowledge";
  const region = element(
    "section",
    // Named after the quiz and not after its heading, which takes the focus: else the
    // same words would be read out twice.
    { class: "result", "aria-label": say("result_of", { quiz }), "data-results": shown.results.join(" ") },
    heading,
    element("p", { class: "printed" }, say(marked ? "printed_marked" : "printed", { quiz, version: data.version, date: today() })),
    element("div", { class: "body" }, ...shown.body),
    extras,
    element("div", { class: "working" }, element("h3", {}, say("worked_out")), ...shown.working),
    element(
      "div",
      { class: "actions" },
      marked ? button(say("try_again"), unlessWriting(restart)) : button(say("change_answers"), unlessWriting(change)),
      data.print === false ? null : button(say("print"), () => window.print()),
      data.record ? button(say("make_record"), () => openRecord(shown)) : null,
      ...(marked ? [] : restartParts(unlessWriting(restart))),
    ),
  );
  // Told when the region stands on the page.
  const tell = () => root.dispatchEvent(new CustomEvent("rapport-result", { bubbles: true, detail: shown }));
  return { region, heading, tell };
};

const today = () => new Date().toLocaleDateString(language(), { dateStyle: "long" });

/**
 * “Start again”, which asks once, in the page.
 * @param {() => void} restart @returns {HTMLElement[]}
 */
const restartParts = (restart) => {
  const keep = button(say("keep_them"), () => toggle(false));
  const ask = button(say("start_again"), () => toggle(true));
  const question = element("p", {}, say("clear_all"));
  const confirm = element(
    "div",
    { class: "confirm", role: "group", "aria-label": say("clear_all") },
    question,
    button(say("clear_them"), restart, "button--main"),
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
