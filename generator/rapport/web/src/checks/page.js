/**
 * Brings together what the page of kept checks shows, and keeps it as the storage has it.
 * @module
 */
import { element, focus } from "../dom.js";
import { dayWords, today } from "../kept/days.js";
import { asideNotice, notWritten, storageNotice } from "../kept/storage_notice.js";
import { say } from "../words.js";
import { caseloadPart } from "./caseload_picture.js";
import { edit } from "./editor.js";
import { files } from "./files.js";
import { filters } from "./filters.js";
import { classLabel } from "./known.js";
import { message } from "./message.js";
import { groups, people } from "./people.js";
import { entries, expired, identity, openChecks, reversed, write } from "./saved_checks.js";

/** @typedef {import("./saved_checks.js").Entry} Entry */
/** @typedef {import("./saved_checks.js").Change} Change */

/**
 * @param {HTMLElement} root @param {import("./known.js").PageData} data
 */
export const checksPage = (root, data) => {
  const store = openChecks();
  const bar = message();
  /** @type {Entry[]} */
  let list = [];
  /** @type {Set<string>} */
  const open = new Set();
  const top = element("div", { class: "kept-top" });
  const count = element("p", { class: "count" });
  const pictures = element("div", { class: "kept-pictures" });
  const persons = element("div", { class: "kept-people" });

  /**
   * Writes a change, tells of it with its undo, and gives the button of that.
   * @param {Change} change @param {string} words @returns {HTMLElement | null} `null` when
   *   nothing was written
   */
  const act = (change, words) => {
    const { written, done } = write(store, change);
    refresh();
    if (written !== "saved") {
      bar.tell(notWritten(written));
      return null;
    }
    const changes = done.add.length + done.remove.length > 0;
    return bar.tell(words, changes ? () => takeBack(done) : null);
  };
  const takeBack = (/** @type {Change} */ done) => {
    const { written } = write(store, reversed(done));
    refresh();
    bar.tell(written === "saved" ? say("my_undone") : notWritten(written));
    const [first] = [...done.remove, ...done.add];
    focusKey(`remove ${identity(first)}`) || focusTop();
  };
  /** @param {string} key @returns {boolean} whether there is such a control to use */
  const focusKey = (key) => {
    const found = [...root.querySelectorAll("[data-key]")].find((one) => one.getAttribute("data-key") === key);
    const within = found?.closest("details");
    if (found instanceof HTMLDetailsElement) found.querySelector("summary")?.focus();
    else if (found instanceof HTMLElement) {
      if (within) within.open = true;
      found.focus();
    }
    return Boolean(found);
  };
  const focusTop = () => {
    const heading = root.querySelector("h2");
    if (heading) focus(heading);
  };
  const acts = {
    /** @param {Entry} entry */
    remove(entry) {
      const words = say("my_removed", { alias: entry.alias, date: dayWords(entry.date) });
      (act({ remove: [entry], add: [] }, words) || top).focus();
    },
    /** @param {Entry} entry */
    edit(entry) {
      const key = `edit ${identity(entry)}`;
      edit(root, entry, data, () => list.map(({ alias }) => alias), (changed) => {
        if (!changed || identity(changed) === identity(entry)) return void (focusKey(key) || focusTop());
        const result = classLabel(changed, data);
        const undo = act({ remove: [entry], add: [changed] }, say("my_changed", { result }));
        if (!focusKey(`edit ${identity(changed)}`)) undo?.focus();
      });
    },
  };
  const chosen = filters(data, () => {
    show();
    bar.announce(countWords());
  });
  const kit = files(data, () => list, {
    bring: (add, words) => act({ remove: [], add }, words)?.focus(),
    tell: (words) => void bar.tell(words),
    clear: () => (act({ remove: list, add: [] }, say("my_cleared")) || top).focus(),
  });

  const countWords = () => say("my_shown", { shown: chosen.kept(list).length, count: list.length });
  const show = () => {
    const held = document.activeElement?.closest("[data-key]")?.getAttribute("data-key");
    const shown = chosen.kept(list);
    const quizzes = groups(list, ({ quiz }) => quiz);
    const named = quizzes.size > 1;
    count.textContent = countWords();
    pictures.replaceChildren(
      ...[...groups(chosen.ofQuiz(list), ({ quiz }) => quiz).values()].map((of) => caseloadPart(of, data, today(), named)),
    );
    persons.replaceChildren(shown.length ? people(list, shown, data, named, open, acts) : element("p", {}, say("my_none_shown")));
    if (held && root.contains(document.activeElement) === false) focusKey(held);
  };
  const refresh = () => {
    const found = store.read();
    const ready = found.state === "ready";
    list = ready ? entries(found.value) : [];
    const notice = storageNotice(store, found, `my-checks-${today()}.txt`, () => {
      refresh();
      bar.tell(say("my_put_aside"));
      focusTop();
    });
    const any = list.length > 0;
    top.replaceChildren(...(notice ? [notice] : any ? [] : [emptyPart(data)]));
    const aside = asideNotice(store, `my-checks-aside-${today()}.txt`, () => {
      refresh();
      bar.tell(say("my_aside_deleted"));
      focusTop();
    });
    if (aside) top.append(aside);
    for (const part of [chosen.shown, count, pictures, persons]) part.hidden = !any;
    kit.shown.hidden = !ready;
    kit.update(any);
    chosen.update(list);
    if (any) show();
  };

  top.tabIndex = -1;
  root.querySelector(".rapport-kept__unscripted")?.remove();
  root.append(top, pictures, chosen.shown, count, persons, kit.shown, bar.shown);
  const old = removeExpired(store, data.retention);
  refresh();
  if (old) bar.tell(say("my_expired", { count: old, days: data.retention }));
  store.watch(() => {
    refresh();
    bar.announce(say("my_other_tab"));
  });
  // A page that the browser kept for “Back” may be older than the storage.
  window.addEventListener("pageshow", (event) => event.persisted && refresh());
};

/**
 * @param {ReturnType<typeof openChecks>} store @param {number} retention
 * @returns {number} how many checks were too old and are gone
 */
const removeExpired = (store, retention) => {
  const found = store.read();
  const remove = found.state === "ready" ? expired(entries(found.value), retention, today()) : [];
  if (!remove.length) return 0;
  const { written, done } = write(store, { remove, add: [] });
  return written === "saved" ? done.remove.length : 0;
};

/** @param {import("./known.js").PageData} data */
const emptyPart = ({ quizzes }) =>
  element(
    "div",
    { class: "empty" },
    element("h2", { class: "heading" }, say("my_empty")),
    element("p", {}, say("my_empty_how")),
    element("ul", {}, ...quizzes.map(({ href, title }) => element("li", {}, element("a", { href }, title)))),
  );
