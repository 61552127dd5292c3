/**
 * Keeps a reader's place in a knowledge check, for those who ask for it: the answers of an
 * attempt that is not finished, on this device only.
 * @module
 */
import { element } from "../dom.js";
import { openStore } from "../store.js";
import { say } from "../words.js";

/**
 * @typedef {import("../quiz.js").QuizReady} QuizReady
 * @typedef {import("../quiz.js").Attempt} Attempt
 * @typedef {Attempt & {version: string}} Place
 * @typedef {Record<string, Place>} Places by quiz id
 */

/** Whether a place is kept for a quiz, whose id may be any. @param {Places} places @param {string} quiz */
const has = (places, quiz) => Object.prototype.hasOwnProperty.call(places, quiz);

const isRecord = (/** @type {any} */ value) => value && typeof value === "object" && !Array.isArray(value);

/** @param {any} place */
const isPlace = (place) =>
  isRecord(place) &&
  typeof place.version === "string" &&
  Number.isInteger(place.seed) &&
  Array.isArray(place.before) &&
  place.before.every(Number.isInteger) &&
  isRecord(place.chosen) &&
  Object.values(place.chosen).every((values) => Array.isArray(values) && values.every((v) => typeof v === "string"));

/** @type {import("../store.js").Store<Places>} */
const store = openStore({
  key: "rapport-places",
  format: 1,
  empty: {},
  valid: (value) => isRecord(value) && Object.values(value).every(isPlace),
});

/** @param {QuizReady} quiz @param {Place | null} place `null` forgets it */
const write = ({ data }, place) =>
  store.change(({ [data.quiz]: _, ...others }) => (place ? { ...others, [data.quiz]: place } : others));

/**
 * The words for whatever keeps a place from being kept; nothing where it was.
 * @param {import("../store.js").Written | "ready"} state
 */
const trouble = (state) => (state === "saved" || state === "ready" ? "" : say(`place_${state}`));

/** @param {QuizReady} quiz */
const offer = (quiz) => {
  const { root, form, data, announce } = quiz;
  const tick = element("input", { type: "checkbox" });
  const note = element("p", {}, say("place_keep_note"));
  const id = `quiz-${data.quiz}---place`;
  note.id = id;
  tick.setAttribute("aria-describedby", id);
  const panel = element("div", { class: "small place" }, element("label", { class: "choice" }, tick, element("span", {}, say("place_keep"))), note);
  form.querySelector(".rapport-quiz__bar")?.before(panel);

  const tell = (/** @type {string} */ words) => {
    note.textContent = words;
    announce(words);
  };
  const keep = () => {
    const state = write(quiz, { ...quiz.attempt(), version: data.version });
    if (state === "saved") return true;
    // Else answers of a while ago would come back, which nobody asked to be kept.
    const gone = state !== "full" || write(quiz, null) === "saved";
    tick.checked = tick.defaultChecked = !gone;
    tell(gone ? trouble(state) : say("place_stuck"));
    return false;
  };
  tick.addEventListener("change", (event) => {
    // The form's own listeners take every change for an answer.
    event.stopPropagation();
    // Starting again resets the form, and not what was chosen here.
    tick.defaultChecked = tick.checked;
    if (!tick.checked) {
      const words = trouble(write(quiz, null));
      tell(words || say("place_forgotten"));
    } else if (keep()) tell(`${say("place_kept")} ${say("place_keep_note")}`);
  });
  root.addEventListener("rapport-change", () => {
    if (tick.checked) keep();
  });
  root.addEventListener("rapport-result", () => {
    if (tick.checked) write(quiz, null);
  });
  store.watch(() => {
    const found = store.read();
    if (!tick.checked || root.dataset.state === "result" || (found.state === "ready" && has(found.value, data.quiz))) return;
    tick.checked = tick.defaultChecked = false;
    tell(say("place_forgotten"));
  });
  bringBack(quiz, tick, panel);
};

/**
 * Shows a place that was kept, and how to be rid of it.
 * @param {QuizReady} quiz @param {HTMLInputElement} tick @param {HTMLElement} panel
 */
const bringBack = (quiz, tick, panel) => {
  const { form, data, root } = quiz;
  const found = store.read();
  if (found.state !== "ready") {
    if (found.state !== "blocked") panel.append(element("p", {}, trouble(found.state)));
    return;
  }
  if (!has(found.value, data.quiz)) return;
  const place = found.value[data.quiz];
  quiz.restore(place);
  tick.checked = tick.defaultChecked = true;
  const now = quiz.attempt().chosen;
  const count = Object.values(now).filter((values) => values.length).length;
  const lost =
    place.version !== data.version ||
    Object.entries(place.chosen).some(([slot, values]) => values.some((v) => !now[slot]?.includes(v)));
  const anew = element("button", { type: "button", class: "button" }, say("place_start_anew"));
  const words = lost ? `${say("place_back", { count })} ${say("place_changed")}` : say("place_back", { count });
  const notice = element("div", { class: "notice place" }, element("p", {}, words), anew);
  anew.addEventListener("click", () => {
    write(quiz, null);
    tick.checked = tick.defaultChecked = false;
    notice.remove();
    quiz.restart();
  });
  root.addEventListener("rapport-result", () => notice.remove(), { once: true });
  form.before(notice);
  quiz.announce(words);
};

document.addEventListener("rapport-ready", (event) => {
  const quiz = /** @type {CustomEvent<QuizReady>} */ (event).detail;
  if (quiz.data.kind === "knowledge" && quiz.data.keep) offer(quiz);
});
