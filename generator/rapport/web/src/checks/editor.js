/**
 * Changing a kept check in a dialog. Changed answers are scored anew; those of a quiz that
 * the site no longer has stay as they are.
 * @module
 */
import { button, element } from "../dom.js";
import { dayWords, isDay, today } from "../kept/days.js";
import { say } from "../words.js";
import { aliasField } from "./alias_field.js";
import { madeWith, rescored } from "./known.js";
import { LONGEST_LINE, fitted, keptUntil } from "./saved_checks.js";

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
  const date = dateField(entry.date, data.retention);
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
    date.shown,
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
    const day = name && date.read();
    if (!day) return;
    const { line: _, ...rest } = entry;
    const words = fitted(line.value, LONGEST_LINE);
    const changed = { ...rest, alias: name, date: day, answers: answers.read(), ...(words ? { line: words } : {}) };
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

/**
 * The field for the day. The one that is there may stay, whatever it is.
 * @param {string} before @param {number} retention in days
 * @returns {{shown: HTMLElement, read: () => string}} `read` gives the day; one that cannot be
 *   it names as such, takes the focus and gives ""
 */
const dateField = (before, retention) => {
  const [min, max] = [keptUntil(today(), -retention), today()];
  const id = "my-checks---edit-date";
  const input = element("input", { id, class: "text", type: "date", min, max, "aria-describedby": `${id}---fault` });
  const fault = element("p", { id: `${id}---fault` });
  input.value = before;
  /** @param {string} day @returns {string} */
  const wrong = (day) => {
    if (!isDay(day)) return say("my_no_date");
    const fits = day === before || (day >= min && day <= max);
    return fits ? "" : say("my_date_range", { from: dayWords(min), to: dayWords(max) });
  };
  return {
    shown: labelled(input, say("my_date"), element("div", { class: "doubts" }, fault)),
    read() {
      const words = wrong(input.value);
      fault.textContent = words;
      if (!words) {
        input.removeAttribute("aria-invalid");
        return input.value;
      }
      input.setAttribute("aria-invalid", "true");
      input.focus();
      return "";
    },
  };
};

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
