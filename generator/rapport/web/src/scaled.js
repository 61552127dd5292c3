/**
 * What profiles and audits show of their working: points by statement, a score by scale.
 * @module
 */
import { element, table } from "./dom.js";
import { keyed } from "./interpreter.js";
import { whole } from "./rational.js";

/**
 * @typedef {import("./interpreter.js").Total} Total
 * @typedef {import("./interpreter.js").Sheet} Sheet
 * @typedef {import("./interpreter.js").Score} Score
 * @typedef {import("./data.js").ScaledData} ScaledData
 */

/**
 * A scale's score as shown: `88 per cent`, `14 of 20`, or `not scored`.
 * @param {ScaledData} data @param {string} scale @param {Score} score @returns {string}
 */
export const scoreWords = (data, scale, { quantities }) => {
  const value = quantities[scale];
  if (!value) return "not scored";
  return data.kind === "profile" ? `${whole(value)} per cent` : `${whole(value)} of ${whole(data.top)}`;
};

/**
 * The label of a scale's band, or nothing where it has none.
 * @param {ScaledData} data @param {string} scale @param {Score} score @returns {string}
 */
export const bandWords = (data, scale, { outcomes }) =>
  data.bands.find(([id]) => id === outcomes[`band:${scale}`])?.[1] || "";

/**
 * @param {ScaledData} data @param {string} scale @returns {Total}
 */
const totalOf = (data, scale) =>
  /** @type {Total} */ (data.program.quantities.find((q) => q.name === scale));

/**
 * The table of scales, and one table of statements for each.
 * @param {ScaledData} data @param {Sheet} sheet @param {Score} score @returns {Node[]}
 */
export const scaledWorking = (data, sheet, score) => {
  const rows = data.scales.map(([id, label]) => {
    const answered = totalOf(data, id).terms.filter(([slot]) => slot in sheet);
    const points = answered.reduce((sum, term) => sum + keyed(term, sheet[term[0]]), 0);
    const worth = `${points} ${points === 1 ? "point" : "points"} from ${answered.length}`;
    return [label, worth, scoreWords(data, id, score), bandWords(data, id, score) || "–"];
  });
  const measure = data.kind === "profile" ? "Percent" : "Score";
  return [
    table("Each scale", ["Scale", "Points", measure, "Word"], rows),
    ...data.scales.map(([id, label]) => statements(data, label, totalOf(data, id), sheet)),
    element("p", { class: "editorial" }, "The cut-points are editorial choices."),
  ];
};

/**
 * @param {ScaledData} data @param {string} label @param {Total} total @param {Sheet} sheet
 * @returns {HTMLTableElement}
 */
const statements = (data, label, total, sheet) =>
  table(
    label,
    ["Statement", "Your answer", "Points"],
    total.terms.map((term) => {
      const at = data.items.findIndex(([id]) => id === term[0]);
      const answer = sheet[term[0]];
      const said = data.points.find(([value]) => value === answer)?.[1];
      const points = said === undefined ? "not counted" : `${keyed(term, answer)}`;
      return [
        `${at + 1}. ${data.items[at][1]}`,
        said === undefined ? data.skip : said,
        term[1] < 0 && said !== undefined ? `${points}, reverse-keyed` : points,
      ];
    }),
    "statements",
  );
