/**
 * Taking checks along and bringing them back, and clearing them away.
 * @module
 */
import { button, element } from "../dom.js";
import { download } from "../download.js";
import { csvText } from "../kept/csv.js";
import { fileButton } from "../kept/chosen_file.js";
import { today } from "../kept/days.js";
import { say } from "../words.js";
import { exported } from "./exported.js";
import { LARGEST, imported } from "./imported.js";
import { classLabel, quizTitle } from "./known.js";
import { byDate } from "./trend.js";

/** @typedef {import("./saved_checks.js").Entry} Entry */
/** @typedef {import("./known.js").PageData} PageData */

/**
 * The checks as a table for spreadsheets. Here the numbers keep their signs, for reckoning.
 * @param {Entry[]} list @param {PageData} data @returns {string}
 */
export const asCsv = (list, data) => {
  const items = [...new Set(list.flatMap(({ answers }) => Object.keys(answers)))];
  const asked = data.quizzes.flatMap((quiz) => quiz.items);
  const heads = ["my_quiz", "my_version", "alias_label", "my_date", "my_result", "my_sum", "my_pull", "keep_line"].map((key) => say(key));
  const rows = byDate(list).map((entry) => [
    quizTitle(entry, data),
    entry.version,
    entry.alias,
    entry.date,
    classLabel(entry, data),
    entry.sum,
    entry.pull,
    entry.line || null,
    ...items.map((id) => (Object.hasOwn(entry.answers, id) ? entry.answers[id] : null)),
  ]);
  const label = (/** @type {string} */ id) => asked.find(([item]) => item === id)?.[1] || id;
  return csvText([[...heads, ...items.map(label)], ...rows]);
};

/**
 * What an import comes to, in words.
 * @param {Exclude<import("./imported.js").Imported, {fault: any}>} found @returns {string}
 */
export const importWords = ({ add, skipped, refused }) =>
  [
    say("my_added", { count: add.length }),
    skipped ? say("my_skipped", { count: skipped }) : "",
    ...Object.entries(refused).map(([reason, count]) => (count ? say(`my_refused_${reason}`, { count }) : "")),
  ]
    .filter(Boolean)
    .join(" ");

/**
 * @param {PageData} data @param {() => Entry[]} list what is kept
 * @param {{bring: (add: Entry[], words: string) => void, tell: (words: string) => void,
 *   clear: () => void}} acts
 * @returns {{shown: HTMLElement, update: (any: boolean) => void}}
 */
export const files = (data, list, { bring, tell, clear }) => {
  const name = (/** @type {string} */ ending) => `my-checks-${today()}.${ending}`;
  const got = (/** @type {import("../kept/chosen_file.js").Chosen} */ chosen) => {
    if ("fault" in chosen) return tell(say(`my_file_${chosen.fault}`));
    const found = imported(chosen.text, list(), data, today());
    if ("fault" in found) return tell(say(`my_file_${found.fault}`));
    bring(found.add, importWords(found));
  };
  const out = [
    button(say("my_export"), () => download(name("json"), "application/json", exported(list()))),
    button(say("my_csv"), () => download(name("csv"), "text/csv", asCsv(list(), data))),
  ];
  const all = button(say("my_clear"), clear);
  return {
    shown: element(
      "section",
      { class: "files", "aria-label": say("my_files") },
      element("h2", { class: "heading" }, say("my_files")),
      element("p", {}, say("my_files_hint")),
      element("div", { class: "actions" }, ...out, fileButton(say("my_import"), ".json", LARGEST, got)),
      element("div", { class: "actions" }, all),
    ),
    update(any) {
      for (const one of [...out, all]) one.hidden = !any;
    },
  };
};
