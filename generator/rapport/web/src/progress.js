/**
 * How far a reader has come: always to be seen, read out at milestones only.
 * @module
 */
import { element } from "./dom.js";
import { say } from "./words.js";

/**
 * @param {number} count how many answers a full form has
 * @param {(words: string) => void} announce reads words out, politely
 * @returns {{shown: HTMLElement, update: (answered: number, skipped: number) => void}}
 */
export const progress = (count, announce) => {
  const words = element("span");
  // The words say it all; the bar is a picture of them.
  const track = element("progress", { class: "track", max: `${count}`, "aria-hidden": "true" });
  const shown = element("p", { class: "progress" }, words, track);
  let before = 0;
  /** @param {number} answered @param {number} skipped */
  const update = (answered, skipped) => {
    const done = answered + skipped;
    words.textContent = say(skipped ? "answered_skipped" : "answered", { answered, skipped, all: count });
    track.value = done;
    const passed = (/** @type {number} */ mark) => before < mark && done >= mark;
    if (passed(count)) announce(say("last_one"));
    else if (passed(Math.ceil(count / 2))) announce(say("half_way", { done, all: count }));
    before = done;
  };
  return { shown, update };
};
