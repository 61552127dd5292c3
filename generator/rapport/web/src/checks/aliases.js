/**
 * Names that say nothing: what looks too much like a person, and names to take instead.
 * A warning warns; what to write stays the reader's choice.
 * @module
 */
import { say } from "../words.js";
import { tidy } from "./saved_checks.js";

const NAME = /^[\p{Lu}\p{Lt}\p{Lo}][\p{L}\p{M}'’.-]+$/u;
const DATES = [
  /(?<!\p{Nd})\p{Nd}{1,4}\s?([\s./\u2010-\u2015-])\s?\p{Nd}{1,2}\s?\1\s?\p{Nd}{2,4}(?!\s?\p{Nd})/u,
  /\p{Nd}{1,2}\W{1,2}\p{L}{3,}\W{1,2}\p{Nd}{2,4}|\p{L}{3,}\W{1,2}\p{Nd}{1,2}\W{1,2}\p{Nd}{4}/u,
  /(?<!\p{Nd})((19|20)\p{Nd}{6}|\p{Nd}{4}(19|20)\p{Nd}{2})(?!\p{Nd})/u,
];
const PHONE = /(\p{Nd}[\s()./\u2010-\u2015-]*){7}/u;
const EMAIL = /\S[@＠]\S/u;

/**
 * What an alias looks like, of `name`, `birth`, `email` and `phone`.
 * @param {string} alias @returns {string[]}
 */
export const suspicions = (alias) => {
  const words = alias.normalize("NFC").split(/[\s,;_]+/u);
  const email = EMAIL.test(alias);
  const birth = DATES.some((date) => date.test(alias));
  return [
    words.filter((word) => NAME.test(word)).length > 1 ? "name" : "",
    birth ? "birth" : "",
    email ? "email" : "",
    !birth && PHONE.test(alias) ? "phone" : "",
  ].filter(Boolean);
};

/**
 * Two words by chance that make no alias that is in use; with a number where all are.
 * @param {string[]} used @returns {string}
 */
export const suggested = (used) => {
  const taken = new Set(used.map((alias) => tidy(alias).toLowerCase()));
  const [first, second] = [say("alias_adjectives"), say("alias_nouns")].map((words) => words.split(" "));
  const pairs = first.flatMap((adjective) => second.map((noun) => say("alias_pair", { adjective, noun })));
  for (let round = 1; ; round += 1) {
    const free = pairs.map((pair) => (round > 1 ? `${pair} ${round}` : pair)).filter((pair) => !taken.has(pair));
    if (free.length) return free[Math.floor(Math.random() * free.length)];
  }
};
