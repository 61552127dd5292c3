/**
 * The field for an alias: those in use are offered, a new one is made by a button, and what
 * looks like a person's own data is pointed out.
 * @module
 */
import { button, element } from "../dom.js";
import { say } from "../words.js";
import { suggested, suspicions } from "./aliases.js";
import { LONGEST_ALIAS, fitted } from "./saved_checks.js";

/**
 * @typedef {object} AliasField
 * @property {HTMLElement} shown
 * @property {HTMLInputElement} input
 * @property {() => string} read the alias; without one it says so, takes the focus and gives ""
 */

/**
 * @param {string} id unique on the page @param {string} alias to begin with
 * @param {() => string[]} used aliases in use
 * @param {(words: string) => void} announce
 * @returns {AliasField}
 */
export const aliasField = (id, alias, used, announce) => {
  const input = element("input", {
    id,
    class: "text",
    type: "text",
    maxlength: `${LONGEST_ALIAS}`,
    autocapitalize: "none",
    list: `${id}---used`,
    placeholder: say("alias_example"),
    "aria-describedby": `${id}---hint ${id}---doubts`,
  });
  input.value = alias;
  const doubts = element("div", { class: "doubts", id: `${id}---doubts` });
  let told = "";
  /** @param {string[]} lines */
  const tell = (lines) => {
    doubts.replaceChildren(...lines.map((line) => element("p", {}, line)));
    const words = lines.join(" ");
    if (words && words !== told) announce(words);
    told = words;
  };
  const check = () => {
    input.removeAttribute("aria-invalid");
    tell(suspicions(input.value).map((what) => say(`alias_${what}`)));
  };
  input.addEventListener("input", check);
  const suggest = () => {
    input.value = suggested([...used(), input.value]);
    check();
    announce(input.value);
  };
  const shown = element(
    "div",
    { class: "field" },
    element("label", { for: id }, say("alias_label")),
    element("p", { class: "hint", id: `${id}---hint` }, say("alias_hint")),
    element("div", { class: "beside" }, input, button(say("alias_suggest"), suggest)),
    element("datalist", { id: `${id}---used` }, ...[...new Set(used())].map((value) => element("option", { value }))),
    doubts,
  );
  return {
    shown,
    input,
    read() {
      const typed = fitted(input.value, LONGEST_ALIAS);
      if (typed) return typed;
      input.setAttribute("aria-invalid", "true");
      doubts.replaceChildren(element("p", {}, say("alias_missing")));
      input.focus();
      return "";
    },
  };
};
