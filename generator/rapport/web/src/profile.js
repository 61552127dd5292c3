/**
 * The result of a `profile`: which scale leads, and how far.
 * @module
 */
import { compare } from "./rational.js";
import { scaledPicture, scaledWorking } from "./scaled.js";
import { resultText, resultTitle } from "./texts.js";

/** Outcomes in which percentages would say more than they mean. */
const WITHOUT_FIGURES = ["flat", "incomplete"];

/** @type {import("./result.js").Present<import("./data.js").ScaledData>} */
export const profile = ({ root, data, sheet, score }) => {
  const outcome = score.outcomes.result;
  const result = data.results.result[outcome];
  const { words, next } = resultText(root, data, result, score);
  const scales = [...data.scales].sort(([a], [b]) => {
    const [first, second] = [score.quantities[a], score.quantities[b]];
    return first && second ? compare(second, first) : 0;
  });
  return {
    results: [result],
    title: resultTitle(root, result),
    body: [words, WITHOUT_FIGURES.includes(outcome) ? null : scaledPicture(data, scales, score), ...next],
    working: scaledWorking(data, sheet, score),
  };
};
