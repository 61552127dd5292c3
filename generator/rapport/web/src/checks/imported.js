/**
 * Checks out of a file that somebody may have changed: each is looked at in every field, and
 * one that is not right is refused with a reason.
 * @module
 */
import { parsed } from "../store.js";
import { rescored } from "./known.js";
import { KIND, changed, expired, hasOnly, identity, isCheck, isGroup, isRecord } from "./saved_checks.js";

/** @typedef {import("./saved_checks.js").Entry} Entry */
/** @typedef {"shape" | "answers" | "score" | "old" | "ahead"} Reason why a check is refused */
/**
 * @typedef {{fault: "not_json" | "not_checks" | "newer"}
 *   | {add: Entry[], skipped: number, refused: Record<Reason, number>}} Imported
 */

/** The largest file that is read, in bytes. */
export const LARGEST = 2_000_000;

/**
 * @param {string} text @param {Entry[]} kept @param {import("./known.js").PageData} data
 * @param {string} today @returns {Imported}
 */
export const imported = (text, kept, data, today) => {
  const groups = groupsOf(text);
  if (!Array.isArray(groups)) return groups;
  /** @type {Record<Reason, number>} */
  const refused = { shape: 0, answers: 0, score: 0, old: 0, ahead: 0 };
  /** @type {Entry[]} */
  const good = [];
  for (const { quiz, version, checks } of groups) {
    for (const check of checks) {
      const entry = { quiz, version, ...check };
      const reason = isCheck(check) ? doubt(entry, data, today) : "shape";
      if (reason) refused[reason] += 1;
      else good.push(entry);
    }
  }
  const known = new Set(kept.map(identity));
  const add = changed([], { remove: [], add: good }).list.filter((entry) => !known.has(identity(entry)));
  return { add, skipped: good.length - add.length, refused };
};

/**
 * @param {string} text
 * @returns {import("./saved_checks.js").Group[] | {fault: "not_json" | "not_checks" | "newer"}}
 */
const groupsOf = (text) => {
  let file;
  try {
    file = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    return { fault: "not_json" };
  }
  if (!isRecord(file) || file.rapport !== "checks") return { fault: "not_checks" };
  // The checks are brought up to date as those in the storage are; each is judged by itself.
  const rightShape = (/** @type {any} */ value) => Array.isArray(value) && value.every(isGroup);
  const { format, quizzes } = file;
  const found = parsed({ ...KIND, valid: rightShape }, JSON.stringify({ format, value: quizzes }));
  if (found.state === "newer") return { fault: "newer" };
  const whole = found.state === "ready" && hasOnly(file, ["format", "quizzes", "rapport"]);
  return whole ? found.value : { fault: "not_checks" };
};

/**
 * @param {Entry} entry @param {import("./known.js").PageData} data @param {string} today
 * @returns {Reason | null}
 */
const doubt = (entry, data, today) => {
  if (expired([entry], data.retention, today).length) return "old";
  if (entry.date > today) return "ahead";
  const right = rescored(entry, data);
  if (right === "unknown") return null;
  if (right === "unfit") return "answers";
  return right.class === entry.class && right.sum === entry.sum && right.pull === entry.pull ? null : "score";
};
