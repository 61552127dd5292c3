/**
 * The file that checks are taken along in. Its format has a number of its own.
 * @module
 */
import { FORMAT, grouped } from "./saved_checks.js";

/**
 * `{"rapport": "checks", "format": 1, "quizzes": [{"quiz", "version", "checks": […]}]}`
 * @param {import("./saved_checks.js").Entry[]} list @returns {string}
 */
export const exported = (list) =>
  `${JSON.stringify({ rapport: "checks", format: FORMAT, quizzes: grouped(list) }, null, 1)}\n`;
