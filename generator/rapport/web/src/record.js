/**
 * The way from a result to a learning record, whose script is fetched when it is wanted.
 * @module
 */
import { element } from "./dom.js";
import { say } from "./words.js";

/**
 * What a record says of the quiz, and where kept records are shown.
 * @typedef {{subject: object, organisation: string, keeps: boolean, logHref: string}} Record
 */

// Only while a classic script first runs does the page say which one it is.
const own = /** @type {HTMLScriptElement | null} */ (document.currentScript)?.src || "";

/** The other script, once it is here. */
const records = () => /** @type {any} */ (window).rapportCpd;

/**
 * Whether a record is being written in a result, which then takes the focus: what would take
 * the result away waits.
 * @param {import("./result.js").ResultShown} shown @returns {boolean}
 */
export const isWriting = ({ extras, announce }) => Boolean(records()?.busy(extras, announce));

/** @param {string} name @returns {string} the address of a file that stands beside this script */
const beside = (name) => new URL(name, own).href;

/**
 * @param {import("./result.js").ResultShown} shown
 */
export const openRecord = (shown) => {
  const open = () => records()?.record(shown.extras, details(shown));
  if (records()) return open();
  const script = element("script", { src: beside("cpd.js") });
  script.addEventListener("load", open);
  script.addEventListener("error", () => {
    script.remove();
    shown.announce(say("record_unreachable"));
  });
  document.head.append(element("link", { rel: "stylesheet", href: beside("kept.css") }), script);
};

/**
 * A check of the reader's own needs is for nobody else: its record names it, and no result.
 * @param {import("./result.js").ResultShown} shown
 */
const details = ({ data, form, title, figures, announce }) => ({
  ...data.record,
  announce,
  result: data.kind === "dual" ? null : figures ? say("named", { name: title, words: figures }) : title,
  answers: data.kind === "dual" || data.kind === "knowledge" ? null : said(form),
});

/**
 * Every question with the words of its answer. @param {HTMLFormElement} form
 * @returns {[question: string, answer: string][]}
 */
const said = (form) =>
  [...form.querySelectorAll("[data-slot]")].map((slot) => {
    const asked = slot.closest(".rapport-quiz__item")?.querySelector(".rapport-quiz__asked")?.textContent || "";
    const half = slot.querySelector("legend strong")?.textContent;
    const chosen = [...slot.querySelectorAll("input")].find((input) => input.checked);
    return [half ? `${asked} (${half})` : asked, chosen?.parentElement?.textContent || "–"];
  });
