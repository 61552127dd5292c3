/**
 * What has just been done, and the way back. It stands at the foot of the window until the
 * next change, or until the reader closes it, since it covers what is below it.
 * @module
 */
import { button, element, focus } from "../dom.js";
import { say } from "../words.js";

/**
 * @typedef {object} Message
 * @property {HTMLElement} shown
 * @property {(words: string, undo?: (() => void) | null) => HTMLElement | null} tell announces
 *   and shows it; gives the button that takes it back
 * @property {(words: string) => void} announce says it without showing it
 */

/** @returns {Message} */
export const message = () => {
  const status = element("p", { class: "status", role: "status" });
  const bar = element("div", { class: "message" });
  bar.hidden = true;
  const announce = (/** @type {string} */ words) => {
    status.textContent = words;
  };
  const shown = element("div", { class: "message-place" }, status, bar);
  const close = button(say("my_close"), () => {
    bar.hidden = true;
    focus(shown);
  });
  return {
    shown,
    announce,
    tell(words, undo = null) {
      announce(words);
      const back = undo && button(say("keep_undo"), undo);
      bar.replaceChildren(element("p", {}, words), back || "", close);
      bar.hidden = false;
      return back;
    },
  };
};
