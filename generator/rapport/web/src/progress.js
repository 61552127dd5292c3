/**
 * How far a reader has come: always to be seen, read out at milestones only.
 * @module
 */
import { element } from "./dom.js";
import { say } from "./words.js";

/**
 * @param {number} count how many answers a full form has
 * @param {(words: string) => void} announce reads words out, politely
 * @param {string} last what is read out when nothing is left to answer
 * @returns {{shown: HTMLElement, update: (answered: number, skipped: number, quiet?: boolean) => void}}
 */
export const progress = (count, announce, last) => {
  const words = element("span");
  // The words say it all; the bar is a picture of them.
  const track = element("progress", { class: "track", max: `${count}`, "aria-hidden": "true" });
  const shown = element("p", { class: "progress" }, words, track);
  let before = 0;
  /** @param {number} answered @param {number} skipped @param {boolean} [quiet] */
  const update = (answered, skipped, quiet) => {
    const done = answered + skipped;
    words.textContent = say(skipped ? "answered_skipped" : "answered", { answered, skipped, all: count });
    track.value = done;
    const passed = quiet ? () => false : (/** @type {number} */ mark) => before < mark && done >= mark;
    if (passed(count)) announce(last);
    else if (passed(Math.ceil(count / 2))) announce(say("half_way", { done, all: count }));
    before = done;
  };
  return { shown, update };
};
