// @ts-check
/*
 * The search worker of the theme, asked in its own way.
 *
 * The theme looks for every word of a query as the beginning of a word, so “I”, “to” and “my”
 * find half the site, and “cancelling” does not find “cancels”. People type questions. Here a
 * question loses its small words, and each other word its ending, before the theme sees it:
 * “client keeps cancelling on me” is looked for as “client keep* cancel*”.
 *
 * A query with signs of its own (quotes, +, -, *, :) is passed on as it is, and so is every
 * query where the site is not in English.
 */

/** Words that say nothing about what is wanted. */
const SMALL = new Set(
  (
    "a about after again all always am an and any are as at be because been before but by can can't could did do does " +
    "doesn't don't for from get gets got had has have he her him his how i i'm if in into is isn't it it's its just " +
    "keep keeps kept like me much my no not of on or our out over she should so some someone somebody than that the their them then " +
    "there they they're this to too up us very was we were what what's when where which who why will with won't would " +
    "you your client clients"
  ).split(" "),
);
const ENDING = /(?:ations?|ings?|ies|ied|ers?|ed|es|s)$/;
const OWN_SIGNS = /["+*:~^]|(?:^|\s)-/;
const SHORTEST = 4;

/**
 * A word without its ending, where enough of it is left; the theme adds the “*”.
 * @param {string} word
 */
function beginning(word) {
  const own = word.replace(/['’]s?$/, "");
  const cut = own.replace(ENDING, "");
  if (cut.length < SHORTEST) return own;
  const doubled = cut.length > SHORTEST && cut.at(-1) === cut.at(-2) && !cut.endsWith("s");
  return doubled ? cut.slice(0, -1) : cut;
}

/**
 * What to look for when somebody types a question.
 * @param {string} query
 */
function inEverydayWords(query) {
  if (OWN_SIGNS.test(query)) return query;
  const words = query.toLowerCase().replaceAll("’", "'").match(/[\p{L}\p{N}][\p{L}\p{N}'-]*/gu) ?? [];
  const telling = words.filter((word) => !SMALL.has(word));
  return telling.length ? telling.map(beginning).join(" ") : query;
}

(() => {
  const SETUP = 0;
  const QUERY = 2;
  // A page that was opened from a folder has no workers: this is then a script in a hidden frame
  // (see iframe-worker), whose address says nothing, so the script's own element is asked.
  const element = /** @type {HTMLScriptElement | null} */ (typeof document === "object" ? document.currentScript : null);
  const own = new URL(element ? element.src : self.location.href);
  // In the frame the theme looks for its languages beside the first script, which it takes for itself.
  element?.remove();
  // The frame adds “?” and the time to every address.
  const worker = own.searchParams.get("worker")?.split("?")[0] ?? "";
  if (!/^search\.[\w.]+\.js$/.test(worker)) throw new Error("There is no such search worker.");
  let english = false;
  let asked = false;
  // Registered before the theme's own listener, so it sees every message first.
  addEventListener("message", async (event) => {
    const message = event.data;
    if (message?.type === SETUP) english = message.data?.config?.lang?.join() === "en";
    if (message?.type === QUERY && english && typeof message.data === "string") {
      message.data = inEverydayWords(message.data);
    }
    if (asked) return;
    asked = true;
    // The theme's worker comes with the first message, which is sent when search is wanted. That
    // message it cannot have heard, so it is told again; the theme sends no other before the answer.
    // @ts-ignore A worker has it, and the frame; the page, for which types are checked, has not.
    await importScripts(new URL(`workers/${worker}`, own).href);
    dispatchEvent(new MessageEvent("message", { data: message }));
  });
})();
