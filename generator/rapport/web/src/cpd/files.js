/**
 * Learning records as files, and back.
 * @module
 */
import { download } from "../download.js";
import { csvText } from "../kept/csv.js";
import { say } from "../words.js";
import { FIELDS, faultIn } from "./record.js";

/** @typedef {import("./record.js").LearningRecord} LearningRecord */

const FORMAT = 1;

/** In bytes: more than any browser's storage holds. */
export const LARGEST_FILE = 10_000_000;

/** @param {string} name @param {LearningRecord[]} records */
export const downloadJson = (name, records) =>
  download(`${name}.json`, "application/json", `${JSON.stringify({ rapport: "cpd", format: FORMAT, records }, null, 2)}\n`);

/** @param {string} name @param {LearningRecord[]} records */
export const downloadCsv = (name, records) => {
  const rows = records.map((record) =>
    FIELDS.map((field) => {
      if (field === "answers") return record.answers.map((pair) => pair.join(": ")).join("\n");
      return field === "objectives" ? record.objectives.join("\n") : record[field];
    }),
  );
  download(`${name}.csv`, "text/csv", csvText([FIELDS.map((field) => say(`cpd_${field}`)), ...rows]));
};

/**
 * Letters and digits of a title, whatever the script.
 * @param {string} date @param {string} title @returns {string} a name for a file
 */
export const fileName = (date, title) =>
  `${date} ${title}`.normalize().replace(/[^\p{L}\p{M}\p{N}]+/gu, "-").slice(0, 80).replace(/-$/, "");

/**
 * @typedef {{fault: "newer" | "other"} |
 *   {records: LearningRecord[], refused: [number: number, fault: string][]}} Imported
 */

/**
 * A file's text as records. A record with a fault is refused, and counted from 1.
 * @param {string} text @returns {Imported}
 */
export const imported = (text) => {
  let file;
  try {
    file = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    return { fault: "other" };
  }
  if (file?.rapport !== "cpd" || !Number.isInteger(file.format)) return { fault: "other" };
  if (file.format > FORMAT) return { fault: "newer" };
  if (file.format < FORMAT || !Array.isArray(file.records)) return { fault: "other" };
  /** @type {LearningRecord[]} */
  const records = [];
  /** @type {[number, string][]} */
  const refused = [];
  file.records.forEach((/** @type {any} */ record, /** @type {number} */ at) => {
    const fault = faultIn(record);
    if (fault) refused.push([at + 1, fault]);
    else records.push(record);
  });
  return { records, refused };
};
