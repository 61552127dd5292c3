/**
 * Elements made of names and text nodes; there is no way to pass HTML in.
 * @module
 */

/** @typedef {Node | string | null} Child */

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string>} [attributes] `class` without its `rapport-quiz__`
 * @param {...Child} children text or nodes; `null` is left out
 * @returns {HTMLElementTagNameMap[T]}
 */
export const element = (tag, attributes = {}, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    made.setAttribute(name, name === "class" ? classes(value) : value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
};

/** @param {string} names */
const classes = (names) => names.replace(/\S+/g, "rapport-quiz__$&");

/**
 * @param {string} label @param {() => void} act @param {string} [look] extra class
 * @returns {HTMLButtonElement}
 */
export const button = (label, act, look = "") => {
  const made = element("button", { type: "button", class: `button ${look}`.trim() }, label);
  made.addEventListener("click", act);
  return made;
};

/**
 * A table whose first column names its rows.
 * @param {string} caption @param {string[]} heads @param {Child[][]} rows
 * @param {string} [look] @returns {HTMLTableElement}
 */
export const table = (caption, heads, rows, look = "") =>
  element(
    "table",
    { class: `table ${look}`.trim() },
    element("caption", {}, caption),
    element("thead", {}, element("tr", {}, ...heads.map((h) => element("th", { scope: "col" }, h)))),
    element(
      "tbody",
      {},
      ...rows.map(([first, ...rest]) =>
        element(
          "tr",
          {},
          element("th", { scope: "row" }, first),
          ...rest.map((cell, at) => element("td", { "data-label": heads[at + 1] }, cell)),
        ),
      ),
    ),
  );

/**
 * Puts the focus on something that is not a control, without leaving it in the tab order.
 * @param {HTMLElement} target
 */
export const focus = (target) => {
  target.tabIndex = -1;
  target.focus();
};
