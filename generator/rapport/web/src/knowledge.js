/**
 * The result of a `knowledge` check: marks, and every option with its feedback.
 * @module
 */
import { element } from "./dom.js";
import { whole } from "./rational.js";
import { copies, resultText, resultTitle } from "./texts.js";
import { list, say } from "./words.js";

/** @typedef {import("./data.js").KnowledgeData} KnowledgeData */

/** @param {import("./interpreter.js").Score} score @returns {number} */
export const marks = (score) => whole(score.quantities.marks || [0, 1]);

/** @type {import("./result.js").Present<KnowledgeData>} */
export const knowledge = (context) => {
  const { root, data, score, before } = context;
  const result = data.results.result[score.outcomes.result];
  const { words, next } = resultText(root, data, result, score);
  const count = data.items.length;
  return {
    results: [result],
    title: resultTitle(root, result),
    figures: say("marks", { marks: marks(score), count }),
    body: [
      element("p", { class: "soft" }, say("marks_needed", { marks: marks(score), count, needed: data.needed })),
      before.length
        ? element("p", { class: "soft" }, say("attempts", { count: before.length, attempt: before.length + 1, marks: list(before.map(String)) }))
        : null,
      words,
      ...next,
      element("p", { class: "editorial" }, say("self_marked")),
    ],
    working: data.items.map((item, at) => question(context, item, at)),
  };
};

/**
 * @param {import("./result.js").Context<KnowledgeData>} context
 * @param {[id: string, options: string[]]} item @param {number} at place from 0
 * @returns {HTMLElement}
 */
const question = ({ root, form, score }, [id], at) => {
  const right = score.outcomes[`right:${id}`] === "yes";
  const group = form.querySelector(`[data-slot="${id}"]`);
  const stem = element("div", { class: "stem" }, ...copies(group?.querySelector(".rapport-quiz__stem")));
  const inputs = [...(group?.querySelectorAll("input") || [])];
  return element(
    "div",
    { class: "answers" },
    element("h4", {}, say(right ? "question_right" : "question_wrong", { number: at + 1 })),
    stem,
    inputs.some((input) => input.checked) ? null : element("p", {}, say("no_answer")),
    element("ul", {}, ...inputs.map((input) => option(root, id, input))),
  );
};

/**
 * One option in the order it was shown, with what was chosen, what is right, and why.
 * @param {Element} root @param {string} question @param {HTMLInputElement} input
 * @returns {HTMLElement}
 */
const option = (root, question, input) => {
  const source = root.querySelector(
    `[data-feedback="${question}"] [data-option="${input.value}"]`,
  );
  const tags = [
    input.checked ? element("strong", { class: "tag tag--chosen" }, say("your_answer")) : null,
    source?.querySelector("dt strong")?.cloneNode(true) || null,
  ];
  return element(
    "li",
    { class: input.checked ? "option option--chosen" : "option" },
    element("p", {}, input.parentElement?.textContent || "", " ", ...tags.flatMap((t) => (t ? [t, " "] : []))),
    element("div", { class: "feedback" }, ...copies(source?.querySelector("dd"))),
  );
};
