/**
 * Which checks are shown: by person, result, quiz and dates.
 * @module
 */
import { button, element } from "../dom.js";
import { say } from "../words.js";
import { classLabel, quizTitle } from "./known.js";

/** @typedef {import("./saved_checks.js").Entry} Entry */
/**
 * @typedef {object} Filters
 * @property {HTMLElement} shown
 * @property {(list: Entry[]) => void} update with the choices that there are now
 * @property {(list: Entry[]) => Entry[]} kept what the filters leave
 * @property {(list: Entry[]) => Entry[]} ofQuiz what the filter for the quiz leaves
 */

/**
 * @param {import("./known.js").PageData} data @param {() => void} changed @returns {Filters}
 */
export const filters = (data, changed) => {
  const alias = select("alias", say("alias_label"));
  const kind = select("class", say("my_result"));
  const quiz = select("quiz", say("my_quiz"));
  const from = day("from", say("my_from"));
  const to = day("to", say("my_to"));
  const all = [alias, kind, quiz, from, to];
  const reset = button(say("my_show_all"), () => {
    for (const { control } of all) control.value = "";
    changed();
  });
  for (const { control } of all) control.addEventListener("change", changed);

  const ofQuiz = (/** @type {Entry[]} */ list) =>
    list.filter((entry) => !quiz.control.value || entry.quiz === quiz.control.value);
  return {
    shown: element(
      "div",
      { class: "filters", role: "group", "aria-label": say("my_filters") },
      ...all.map(({ shown }) => shown),
      reset,
    ),
    update(list) {
      choices(alias.control, list.map((entry) => [entry.alias, entry.alias]));
      choices(kind.control, list.map((entry) => [entry.class, classLabel(entry, data)]));
      choices(quiz.control, list.map((entry) => [entry.quiz, quizTitle(entry, data)]));
      quiz.shown.hidden = quiz.control.options.length < 3;
      if (quiz.shown.hidden) quiz.control.value = "";
    },
    ofQuiz,
    kept: (list) =>
      ofQuiz(list).filter(
        (entry) =>
          (!alias.control.value || entry.alias === alias.control.value) &&
          (!kind.control.value || entry.class === kind.control.value) &&
          (!from.control.value || entry.date >= from.control.value) &&
          (!to.control.value || entry.date <= to.control.value),
      ),
  };
};

/** @param {string} name @param {string} label @param {HTMLElement} control */
const field = (name, label, control) => {
  control.id = `my-checks---${name}`;
  return element("div", { class: "field" }, element("label", { for: control.id }, label), control);
};

/** @param {string} name @param {string} label */
const select = (name, label) => {
  const control = element("select", { class: "text" });
  return { control, shown: field(name, label, control) };
};

/** @param {string} name @param {string} label */
const day = (name, label) => {
  const control = element("input", { class: "text", type: "date" });
  return { control, shown: field(name, label, control) };
};

/**
 * Fills a list with what there is, and keeps the choice while it is among it.
 * @param {HTMLSelectElement} control @param {[value: string, label: string][]} pairs
 */
const choices = (control, pairs) => {
  const { value } = control;
  const sorted = [...new Map(pairs)].sort((a, b) => a[1].localeCompare(b[1]));
  const options = [["", say("my_all")], ...sorted].map(([key, label]) => element("option", { value: key }, label));
  control.replaceChildren(...options);
  control.value = sorted.some(([key]) => key === value) ? value : "";
};
