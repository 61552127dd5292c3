/**
 * A person's checks over time, as two small drawings. Their words stand beside them as text,
 * so that they are read, printed and enlarged as text is; the table below holds every point.
 * @module
 */
import { element } from "../dom.js";
import { dayWords } from "../kept/days.js";
import { say } from "../words.js";
import { ends, extent } from "./known.js";

/** @typedef {import("./saved_checks.js").Entry} Entry */

const SVG = "http://www.w3.org/2000/svg";
/** Room for the dots at both ends, of a width of 100. */
const INSET = 3;

/**
 * @param {string} tag @param {Record<string, string | number>} attributes @param {...Node} children
 * @returns {SVGElement}
 */
const drawn = (tag, attributes, ...children) => {
  const made = /** @type {SVGElement} */ (document.createElementNS(SVG, tag));
  // Lines stay as thick and dots as round as they are, however wide the drawing is.
  made.setAttribute("vector-effect", "non-scaling-stroke");
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, `${value}`);
  made.append(...children);
  return made;
};

/**
 * Where each check stands from left to right: by its day, or one after the other when all are
 * of one day.
 * @param {Entry[]} list by date @returns {number[]} of a width of 100
 */
const places = (list) => {
  const days = list.map(({ date }) => Date.parse(date));
  const span = days[days.length - 1] - days[0];
  const share = (/** @type {number} */ at) => (span ? (days[at] - days[0]) / span : at / Math.max(1, list.length - 1));
  return list.map((_, at) => INSET + share(at) * (100 - 2 * INSET));
};

/**
 * @param {number[]} values @param {number[]} across @param {[low: number, high: number]} range
 * @param {number | null} band half of its height @returns {SVGElement}
 */
const drawing = (values, across, [low, high], band) => {
  const up = (/** @type {number} */ value) => 100 - ((value - low) / (high - low)) * 100;
  const line = (/** @type {number} */ value, /** @type {string} */ look) =>
    drawn("path", { class: `rapport-quiz__${look}`, d: `M0 ${up(value)}H100` });
  const lines = band
    ? [
        drawn("rect", { class: "rapport-quiz__band", x: 0, width: 100, y: up(band), height: up(-band) - up(band) }),
        line(band, "band-edge"),
        line(-band, "band-edge"),
      ]
    : [];
  const dots = across.map((x, at) => drawn("path", { class: "rapport-quiz__dot", d: `M${x} ${up(values[at])}h0` }));
  const course = across.map((x, at) => `${x},${up(values[at])}`).join(" ");
  return drawn(
    "svg",
    { class: "rapport-quiz__drawing", viewBox: "0 0 100 100", preserveAspectRatio: "none", "aria-hidden": "true" },
    ...lines,
    line(0, "axis"),
    drawn("polyline", { class: "rapport-quiz__course", points: course }),
    ...dots,
  );
};

/**
 * @param {string} title @param {[top: string, bottom: string]} sides @param {SVGElement} svg
 * @param {Entry[]} list @returns {HTMLElement}
 */
const chart = (title, [top, bottom], svg, list) => {
  const days = [...new Set([list[0].date, list[list.length - 1].date])];
  return element(
    "figure",
    { class: "chart" },
    element("figcaption", {}, title),
    element("p", { class: "side" }, top),
    svg,
    element("p", { class: "side" }, bottom),
    element("p", { class: "days" }, ...days.map((day) => element("span", {}, dayWords(day)))),
  );
};

/**
 * @param {Entry[]} list of one person, by date @param {import("./known.js").PageData} data
 * @returns {HTMLElement}
 */
export const charts = (list, data) => {
  const across = places(list);
  const { most, balanced } = extent(list, data);
  const [left, right] = ends(list[0], data);
  const sums = drawing(list.map(({ sum }) => sum), across, [-most, most], balanced);
  const pulls = drawing(list.map(({ pull }) => pull), across, [0, most], null);
  const title = say(balanced === null ? "my_chart_lean" : "my_chart_lean_band");
  return element(
    "div",
    { class: "charts" },
    chart(title, [right, left], sums, list),
    chart(say("my_chart_pull"), [say("my_pull_strong"), say("my_pull_none")], pulls, list),
  );
};
