/**
 * The browser's interpreter of an instrument program. Its twin is
 * `rapport/score/interpreter.py`; both must give the same for every sheet.
 * @module
 */
import { add, compare, multiply, rational } from "./rational.js";

/**
 * @typedef {import("./rational.js").Rational} Rational
 * @typedef {Record<string, number>} Sheet Answers by slot id; a skipped slot has no entry.
 * @typedef {[id: string, values: number[], optional: 0 | 1]} Slot
 * @typedef {[slot: string, times: number, plus: number, absolute: 0 | 1]} Term
 * @typedef {{name: string, op: "sum" | "mean", terms: Term[], least: number,
 *   times: Rational, plus: Rational}} Total
 * @typedef {{name: string, op: "count", clauses: [slot: string, low: number, high: number][][]}} Count
 * @typedef {{name: string, op: "spread", slots: string[]}} Spread
 * @typedef {{name: string, op: "largest" | "smallest", of: string[], place: number}} Rank
 * @typedef {Total | Count | Spread | Rank} Quantity
 * @typedef {[left: string, minus: string, op: string, numerator: number, denominator: number]} Comparison
 * @typedef {[outcome: string, ...all: Comparison[]]} Rule
 * @typedef {{items: {id: string, slots: Slot[]}[], quantities: Quantity[],
 *   decisions: {name: string, rules: Rule[]}[]}} Program
 * @typedef {Record<string, Rational | null>} Quantities
 * @typedef {{quantities: Quantities, outcomes: Record<string, string>}} Score
 */

/**
 * A slot's keyed value: times × answer + plus, then its absolute value if asked.
 * @param {Term} term @param {number} answer @returns {number}
 */
export const keyed = ([, times, plus, absolute], answer) => {
  const value = times * answer + plus;
  return absolute ? Math.abs(value) : value;
};

/** @param {Total} quantity @param {Sheet} sheet @returns {Rational | null} */
const total = ({ op, terms, least, times, plus }, sheet) => {
  const values = terms.filter(([slot]) => slot in sheet).map((t) => keyed(t, sheet[t[0]]));
  if (!values.length || values.length < least) return null;
  const sum = values.reduce((a, b) => a + b, 0);
  return add(multiply(times, rational(sum, op === "mean" ? values.length : 1)), plus);
};

/** @param {Rank} quantity @param {Quantities} known @returns {Rational | null} */
const rank = ({ op, of, place }, known) => {
  const defined = of.map((name) => known[name]).filter((v) => v !== null);
  const sign = op === "smallest" ? 1 : -1;
  return defined.sort((a, b) => sign * compare(a, b))[place - 1] || null;
};

/**
 * @param {Quantity} quantity @param {Sheet} sheet @param {Quantities} known
 * @returns {Rational | null}
 */
const evaluate = (quantity, sheet, known) => {
  if (quantity.op === "count") {
    const holds = quantity.clauses.filter((clause) =>
      clause.every(([slot, low, high]) => sheet[slot] >= low && sheet[slot] <= high),
    );
    return [holds.length, 1];
  }
  if (quantity.op === "spread") {
    const answers = quantity.slots.filter((s) => s in sheet).map((s) => sheet[s]);
    return answers.length ? [Math.max(...answers) - Math.min(...answers), 1] : null;
  }
  return "of" in quantity ? rank(quantity, known) : total(quantity, sheet);
};

/** @param {Comparison} comparison @param {Quantities} known @returns {boolean} */
const holds = ([left, minus, op, numerator, denominator], known) => {
  const value = known[left];
  const other = minus ? known[minus] : /** @type {Rational} */ ([0, 1]);
  if (!value || !other) return false;
  const sign = compare(add(value, [-other[0], other[1]]), [numerator, denominator]);
  return sign ? op.startsWith(sign < 0 ? "<" : ">") : op.endsWith("=");
};

/**
 * Every quantity (`null` when undefined) and every outcome of a complete sheet. Keys are
 * names that authors chose, so no record here inherits any, such as `constructor`.
 * @param {Program} program @param {Sheet} answers @returns {Score}
 */
export const score = (program, answers) => {
  /** @type {Sheet} */
  const sheet = Object.assign(Object.create(null), answers);
  /** @type {Quantities} */
  const quantities = Object.create(null);
  for (const quantity of program.quantities) {
    quantities[quantity.name] = evaluate(quantity, sheet, quantities);
  }
  /** @type {Record<string, string>} */
  const outcomes = Object.create(null);
  for (const { name, rules } of program.decisions) {
    const rule = rules.find(([, ...all]) => all.every((c) => holds(c, quantities)));
    if (!rule) throw new Error(`no rule of ${name} holds`);
    outcomes[name] = rule[0];
  }
  return { quantities, outcomes };
};
