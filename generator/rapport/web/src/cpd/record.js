/**
 * A learning record, and what is one.
 * @module
 */
import { isDay } from "../kept/days.js";

/**
 * `subject` is the id of a page, or empty; `date` is `YYYY-MM-DD`.
 * @typedef {{subject: string, title: string, version: string, organisation: string, date: string,
 *   minutes: number, objectives: string[], result: string, answers: [string, string][],
 *   read: string, change: string, check: string, name: string, registration: string}} LearningRecord
 */
/** @typedef {keyof LearningRecord} Field */
/**
 * A page as `cpd_data.py` gives it.
 * @typedef {{id: string, kind: string, title: string, version: string, minutes: number | null,
 *   objectives: string[]}} Subject
 */

export const MOST_MINUTES = 1440;
const MOST_PARTS = 1000;

/** The longest that a text of each field may be. */
export const LIMITS = {
  subject: 200,
  title: 500,
  version: 100,
  organisation: 500,
  objectives: 5000,
  result: 5000,
  answers: 5000,
  read: 20_000,
  change: 20_000,
  check: 2000,
  name: 500,
  registration: 200,
};

/** Every field, in the order of files. @type {Field[]} */
export const FIELDS = [
  ...["subject", "title", "version", "organisation", "date", "minutes", "objectives"],
  ...["result", "answers", "read", "change", "check", "name", "registration"],
].map((field) => /** @type {Field} */ (field));

/**
 * @param {Subject | null} subject `null`: nothing that is on the site
 * @param {string} organisation @param {string} date @returns {LearningRecord}
 */
export const blank = (subject, organisation, date) => ({
  subject: subject?.id || "",
  title: subject?.title || "",
  version: subject?.version || "",
  organisation,
  date,
  minutes: subject?.minutes || NaN,
  objectives: [],
  result: "",
  answers: [],
  read: "",
  change: "",
  check: "",
  name: "",
  registration: "",
});

/** @param {any} value @param {number} limit @returns {boolean} */
const isText = (value, limit) => typeof value === "string" && value.length <= limit;

/** @param {any} value @param {(part: any) => boolean} isPart @returns {boolean} */
const isList = (value, isPart) => Array.isArray(value) && value.length <= MOST_PARTS && value.every(isPart);

/** @param {any} value @returns {boolean} */
const isPair = (value) =>
  Array.isArray(value) && value.length === 2 && value.every((part) => isText(part, LIMITS.answers));

/**
 * @param {Field} field @param {any} value @returns {boolean} whether it is a value of the field
 */
export const fits = (field, value) => {
  if (field === "date") return isDay(value);
  if (field === "minutes") return Number.isInteger(value) && value >= 1 && value <= MOST_MINUTES;
  if (field === "objectives") return isList(value, (part) => isText(part, LIMITS.objectives));
  if (field === "answers") return isList(value, isPair);
  return isText(value, LIMITS[field]) && (field !== "title" || value.trim() !== "");
};

/**
 * What is wrong with something that should be a record: a field, `shape`, or nothing.
 * @param {any} value @returns {Field | "shape" | null}
 */
export const faultIn = (value) => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return "shape";
  if (Object.keys(value).some((key) => !FIELDS.includes(/** @type {Field} */ (key)))) return "shape";
  return FIELDS.find((field) => !fits(field, value[field])) || null;
};

/**
 * What a record says, as one text: equal records have equal texts, whoever wrote them.
 * @param {LearningRecord} record @returns {string}
 */
export const contentOf = (record) => JSON.stringify(FIELDS.map((field) => record[field]));
