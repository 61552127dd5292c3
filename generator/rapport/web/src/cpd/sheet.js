/**
 * A record, or the log of a period, as it is read and printed.
 * @module
 */
import { element, table } from "../dom.js";
import { dayWords, isDay, monthWords, timeWords } from "../kept/days.js";
import { printAlone } from "../kept/print_alone.js";
import { say } from "../words.js";
import { fileName } from "./files.js";
import { total } from "./periods.js";

/** @typedef {import("./record.js").LearningRecord} LearningRecord */
/** @typedef {import("../dom.js").Child} Child */

/** @param {string} text as somebody wrote it, in whichever direction */
const written = (text) => element("p", { class: "written", dir: "auto" }, text);

/**
 * A name with what it says; nothing where that is empty.
 * @param {string} label @param {Child[]} parts @param {string} [look] @returns {Child}
 */
const fact = (label, parts, look = "") =>
  parts.length
    ? element("div", { class: `fact ${look}`.trim() }, element("dt", {}, label), element("dd", {}, ...parts))
    : null;

/**
 * @param {LearningRecord} record
 * @param {"organisation" | "version" | "result" | "read" | "change" | "check" | "name" | "registration"} field
 * @param {string} [look]
 */
const words = (record, field, look = "") =>
  fact(say(`cpd_${field}`), record[field] ? [written(said(record[field]))] : [], look);

/** @param {string} text @returns {string} a day in words, and words as they are */
const said = (text) => (isDay(text) ? dayWords(text) : text);

/** @param {string} field @param {Child[]} items @param {"ul" | "ol"} kind */
const items = (field, items, kind) =>
  fact(say(`cpd_${field}`), items.length ? [element(kind, {}, ...items)] : [], "fact--wide");

/** @param {LearningRecord} record @returns {HTMLElement} */
export const recordFacts = (record) => {
  const objectives = record.objectives.map((one) => element("li", { dir: "auto" }, one));
  const answers = record.answers.map(([question, answer]) =>
    element("li", {}, written(question), element("p", { class: "written answer", dir: "auto" }, answer)),
  );
  const facts = [
    words(record, "organisation"),
    fact(say("cpd_date"), [dayWords(record.date)]),
    fact(say("cpd_time"), [timeWords(record.minutes)]),
    words(record, "version"),
    items("objectives", objectives, "ul"),
    words(record, "result", "fact--wide"),
    items("answers", answers, "ol"),
    words(record, "read", "fact--wide"),
    words(record, "change", "fact--wide"),
    words(record, "check", "fact--wide"),
    words(record, "name"),
    words(record, "registration"),
  ];
  return element("dl", { class: "facts" }, ...facts);
};

const signature = () => element("p", { class: "signature" }, say("cpd_signature"));

/** @param {LearningRecord} record */
export const printRecord = (record) =>
  printAlone(
    element(
      "article",
      {},
      element("h1", { dir: "auto" }, record.title),
      recordFacts(record),
      element("p", { class: "claim" }, say("cpd_claim")),
      signature(),
    ),
    fileName(record.date, record.title),
  );

/**
 * Minutes by month, the newest first.
 * @param {LearningRecord[]} records the newest first @returns {HTMLElement}
 */
export const monthTable = (records) => {
  /** @type {Map<string, LearningRecord[]>} */
  const months = new Map();
  for (const record of records) {
    const month = record.date.slice(0, 7);
    months.set(month, [...(months.get(month) || []), record]);
  }
  return table(
    say("cpd_months"),
    [say("cpd_month"), say("cpd_records"), say("cpd_time")],
    [...months].map(([month, some]) => [monthWords(`${month}-01`), `${some.length}`, timeWords(total(some))]),
  );
};

/**
 * @param {LearningRecord[]} records the newest first @param {string} period in words
 * @param {string} organisation
 */
export const printLog = (records, period, organisation) => {
  const all = (/** @type {"organisation" | "name" | "registration"} */ field) =>
    [...new Set(records.map((one) => one[field]).filter(Boolean))].map(written);
  const facts = [
    fact(say("cpd_organisation"), records.length ? all("organisation") : [organisation]),
    fact(say("cpd_period"), [period]),
    fact(say("cpd_name"), all("name")),
    fact(say("cpd_registration"), all("registration")),
  ];
  const heads = [say("cpd_title"), say("cpd_date"), say("cpd_time")];
  printAlone(
    element(
      "article",
      {},
      element("h1", {}, say("cpd_log_title")),
      element("dl", { class: "facts" }, ...facts),
      table(
        say("cpd_records"),
        heads,
        records.map((one) => [
          element("span", { dir: "auto" }, one.title),
          dayWords(one.date),
          timeWords(one.minutes),
        ]),
      ),
      element("p", { class: "sum" }, sumWords(records)),
      monthTable(records),
      element("p", { class: "claim" }, say("cpd_claim")),
      signature(),
    ),
    fileName(period, say("cpd_log_title")),
  );
};

/** @param {LearningRecord[]} records @returns {string} */
export const sumWords = (records) =>
  records.length
    ? say("cpd_sum", { count: records.length, time: timeWords(total(records)) })
    : say("cpd_none");
