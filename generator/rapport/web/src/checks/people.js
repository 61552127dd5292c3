/**
 * One person after the other: how it goes on, the charts, and a table of the same checks.
 * @module
 */
import { button, element, table } from "../dom.js";
import { dayWords } from "../kept/days.js";
import { say } from "../words.js";
import { charts } from "./charts.js";
import { classLabel, isKnown, leanWords, quizTitle } from "./known.js";
import { identity, keptUntil } from "./saved_checks.js";
import { byDate, trend } from "./trend.js";

/** @typedef {import("./saved_checks.js").Entry} Entry */
/** @typedef {import("./known.js").PageData} PageData */
/** @typedef {{edit: (entry: Entry) => void, remove: (entry: Entry) => void}} Acts */

/**
 * Checks by what a text says of them, in the order in which the texts first come.
 * @param {Entry[]} list @param {(entry: Entry) => string} of @returns {Map<string, Entry[]>}
 */
export const groups = (list, of) => {
  /** @type {Map<string, Entry[]>} */
  const found = new Map();
  for (const entry of list) found.set(of(entry), [...(found.get(of(entry)) || []), entry]);
  return found;
};

/**
 * Checks can be compared over time when they answer the same items about the same person.
 * @param {Entry} entry
 */
const person = ({ alias, quiz, answers }) => JSON.stringify([alias, quiz, Object.keys(answers).sort()]);

/**
 * @param {Entry[]} all @param {Entry[]} shown those that the filters leave
 * @param {PageData} data @param {boolean} named whether the quiz is named
 * @param {Set<string>} open which persons are unfolded @param {Acts} acts
 * @returns {HTMLElement}
 */
export const people = (all, shown, data, named, open, acts) => {
  const whole = groups(all, person);
  const parts = [...groups(byDate(shown), person)].sort(([, [a]], [, [b]]) => a.alias.localeCompare(b.alias));
  return element(
    "section",
    { class: "people", "aria-label": say("my_people") },
    element("h2", { class: "heading" }, say("my_people")),
    ...parts.map(([key, list]) => {
      const made = onePerson(byDate(whole.get(key) || list), list, data, named, acts);
      made.dataset.key = key;
      made.open = open.has(key) || parts.length === 1;
      made.addEventListener("toggle", () => (made.open ? open.add(key) : open.delete(key)));
      return made;
    }),
  );
};

/**
 * @param {Entry[]} whole all checks of the person @param {Entry[]} list those that are shown
 * @param {PageData} data @param {boolean} named @param {Acts} acts
 */
const onePerson = (whole, list, data, named, acts) => {
  const { alias } = list[0];
  const summary = element(
    "summary",
    { class: "summary" },
    element("h3", {}, alias),
    element("span", { class: "hint" }, say("my_checks_of", { count: whole.length })),
    named ? element("span", { class: "hint" }, quizTitle(list[0], data)) : null,
  );
  return element(
    "details",
    { class: "details person" },
    summary,
    element(
      "div",
      { class: "inside" },
      element("p", { class: "trend" }, say(`my_trend_${trend(whole)}`)),
      list.length < whole.length ? element("p", { class: "hint" }, say("my_trend_all", { count: whole.length })) : null,
      list.length > 1 ? charts(list, data) : null,
      table(
        say("my_table", { alias }),
        [say("my_date"), say("my_result"), say("my_leans"), say("my_pull"), say("my_acts")],
        list.map((entry) => row(entry, data, acts)),
        "stacked",
      ),
    ),
  );
};

/** @param {Entry} entry @param {PageData} data @param {Acts} acts */
const row = (entry, data, acts) => {
  const about = { alias: entry.alias, date: dayWords(entry.date) };
  const act = (/** @type {"edit" | "remove"} */ what) => {
    const made = button(say(`my_${what}`), () => acts[what](entry), "button--small");
    made.setAttribute("aria-label", say(`my_${what}_check`, about));
    made.dataset.key = `${what} ${identity(entry)}`;
    return made;
  };
  const until = dayWords(keptUntil(entry.date, data.retention));
  return [
    element("div", {}, about.date, isKnown(entry, data) ? element("p", { class: "hint" }, say("my_until", { until })) : null),
    element(
      "div",
      {},
      classLabel(entry, data),
      entry.line ? element("p", { class: "hint" }, say("my_line", { line: entry.line })) : null,
    ),
    leanWords(entry, data),
    `${entry.pull}`,
    element("div", { class: "row-acts" }, act("edit"), act("remove")),
  ];
};
