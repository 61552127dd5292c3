/**
 * The result of a `dual` check: reserve, draw and hot spots.
 * @module
 */
import { element, table } from "./dom.js";
import { figure, line } from "./figure.js";
import { whole } from "./rational.js";
import { resultText, resultTitle } from "./texts.js";
import { list, say } from "./words.js";

/** @typedef {import("./data.js").DualData} DualData */
/** @typedef {import("./interpreter.js").Sheet} Sheet */

/** @type {import("./result.js").Present<DualData>} */
export const dual = ({ root, data, sheet, score }) => {
  const result = data.results.result[score.outcomes.result];
  const isHot = (/** @type {string} */ id) => score.outcomes[`hot:${id}`] === "yes";
  const hot = data.items.filter(([id]) => isHot(id));
  const { words, next } = resultText(root, data, result, score, hot.map(([, text]) => text));
  const [met, drawn] = data.halves;
  const label = (/** @type {string} */ slot, /** @type {number} */ half) =>
    data.halves[half][1].find(([value]) => value === sheet[slot])?.[1] || "";
  const said = (/** @type {string} */ slot, /** @type {number} */ half) =>
    say("answer_points", { answer: label(slot, half), points: sheet[slot] });
  return {
    results: [result],
    title: resultTitle(root, result),
    body: [words, picture(data, sheet, isHot, label), ...next],
    working: [
      table(
        say("each_need"),
        [say("need"), met[0], drawn[0], say("hot_spot")],
        data.items.map(([id, text], at) => [
          `${at + 1}. ${text}`,
          said(`${id}.first`, 0),
          said(`${id}.second`, 1),
          isHot(id) ? say("hot_spot") : "–",
        ]),
      ),
      sums(data, score, hot.map(([id]) => `${data.items.findIndex(([other]) => other === id) + 1}`)),
      element("p", { class: "editorial" }, say("editorial")),
    ],
  };
};

/**
 * @param {DualData} data @param {import("./interpreter.js").Score} score
 * @param {string[]} hot numbers of the needs that are hot spots @returns {Node}
 */
const sums = (data, { quantities }, hot) => {
  const figure = (/** @type {string} */ name) => whole(quantities[name] || [0, 1]);
  const best = (/** @type {number} */ half) => data.items.length * most(data, half);
  const [met, drawn] = data.halves.map(([label]) => label.toLowerCase());
  return table(
    say("in_all"),
    [say("what"), say("sum")],
    [
      [say("reserve", { words: met }), say("of", { part: figure("reserve"), all: best(0) })],
      [say("draw", { words: drawn }), say("of", { part: figure("draw"), all: best(1) })],
      [hot.length ? say("hot_spots_named", { count: hot.length, numbers: list(hot) }) : say("hot_spots"), `${figure("hot")}`],
    ],
  );
};

/** @param {DualData} data @param {number} half @returns {number} */
const most = (data, half) => Math.max(...data.halves[half][1].map(([value]) => value));

/**
 * Each need on a line: how well met towards the left, how much drawn towards the right.
 * @param {DualData} data @param {Sheet} sheet @param {(id: string) => boolean} isHot
 * @param {(slot: string, half: number) => string} label
 */
const picture = (data, sheet, isHot, label) => {
  const least = data.halves.map(([, points]) => Math.min(...points.map(([value]) => value)));
  const width = (/** @type {string} */ slot, /** @type {number} */ half) =>
    (50 * (sheet[slot] - least[half])) / (most(data, half) - least[half]);
  return figure(
    say("picture_needs", { met: data.halves[0][0], drawn: data.halves[1][0] }),
    data.items.map(([id, text]) => {
      const [first, second] = [`${id}.first`, `${id}.second`];
      const words = { met: label(first, 0), drawn: label(second, 1) };
      return [
        text,
        say(isHot(id) ? "need_words_hot" : "need_words", words),
        line([[50 - width(first, 0), width(first, 0), "value"], [50, width(second, 1), "point"]], [50]),
      ];
    }),
  );
};
