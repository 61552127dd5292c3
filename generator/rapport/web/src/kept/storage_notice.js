/**
 * What is told of the storage when it is not as it should be, and what can be done.
 * @module
 */
import { button, element } from "../dom.js";
import { download } from "../download.js";
import { say } from "../words.js";

/** @typedef {import("../store.js").Written} Written */

/**
 * Why nothing was written, in words.
 * @param {Exclude<Written, "saved">} written @returns {string}
 */
export const notWritten = (written) => say(`storage_${written}`);

/**
 * A line for why nothing was written, and below it the way to the page where what cannot be
 * read can be had and put aside.
 * @param {string} look @param {HTMLAnchorElement | null} link `null` where that is on the same page
 * @returns {{line: HTMLElement, way: HTMLElement | null, show: (written: Written) => void}}
 */
export const trouble = (look, link) => {
  const line = element("p", { class: look, hidden: "", tabindex: "-1" });
  const way = link && element("p", { hidden: "" }, link);
  return {
    line,
    way,
    show(written) {
      line.textContent = written === "saved" ? "" : notWritten(written);
      line.hidden = written === "saved";
      if (way) way.hidden = written !== "damaged" && written !== "newer";
    },
  };
};

/**
 * The notice for a store that cannot be read; `null` where it can.
 * @param {import("../store.js").Store<any>} store @param {import("../store.js").Found<any>} found
 * @param {string} file what a download of it is called @param {() => void} begun called when
 *   what was there has been put aside
 * @returns {HTMLElement | null}
 */
export const storageNotice = (store, found, file, begun) => {
  if (found.state === "ready") return null;
  const words = element("p", {}, notWritten(found.state));
  const notice = element("div", { class: "kept-notice", role: "group", "aria-label": say("storage_notice") }, words);
  if (found.state === "blocked") return notice;
  const { text } = found;
  const acts = element(
    "div",
    { class: "actions" },
    button(say("storage_download"), () => download(file, "text/plain", text)),
  );
  const putAside = () => {
    if (store.setAside()) begun();
    else words.textContent = say("storage_no_room");
  };
  if (found.state === "damaged") acts.append(button(say("storage_aside"), putAside));
  notice.append(acts);
  return notice;
};

/**
 * What was put aside may be private as well, so it can be had and it can be deleted.
 * @param {import("../store.js").Store<any>} store @param {string} file @param {() => void} deleted
 * @returns {HTMLElement | null} nothing when nothing was put aside
 */
export const asideNotice = (store, file, deleted) => {
  const texts = store.aside();
  if (!texts.length) return null;
  const words = say("storage_is_aside");
  const acts = element(
    "div",
    { class: "actions" },
    button(say("storage_download"), () => download(file, "text/plain", texts.join("\n"))),
    button(say("storage_aside_delete"), () => store.forgetAside() && deleted()),
  );
  return element("div", { class: "kept-notice", role: "group", "aria-label": words }, element("p", {}, words), acts);
};
