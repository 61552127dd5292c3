/**
 * A file that the reader chooses, read on this device.
 * @module
 */
import { button, element } from "../dom.js";

/** @typedef {{text: string} | {fault: "large" | "unreadable"}} Chosen */

/**
 * A button that asks for a file and gives its text.
 * @param {string} label @param {string} accept as of `<input accept>`
 * @param {number} limit in bytes; a larger file is not read
 * @param {(chosen: Chosen) => void} got
 * @returns {HTMLElement}
 */
export const fileButton = (label, accept, limit, got) => {
  const input = element("input", { type: "file", accept, hidden: "" });
  input.addEventListener("change", async () => {
    const file = input.files?.[0];
    if (!file) return;
    got(await readChosen(file, limit));
    // Else choosing the same file again would change nothing.
    input.value = "";
  });
  return element("span", { class: "file" }, button(label, () => input.click()), input);
};

/**
 * @param {File} file @param {number} limit @returns {Promise<Chosen>}
 */
const readChosen = async (file, limit) => {
  if (file.size > limit) return { fault: "large" };
  try {
    return { text: await file.text() };
  } catch {
    return { fault: "unreadable" };
  }
};
