/**
 * Brings together what the page of kept checks shows, and keeps it as the storage has it.
 * @module
 */
import { element } from "../dom.js";
import { today } from "../kept/days.js";
import { asideNotice, storageNotice } from "../kept/storage_notice.js";
import { say } from "../words.js";
import { caseloadPart } from "./caseload_picture.js";
import { changes, checkActs, focusing } from "./changes.js";
import { files } from "./files.js";
import { filters } from "./filters.js";
import { isKnown } from "./known.js";
import { message } from "./message.js";
import { groups, people } from "./people.js";
import { entries, expired, openChecks, write } from "./saved_checks.js";

/** @typedef {import("./saved_checks.js").Entry} Entry */
/** @typedef {import("./known.js").PageData} PageData */
/** @typedef {import("./changes.js").Focusing} Focusing */

/** @param {HTMLElement} root @param {PageData} data */
export const checksPage = (root, data) => {
  const store = openChecks();
  const bar = message();
  const to = focusing(root);
  /** @type {Entry[]} */
  let list = [];
  const top = element("div", { class: "kept-top" });
  const act = changes(store, bar, to, () => refresh());
  const chosen = filters(data, () => {
    show();
    bar.announce(parts.words(list));
  });
  const parts = checkParts(data, chosen, checkActs(root, data, act, to, top, () => list));
  const kit = files(data, () => list, {
    bring: (add, words) => act({ remove: [], add }, words)?.focus(),
    tell: (words) => void bar.tell(words),
    clear: () => (act({ remove: list, add: [] }, say("my_cleared")) || top).focus(),
  });

  const show = () => {
    const held = document.activeElement?.closest("[data-key]")?.getAttribute("data-key");
    parts.show(list);
    if (held && !root.contains(document.activeElement)) to.key(held);
  };
  const refresh = () => {
    const found = store.read();
    const ready = found.state === "ready";
    list = ready ? entries(found.value) : [];
    const any = list.length > 0;
    const told = notices(store, found, (words) => {
      refresh();
      bar.tell(words, null);
      to.top();
    });
    top.replaceChildren(...(ready && !any ? [emptyPart(data)] : []), ...told);
    for (const part of [chosen.shown, parts.count, parts.pictures, parts.persons]) part.hidden = !any;
    kit.shown.hidden = !ready;
    kit.update(any);
    chosen.update(list);
    if (any) show();
  };

  top.tabIndex = -1;
  root.querySelector(".rapport-kept__unscripted")?.remove();
  root.append(top, parts.pictures, chosen.shown, parts.count, parts.persons, kit.shown, bar.shown);
  const old = removeExpired(store, data);
  refresh();
  if (old) bar.tell(say("my_expired", { count: old, days: data.retention }));
  follow(store, refresh, () => bar.announce(say("my_other_tab")));
};

/**
 * What is shown of the checks that the filters leave.
 * @param {PageData} data @param {import("./filters.js").Filters} chosen
 * @param {import("./people.js").Acts} acts
 */
const checkParts = (data, chosen, acts) => {
  const count = element("p", { class: "count" });
  const pictures = element("div", { class: "kept-pictures" });
  const persons = element("div", { class: "kept-people" });
  /** @type {Set<string>} */
  const open = new Set();
  const words = (/** @type {Entry[]} */ list) =>
    say("my_shown", { shown: chosen.kept(list).length, count: list.length });
  return {
    count,
    pictures,
    persons,
    words,
    /** @param {Entry[]} list */
    show(list) {
      const shown = chosen.kept(list);
      const named = groups(list, ({ quiz }) => quiz).size > 1;
      const byQuiz = groups(chosen.ofQuiz(list), ({ quiz }) => quiz);
      count.textContent = words(list);
      pictures.replaceChildren(...[...byQuiz.values()].map((of) => caseloadPart(of, data, today(), named)));
      persons.replaceChildren(
        shown.length ? people(list, shown, data, named, open, acts) : element("p", {}, say("my_none_shown")),
      );
    },
  };
};

/**
 * What is told of the storage.
 * @param {ReturnType<typeof openChecks>} store @param {ReturnType<typeof store.read>} found
 * @param {(words: string) => void} done called when the reader has put something aside or away
 * @returns {HTMLElement[]}
 */
const notices = (store, found, done) =>
  [
    storageNotice(store, found, `my-checks-${today()}.txt`, () => done(say("my_put_aside"))),
    asideNotice(store, `my-checks-aside-${today()}.txt`, () => done(say("my_aside_deleted"))),
  ].filter((notice) => notice !== null);

/**
 * Keeps up with what other tabs write.
 * @param {ReturnType<typeof openChecks>} store @param {() => void} refresh
 * @param {() => void} tell
 */
const follow = (store, refresh, tell) => {
  store.watch(() => {
    refresh();
    tell();
  });
  // A page that the browser kept for “Back” may be older than the storage.
  window.addEventListener("pageshow", (event) => event.persisted && refresh());
};

/**
 * Another site at the same address shares the storage, and may keep its checks for longer.
 * @param {ReturnType<typeof openChecks>} store @param {PageData} data
 * @returns {number} how many checks of the site's own quizzes were too old and are gone
 */
const removeExpired = (store, data) => {
  const found = store.read();
  const own = found.state === "ready" ? entries(found.value).filter((entry) => isKnown(entry, data)) : [];
  const remove = expired(own, data.retention, today());
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
