/**
 * The result of a `knowledge` check: marks, and every option with its feedback.
 * @module
 */
import { element } from "./dom.js";
import { whole } from "./rational.js";
import { copies, resultText, resultTitle } from "./texts.js";

/** @typedef {import("./data.js").KnowledgeData} KnowledgeData */

/** @type {import("./result.js").Present<KnowledgeData>} */
export const knowledge = (context) => {
  const { root, data, score } = context;
  const result = data.results.result[score.outcomes.result];
  const { words, links } = resultText(root, data, result, score);
  const marks = whole(score.quantities.marks || [0, 1]);
  const all = data.items.length;
  const lead = `${marks} of ${all} ${all === 1 ? "mark" : "marks"}; ${data.needed} ${data.needed === 1 ? "is" : "are"} needed to pass.`;
  return {
    results: [result],
    title: resultTitle(root, result),
    body: [
      element("p", { class: "figure" }, lead),
      words,
      links,
      element("p", { class: "editorial" }, "Self-marked: this is no proof of who took the check."),
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
  const mark = score.outcomes[`right:${id}`] === "yes" ? "1 mark" : "no mark";
  const group = form.querySelector(`[data-slot="${id}"]`);
  const stem = element("div", { class: "stem" }, ...copies(group?.querySelector(".rapport-quiz__stem")));
  const inputs = [...(group?.querySelectorAll("input") || [])];
  return element(
    "div",
    { class: "answers" },
    element("h4", {}, `Question ${at + 1}: ${mark}`),
    stem,
    inputs.some((input) => input.checked) ? null : element("p", {}, "You gave no answer."),
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
    input.checked ? element("strong", { class: "tag tag--chosen" }, "Your answer") : null,
    source?.querySelector("dt strong")?.cloneNode(true) || null,
  ];
  return element(
    "li",
    { class: input.checked ? "option option--chosen" : "option" },
    element("p", {}, input.parentElement?.textContent || "", " ", ...tags.flatMap((t) => (t ? [t, " "] : []))),
    element("div", { class: "feedback" }, ...copies(source?.querySelector("dd"))),
  );
};
