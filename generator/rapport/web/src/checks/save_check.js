/**
 * Keeping a check beside its result. Nothing is written before the reader presses “Save”.
 * @module
 */
import { button, element, focus } from "../dom.js";
import { download } from "../download.js";
import { dayWords, today } from "../kept/days.js";
import { notWritten, trouble } from "../kept/storage_notice.js";
import { say } from "../words.js";
import { aliasField } from "./alias_field.js";
import { exported } from "./exported.js";
import { LONGEST_LINE, entries, fitted, keptUntil, openChecks, reversed, write } from "./saved_checks.js";

/** @typedef {import("./saved_checks.js").Entry} Entry */
/** @typedef {{quiz: string, href: string, retention: number, words: object}} SaveData */

/** @returns {SaveData[]} which quizzes of the page can be kept */
const saveData = () =>
  [...document.querySelectorAll(".rapport-save-data")].map((found) => JSON.parse(found.textContent || ""));

/**
 * The form of the panel, still without its acts.
 * @param {SaveData} about @param {() => string[]} used aliases in use
 * @param {(words: string) => void} announce
 */
const formParts = ({ quiz, href, retention }, used, announce) => {
  const id = `keep-${quiz}`;
  const alias = aliasField(`${id}---alias`, "", used, announce);
  const line = element("input", {
    id: `${id}---line`,
    class: "text",
    type: "text",
    maxlength: `${LONGEST_LINE}`,
    "aria-describedby": `${id}---line---hint`,
  });
  const told = trouble("trouble", element("a", { href }, say("kept_link")));
  const save = element("button", { type: "submit", class: "button button--main" }, say("keep_save"));
  const acts = element("div", { class: "actions" }, save);
  const form = element(
    "form",
    { class: "save-form", method: "dialog", autocomplete: "off" },
    element(
      "ul",
      { class: "plain" },
      ...["keep_where", "keep_shared", "keep_records"].map((key) => element("li", {}, say(key))),
      element("li", {}, say("keep_until", { count: retention })),
    ),
    told.line,
    told.way,
    alias.shown,
    element(
      "div",
      { class: "field" },
      element("label", { for: line.id }, say("keep_line")),
      element("p", { class: "hint", id: `${line.id}---hint` }, say("keep_line_hint")),
      line,
    ),
    acts,
  );
  form.hidden = true;
  return { form, alias, line, told, save, acts };
};

/**
 * The check of a result under the alias that was typed; `null` without one.
 * @param {import("../result.js").ResultShown} result @param {string} alias @param {string} line
 * @returns {Entry | null}
 */
const checkOf = ({ data, sheet, score }, alias, line) =>
  alias
    ? {
        quiz: data.quiz,
        version: data.version,
        alias,
        date: today(),
        answers: { ...sheet },
        class: score.outcomes.result.replace(/^class:/, ""),
        sum: Number(score.quantities.sum?.[0]),
        pull: Number(score.quantities.pull?.[0]),
        ...(line ? { line } : {}),
      }
    : null;

/**
 * The button that opens the form and folds it up again.
 * @param {HTMLElement} form
 */
const openerOf = (form) => {
  const opener = button(say("keep_open"), () => {
    form.hidden = !form.hidden;
    opener.setAttribute("aria-expanded", `${!form.hidden}`);
  });
  opener.setAttribute("aria-expanded", "false");
  return opener;
};

/**
 * What the form offers as the storage is: to save, or why not, and a file in its place. It
 * keeps up with what other tabs do to the storage.
 * @param {ReturnType<typeof openChecks>} store @param {ReturnType<typeof formParts>} parts
 * @param {HTMLElement} asFile
 * @returns {(written: import("../store.js").Written) => void} to be called after each try
 */
const offers = (store, { form, alias, told, save }, asFile) => {
  /** @param {import("../store.js").Written} written */
  const show = (written) => {
    told.show(written);
    asFile.hidden = written === "saved";
    save.hidden = !["saved", "full", "refused"].includes(written);
  };
  const look = () => {
    const { state } = store.read();
    show(state === "ready" ? "saved" : state);
  };
  look();
  store.watch(() => {
    const within = form.contains(document.activeElement);
    look();
    if (within && document.activeElement?.closest("[hidden]")) alias.input.focus();
  });
  return show;
};

/**
 * @param {import("../result.js").ResultShown} result @param {SaveData} about
 */
const panel = (result, about) => {
  const store = openChecks();
  const used = () => {
    const now = store.read();
    return now.state === "ready" ? entries(now.value).map(({ alias }) => alias) : [];
  };
  const parts = formParts(about, used, result.announce);
  const { form, alias, save } = parts;
  const opener = openerOf(form);
  const made = () => checkOf(result, alias.read(), fitted(parts.line.value, LONGEST_LINE));
  const asFile = button(say("keep_download"), () => {
    const check = made();
    if (check) download(`check-${check.date}.json`, "application/json", exported([check]));
  });
  const show = offers(store, parts, asFile);
  /** @param {HTMLElement} from @param {HTMLElement} to */
  const turn = (from, to) => {
    from.replaceWith(to);
    opener.hidden = from === form;
  };
  const keep = keeping(store, result, about, {
    made,
    cannot(why) {
      show(why);
      focus(parts.told.line);
    },
    kept(shown) {
      show("saved");
      turn(form, shown);
    },
    back(shown) {
      turn(shown, form);
      alias.input.focus();
    },
  });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (save.hidden) asFile.click();
    else keep();
  });
  parts.acts.append(asFile);
  result.extras.append(element("div", { class: "save" }, opener, form));
};

/**
 * Keeping the check, and taking that back.
 * @param {ReturnType<typeof openChecks>} store
 * @param {import("../result.js").ResultShown} result @param {SaveData} about
 * @param {object} shown what becomes of the form
 * @param {() => Entry | null} shown.made
 * @param {(why: Exclude<import("../store.js").Written, "saved">) => void} shown.cannot
 * @param {(panel: HTMLElement) => void} shown.kept
 * @param {(panel: HTMLElement) => void} shown.back
 */
const keeping = (store, { title, announce }, about, { made, cannot, kept, back }) => () => {
  const check = made();
  if (!check) return;
  const { written, done } = write(store, { remove: [], add: [check] });
  if (written !== "saved") return cannot(written);
  const undo = () => {
    const now = write(store, reversed(done)).written;
    if (now !== "saved") return announce(notWritten(now));
    back(saved);
    announce(say("keep_undone"));
  };
  const saved = savedWords(check, title, about, done.add.length ? undo : null);
  kept(saved);
  focus(/** @type {HTMLElement} */ (saved.firstChild));
};

/**
 * @param {Entry} check @param {string} title @param {SaveData} about
 * @param {(() => void) | null} undo `null` where the same check was kept before
 */
const savedWords = ({ alias, date }, title, { href, retention }, undo) => {
  const values = { alias, title, date: dayWords(date), until: dayWords(keptUntil(date, retention)) };
  return element(
    "div",
    { class: "saved" },
    element("p", {}, say("kept", values)),
    element("p", {}, say("kept_until", values)),
    element(
      "div",
      { class: "actions" },
      element("a", { href }, say("kept_link")),
      undo && button(say("keep_undo"), undo),
    ),
  );
};

document.addEventListener("rapport-result", (event) => {
  /** @type {import("../result.js").ResultShown} */
  const result = /** @type {any} */ (event).detail;
  const about = saveData().find(({ quiz }) => quiz === result.data.quiz);
  if (!about) return;
  Object.assign(/** @type {any} */ (window).rapportWords, about.words);
  panel(result, about);
});
