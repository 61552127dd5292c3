/**
 * One quiz on a page: its form, its review and its result.
 * @module
 */
import { readData } from "./data.js";
import { button, element, focus } from "./dom.js";
import { score } from "./interpreter.js";
import { marks } from "./knowledge.js";
import { overview } from "./overview.js";
import { progress } from "./progress.js";
import { resultRegion } from "./result.js";
import { group, review } from "./review.js";
import { readAnswers, slots } from "./sheet.js";
import { newSeed, shuffle } from "./shuffle.js";
import { say } from "./words.js";

/**
 * An attempt that is not finished: its order of options, the marks of the attempts before it,
 * and the values chosen, by slot.
 * @typedef {{seed: number, before: number[], chosen: Record<string, string[]>}} Attempt
 */

/**
 * What other scripts are told by `rapport-ready`, once, and by `rapport-change`, at every
 * answer.
 * @typedef {{root: HTMLElement, form: HTMLFormElement, data: import("./data.js").QuizData,
 *   announce: (words: string) => void, attempt: () => Attempt,
 *   restore: (from: Attempt) => void, restart: () => void}} QuizReady
 */

/**
 * A quiz that somebody takes. `region` stands in place of the form, where something does;
 * `seed` and `before` are those of the attempt.
 * @typedef {object} Quiz
 * @property {HTMLElement} root
 * @property {HTMLFormElement} form
 * @property {import("./data.js").QuizData} data
 * @property {(words: string) => void} announce
 * @property {string[]} slots
 * @property {ReturnType<typeof progress>} bar
 * @property {import("./review.js").Review} missing
 * @property {HTMLElement | null} region
 * @property {number} seed
 * @property {number[]} before
 */

/**
 * Brings a server-rendered quiz to life, once.
 *
 * A form's own members give way to inputs of their name, and items may be called `reset`,
 * `after` or `hidden`. So only members with a capital in their name are used of it; ids
 * have none.
 * @param {HTMLElement} root
 */
export const enhance = (root) => {
  const data = readData(root);
  const form = root.querySelector("form");
  if (!data || !form || root.dataset.enhanced) return;
  root.dataset.enhanced = "";
  const quiz = prepared(root, form, data);
  const ready = readiness(quiz);
  const tell = (/** @type {string} */ name) =>
    root.dispatchEvent(new CustomEvent(name, { bubbles: true, detail: ready }));
  form.addEventListener("change", () => {
    update(quiz);
    tell("rapport-change");
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  clear(quiz);
  tell("rapport-ready");
};

/**
 * Puts what a script needs around a form.
 * @param {HTMLElement} root @param {HTMLFormElement} form
 * @param {import("./data.js").QuizData} data @returns {Quiz}
 */
const prepared = (root, form, data) => {
  const status = element("p", { class: "status", role: "status" });
  const announce = (/** @type {string} */ words) => {
    status.textContent = words;
  };
  const all = slots(data);
  const bar = progress(all.length, announce, say(data.kind === "knowledge" ? "last_question" : "last_one"));
  const missing = review(form, all.some((slot) => slot[2]) ? () => show(quiz) : null);
  /** @type {Quiz} */
  const quiz = { root, form, data, announce, slots: all.map(([id]) => id), bar, missing, region: null, seed: 0, before: [] };
  const label = say(data.kind === "knowledge" ? "look_over" : "see_result");
  form.querySelector(".rapport-quiz__unscripted")?.remove();
  form.appendChild(missing.panel);
  form.appendChild(element("div", { class: "bar" }, bar.shown, button(label, () => submit(quiz), "button--main")));
  root.append(status);
  return quiz;
};

/** @param {Quiz} quiz @param {number} seed */
const order = (quiz, seed) => {
  quiz.seed = seed;
  const { form, data } = quiz;
  if (data.kind === "knowledge" && data.shuffle) shuffle(form, data, seed);
};

/** @param {Quiz} quiz @param {boolean} [quiet] without reading out how far the reader is */
const update = ({ form, data, bar, missing }, quiet) => {
  const { sheet, skipped, blank } = readAnswers(data, form);
  bar.update(Object.keys(sheet).length, skipped, quiet);
  missing.update(blank);
};

/**
 * Shows the form, or something in its place.
 * @param {Quiz} quiz @param {string} state @param {HTMLElement | null} region
 */
const turn = (quiz, state, region) => {
  const { root, form } = quiz;
  quiz.region?.remove();
  quiz.region = region;
  if (region) form.insertAdjacentElement("afterend", region);
  form.toggleAttribute("hidden", Boolean(region));
  root.dataset.state = state;
};

/** @param {Quiz} quiz */
const toForm = (quiz) => {
  turn(quiz, "form", null);
  focus(/** @type {HTMLElement} */ (quiz.form.querySelector("h2")));
};

/** @param {Quiz} quiz */
const clear = (quiz) => {
  HTMLFormElement.prototype.reset.call(quiz.form);
  order(quiz, newSeed());
  update(quiz, true);
};

/** @param {Quiz} quiz */
const restart = (quiz) => {
  clear(quiz);
  toForm(quiz);
  quiz.announce(say("cleared"));
};

/** @param {Quiz} quiz */
const submit = (quiz) => {
  const { root, form, data, missing, announce } = quiz;
  const { blank } = readAnswers(data, form);
  if (data.kind === "knowledge") return lookOver(quiz, blank);
  if (!blank.length) return show(quiz);
  root.dataset.state = "review";
  missing.show(blank);
  announce(say("missing", { count: blank.length }));
  focus(group(form, blank[0]));
};

/** @param {Quiz} quiz @param {string[]} blank */
const lookOver = (quiz, blank) => {
  const change = (/** @type {string} */ slot) => {
    turn(quiz, "form", null);
    focus(group(quiz.form, slot));
  };
  const made = overview(quiz.form, quiz.slots, blank, { change, mark: () => show(quiz) });
  quiz.announce("");
  turn(quiz, "review", made.region);
  focus(made.heading);
};

/** @param {Quiz} quiz */
const show = (quiz) => {
  const { data, form, announce, missing, before } = quiz;
  const { sheet } = readAnswers(data, form);
  const context = { root: quiz.root, form, data, sheet, score: score(data.program, sheet), before, announce };
  const acts = { change: () => toForm(quiz), restart: () => restart(quiz) };
  const made = resultRegion(context, acts);
  if (data.kind === "knowledge") quiz.before = [...before, marks(context.score)];
  announce("");
  missing.update([]);
  turn(quiz, "result", made.region);
  made.tell();
  focus(made.heading);
};

/** @param {Quiz} quiz @returns {QuizReady} */
const readiness = (quiz) => {
  const { root, form, data, announce } = quiz;
  const inputs = [...form.querySelectorAll("input")];
  const chosen = (/** @type {string} */ slot) =>
    inputs.filter((input) => input.name === slot && input.checked).map((input) => input.value);
  return {
    root,
    form,
    data,
    announce,
    restart: () => restart(quiz),
    attempt: () => ({
      seed: quiz.seed,
      before: quiz.before,
      chosen: Object.fromEntries(quiz.slots.map((slot) => [slot, chosen(slot)])),
    }),
    restore(from) {
      quiz.before = from.before;
      order(quiz, from.seed);
      for (const input of inputs) input.checked = Boolean(from.chosen[input.name]?.includes(input.value));
      update(quiz, true);
    },
  };
};
