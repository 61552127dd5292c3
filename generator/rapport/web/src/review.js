/**
 * The list of what has no answer yet, and the marks beside those questions.
 * @module
 */
import { button, element, focus } from "./dom.js";
import { say } from "./words.js";

/**
 * @typedef {object} Review
 * @property {HTMLElement} panel stands before the button, hidden while nothing is amiss
 * @property {(blank: string[]) => void} show names every blank slot
 * @property {(blank: string[]) => void} update takes answered slots off again
 */

/**
 * The group of one slot. @param {HTMLFormElement} form @param {string} slot
 * @returns {HTMLElement}
 */
export const group = (form, slot) =>
  /** @type {HTMLElement} */ (form.querySelector(`[data-slot="${slot}"]`));

/**
 * @param {HTMLFormElement} form
 * @param {(() => void) | null} skip shows the result all the same, where the quiz allows it
 * * @returns {Review}
 */
export const review = (form, skip) => {
  const panel = element("div", { class: "review" });
  panel.hidden = true;
  /** @type {Map<string, HTMLElement>} */
  const marks = new Map();

  /** @param {string[]} blank */
  const update = (blank) => {
    for (const [slot, mark] of marks) if (!blank.includes(slot)) unmark(form, slot, mark, marks);
    const left = blank.filter((slot) => marks.has(slot));
    panel.hidden = !left.length;
    panel.replaceChildren(
      element("h3", {}, say("not_answered")),
      element("ul", {}, ...left.map((slot) => element("li", {}, link(form, slot)))),
      skip ? button(say("skip_these"), skip) : "",
    );
  };

  /** @param {string[]} blank */
  const show = (blank) => {
    for (const slot of blank) if (!marks.has(slot)) mark(form, slot, marks);
    update(blank);
  };
  return { panel, show, update };
};

/**
 * @param {HTMLFormElement} form @param {string} slot @param {Map<string, HTMLElement>} marks
 */
const mark = (form, slot, marks) => {
  const target = group(form, slot);
  const note = element("p", { class: "missing", id: `${target.id}--missing` }, say("not_answered"));
  target.querySelector("legend")?.after(note);
  target.setAttribute("aria-describedby", [note.id, target.getAttribute("aria-describedby")].filter(Boolean).join(" "));
  target.dataset.missing = "";
  marks.set(slot, note);
};

/**
 * @param {HTMLFormElement} form @param {string} slot @param {HTMLElement} note
 * @param {Map<string, HTMLElement>} marks
 */
const unmark = (form, slot, note, marks) => {
  const target = group(form, slot);
  const others = (target.getAttribute("aria-describedby") || "").split(" ").filter((id) => id !== note.id);
  if (others.length) target.setAttribute("aria-describedby", others.join(" "));
  else target.removeAttribute("aria-describedby");
  delete target.dataset.missing;
  note.remove();
  marks.delete(slot);
};

/**
 * @param {HTMLFormElement} form @param {string} slot @returns {HTMLAnchorElement}
 */
const link = (form, slot) => {
  const target = group(form, slot);
  const made = element("a", { href: `#${target.id}` }, labelOf(target));
  made.addEventListener("click", (event) => {
    event.preventDefault();
    focus(target);
  });
  return made;
};

/**
 * A group's legend as one line; half a need is named after the need as well.
 * @param {HTMLElement} target @returns {string}
 */
const labelOf = (target) => {
  const item = target.closest(".rapport-quiz__item");
  const number = item?.querySelector(".rapport-quiz__number")?.textContent || "";
  const asked = `${number}. ${item?.querySelector(".rapport-quiz__asked")?.textContent}`;
  if (target === item) return asked;
  return say("named", { name: asked, words: target.querySelector("legend strong")?.textContent || "" });
};
