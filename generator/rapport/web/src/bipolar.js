/**
 * The result of a `bipolar` check: which way it leans, what moved it, one small thing.
 * @module
 */
import { button, element, table } from "./dom.js";
import { figure, line } from "./figure.js";
import { resultText, resultTitle, smallThings } from "./texts.js";
import { say } from "./words.js";

/** @typedef {import("./data.js").BipolarData} BipolarData */
/** @typedef {import("./interpreter.js").Sheet} Sheet */

/** How many of the statements that pull hardest are named. */
const MOVERS = 2;

/** @type {import("./result.js").Present<BipolarData>} */
export const bipolar = ({ root, data, sheet, score, announce }) => {
  const result = data.results.result[score.outcomes.result];
  const { words, next } = resultText(root, data, result, score);
  return {
    results: [result],
    title: resultTitle(root, result),
    body: [
      words,
      picture(data, sheet),
      movers(data, sheet),
      oneSmallThing(smallThings(root, result), announce),
      ...next,
    ],
    working: working(data, sheet),
  };
};

/**
 * Points to one side; readers never meet a minus sign.
 * @param {BipolarData} data @param {Sheet} sheet @param {1 | -1} side @returns {number}
 */
const pull = (data, sheet, side) =>
  data.items.reduce((all, [id]) => all + Math.max(0, side * sheet[id]), 0);

/**
 * How far it pulls to each side of the middle, and where it leans in all.
 * @param {BipolarData} data @param {Sheet} sheet @returns {HTMLElement}
 */
const picture = (data, sheet) => {
  const most = data.items.length * Math.max(...data.points.map(([value]) => Math.abs(value)));
  const [left, right] = [pull(data, sheet, -1), pull(data, sheet, 1)];
  const width = (/** @type {number} */ points) => (50 * points) / most;
  const half = width(data.balanced);
  const made = figure(
    say("picture_lean"),
    [
      [
        data.poles[0],
        data.poles[1],
        line(
          [
            [50 - half, 2 * half, "band"],
            [50 - width(left), width(left + right), "pull"],
            [50 + width(right - left) - 0.8, 1.6, "point"],
          ],
          [50],
        ),
      ],
    ],
    element("p", { class: "soft" }, leanWords(data, left, right)),
    element("p", { class: "soft", "aria-hidden": "true" }, say("picture_lean_key")),
  );
  // The names of the two sides alone say nothing; the words below say it all.
  made.querySelector("ul")?.setAttribute("aria-hidden", "true");
  return made;
};

/** @param {BipolarData} data @param {number} left @param {number} right @returns {string} */
const leanWords = (data, left, right) => {
  const count = left + right;
  if (left === right) return say("pull_even", { count });
  return say("pull_more", { count, more: Math.abs(left - right), side: data.poles[left > right ? 0 : 1] });
};

/** @param {BipolarData} data @param {Sheet} sheet */
const movers = (data, sheet) => {
  const moved = data.items
    .filter(([id]) => sheet[id])
    .sort(([a], [b]) => Math.abs(sheet[b]) - Math.abs(sheet[a]))
    .slice(0, MOVERS);
  return element(
    "div",
    { class: "movers" },
    element("p", { class: "condition" }, say(moved.length ? "moved_most" : "all_middle")),
    element(
      "ul",
      {},
      ...moved.map(([id, label, left, right]) =>
        element("li", {}, say("named", { name: label, words: sheet[id] < 0 ? left : right })),
      ),
    ),
  );
};

/** @param {string[]} things @param {(words: string) => void} announce */
const oneSmallThing = (things, announce) => {
  if (!things.length) return null;
  let at = 0;
  const shown = element("p", { class: "thing" }, things[0]);
  const another = button(say("another"), () => {
    at = (at + 1) % things.length;
    shown.textContent = things[at];
    announce(things[at]);
  });
  return element(
    "div",
    { class: "small" },
    element("p", { class: "condition" }, say("small_thing")),
    shown,
    things.length > 1 ? another : null,
  );
};

/** @param {BipolarData} data @param {Sheet} sheet @returns {Node[]} */
const working = (data, sheet) => {
  const [left, right] = [pull(data, sheet, -1), pull(data, sheet, 1)];
  const rows = data.items.map(([id, label], at) => [
    `${at + 1}. ${label}`,
    data.points.find(([value]) => value === sheet[id])?.[1] || "",
    `${Math.max(0, -sheet[id])}`,
    `${Math.max(0, sheet[id])}`,
  ]);
  rows.push([say("in_all"), "", `${left}`, `${right}`]);
  return [
    table(say("each_line"), [say("line"), say("your_answer"), say("left_points"), say("right_points")], rows),
    element("p", {}, leanWords(data, left, right)),
    element("p", {}, say("poles", { left: data.poles[0], right: data.poles[1] })),
    element("p", { class: "editorial" }, say("editorial")),
  ];
};
