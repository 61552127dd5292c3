/**
 * How a caseload looks just now: in words, as a picture by lean and pull, and as a table.
 * @module
 */
import { element, table } from "../dom.js";
import { dayWords } from "../kept/days.js";
import { say } from "../words.js";
import { classLabel, ends, extent, leanWords, quizTitle } from "./known.js";
import { caseload, latest } from "./trend.js";

/** @typedef {import("./saved_checks.js").Entry} Entry */
/** @typedef {import("./known.js").PageData} PageData */

/**
 * The caseload by one quiz.
 * @param {Entry[]} list @param {PageData} data @param {string} today
 * @param {boolean} named whether the quiz is named, as there are several
 * @returns {HTMLElement}
 */
export const caseloadPart = (list, data, today, named) => {
  const now = latest(list, today);
  const title = named ? say("my_caseload_of", { quiz: quizTitle(list[0], data) }) : say("my_caseload");
  const lead = named ? say("my_caseload_lead_of", { filter: say("my_quiz") }) : say("my_caseload_lead");
  return element(
    "section",
    { class: "caseload", "aria-label": title },
    element("h2", { class: "heading" }, title),
    element("p", { class: "hint" }, lead),
    element("div", { class: "words" }, ...sentences(now, data).map((words) => element("p", {}, words))),
    now.length ? picture(now, data) : null,
    now.length ? listed(now, data) : null,
  );
};

/** @param {Entry[]} now @param {PageData} data @returns {string[]} */
const sentences = (now, data) => {
  const found = caseload(now);
  const always = say("my_caseload_always");
  if (found.words !== "most") return [say(`my_caseload_${found.words}`), always];
  const alike = now.filter((entry) => entry.class === found.class);
  const values = { pole: classLabel(alike[0], data), alike: alike.length, count: now.length };
  return [say("my_caseload_share", values), say("my_caseload_most"), always];
};

/**
 * Each alias by its number in the table; who stands at one place shares a mark. No two marks
 * overlap, as the sum and the pull are both odd or both even.
 * @param {Entry[]} now @param {PageData} data
 */
const picture = (now, data) => {
  const { most } = extent(now, data);
  const [left, right] = ends(now[0], data);
  /** @type {Map<string, {entry: Entry, numbers: number[]}>} */
  const marks = new Map();
  now.forEach((entry, at) => {
    const key = `${entry.sum} ${entry.pull}`;
    const mark = marks.get(key) || { entry, numbers: [] };
    mark.numbers.push(at + 1);
    marks.set(key, mark);
  });
  const plot = element("div", { class: "plot" });
  for (const { entry, numbers } of marks.values()) {
    const mark = element("span", { class: "mark" }, numbers.join("·"));
    mark.style.insetInlineStart = `${50 + (entry.sum / most) * 46}%`;
    mark.style.insetBlockEnd = `${4 + (entry.pull / most) * 92}%`;
    plot.append(mark);
  }
  return element(
    "figure",
    { class: "caseload-picture" },
    element("figcaption", {}, say("my_picture")),
    element(
      "div",
      { "aria-hidden": "true" },
      element("p", { class: "side" }, say("my_pull_strong")),
      plot,
      element("p", { class: "days" }, element("span", {}, left), element("span", {}, right)),
    ),
  );
};

/** @param {Entry[]} now @param {PageData} data */
const listed = (now, data) =>
  table(
    say("my_caseload_table"),
    [say("my_number"), say("alias_label"), say("my_date"), say("my_result"), say("my_leans"), say("my_pull")],
    now.map((entry, at) => [
      `${at + 1}`,
      entry.alias,
      dayWords(entry.date),
      classLabel(entry, data),
      leanWords(entry, data),
      `${entry.pull}`,
    ]),
    "stacked",
  );
