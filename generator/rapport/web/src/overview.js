/**
 * A knowledge check as a whole, before it is marked: every question with what was chosen.
 * @module
 */
import { button, element } from "./dom.js";
import { group } from "./review.js";
import { say } from "./words.js";

/**
 * @param {HTMLFormElement} form @param {string[]} slots every question @param {string[]} blank
 * @param {{change: (slot: string) => void, mark: () => void}} acts
 * @returns {{region: HTMLElement, heading: HTMLElement}}
 */
export const overview = (form, slots, blank, { change, mark }) => {
  const heading = element("h2", { class: "heading" }, say("look_over"));
  const region = element(
    "div",
    { class: "overview" },
    heading,
    element("p", {}, blank.length ? say("look_over_blank", { count: blank.length }) : say("look_over_all")),
    element("ol", {}, ...slots.map((slot, at) => question(form, slot, at, change))),
    element(
      "div",
      { class: "actions" },
      button(say("mark_answers"), mark, "button--main"),
      button(say("back_to_questions"), () => change(slots[0])),
    ),
  );
  return { region, heading };
};

/**
 * @param {HTMLFormElement} form @param {string} slot @param {number} at
 * @param {(slot: string) => void} change
 */
const question = (form, slot, at, change) => {
  const asked = group(form, slot);
  const chosen = [...asked.querySelectorAll("input")].filter((input) => input.checked);
  const texts = chosen.map((input) => element("li", {}, input.parentElement?.textContent || ""));
  const act = button(say("change"), () => change(slot));
  act.setAttribute("aria-label", say("change_question", { number: at + 1 }));
  return element(
    "li",
    {},
    element("p", { class: "soft" }, asked.querySelector(".rapport-quiz__stem > :last-child")?.textContent || ""),
    texts.length ? element("ul", {}, ...texts) : element("p", { class: "missing" }, say("not_answered")),
    act,
  );
};
