/**
 * Periods of the log, and what was done in them.
 * @module
 */
import { dayOf, dayWords, today } from "../kept/days.js";
import { say } from "../words.js";

/** @typedef {import("./record.js").LearningRecord} LearningRecord */
/** Both days belong to it; an empty one sets no limit. @typedef {[from: string, to: string]} Period */

const twelveMonths = () => {
  const now = new Date();
  // The day after: the same day a year ago belongs to the year before.
  return dayOf(new Date(now.getFullYear() - 1, now.getMonth(), now.getDate() + 1));
};

/** The periods that are offered. @type {Record<string, () => Period>} */
export const PRESETS = {
  all: () => ["", ""],
  year: () => [`${today().slice(0, 4)}-01-01`, `${today().slice(0, 4)}-12-31`],
  twelve: () => [twelveMonths(), today()],
};

/**
 * @param {LearningRecord[]} records @param {Period} period whichever day comes first
 * @returns {LearningRecord[]} those of the period, the newest first
 */
export const within = (records, period) => {
  const [from, to] = inOrder(period);
  return records
    .filter(({ date }) => date >= from && (!to || date <= to))
    .sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0));
};

/** @param {Period} period @returns {Period} */
const inOrder = ([from, to]) => (from && to && to < from ? [to, from] : [from, to]);

/** @param {LearningRecord[]} records @returns {number} their minutes */
export const total = (records) => records.reduce((sum, { minutes }) => sum + minutes, 0);

/** @param {Period} period @returns {string} */
export const periodWords = (period) => {
  const [from, to] = inOrder(period);
  const days = { from: from && dayWords(from), to: to && dayWords(to) };
  if (from && to) return say("cpd_between", days);
  if (from) return say("cpd_since", days);
  return to ? say("cpd_until", days) : say("cpd_period_all");
};
