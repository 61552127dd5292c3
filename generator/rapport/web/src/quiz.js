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
 * Brings a server-rendered quiz to life, once.
 * @param {HTMLElement} root
 */
export const enhance = (root) => {
  const data = readData(root);
  const form = root.querySelector("form");
  if (!data || !form || root.dataset.enhanced) return;
  root.dataset.enhanced = "";
  run(root, form, data);
};

/**
 * A form's own members give way to inputs of their name, and items may be called `reset`,
 * `after` or `hidden`. So only members with a capital in their name are used of it; ids
 * have none.
 * @param {HTMLElement} root @param {HTMLFormElement} form
 * @param {import("./data.js").QuizData} data
 */
const run = (root, form, data) => {
  const status = element("p", { class: "status", role: "status" });
  const announce = (/** @type {string} */ words) => {
    status.textContent = words;
  };
  const all = slots(data);
  const optional = all.some((slot) => slot[2]);
  const marked = data.kind === "knowledge";
  const bar = progress(all.length, announce);
  /** @type {HTMLElement | null} */
  let region = null;
  let seed = 0;
  /** @type {number[]} */
  let before = [];

  const order = (/** @type {number} */ from) => {
    seed = from;
    if (marked && data.shuffle) shuffle(form, data, seed);
  };
  const update = () => {
    const { sheet, skipped, blank } = readAnswers(data, form);
    bar.update(Object.keys(sheet).length, skipped);
    missing.update(blank);
  };
  const tell = (/** @type {string} */ name) =>
    root.dispatchEvent(new CustomEvent(name, { bubbles: true, detail: ready }));
  /** @param {string} state @param {HTMLElement | null} shown in place of the form */
  const turn = (state, shown) => {
    region?.remove();
    region = shown;
    if (shown) form.insertAdjacentElement("afterend", shown);
    form.toggleAttribute("hidden", Boolean(shown));
    root.dataset.state = state;
  };
  const toForm = () => {
    turn("form", null);
    focus(/** @type {HTMLElement} */ (form.querySelector("h2")));
  };
  const clear = () => {
    HTMLFormElement.prototype.reset.call(form);
    order(newSeed());
    update();
  };
  const restart = () => {
    clear();
    toForm();
    announce(say("cleared"));
  };
  const show = () => {
    const { sheet } = readAnswers(data, form);
    const context = { root, form, data, sheet, score: score(data.program, sheet), before, announce };
    const made = resultRegion(context, { change: toForm, restart });
    if (marked) before = [...before, marks(context.score)];
    announce("");
    missing.update([]);
    turn("result", made.region);
    made.tell();
    focus(made.heading);
  };
  const lookOver = () => {
    const change = (/** @type {string} */ slot) => {
      turn("form", null);
      focus(group(form, slot));
    };
    const { blank } = readAnswers(data, form);
    const made = overview(form, all.map(([id]) => id), blank, { change, mark: show });
    turn("review", made.region);
    focus(made.heading);
  };
  const submit = () => {
    if (marked) return lookOver();
    const { blank } = readAnswers(data, form);
    if (!blank.length) return show();
    root.dataset.state = "review";
    missing.show(blank);
    announce(say("missing", { count: blank.length }));
    focus(group(form, blank[0]));
  };
  const missing = review(form, optional ? show : null);

  form.querySelector(".rapport-quiz__unscripted")?.remove();
  form.appendChild(missing.panel);
  form.appendChild(
    element("div", { class: "bar" }, bar.shown, button(say(marked ? "look_over" : "see_result"), submit, "button--main")),
  );
  root.append(status);
  form.addEventListener("change", () => {
    update();
    tell("rapport-change");
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  const inputs = [...form.querySelectorAll("input")];
  /** @type {QuizReady} */
  const ready = {
    root,
    form,
    data,
    announce,
    restart,
    attempt: () => ({
      seed,
      before,
      chosen: Object.fromEntries(
        all.map(([id]) => [id, inputs.filter((i) => i.name === id && i.checked).map((i) => i.value)]),
      ),
    }),
    restore(from) {
      before = from.before;
      order(from.seed);
      for (const input of inputs) input.checked = Boolean(from.chosen[input.name]?.includes(input.value));
      update();
    },
  };
  clear();
  tell("rapport-ready");
};
