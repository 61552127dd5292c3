/**
 * The result of an `audit`: a text for each habit, the suggested ones first.
 * @module
 */
import { element } from "./dom.js";
import { bandWords, scaledPicture, scaledWorking, scoreWords } from "./scaled.js";
import { copies, resultText, resultTitle } from "./texts.js";
import { list, say } from "./words.js";

/** @typedef {import("./data.js").ScaledData} ScaledData */

/** @type {import("./result.js").Present<ScaledData>} */
export const audit = (context) => {
  const { data, sheet, score, root } = context;
  const isSuggested = (/** @type {string} */ id) => score.outcomes[`suggest:${id}`] === "yes";
  const order = [...data.scales].sort(([a], [b]) => Number(isSuggested(b)) - Number(isSuggested(a)));
  /** @type {Map<string, import("./scaled.js").Scale[]>} */
  const byResult = new Map();
  for (const scale of order) {
    const result = data.results[`band:${scale[0]}`][score.outcomes[`band:${scale[0]}`]];
    byResult.set(result, [...(byResult.get(result) || []), scale]);
  }
  const suggested = order.filter(([id]) => isSuggested(id)).map(([, label]) => say("quoted", { words: label }));
  const alone = byResult.size === 1 ? resultTitle(root, [...byResult.keys()][0]) : "";
  const habits = [...byResult].map(([result, scales]) =>
    habit(context, result, scales, isSuggested(scales[0][0]), byResult.size === 1 && !suggested.length),
  );
  const first = suggested.length || habits.length;
  const some = data.scales.some(([id]) => bandWords(data, id, score));
  return {
    results: [...byResult.keys()],
    title: suggested.length ? say("begin_with", { habits: list(suggested) }) : alone,
    body: [...habits.slice(0, first), some ? scaledPicture(data, data.scales, score) : null, ...habits.slice(first)],
    working: scaledWorking(data, sheet, score),
  };
};

/**
 * One text, with the habits it speaks to. Habits share a text only where it is about a
 * state, such as “not scored”; its title then needs their names.
 * @param {import("./result.js").Context<ScaledData>} context @param {string} result
 * @param {import("./scaled.js").Scale[]} scales @param {boolean} suggested
 * @param {boolean} only whether the page's heading already says all
 * @returns {HTMLElement}
 */
const habit = ({ root, data, score }, result, scales, suggested, only) => {
  const { words, next } = resultText(root, data, result, score);
  const title = resultTitle(root, result);
  const [id] = scales[0];
  const scored = bandWords(data, id, score);
  const names = list(scales.map(([, label]) => label));
  const figure = scoreWords(data, id, score);
  const band = root.querySelector(
    `.rapport-quiz__bands [data-band="${score.outcomes[`band:${id}`]}"] [data-part="band"]`,
  );
  return element(
    "div",
    { class: suggested ? "habit habit--suggested" : "habit" },
    only ? null : element("h3", {}, scored ? title : say("named", { name: names, words: title.toLowerCase() })),
    scored
      ? element("p", { class: "soft" }, suggested ? say("suggested_first", { score: figure }) : figure)
      : null,
    words,
    ...copies(band),
    ...next,
  );
};
