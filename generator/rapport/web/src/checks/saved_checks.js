/**
 * The checks that a reader keeps: what a check is, and how the kept ones change.
 *
 * A check is found by what it says and never by its place, since another tab may have written
 * in between. So two checks that say the same are one.
 * @module
 */
import { isDay } from "../kept/days.js";
import { openStore } from "../store.js";

/**
 * @typedef {object} Check what is stored of a check, and nothing else is
 * @property {string} alias
 * @property {string} date `YYYY-MM-DD`, on the reader's clock
 * @property {Record<string, number>} answers by item id
 * @property {string} class id of a pole
 * @property {number} sum which way it leans: below 0 to the left
 * @property {number} pull how strongly it pulls: the sum of the absolute answers
 * @property {string} [line] one thing the reader will do differently
 */
/** @typedef {{quiz: string, version: string, checks: Check[]}} Group */
/** @typedef {Check & {quiz: string, version: string}} Entry a check with its quiz */
/** @typedef {{remove: Entry[], add: Entry[]}} Change */

export const KEY = "rapport-checks";
export const FORMAT = 1;
export const LONGEST_ALIAS = 60;
export const LONGEST_LINE = 300;

const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const REQUIRED = ["alias", "answers", "class", "date", "pull", "sum"];

/** @param {any} value @returns {value is Record<string, any>} */
export const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** @param {Record<string, any>} value @param {string[]} names @returns {boolean} */
export const hasOnly = (value, names) => Object.keys(value).sort().join() === names.join();

/** @param {any} value @param {number} most @returns {boolean} */
const isLine = (value, most) =>
  typeof value === "string" && value.length <= most && value !== "" && value === tidy(value);

/** @param {any} value @returns {boolean} */
const isId = (value) => typeof value === "string" && value.length <= 100 && ID.test(value);

/** @param {any} value @returns {boolean} */
const isScore = (value) => Number.isInteger(value) && Math.abs(value) <= 10_000;

/**
 * What a reader typed, as one line without spaces at its ends.
 * @param {string} typed @returns {string}
 */
export const tidy = (typed) => typed.normalize("NFC").replace(/[\s\u0000-\u001f\u007f]+/g, " ").trim();

/**
 * The same where a field has an end: some letters become longer by being made the same
 * everywhere, and half a letter is none.
 * @param {string} typed @param {number} most @returns {string}
 */
export const fitted = (typed, most) => tidy(tidy(typed).slice(0, most).replace(/[\ud800-\udbff]$/, ""));

/** @param {any} check @returns {boolean} whether it is a check in every field */
export const isCheck = (check) =>
  isRecord(check) &&
  hasOnly(check, "line" in check ? [...REQUIRED, "line"].sort() : REQUIRED) &&
  isLine(check.alias, LONGEST_ALIAS) &&
  (!("line" in check) || isLine(check.line, LONGEST_LINE)) &&
  isDay(check.date) &&
  isId(check.class) &&
  isScore(check.sum) &&
  isScore(check.pull) &&
  isRecord(check.answers) &&
  Object.entries(check.answers).every(([id, value]) => isId(id) && isScore(value)) &&
  Object.keys(check.answers).length > 0;

/** @param {any} group @returns {boolean} whether it is a group, whatever its checks are */
export const isGroup = (group) =>
  isRecord(group) &&
  hasOnly(group, ["checks", "quiz", "version"]) &&
  isId(group.quiz) &&
  isLine(group.version, LONGEST_ALIAS) &&
  Array.isArray(group.checks);

/** @param {any} groups @returns {groups is Group[]} */
const valid = (groups) =>
  Array.isArray(groups) && groups.every((group) => isGroup(group) && group.checks.every(isCheck));

/** @type {import("../store.js").Kind<Group[]>} */
export const KIND = { key: KEY, format: FORMAT, empty: [], valid };

/** @returns {import("../store.js").Store<Group[]>} */
export const openChecks = () => openStore(KIND);

/** @param {Group[]} groups @returns {Entry[]} */
export const entries = (groups) =>
  groups.flatMap(({ quiz, version, checks }) => checks.map((check) => ({ quiz, version, ...check })));

/**
 * The fields of a check alone, in one order.
 * @param {Entry} entry @returns {Check}
 */
const bare = ({ alias, date, answers, class: kind, sum, pull, line }) => ({
  alias,
  date,
  answers: Object.fromEntries(Object.entries(answers).sort(([a], [b]) => (a < b ? -1 : 1))),
  class: kind,
  sum,
  pull,
  ...(line ? { line } : {}),
});

/** @param {Entry[]} list @returns {Group[]} */
export const grouped = (list) => {
  /** @type {Map<string, Group>} */
  const groups = new Map();
  for (const entry of list) {
    const { quiz, version } = entry;
    const key = JSON.stringify([quiz, version]);
    const group = groups.get(key) || { quiz, version, checks: [] };
    groups.set(key, group);
    group.checks.push(bare(entry));
  }
  return [...groups.values()];
};

/** What a check says, as one text. @param {Entry} entry @returns {string} */
export const identity = (entry) => JSON.stringify([entry.quiz, entry.version, bare(entry)]);

/**
 * What is kept after a change, and the change that it comes to: without what was not there
 * to take away, and what was there already.
 * @param {Entry[]} list @param {Change} change @returns {{list: Entry[], done: Change}}
 */
export const changed = (list, { remove, add }) => {
  const gone = new Set(remove.map(identity));
  const left = list.filter((entry) => !gone.has(identity(entry)));
  const known = new Set(left.map(identity));
  const fresh = add.filter((entry) => !known.has(identity(entry)) && known.add(identity(entry)));
  return {
    list: [...left, ...fresh],
    done: { remove: list.filter((entry) => gone.has(identity(entry))), add: fresh },
  };
};

/** The change that takes a change back. @param {Change} change @returns {Change} */
export const reversed = ({ remove, add }) => ({ remove: add, add: remove });

/**
 * Changes what is kept.
 * @param {import("../store.js").Store<Group[]>} store @param {Change} change
 * @returns {{written: import("../store.js").Written, done: Change}}
 */
export const write = (store, change) => {
  let done = change;
  const written = store.change((groups) => {
    const after = changed(entries(groups), change);
    done = after.done;
    return grouped(after.list);
  });
  const left = store.read();
  // Where nothing is kept, nothing is left in the storage either.
  if (written === "saved" && left.state === "ready" && !left.value.length) store.forget();
  return { written, done };
};

/**
 * The day up to which a check is kept.
 * @param {string} date @param {number} retention in days @returns {string}
 */
export const keptUntil = (date, retention) =>
  new Date(end(date, retention)).toISOString().split("T")[0];

/** @param {string} date @param {number} retention */
const end = (date, retention) => Date.parse(date) + retention * 86_400_000;

/**
 * Those that are older than what is kept. A date that is still to come is never too old.
 * @param {Entry[]} list @param {number} retention @param {string} today @returns {Entry[]}
 */
export const expired = (list, retention, today) =>
  list.filter(({ date }) => end(date, retention) < Date.parse(today));
