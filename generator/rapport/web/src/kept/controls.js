/**
 * Controls with their labels.
 * @module
 */
import { element } from "../dom.js";

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Control */

let made = 0;

/** @returns {string} an id that no other element of the page has */
export const newId = () => `rapport-kept-${(made += 1)}`;

/**
 * @param {string} label @param {Control} control @param {string} [hint]
 * @returns {HTMLElement}
 */
export const labelled = (label, control, hint = "") => {
  control.id = newId();
  const box = element("div", { class: "field" }, element("label", { for: control.id }, label));
  if (hint) {
    control.setAttribute("aria-describedby", `${control.id}-hint`);
    box.append(element("p", { class: "hint", id: `${control.id}-hint` }, hint));
  }
  box.append(control);
  return box;
};

/**
 * A box to tick.
 * @param {string} label @param {boolean} ticked
 * @returns {{box: HTMLElement, input: HTMLInputElement}}
 */
export const tickBox = (label, ticked) => {
  const input = element("input", { type: "checkbox" });
  input.checked = ticked;
  return { box: element("label", { class: "choice" }, input, element("span", {}, label)), input };
};
