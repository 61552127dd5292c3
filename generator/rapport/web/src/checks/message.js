/**
 * What has just been done, and the way back. It stands at the foot of the window, where it
 * covers what is below it, until the reader closes it; a way back then stays at the page's end.
 * @module
 */
import { button, element, focus } from "../dom.js";
import { say } from "../words.js";

/**
 * @typedef {object} Message
 * @property {HTMLElement} shown
 * @property {(words: string, undo?: (() => void) | null) => HTMLElement | null} tell announces
 *   and shows it; gives the button that takes it back. `null`: there is no way back. Without
 *   `undo` nothing was written, so the way back from what was done before stays
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
  const aside = "rapport-quiz__message-place--aside";
  /** @type {HTMLElement | null} */
  let back = null;
  const close = button(say("my_close"), () => {
    // First, as the page would scroll to where the place is then.
    focus(shown);
    close.remove();
    bar.hidden = !back;
    shown.classList.add(aside);
  });
  return {
    shown,
    announce,
    tell(words, undo) {
      announce(words);
      if (undo !== undefined) back = undo && button(say("keep_undo"), undo);
      bar.replaceChildren(element("p", {}, words), back || "", close);
      bar.hidden = false;
      shown.classList.remove(aside);
      return undo ? back : null;
    },
  };
};
