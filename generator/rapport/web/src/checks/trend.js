/**
 * What can be said of several checks: how one person's go on, and how a caseload looks.
 * @module
 */

/** @typedef {import("./saved_checks.js").Entry} Entry */

const ENOUGH_CHECKS = 4;
const STEP = 2;
const ENOUGH_PEOPLE = 3;
const RECENT_DAYS = 90;

/** By date; those of one day stay in the order in which they were kept. @param {Entry[]} list */
export const byDate = (list) => [...list].sort((a, b) => (a.date < b.date ? -1 : Number(a.date > b.date)));

/**
 * From the pull alone, so that push and pull is not mistaken for balance: the mean of the
 * later half against that of the earlier one, without the middle check of an odd number.
 * @param {Entry[]} list by date @returns {"early" | "towards" | "away" | "steady"}
 */
export const trend = (list) => {
  if (list.length < ENOUGH_CHECKS) return "early";
  const half = Math.floor(list.length / 2);
  const total = (/** @type {Entry[]} */ part) => part.reduce((sum, { pull }) => sum + pull, 0);
  const change = total(list.slice(-half)) - total(list.slice(0, half));
  if (Math.abs(change) < STEP * half) return "steady";
  return change < 0 ? "towards" : "away";
};

/**
 * The latest check of each alias in the past 90 days, today's included. One that is dated
 * ahead has not been yet.
 * @param {Entry[]} list @param {string} today @returns {Entry[]} by alias
 */
export const latest = (list, today) => {
  const from = new Date(Date.parse(today) - RECENT_DAYS * 86_400_000).toISOString().slice(0, 10);
  const recent = byDate(list).filter(({ date }) => date >= from && date <= today);
  const last = new Map(recent.map((entry) => [entry.alias, entry]));
  return [...last.values()].sort((a, b) => a.alias.localeCompare(b.alias));
};

/**
 * @param {Entry[]} list the latest of each alias
 * @returns {{words: "few" | "mixed"} | {words: "most", class: string}}
 */
export const caseload = (list) => {
  if (list.length < ENOUGH_PEOPLE) return { words: "few" };
  const held = list.find((one) => list.filter((other) => other.class === one.class).length * 2 > list.length);
  return held ? { words: "most", class: held.class } : { words: "mixed" };
};
