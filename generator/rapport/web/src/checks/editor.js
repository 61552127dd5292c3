/**
 * Changing a kept check in a dialog. Changed answers are scored anew; those of a quiz that
 * the site no longer has stay as they are.
 * @module
 */
import { button, element } from "../dom.js";
import { dayWords, isDay } from "../kept/days.js";
import { say } from "../words.js";
import { aliasField } from "./alias_field.js";
import { madeWith, rescored } from "./known.js";
import { LONGEST_LINE, fitted } from "./saved_checks.js";

/** @typedef {import("./saved_checks.js").Entry} Entry */
/** @typedef {import("./known.js").PageData} PageData */

/**
 * Opens the dialog inside `root` and takes it away when it is closed.
 * @param {HTMLElement} root @param {Entry} entry @param {PageData} data
 * @param {() => string[]} used aliases in use @param {(changed: Entry | null) => void} closed
 *   called with what it is now, or `null` when the reader left it
 */
export const edit = (root, entry, data, used, closed) => {
  const status = element("p", { class: "status", role: "status" });
  const alias = aliasField("my-checks---edit-alias", entry.alias, used, (words) => {
    status.textContent = words;
  });
  const date = element("input", { id: "my-checks---edit-date", class: "text", type: "date", "aria-describedby": "my-checks---fault" });
  const fault = element("p", { id: "my-checks---fault" });
  date.value = entry.date;
  const line = element("input", { id: "my-checks---edit-line", class: "text", type: "text", maxlength: `${LONGEST_LINE}` });
  line.value = entry.line || "";
  const answers = answerFields(entry, data);
  /** @type {Entry | null} */
  let result = null;

  const title = element("h2", { class: "heading", id: "my-checks---edit" }, say("my_edit_check", { alias: entry.alias, date: dayWords(entry.date) }));
  const form = element(
    "form",
    { method: "dialog", autocomplete: "off", class: "save-form" },
    title,
    alias.shown,
    labelled(date, say("my_date"), element("div", { class: "doubts" }, fault)),
    labelled(line, say("keep_line")),
    answers.shown,
    element(
      "div",
      { class: "actions" },
      element("button", { type: "submit", class: "button button--main" }, say("my_edit_save")),
      button(say("my_edit_leave"), () => dialog.close()),
    ),
  );
  const dialog = element("dialog", { class: "dialog", "aria-labelledby": title.id }, form, status);
  form.noValidate = true;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const name = alias.read();
    date.removeAttribute("aria-invalid");
    fault.textContent = "";
    if (!name) return;
    if (!isDay(date.value)) {
      date.setAttribute("aria-invalid", "true");
      fault.textContent = say("my_no_date");
      date.focus();
      return;
    }
    const { line: _, ...rest } = entry;
    const words = fitted(line.value, LONGEST_LINE);
    const changed = { ...rest, alias: name, date: date.value, answers: answers.read(), ...(words ? { line: words } : {}) };
    const scored = rescored(changed, data);
    result = typeof scored === "string" ? changed : { ...changed, ...scored };
    dialog.close();
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    closed(result);
  });
  root.append(dialog);
  dialog.showModal();
};

/** @param {HTMLInputElement | HTMLSelectElement} control @param {string} label @param {Node} [after] */
const labelled = (control, label, after) =>
  element("div", { class: "field" }, element("label", { for: control.id }, label), control, after || null);

/** @param {Entry} entry @param {PageData} data */
const answerFields = (entry, data) => {
  const quiz = madeWith(entry, data);
  if (!quiz || rescored(entry, data) === "unfit") {
    return { shown: element("p", { class: "hint" }, say("my_quiz_gone")), read: () => entry.answers };
  }
  const controls = quiz.items.map(([id, label, left, middle, right]) => {
    const control = element("select", { class: "text", id: `my-checks---edit-answer-${id}` });
    for (const [value, point] of quiz.points) {
      const statement = value < 0 ? left : value > 0 ? right : middle;
      control.append(element("option", { value: `${value}` }, say("my_answer", { point, statement })));
    }
    control.value = `${entry.answers[id]}`;
    return { id, control, shown: labelled(control, label) };
  });
  return {
    shown: element(
      "fieldset",
      { class: "answers-again" },
      element("legend", {}, say("my_answers")),
      ...controls.map(({ shown }) => shown),
    ),
    read: () => Object.fromEntries(controls.map(({ id, control }) => [id, Number(control.value)])),
  };
};
