/**
 * What profiles and audits show of their working: points by statement, a score by scale.
 * @module
 */
import { element, table } from "./dom.js";
import { figure, line, share } from "./figure.js";
import { keyed } from "./interpreter.js";
import { rational, whole } from "./rational.js";
import { language, say } from "./words.js";

/**
 * @typedef {import("./interpreter.js").Total} Total
 * @typedef {import("./interpreter.js").Sheet} Sheet
 * @typedef {import("./interpreter.js").Score} Score
 * @typedef {import("./data.js").ScaledData} ScaledData
 * @typedef {[id: string, label: string]} Scale
 */

/**
 * A scale's score as shown: `88 per cent`, `14 of 20`, or `not scored`.
 * @param {ScaledData} data @param {string} scale @param {Score} score @returns {string}
 */
export const scoreWords = (data, scale, { quantities }) => {
  const value = quantities[scale];
  if (!value) return say("not_scored");
  return data.kind === "profile"
    ? say("per_cent", { score: whole(value) })
    : say("of", { part: whole(value), all: whole(data.top) });
};

/**
 * The label of a scale's band, or nothing where it has none.
 * @param {ScaledData} data @param {string} scale @param {Score} score @returns {string}
 */
export const bandWords = (data, scale, { outcomes }) =>
  data.bands.find(([id]) => id === outcomes[`band:${scale}`])?.[1] || "";

/**
 * Where each scale lies between nothing and all, with the bands' edges across.
 * @param {ScaledData} data @param {Scale[]} scales @param {Score} score @returns {HTMLElement}
 */
export const scaledPicture = (data, scales, score) => {
  const edges = data.bands.map(([, , from]) => share(from, data.top));
  return figure(
    say("picture_scales"),
    scales.map(([id, label]) => {
      const value = score.quantities[id];
      const band = bandWords(data, id, score);
      const words = scoreWords(data, id, score);
      return [
        label,
        band ? say("score_and_band", { score: words, band: band.toLowerCase() }) : words,
        line(value ? [[0, share(value, data.top), "value"]] : [], edges.slice(1)),
      ];
    }),
    element(
      "p",
      { class: "bands-below", "aria-hidden": "true" },
      ...data.bands.map(([, label], at) => {
        const made = element("span", {}, label);
        made.style.flexGrow = `${(edges[at + 1] ?? 100) - edges[at]}`;
        return made;
      }),
    ),
  );
};

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
    return [
      label,
      say("points_from", { count: points, statements: answered.length }),
      answered.length ? mean(points, answered.length) : "–",
      scoreWords(data, id, score),
      bandWords(data, id, score) || "–",
    ];
  });
  const measure = say(data.kind === "profile" ? "percent" : "score");
  return [
    table(say("each_scale"), [say("scale"), say("points"), say("mean"), measure, say("word")], rows),
    ...data.scales.map(([id, label]) => statements(data, label, totalOf(data, id), sheet)),
    element("p", { class: "editorial" }, say("editorial")),
  ];
};

/** @param {number} points @param {number} count @returns {string} to two places, halves up */
const mean = (points, count) =>
  (whole(rational(100 * points, count)) / 100).toLocaleString(language());

/**
 * @param {ScaledData} data @param {string} label @param {Total} total @param {Sheet} sheet
 * @returns {HTMLTableElement}
 */
const statements = (data, label, total, sheet) =>
  table(
    label,
    [say("statement"), say("your_answer"), say("points")],
    total.terms.map((term) => {
      const at = data.items.findIndex(([id]) => id === term[0]);
      const answer = sheet[term[0]];
      const said = data.points.find(([value]) => value === answer)?.[1];
      return [`${at + 1}. ${data.items[at][1]}`, said ?? data.skip, said === undefined ? say("not_counted") : key(term, answer)];
    }),
    "statements",
  );

/**
 * The points of an answer; where the key turns them round, how.
 * @param {import("./interpreter.js").Term} term @param {number} answer @returns {string}
 */
const key = (term, answer) =>
  term[1] < 0
    ? say("reverse_keyed", { sum: term[2], answer: answer < 0 ? `(${answer})` : answer, points: keyed(term, answer) })
    : `${keyed(term, answer)}`;
