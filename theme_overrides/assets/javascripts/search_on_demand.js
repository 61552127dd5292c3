// @ts-check
/*
 * The search index, asked for when it is wanted.
 *
 * The theme asks for the whole index of the site on every page, before anybody has searched. Its
 * request is held back here until the search is pointed at, focused or opened: by a click, a key, or
 * an address with “?q=”. A page that marks the words of a search (“?h=”) has it at once.
 */
// Some browsers would restore an open drawer or search with the page.
addEventListener("pagehide", () => {
  for (const box of document.querySelectorAll("input.md-toggle")) {
    /** @type {HTMLInputElement} */ (box).checked = false;
  }
});

(() => {
  const INDEX = /\/search(?:\/search_index)?\.json$/;
  const field = document.forms.namedItem("search");
  const opened = /** @type {HTMLInputElement | null} */ (document.getElementById("__search"));
  const asked = new URLSearchParams(location.search);
  if (!field || !opened || asked.has("h")) return;
  if (opened.checked || field.contains(document.activeElement)) return;

  /** @type {Promise<void>} */
  const wanted = new Promise((resolve) => {
    for (const sign of ["pointerenter", "focusin"]) {
      field.addEventListener(sign, () => resolve(), { once: true });
    }
    opened.addEventListener("change", () => resolve(), { once: true });
  });
  const { open } = XMLHttpRequest.prototype;
  XMLHttpRequest.prototype.open = function (/** @type {any[]} */ ...given) {
    if (INDEX.test(String(given[1]))) {
      XMLHttpRequest.prototype.open = open;
      this.send = () => void wanted.then(() => XMLHttpRequest.prototype.send.call(this));
    }
    open.apply(this, /** @type {[string, string, boolean]} */ (given));
  };
})();
