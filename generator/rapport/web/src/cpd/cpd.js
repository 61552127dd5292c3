/**
 * Learning records: their page, and their form in the result of a quiz.
 * @module
 */
import { button, element, focus } from "../dom.js";
import { labelled } from "../kept/controls.js";
import { today } from "../kept/days.js";
import { say } from "../words.js";
import { takeInHand } from "./hand.js";
import { learningLog } from "./log.js";
import { blank } from "./record.js";

/**
 * @typedef {import("./record.js").LearningRecord} LearningRecord
 * @typedef {import("./record.js").Subject} Subject
 */
/**
 * What the page says in its data element (`cpd_data.py`).
 * @typedef {{format: number, organisation: string, keeps: boolean, subjects: Subject[],
 *   kinds: [kind: string, label: string][]}} PageData
 */
/**
 * `result` and `answers` are offered, and are in no record unless the reader ticks them.
 * @typedef {{subject: Subject, organisation: string, keeps: boolean, logHref: string,
 *   result: string | null, answers: [question: string, answer: string][] | null,
 *   announce: (words: string) => void}} QuizPlace
 */

const FORMAT = 1;

/** @param {Subject | null} subject @param {string} organisation @returns {import("./form.js").Asked} */
const asked = (subject, organisation) => ({
  heading: say("cpd_form", { title: subject?.title || say("cpd_else") }),
  record: blank(subject, organisation, today()),
  objectives: subject?.objectives || [],
  result: "",
  answers: [],
});

/** Records in hand by where they are. @type {WeakMap<Element, import("./hand.js").InHand>} */
const hands = new WeakMap();

/**
 * Puts the form into an element of a quiz's result, after what is there. One that is being
 * written stays, and takes the focus.
 * @param {HTMLElement} place @param {QuizPlace} quiz
 */
const record = (place, { subject, organisation, keeps, logHref, result, answers, announce }) => {
  const before = hands.get(place);
  if (before?.busy()) return before.focus();
  place.querySelector(":scope > .rapport-quiz__hand")?.remove();
  const hand = element("div", { class: "hand" });
  place.append(hand);
  const from = /** @type {HTMLElement | null} */ (document.activeElement);
  const closed = () => {
    if (from?.isConnected && from !== document.body) from.focus();
    else focus(place);
    announce(say("cpd_discarded"));
  };
  const around = { keeps, logHref, replaces: null, kept: () => {}, closed };
  const wanted = { ...asked(subject, organisation), result: result || "", answers: answers || [] };
  hands.set(place, takeInHand(hand, wanted, around));
};

/**
 * Whether a record is being written in an element; if so, it takes the focus and says so.
 * @param {HTMLElement} place @param {(words: string) => void} announce @returns {boolean}
 */
const busy = (place, announce) => {
  const hand = hands.get(place);
  if (!hand?.busy()) return false;
  hand.focus();
  announce(say("cpd_in_hand"));
  return true;
};

/** @param {Element} root @returns {PageData | null} */
const readData = (root) => {
  const text = root.querySelector(".rapport-kept-data")?.textContent;
  const data = JSON.parse(text || "null");
  return data?.format === FORMAT ? data : null;
};

/**
 * @param {PageData} data @param {(subject: Subject | null) => void} start
 * @returns {{box: HTMLElement, choose: (subject: Subject) => void}} `choose` shows a page as chosen
 */
const starter = ({ subjects, kinds }, start) => {
  const select = element("select", {}, element("option", { value: "" }, say("cpd_else")));
  for (const [kind, label] of kinds) {
    const some = subjects.filter((one) => one.kind === kind);
    const options = some.map(({ id, title }) => element("option", { value: id }, title));
    if (some.length) select.append(element("optgroup", { label }, ...options));
  }
  const begin = () => void start(subjects.find(({ id }) => id === select.value) || null);
  const box = element(
    "div",
    { class: "starter" },
    labelled(say("cpd_about"), select),
    button(say("cpd_start"), begin, "button--main"),
  );
  return {
    box,
    choose({ id }) {
      select.value = id;
    },
  };
};

/**
 * The place of the record in hand on the page of records, where there is one at a time.
 * @param {boolean} keeps @param {(words: string) => void} announce
 * @param {{kept: () => void, closed: () => void}} then
 */
const handPlace = (keeps, announce, then) => {
  const place = element("div", { class: "hand" });
  /** @type {import("./hand.js").InHand | null} */
  let inHand = null;
  /**
   * @param {import("./form.js").Asked} wanted @param {LearningRecord | null} replaces
   * @returns {boolean} whether it is in hand now
   */
  const open = (wanted, replaces) => {
    if (inHand?.busy()) {
      inHand.focus();
      announce(say("cpd_in_hand"));
      return false;
    }
    announce("");
    inHand = takeInHand(place, wanted, { keeps, logHref: null, replaces, ...then });
    return true;
  };
  return { place, open };
};

/**
 * A kept record that is to be changed.
 * @param {LearningRecord} record @param {Subject[]} subjects @returns {import("./form.js").Asked}
 */
const askedAgain = (record, subjects) => ({
  heading: say("cpd_form_edit", { title: record.title }),
  record,
  objectives: subjects.find(({ id }) => id === record.subject)?.objectives || [],
  result: record.result,
  answers: record.answers,
});

/** @param {HTMLElement} root @param {PageData} data */
const enliven = (root, data) => {
  const { organisation, keeps, subjects } = data;
  const status = element("p", { class: "status", role: "status" });
  const announce = (/** @type {string} */ words) => {
    status.textContent = words;
  };
  const heading = element("h2", { class: "heading" }, say("cpd_new"));
  const { place, open } = handPlace(keeps, announce, {
    kept: () => own?.renew(),
    closed: () => focus(heading),
  });
  const edit = (/** @type {LearningRecord} */ kept) => open(askedAgain(kept, subjects), kept);
  const own = keeps ? learningLog({ organisation, edit, announce }) : null;
  const ofHash = () => {
    const id = location.hash.slice(1);
    const subject = subjects.find((one) => one.id === id);
    if (subject && open(asked(subject, organisation), null)) choose(subject);
  };
  const { box, choose } = starter(data, (subject) => open(asked(subject, organisation), null));
  const parts = [heading, box, place];
  root.replaceChildren(...parts, ...(own ? [own.section] : []), status);
  window.addEventListener("hashchange", () => root.isConnected && ofHash());
  ofHash();
};

const enlivenAll = () => {
  for (const root of document.querySelectorAll('[data-kept="cpd"]:not([data-enhanced])')) {
    const data = readData(root);
    if (!data) continue;
    /** @type {HTMLElement} */ (root).dataset.enhanced = "";
    enliven(/** @type {HTMLElement} */ (root), data);
  }
};

const page = /** @type {any} */ (window);
page.rapportCpd = { record, busy };

// Themes that swap pages without loading them anew say so through this observable.
if (page.document$?.subscribe) page.document$.subscribe(enlivenAll);
else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", enlivenAll);
else enlivenAll();
