/**
 * The form of a record. It holds what the reader writes; what becomes of it is for others.
 * @module
 */
import { element } from "../dom.js";
import { labelled, newId, tickBox } from "../kept/controls.js";
import { say } from "../words.js";
import { fits, LIMITS } from "./record.js";

/**
 * @typedef {import("./record.js").LearningRecord} LearningRecord
 * @typedef {import("./record.js").Field} Field
 * @typedef {import("../kept/controls.js").Control} Control
 */
/**
 * @typedef {object} Asked
 * @property {string} heading
 * @property {LearningRecord} record what the form begins with
 * @property {string[]} objectives to tick; without any they are written freely
 * @property {string} result what may be put into the record, or nothing
 * @property {[question: string, answer: string][]} answers the same
 */
/**
 * @typedef {object} RecordForm
 * @property {HTMLFormElement} form
 * @property {HTMLElement} heading takes the focus
 * @property {() => LearningRecord | null} finished the record; `null`, with the faults shown
 *   and the first in focus, where it has some
 * @property {() => boolean} changed whether anything has been written
 */

/** @typedef {"title" | "version" | "organisation" | "read" | "change" | "check" | "name" | "registration"} TextField */

/** @param {Field} field */
const label = (field) => say(`cpd_${field}`);

/** @param {Field} field */
const optional = (field) => say("cpd_optional", { label: label(field) });

/** @param {string} heading @param {(Node | null)[]} parts */
const group = (heading, parts) =>
  element("fieldset", { class: "group" }, element("legend", {}, heading), element("div", { class: "fields" }, ...parts));

/** @param {Asked} asked @returns {RecordForm} */
export const recordForm = (asked) => {
  const { record } = asked;
  const controls = controlsOf(record);
  const objectives = objectivesParts(asked);
  const result = offered(asked.result, record.result, say("cpd_with_result", { result: asked.result }));
  const count = asked.answers.length;
  const answers = offered(count, record.answers.length, say("cpd_with_answers", { count }));
  const summary = element("div", { class: "faults", hidden: "" });
  const extras = [result, answers].flatMap((one) => (one ? [one.box] : []));
  const { form, heading } = formShown(asked.heading, summary, controls, objectives.box, extras);

  /** @returns {LearningRecord} */
  const read = () => ({
    ...record,
    ...texts(controls),
    date: controls.date.value,
    minutes: /^\s*\d+\s*$/.test(controls.minutes.value) ? Number(controls.minutes.value) : NaN,
    objectives: objectives.read(),
    result: result?.input.checked ? asked.result : "",
    answers: answers?.input.checked ? asked.answers : [],
  });
  const all = { ...controls, objectives: objectives.control };
  const before = JSON.stringify([read(), controls.minutes.value]);
  return {
    form,
    heading,
    finished() {
      const now = read();
      return showFaults(summary, all, faultsOf(now)) ? null : now;
    },
    changed: () => JSON.stringify([read(), controls.minutes.value]) !== before,
  };
};

/** The controls of a record, filled in. @param {LearningRecord} record */
const controlsOf = (record) => {
  const controls = {
    title: line(record, "title", ""),
    version: line(record, "version", ""),
    organisation: line(record, "organisation", ""),
    date: element("input", { type: "date" }),
    minutes: element("input", { inputmode: "numeric", class: "short" }),
    read: area(record.read),
    change: area(record.change),
    check: line(record, "check", ""),
    name: line(record, "name", "name"),
    registration: line(record, "registration", ""),
  };
  controls.date.value = record.date;
  controls.minutes.value = Number.isNaN(record.minutes) ? "" : `${record.minutes}`;
  return controls;
};

/**
 * @param {string} title @param {HTMLElement} summary where faults are listed
 * @param {ReturnType<typeof controlsOf>} controls @param {HTMLElement} objectives
 * @param {HTMLElement[]} extras what may be put into the record
 */
const formShown = (title, summary, controls, objectives, extras) => {
  const heading = element("h3", { class: "form-title", dir: "auto", id: newId() }, title);
  const form = element(
    "form",
    { class: "record-form", novalidate: "", autocomplete: "off", "aria-labelledby": heading.id },
    heading,
    element("p", { class: "privacy" }, say("cpd_private")),
    summary,
    element(
      "div",
      { class: "fields" },
      labelled(label("title"), controls.title),
      labelled(label("date"), controls.date),
      labelled(label("minutes"), controls.minutes),
      labelled(optional("organisation"), controls.organisation),
      labelled(optional("version"), controls.version),
    ),
    objectives,
    extras.length ? group(say("cpd_extras"), extras) : null,
    group(say("cpd_reflection"), [
      labelled(optional("read"), controls.read),
      labelled(optional("change"), controls.change),
      labelled(optional("check"), controls.check, say("cpd_check_hint")),
    ]),
    group(say("cpd_you"), [
      labelled(optional("name"), controls.name),
      labelled(optional("registration"), controls.registration),
    ]),
    element("p", { class: "claim" }, say("cpd_claim")),
  );
  form.addEventListener("submit", (event) => event.preventDefault());
  return { form, heading };
};

/** @param {LearningRecord} record @param {TextField} field @param {string} purpose */
const line = (record, field, purpose) => {
  const made = element("input", { type: "text", dir: "auto", ...(purpose && { autocomplete: purpose }) });
  made.value = record[field];
  return made;
};

/** @param {string} value */
const area = (value) => {
  const made = element("textarea", { rows: "4", dir: "auto" });
  made.value = value;
  return made;
};

/** @param {Record<TextField, Control>} controls */
const texts = ({ title, version, organisation, read, change, check, name, registration }) => ({
  title: title.value,
  version: version.value,
  organisation: organisation.value,
  read: read.value,
  change: change.value,
  check: check.value,
  name: name.value,
  registration: registration.value,
});

/** @param {string | number} there @param {string | number} ticked @param {string} words */
const offered = (there, ticked, words) => (there ? tickBox(words, Boolean(ticked)) : null);

/**
 * @param {Asked} asked
 * @returns {{box: HTMLElement, control: Control, read: () => string[]}}
 */
const objectivesParts = ({ objectives, record }) => {
  if (!objectives.length) {
    const control = area(record.objectives.join("\n"));
    const read = () => control.value.split("\n").filter((one) => one.trim());
    return { box: labelled(optional("objectives"), control, say("cpd_objectives_hint")), control, read };
  }
  // A record may hold one that the page has no more.
  const all = [...new Set([...objectives, ...record.objectives])];
  const boxes = all.map((one) => tickBox(one, record.objectives.includes(one)));
  const read = () => all.filter((_, at) => boxes[at].input.checked);
  return { box: group(label("objectives"), boxes.map(({ box }) => box)), control: boxes[0].input, read };
};

/** @param {LearningRecord} record @returns {[Field, string][]} what has to be mended */
const faultsOf = (record) =>
  /** @type {Field[]} */ (["title", "date", "minutes", "organisation", "version", "objectives", "read", "change", "check", "name", "registration"])
    .filter((field) => !fits(field, record[field]))
    .map((field) => [field, faultWords(field, record[field])]);

/** @param {Field} field @param {any} value @returns {string} */
const faultWords = (field, value) =>
  field === "date" || field === "minutes" || !value.length || (field === "title" && !value.trim())
    ? say(`cpd_fault_${field}`)
    : say("cpd_fault_long", { label: label(field), limit: /** @type {any} */ (LIMITS)[field] });

/**
 * Faults stand beside their fields and in a list above them. The first field takes the focus,
 * and is read out with what is wrong; so nothing else is announced.
 * @param {HTMLElement} summary @param {Partial<Record<Field, Control>>} controls
 * @param {[Field, string][]} faults @returns {boolean} whether there are any
 */
const showFaults = (summary, controls, faults) => {
  for (const control of Object.values(controls)) clearFault(control);
  const links = faults.map(([field, words]) => {
    const control = /** @type {Control} */ (controls[field]);
    markFault(control, words);
    const link = element("a", { href: `#${control.id}` }, words);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      control.focus();
    });
    return element("li", {}, link);
  });
  summary.replaceChildren();
  summary.hidden = !faults.length;
  if (!faults.length) return false;
  summary.append(element("p", {}, say("cpd_faults", { count: faults.length })), element("ul", {}, ...links));
  controls[faults[0][0]]?.focus();
  return true;
};

/** @param {Control} control @param {string} words */
const markFault = (control, words) => {
  const fault = element("p", { class: "fault", id: `${control.id}-fault` }, words);
  control.before(fault);
  control.setAttribute("aria-invalid", "true");
  const hint = control.getAttribute("aria-describedby");
  control.setAttribute("aria-describedby", [fault.id, hint].filter(Boolean).join(" "));
};

/** @param {Control} control */
const clearFault = (control) => {
  const fault = document.getElementById(`${control.id}-fault`);
  if (!fault) return;
  fault.remove();
  control.removeAttribute("aria-invalid");
  const hint = document.getElementById(`${control.id}-hint`);
  if (hint) control.setAttribute("aria-describedby", hint.id);
  else control.removeAttribute("aria-describedby");
};

