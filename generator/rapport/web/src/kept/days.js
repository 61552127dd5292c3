/**
 * Days of the calendar as `YYYY-MM-DD`, on the reader's own clock, and how they are said.
 * @module
 */
import { language } from "../words.js";

/** @param {number} value @param {number} [width] */
const digits = (value, width = 2) => `${value}`.padStart(width, "0");

/** @param {Date} at @returns {string} the day, where the reader is */
export const dayOf = (at) => `${digits(at.getFullYear(), 4)}-${digits(at.getMonth() + 1)}-${digits(at.getDate())}`;

/** @returns {string} */
export const today = () => dayOf(new Date());

/** @param {any} value @returns {boolean} whether it is a day that the calendar has */
export const isDay = (value) =>
  typeof value === "string" &&
  /^\d{4}-\d\d-\d\d$/.test(value) &&
  !Number.isNaN(Date.parse(value)) &&
  new Date(value).toISOString().startsWith(value);

/**
 * @param {string} day @param {Intl.DateTimeFormatOptions} [how] @returns {string}
 */
export const dayWords = (day, how = { day: "numeric", month: "long", year: "numeric" }) =>
  new Date(day).toLocaleDateString(language(), { ...how, timeZone: "UTC" });

/** @param {string} day @returns {string} its month and year */
export const monthWords = (day) => dayWords(day, { month: "long", year: "numeric" });

/**
 * “1 hour 5 minutes”, as the language says it.
 * @param {number} minutes @returns {string}
 */
export const timeWords = (minutes) => {
  const hours = Math.floor(minutes / 60);
  const part = (/** @type {number} */ value, /** @type {string} */ unit) =>
    new Intl.NumberFormat(language(), { style: "unit", unit, unitDisplay: "long" }).format(value);
  return [hours ? part(hours, "hour") : "", minutes % 60 || !hours ? part(minutes % 60, "minute") : ""]
    .filter(Boolean)
    .join(" ");
};
