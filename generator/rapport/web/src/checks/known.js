/**
 * The quizzes that the site has now, and what they say of the checks that are kept. A check
 * of a quiz or version that is gone is shown with the words that are left of it.
 * @module
 */
import { score } from "../interpreter.js";
import { say } from "../words.js";

/** @typedef {import("./saved_checks.js").Entry} Entry */
/**
 * @typedef {object} Quiz
 * @property {string} quiz
 * @property {string} version
 * @property {string} title
 * @property {string} href
 * @property {[id: string, label: string, left: string, middle: string, right: string][]} items
 * @property {[value: number, label: string][]} points
 * @property {[id: string, label: string][]} poles left, middle, right and mixed
 * @property {number} balanced the strongest pull that still counts as the middle
 * @property {import("../interpreter.js").Program} program
 */
/** @typedef {{format: number, retention: number, quizzes: Quiz[], words: Record<string, any>}} PageData */

/**
 * The quiz that a check was made with, if the site has it.
 * @param {Entry} entry @param {PageData} data @returns {Quiz | undefined}
 */
export const madeWith = ({ quiz, version }, { quizzes }) =>
  quizzes.find((known) => known.quiz === quiz && known.version === version);

/**
 * Whether the site has the quiz, in whichever version.
 * @param {Entry} entry @param {PageData} data
 */
export const isKnown = ({ quiz }, { quizzes }) => quizzes.some((known) => known.quiz === quiz);

/**
 * That quiz, or else its version of today, which may still have the words.
 * @param {Entry} entry @param {PageData} data @returns {Quiz | undefined}
 */
const nearest = (entry, data) => madeWith(entry, data) || data.quizzes.find(({ quiz }) => quiz === entry.quiz);

/**
 * Class, sum and pull of a check, worked out from its answers.
 * @param {Entry} entry @param {PageData} data
 * @returns {"unknown" | "unfit" | {class: string, sum: number, pull: number}} `unfit` when the
 *   answers are not those of the quiz
 */
export const rescored = (entry, data) => {
  const known = madeWith(entry, data);
  if (!known) return "unknown";
  const values = known.points.map(([value]) => value);
  const answers = Object.entries(entry.answers);
  const fits =
    answers.length === known.items.length &&
    answers.every(([id, value]) => known.items.some(([item]) => item === id) && values.includes(value));
  if (!fits) return "unfit";
  const { quantities, outcomes } = score(known.program, entry.answers);
  return {
    class: outcomes.result.replace(/^class:/, ""),
    sum: Number(quantities.sum?.[0]),
    pull: Number(quantities.pull?.[0]),
  };
};

/** @param {Entry} entry @param {PageData} data @returns {string} */
export const classLabel = (entry, data) =>
  nearest(entry, data)?.poles.find(([id]) => id === entry.class)?.[1] || entry.class;

/** @param {Entry} entry @param {PageData} data @returns {string} */
export const quizTitle = (entry, data) => nearest(entry, data)?.title || entry.quiz;

/**
 * What the two ends of the lean are called.
 * @param {Entry} entry @param {PageData} data @returns {[left: string, right: string]}
 */
export const ends = (entry, data) => {
  const poles = nearest(entry, data)?.poles;
  return poles ? [poles[0][1], poles[2][1]] : [say("my_left"), say("my_right")];
};

/**
 * Which way a check leans, without a minus sign.
 * @param {Entry} entry @param {PageData} data @returns {string}
 */
export const leanWords = (entry, data) => {
  const [left, right] = ends(entry, data);
  const points = Math.abs(entry.sum);
  return points ? say("my_lean", { points, pole: entry.sum < 0 ? left : right }) : say("my_no_lean");
};

/**
 * How far a drawing goes to either side, and from where the sum no longer counts as the middle.
 * Another version of the quiz may have gone further; no check of the list is left outside.
 * @param {Entry[]} list of one quiz @param {PageData} data @returns {{most: number, balanced: number | null}}
 */
export const extent = (list, data) => {
  const furthest = Math.max(1, ...list.flatMap(({ sum, pull }) => [Math.abs(sum), pull]));
  const known = madeWith(list[0], data);
  if (!known) return { most: furthest, balanced: null };
  const most = known.items.length * Math.max(...known.points.map(([value]) => Math.abs(value)));
  return { most: Math.max(most, furthest), balanced: known.balanced };
};
