/**
 * The result of a `dual` check: reserve, draw and hot spots.
 * @module
 */
import { element, list, table } from "./dom.js";
import { whole } from "./rational.js";
import { resultText, resultTitle } from "./texts.js";

/** @type {import("./result.js").Present<import("./data.js").DualData>} */
export const dual = ({ root, data, sheet, score }) => {
  const result = data.results.result[score.outcomes.result];
  const hot = data.items.filter(([id]) => score.outcomes[`hot:${id}`] === "yes");
  const { words, links } = resultText(root, data, result, score, hot.map(([, text]) => text));
  const figure = (/** @type {string} */ name) => whole(score.quantities[name] || [0, 1]);
  const [met, drawn] = data.halves;
  const number = (/** @type {string} */ id) => `${data.items.findIndex(([i]) => i === id) + 1}`;
  const which = list(hot.map(([id]) => number(id)));
  const hotSpots = `Hot spots${hot.length ? `: ${hot.length === 1 ? "need" : "needs"} ${which}` : ""}`;
  const best = (/** @type {[string, import("./data.js").Points]} */ [, points]) =>
    data.items.length * Math.max(...points.map(([value]) => value));
  const said = (/** @type {string} */ slot, /** @type {number} */ half) =>
    `${data.halves[half][1].find(([value]) => value === sheet[slot])?.[1]} (${sheet[slot]})`;
  return {
    results: [result],
    title: resultTitle(root, result),
    body: [words, links],
    working: [
      table(
        "Each need",
        ["Need", met[0], drawn[0], "Hot spot"],
        data.items.map(([id, text], at) => [
          `${at + 1}. ${text}`,
          said(`${id}.first`, 0),
          said(`${id}.second`, 1),
          hot.some(([other]) => other === id) ? "Hot spot" : "–",
        ]),
      ),
      table(
        "In all",
        ["What", "Sum"],
        [
          [`Reserve: ${met[0].toLowerCase()}`, `${figure("reserve")} of ${best(met)}`],
          [`Draw: ${drawn[0].toLowerCase()}`, `${figure("draw")} of ${best(drawn)}`],
          [hotSpots, `${figure("hot")}`],
        ],
      ),
      element("p", { class: "editorial" }, "The cut-points are editorial choices."),
    ],
  };
};
