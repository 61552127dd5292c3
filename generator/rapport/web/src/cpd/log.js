/**
 * The log: the records of a period, their sum, and everything that can be done with them.
 * @module
 */
import { button, element, focus } from "../dom.js";
import { labelled } from "../kept/controls.js";
import { fileButton } from "../kept/chosen_file.js";
import { dayWords, timeWords, today } from "../kept/days.js";
import { asideNotice, notWritten, storageNotice } from "../kept/storage_notice.js";
import { say } from "../words.js";
import { downloadCsv, downloadJson, fileName, imported, LARGEST_FILE } from "./files.js";
import { noticePanel, takeAway } from "./hand.js";
import { log, sorted } from "./keeping.js";
import { periodWords, PRESETS, within } from "./periods.js";
import { contentOf } from "./record.js";
import { monthTable, printLog, recordFacts, sumWords } from "./sheet.js";

/** @typedef {import("./record.js").LearningRecord} LearningRecord */
/** @typedef {import("./keeping.js").Change} Change */
/**
 * @typedef {object} Around
 * @property {string} organisation
 * @property {(record: LearningRecord) => void} edit
 * @property {(words: string) => void} announce
 */

/**
 * @param {Around} around
 * @returns {{section: HTMLElement, renew: () => void}} `renew` shows what is kept now
 */
export const learningLog = ({ organisation, edit, announce }) => {
  const heading = element("h2", { class: "heading" }, say("cpd_log"));
  const body = element("div", {});
  const filter = periodFilter(() => announce(renew()));
  const changing = changes(() => renew());
  const bring = fileButton(say("cpd_import"), ".json,application/json", LARGEST_FILE, bringer(changing));
  const { remove } = changing;
  const rowsOf = rowKeeper({ edit, remove });

  /** @param {LearningRecord[]} records */
  const whole = (records) => {
    const period = filter.period();
    const shown = within(records, period);
    return [
      filter.box,
      element("p", { class: "sum" }, sumWords(shown)),
      ...rowsOf(shown),
      ...(shown.length ? [monthTable(shown), element("div", { class: "actions" }, ...periodActs(shown, period, organisation))] : []),
      element(
        "div",
        { class: "actions" },
        bring,
        lasting("cpd_delete_all", records.length, () => remove(records)),
      ),
    ];
  };
  /** @returns {string} the sum, in words */
  const renew = () => {
    const found = log.read();
    const records = found.state === "ready" ? found.value : [];
    const none = [element("p", {}, say("cpd_empty")), element("div", { class: "actions" }, bring)];
    const afresh = () => {
      renew();
      focus(heading);
    };
    const notice = storageNotice(log, found, "rapport-cpd.txt", afresh);
    const aside = asideNotice(log, "rapport-cpd-aside.txt", afresh);
    const parts = notice ? [notice] : records.length ? whole(records) : none;
    keepingFocus(body, () => body.replaceChildren(...parts, ...(aside ? [aside] : [])));
    return sumWords(within(records, filter.period()));
  };
  log.watch(() => {
    if (!body.isConnected) return;
    follow(body, heading, renew);
    announce(say("cpd_other_tab"));
  });
  renew();
  const privacy = element("p", { class: "hint" }, say("cpd_privacy"));
  return { section: element("section", { class: "log" }, heading, privacy, changing.told, body), renew };
};

/**
 * Shows what another tab has written. A control that is gone gives the focus to the heading.
 * @param {HTMLElement} body @param {HTMLElement} heading @param {() => void} renew
 */
const follow = (body, heading, renew) => {
  const within = body.contains(document.activeElement);
  renew();
  if (within && !body.contains(document.activeElement)) focus(heading);
};

/**
 * Changes to the log, each told with its way back.
 * @typedef {object} Changing
 * @property {HTMLElement} told
 * @property {(words: string, undo?: Change | null, more?: Node | null) => void} tell without
 *   `undo` nothing was written, so the way back from what was done before stays
 * @property {(wanted: Change, done: (undo: Change) => void) => void} change
 * @property {(take: LearningRecord[]) => void} remove
 */

/** @param {() => void} renew @returns {Changing} */
const changes = (renew) => {
  const told = element("div", {});
  /** @type {HTMLElement | null} */
  let back = null;
  /** @type {Changing["tell"]} */
  const tell = (words, undo, more = null) => {
    if (undo !== undefined) back = undo && button(say("cpd_undo"), () => change(undo, () => tell(say("cpd_undone"), null)));
    const panel = noticePanel(words, back);
    if (more) panel.insertBefore(more, panel.lastChild);
    told.replaceChildren(panel);
    focus(panel);
  };
  /** @type {Changing["change"]} */
  const change = (wanted, done) => {
    const { written, undo } = log.apply(wanted);
    renew();
    if (written === "saved") done(undo);
    else tell(notWritten(written));
  };
  /** @type {Changing["remove"]} */
  const remove = (take) =>
    change({ take }, (undo) => tell(say("cpd_deleted", { count: undo.put?.length || 0 }), undo));
  return { told, tell, change, remove };
};

/**
 * Takes the records of a file into the log.
 * @param {Changing} changing
 * @returns {(chosen: import("../kept/chosen_file.js").Chosen) => void}
 */
const bringer = ({ tell, change }) => (chosen) => {
  const file = "text" in chosen ? imported(chosen.text) : chosen;
  if ("fault" in file) return tell(say(file.fault === "unreadable" ? "cpd_file_other" : `cpd_file_${file.fault}`));
  const found = log.read();
  const { fresh, skipped } = sorted(found.state === "ready" ? found.value : [], file.records);
  change({ put: fresh }, (undo) =>
    tell(broughtWords(fresh.length, skipped, file.refused.length), fresh.length ? undo : undefined, refusals(file.refused)),
  );
};

/**
 * Makes the rows of records. A record that was shown before keeps its row, so that an open one
 * stays open.
 * @param {{edit: (record: LearningRecord) => void, remove: (take: LearningRecord[]) => void}} acts
 * @returns {(shown: LearningRecord[]) => HTMLElement[]}
 */
const rowKeeper = ({ edit, remove }) => {
  /** @type {Map<string, HTMLElement>} */
  let rows = new Map();
  /** @param {LearningRecord} record */
  const row = (record) =>
    kept(record, [
      button(say("cpd_edit"), () => edit(record)),
      ...takeAway((act) => () => act(record)),
      button(say("cpd_delete"), () => remove([record])),
    ]);
  return (shown) => {
    rows = new Map(shown.map((one) => [contentOf(one), rows.get(contentOf(one)) || row(one)]));
    return [...rows.values()];
  };
};

/**
 * What can be done with the records of a period.
 * @param {LearningRecord[]} shown @param {import("./periods.js").Period} period
 * @param {string} organisation
 */
const periodActs = (shown, period, organisation) => {
  const name = fileName(today(), say("cpd_log_title"));
  return [
    lasting("cpd_print_log", 0, () => printLog(shown, periodWords(period), organisation)),
    lasting("cpd_json", shown.length, () => downloadJson(name, shown)),
    lasting("cpd_csv", 0, () => downloadCsv(name, shown)),
  ];
};

/**
 * A button that is made anew whenever the log is, and keeps the focus then.
 * @param {"cpd_print_log" | "cpd_json" | "cpd_csv" | "cpd_delete_all"} key its label
 * @param {number} count in the label @param {() => void} act
 */
const lasting = (key, count, act) => {
  const made = button(say(key, { count }), act);
  made.dataset.key = key;
  return made;
};

/**
 * What is put back into the page at the same moment keeps the focus, and so does a button
 * that is made anew.
 * @param {HTMLElement} body @param {() => void} act
 */
const keepingFocus = (body, act) => {
  const active = /** @type {HTMLElement | null} */ (document.activeElement);
  act();
  if (!active || active === document.activeElement) return;
  const { key } = active.dataset;
  const now = active.isConnected ? active : key ? body.querySelector(`[data-key="${key}"]`) : null;
  /** @type {HTMLElement | null} */ (now)?.focus();
};

/** @param {LearningRecord} record @param {HTMLElement[]} acts */
const kept = (record, acts) => {
  const title = element("strong", { dir: "auto" }, record.title);
  const line = element(
    "span",
    { class: "line" },
    element("span", {}, dayWords(record.date)),
    title,
    element("span", {}, timeWords(record.minutes)),
  );
  return element(
    "details",
    { class: "details" },
    element("summary", { class: "summary" }, line),
    element("div", { class: "inside" }, recordFacts(record), element("div", { class: "actions" }, ...acts)),
  );
};

/**
 * @param {() => void} changed
 * @returns {{box: HTMLElement, period: () => import("./periods.js").Period}}
 */
const periodFilter = (changed) => {
  const preset = element(
    "select",
    {},
    ...[...Object.keys(PRESETS), "own"].map((name) => element("option", { value: name }, say(`cpd_period_${name}`))),
  );
  const [from, to] = [element("input", { type: "date" }), element("input", { type: "date" })];
  preset.addEventListener("change", () => {
    if (preset.value in PRESETS) [from.value, to.value] = PRESETS[preset.value]();
    changed();
  });
  for (const day of [from, to]) {
    day.addEventListener("change", () => {
      preset.value = "own";
      changed();
    });
  }
  const box = element(
    "div",
    { class: "fields filter", role: "group", "aria-label": say("cpd_period") },
    labelled(say("cpd_period"), preset),
    labelled(say("cpd_from"), from),
    labelled(say("cpd_to"), to),
  );
  return { box, period: () => [from.value, to.value] };
};

/** @param {number} added @param {number} skipped @param {number} refused */
const broughtWords = (added, skipped, refused) =>
  [
    say("cpd_added", { count: added }),
    skipped ? say("cpd_skipped", { count: skipped }) : "",
    refused ? say("cpd_refused", { count: refused }) : "",
  ]
    .filter(Boolean)
    .join(" ");

/** That many are told one by one; their number is told in any case. */
const MOST_REFUSALS = 10;

/** @param {[number: number, fault: string][]} refused @returns {HTMLElement | null} */
const refusals = (refused) => {
  const lines = refused
    .slice(0, MOST_REFUSALS)
    .map(([number, fault]) =>
      fault === "shape"
        ? say("cpd_refused_shape", { number })
        : say("cpd_refused_field", { number, label: say(`cpd_${fault}`) }),
    );
  if (refused.length > MOST_REFUSALS) lines.push("…");
  return lines.length ? element("ul", {}, ...lines.map((words) => element("li", {}, words))) : null;
};
