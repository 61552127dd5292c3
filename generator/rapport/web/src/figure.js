/**
 * Pictures of results: bars along a line. Every picture stands beside words that say the same,
 * so that to those who do not see it nothing is missing.
 * @module
 */
import { element } from "./dom.js";
import { compare } from "./rational.js";

/** @typedef {import("./rational.js").Rational} Rational */
/** @typedef {[x: number, width: number, look: string]} Bar in per cent of the line */

const SVG = "http://www.w3.org/2000/svg";

/** @param {Rational} part @param {Rational} all @returns {number} per cent, for drawing only */
export const share = (part, all) =>
  compare(part, [0, 1]) > 0 ? (100 * part[0] * all[1]) / (part[1] * all[0]) : 0;

/**
 * A line with bars on it and marks across it.
 * @param {Bar[]} bars @param {number[]} [marks] in per cent
 * @returns {SVGSVGElement}
 */
export const line = (bars, marks = []) => {
  const made = document.createElementNS(SVG, "svg");
  made.setAttribute("class", "rapport-quiz__strip");
  made.setAttribute("viewBox", "0 0 100 10");
  made.setAttribute("preserveAspectRatio", "none");
  made.setAttribute("aria-hidden", "true");
  /** @type {Bar[]} */
  const all = [[0, 100, "ground"], ...bars, .../** @type {Bar[]} */ (marks.map((x) => [x - 0.15, 0.3, "edge"]))];
  for (const [x, width, look] of all) {
    const bar = document.createElementNS(SVG, "rect");
    const across = look === "pull" ? { y: 3, height: 4 } : { height: 10 };
    for (const [name, value] of Object.entries({ x, width, ...across, class: `rapport-quiz__${look}` })) {
      bar.setAttribute(name, `${value}`);
    }
    made.append(bar);
  }
  return made;
};

/**
 * A picture of several lines, each with its name and its words.
 * @param {string} caption @param {[name: string, words: string, picture: Node][]} rows
 * @param {...(Node | null)} below what explains the bars
 * @returns {HTMLElement}
 */
export const figure = (caption, rows, ...below) =>
  element(
    "figure",
    { class: "figure" },
    element("figcaption", {}, caption),
    element(
      "ul",
      { class: "lines" },
      ...rows.map(([name, words, picture]) =>
        element("li", {}, element("span", {}, name), " ", element("span", {}, words), picture),
      ),
    ),
    ...below,
  );
