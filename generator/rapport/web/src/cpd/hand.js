/**
 * The record in hand: its form, and what can be done with it. Whatever the storage does, it
 * stays here until the reader keeps or discards it.
 * @module
 */
import { button, element, focus } from "../dom.js";
import { trouble } from "../kept/storage_notice.js";
import { say } from "../words.js";
import { downloadJson, fileName } from "./files.js";
import { recordForm } from "./form.js";
import { log } from "./keeping.js";
import { printRecord } from "./sheet.js";

/** @typedef {import("./record.js").LearningRecord} LearningRecord */
/**
 * @typedef {object} Around
 * @property {boolean} keeps whether the site keeps anything on devices
 * @property {string | null} logHref where the log is, if not on this page
 * @property {LearningRecord | null} replaces the kept record that is being changed
 * @property {() => void} kept called when the log has changed
 * @property {() => void} closed called when nothing is left in the place
 */
/** @typedef {{busy: () => boolean, focus: () => void}} InHand */

/**
 * @param {HTMLElement} place @param {import("./form.js").Asked} asked @param {Around} around
 * @returns {InHand}
 */
export const takeInHand = (place, asked, around) => {
  const made = recordForm(asked);
  const { form, heading } = made;
  const failed = trouble("fault", logLink(around));
  const put = (/** @type {HTMLElement} */ shown, /** @type {HTMLElement} */ first) => {
    place.replaceChildren(shown);
    focus(first);
  };
  /** @param {(record: LearningRecord) => void} act */
  const withRecord = (act) => () => {
    const record = made.finished();
    if (record) act(record);
  };
  const keep = withRecord((record) => {
    const { written } = log.apply({ put: [record], take: around.replaces ? [around.replaces] : [] });
    failed.show(written);
    if (written === "saved") {
      const panel = keptPanel(record, around);
      put(panel, panel);
      around.kept();
    } else failed.line.focus();
  });
  const discard = () => {
    if (!made.changed()) {
      place.replaceChildren();
      return around.closed();
    }
    const panel = noticePanel(say("cpd_discarded"), button(say("cpd_take_back"), () => put(form, heading)));
    put(panel, panel);
  };
  const keeping = around.keeps
    ? button(say(around.replaces ? "cpd_save" : "cpd_keep"), keep, "button--main")
    : null;
  form.append(
    element("p", { class: "hint" }, say(around.keeps ? "cpd_privacy" : "cpd_no_keep")),
    failed.line,
    failed.way || "",
    element("div", { class: "actions" }, keeping, ...takeAway(withRecord), button(say("cpd_discard"), discard)),
  );
  put(form, heading);
  const busy = () => form.isConnected && made.changed();
  addEventListener("beforeunload", (event) => {
    if (busy()) event.preventDefault();
  });
  return { busy, focus: () => focus(heading) };
};

/**
 * @param {(act: (record: LearningRecord) => void) => () => void} withRecord
 * @returns {HTMLElement[]}
 */
export const takeAway = (withRecord) => [
  button(say("cpd_print"), withRecord(printRecord)),
  button(
    say("cpd_download"),
    withRecord((record) => downloadJson(fileName(record.date, record.title), [record])),
  ),
];

/** @param {string} words @param {(Node | null)[]} acts @returns {HTMLElement} */
export const noticePanel = (words, ...acts) =>
  element(
    "div",
    { class: "kept-notice", role: "group", "aria-label": words },
    element("p", { "aria-hidden": "true" }, words),
    element("div", { class: "actions" }, ...acts),
  );

/** @param {LearningRecord} record @param {Around} around */
const keptPanel = (record, around) =>
  noticePanel(say("cpd_kept"), ...takeAway((act) => () => act(record)), logLink(around));

/** @param {Around} around */
const logLink = ({ logHref }) => (logHref ? element("a", { href: logHref }, say("cpd_to_log")) : null);
