/**
 * Exact fractions as `[numerator, denominator]` of whole numbers, the denominator above 0.
 * Scores of a quiz stay far below 2^53, so ordinary numbers hold them exactly; nothing is
 * ever divided except by a common divisor.
 * @module
 */

/** @typedef {readonly [number, number]} Rational */

/**
 * The greatest common divisor of two whole numbers.
 * @param {number} a @param {number} b @returns {number}
 */
const divisor = (a, b) => (b ? divisor(b, a % b) : Math.abs(a));

/**
 * A fraction in lowest terms.
 * @param {number} numerator @param {number} [denominator] above 0 @returns {Rational}
 */
export const rational = (numerator, denominator = 1) => {
  const common = divisor(numerator, denominator) || 1;
  return [numerator / common, denominator / common];
};

/** @param {Rational} a @param {Rational} b @returns {Rational} */
export const add = (a, b) => rational(a[0] * b[1] + b[0] * a[1], a[1] * b[1]);

/** @param {Rational} a @param {Rational} b @returns {Rational} */
export const multiply = (a, b) => rational(a[0] * b[0], a[1] * b[1]);

/**
 * Below 0, 0 or above 0, as `a` is smaller than, equal to or larger than `b`.
 * @param {Rational} a @param {Rational} b @returns {number}
 */
export const compare = (a, b) => a[0] * b[1] - b[0] * a[1];

/**
 * The nearest whole number, halves away from zero, for showing only.
 * @param {Rational} a @returns {number}
 */
export const whole = ([numerator, denominator]) => {
  const twice = 2 * Math.abs(numerator) + denominator;
  const rounded = (twice - (twice % (2 * denominator))) / (2 * denominator);
  return numerator < 0 && rounded ? -rounded : rounded;
};
