/**
 * The page of kept checks.
 * @module
 */
import { checksPage } from "./page.js";

const start = () => {
  for (const root of document.querySelectorAll('[data-kept="checks"]')) {
    const text = root.querySelector(".rapport-kept-data")?.textContent;
    const data = JSON.parse(text || "null");
    if (data?.format !== 1) continue;
    Object.assign(/** @type {any} */ (window).rapportWords, data.words);
    checksPage(/** @type {HTMLElement} */ (root), data);
  }
};

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
