/**
 * What a page says about a quiz in its data element.
 * @module
 */

/**
 * @typedef {import("./rational.js").Rational} Rational
 * @typedef {[value: number, label: string][]} Points
 * @typedef {{format: number, quiz: string, version: string, record?: import("./record.js").Record,
 *   program: import("./interpreter.js").Program,
 *   results: Record<string, Record<string, string>>,
 *   additions: Record<string, [decision: string, outcome: string][][]>}} Common
 * @typedef {Common & {kind: "profile" | "audit", items: [id: string, text: string][], points: Points, skip: string,
 *   scales: [id: string, label: string][], bands: [id: string, label: string, from: Rational][],
 *   top: Rational}} ScaledData
 * @typedef {Common & {kind: "bipolar", items: [id: string, label: string, left: string, right: string][],
 *   points: Points, poles: [string, string], balanced: number}} BipolarData
 * @typedef {Common & {kind: "dual", items: [id: string, text: string][],
 *   halves: [label: string, points: Points][]}} DualData
 * @typedef {Common & {kind: "knowledge", items: [id: string, options: string[]][], needed: number,
 *   shuffle: boolean, print: boolean, keep: boolean}} KnowledgeData
 * @typedef {ScaledData | BipolarData | DualData | KnowledgeData} QuizData
 */

const FORMAT = 1;

/**
 * Takes what objects inherit from those that JSON holds. Their keys are names that authors
 * chose, and a result may be called `constructor`.
 * @param {string} _ @param {any} value @returns {any}
 */
const bare = (_, value) =>
  value && typeof value === "object" && !Array.isArray(value) ? Object.setPrototypeOf(value, null) : value;

/**
 * A quiz's data, or `null` where it is missing, broken, or in a format this script does
 * not know; the page then stays as it is for readers without scripts.
 * @param {Element} root @returns {QuizData | null}
 */
export const readData = (root) => {
  try {
    const text = root.querySelector(".rapport-quiz-data")?.textContent;
    const data = JSON.parse(text || "null", bare);
    return data?.format === FORMAT ? data : null;
  } catch {
    return null;
  }
};
