/**
 * The result of a `bipolar` check: which way it leans, what moved it, one small thing.
 * @module
 */
import { button, element, table } from "./dom.js";
import { resultText, resultTitle, smallThings } from "./texts.js";

/** How many of the statements that pull hardest are named. */
const MOVERS = 2;

/** @type {import("./result.js").Present<import("./data.js").BipolarData>} */
export const bipolar = ({ root, data, sheet, score, announce }) => {
  const result = data.results.result[score.outcomes.result];
  const { words, links } = resultText(root, data, result, score);
  return {
    results: [result],
    title: resultTitle(root, result),
    body: [words, movers(data, sheet), oneSmallThing(smallThings(root, result), announce), links],
    working: working(data, sheet),
  };
};

/**
 * @param {import("./data.js").BipolarData} data @param {import("./interpreter.js").Sheet} sheet
 */
const movers = (data, sheet) => {
  const moved = data.items
    .filter(([id]) => sheet[id])
    .sort(([a], [b]) => Math.abs(sheet[b]) - Math.abs(sheet[a]))
    .slice(0, MOVERS);
  const lead = moved.length ? "What moved it most:" : "Every line is in the middle.";
  return element(
    "div",
    { class: "movers" },
    element("p", { class: "condition" }, lead),
    element(
      "ul",
      {},
      ...moved.map(([id, label, left, right]) =>
        element("li", {}, element("strong", {}, `${label}:`), ` ${sheet[id] < 0 ? left : right}`),
      ),
    ),
  );
};

/**
 * @param {string[]} things @param {(words: string) => void} announce
 */
const oneSmallThing = (things, announce) => {
  if (!things.length) return null;
  let at = 0;
  const shown = element("p", { class: "thing" }, things[0]);
  const another = button("Show another", () => {
    at = (at + 1) % things.length;
    shown.textContent = things[at];
    announce(things[at]);
  });
  return element(
    "div",
    { class: "small" },
    element("p", { class: "condition" }, "One small thing for today:"),
    shown,
    things.length > 1 ? another : null,
  );
};

/**
 * Points to the left and to the right; readers never meet a minus sign.
 * @param {import("./data.js").BipolarData} data @param {import("./interpreter.js").Sheet} sheet
 * @returns {Node[]}
 */
const working = (data, sheet) => {
  const sum = (/** @type {number} */ sign) =>
    data.items.reduce((all, [id]) => all + Math.max(0, sign * sheet[id]), 0);
  const [left, right] = [sum(-1), sum(1)];
  const rows = data.items.map(([id, label], at) => [
    `${at + 1}. ${label}`,
    data.points.find(([value]) => value === sheet[id])?.[1] || "",
    `${Math.max(0, -sheet[id])}`,
    `${Math.max(0, sheet[id])}`,
  ]);
  rows.push(["In all", "", `${left}`, `${right}`]);
  const more = left === right ? "as many to each side" : `${Math.abs(left - right)} more to the ${left > right ? "left" : "right"}`;
  return [
    table("Each line", ["Line", "Your answer", "Left points", "Right points"], rows),
    element("p", {}, `${left + right} points in all, and ${more}. Left is “${data.poles[0]}”; right is “${data.poles[1]}”.`),
    element("p", { class: "editorial" }, "The cut-points are editorial choices."),
  ];
};
