/**
 * The page of kept checks.
 * @module
 */
import { checksPage } from "./page.js";

/** Of the page's data (`my_checks_data.py`). */
const FORMAT = 1;

const enlivenAll = () => {
  for (const found of document.querySelectorAll('[data-kept="checks"]:not([data-enhanced])')) {
    const root = /** @type {HTMLElement} */ (found);
    const text = root.querySelector(".rapport-kept-data")?.textContent;
    const data = JSON.parse(text || "null");
    if (data?.format !== FORMAT) continue;
    root.dataset.enhanced = "";
    Object.assign(page.rapportWords, data.words);
    checksPage(root, data);
  }
};

const page = /** @type {any} */ (window);

// Themes that swap pages without loading them anew say so through this observable.
if (page.document$?.subscribe) page.document$.subscribe(enlivenAll);
else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", enlivenAll);
else enlivenAll();
