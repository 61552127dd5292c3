/**
 * How far a reader has come: always to be seen, read out at milestones only.
 * @module
 */
import { element } from "./dom.js";

/**
 * @param {number} count how many answers a full form has
 * @param {(words: string) => void} announce reads words out, politely
 * @returns {{shown: HTMLElement, update: (answered: number, skipped: number) => void}}
 */
export const progress = (count, announce) => {
  const words = element("span");
  // The words announce it all; the bar is a picture of them.
  const track = element("progress", { class: "track", max: `${count}`, "aria-hidden": "true" });
  const shown = element("p", { class: "progress" }, words, track);
  let before = 0;
  /** @param {number} answered @param {number} skipped */
  const update = (answered, skipped) => {
    const done = answered + skipped;
    words.textContent = `${answered} of ${count} answered${skipped ? `, ${skipped} skipped` : ""}`;
    track.value = done;
    const passed = (/** @type {number} */ mark) => before < mark && done >= mark;
    if (passed(count)) announce("That was the last one. You can see your result now.");
    else if (passed(Math.ceil(count / 2))) announce(`Half way: ${done} of ${count}.`);
    before = done;
  };
  return { shown, update };
};
