/**
 * What the reader does with kept checks: each change is told with its way back, and the focus
 * goes to where the reader goes on.
 * @module
 */
import { focus } from "../dom.js";
import { dayWords } from "../kept/days.js";
import { notWritten } from "../kept/storage_notice.js";
import { say } from "../words.js";
import { edit } from "./editor.js";
import { classLabel } from "./known.js";
import { identity, reversed, write } from "./saved_checks.js";

/** @typedef {import("./saved_checks.js").Entry} Entry */
/** @typedef {import("./saved_checks.js").Change} Change */
/**
 * @typedef {object} Focusing
 * @property {(key: string) => boolean} key focuses the control of a `data-key`; gives whether
 *   there is one
 * @property {() => void} top focuses the first heading
 */
/**
 * Writes a change and tells of it. Gives the button that takes it back, or `null` when nothing
 * was written; then the way back from the change before stays.
 * @typedef {(change: Change, words: string) => HTMLElement | null} Act
 */

/** @param {HTMLElement} root @returns {Focusing} */
export const focusing = (root) => ({
  key(key) {
    const found = [...root.querySelectorAll("[data-key]")].find((one) => one.getAttribute("data-key") === key);
    const within = found?.closest("details");
    if (found instanceof HTMLDetailsElement) found.querySelector("summary")?.focus();
    else if (found instanceof HTMLElement) {
      if (within) within.open = true;
      found.focus();
    }
    return Boolean(found);
  },
  top() {
    const heading = root.querySelector("h2");
    if (heading) focus(heading);
  },
});

/**
 * @param {ReturnType<typeof import("./saved_checks.js").openChecks>} store
 * @param {import("./message.js").Message} bar @param {Focusing} to @param {() => void} refresh
 * @returns {Act}
 */
export const changes = (store, bar, to, refresh) => {
  const takeBack = (/** @type {Change} */ done) => {
    const { written } = write(store, reversed(done));
    refresh();
    if (written === "saved") bar.tell(say("my_undone"), null);
    else bar.tell(notWritten(written));
    const [first] = [...done.remove, ...done.add];
    to.key(`remove ${identity(first)}`) || to.top();
  };
  return (change, words) => {
    const { written, done } = write(store, change);
    refresh();
    if (written !== "saved") {
      bar.tell(notWritten(written));
      return null;
    }
    const any = done.add.length + done.remove.length > 0;
    return bar.tell(words, any ? () => takeBack(done) : undefined);
  };
};

/**
 * What can be done with one check.
 * @param {HTMLElement} root @param {import("./known.js").PageData} data @param {Act} act
 * @param {Focusing} to @param {HTMLElement} top takes the focus where a change was not written
 * @param {() => Entry[]} list what is kept
 * @returns {import("./people.js").Acts}
 */
export const checkActs = (root, data, act, to, top, list) => ({
  remove(entry) {
    const words = say("my_removed", { alias: entry.alias, date: dayWords(entry.date) });
    (act({ remove: [entry], add: [] }, words) || top).focus();
  },
  edit(entry) {
    const key = `edit ${identity(entry)}`;
    edit(root, entry, data, () => list().map(({ alias }) => alias), (changed) => {
      if (!changed || identity(changed) === identity(entry)) return void (to.key(key) || to.top());
      const result = classLabel(changed, data);
      const undo = act({ remove: [entry], add: [changed] }, say("my_changed", { result }));
      if (!to.key(`edit ${identity(changed)}`)) undo?.focus();
    });
  },
});
