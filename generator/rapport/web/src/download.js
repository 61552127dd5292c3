/**
 * Files that a reader saves from the page; nothing is sent anywhere.
 * @module
 */
import { element } from "./dom.js";

/**
 * @param {string} name @param {string} type @param {string} text
 */
export const download = (name, type, text) => {
  const address = URL.createObjectURL(new Blob([text], { type }));
  element("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
};
