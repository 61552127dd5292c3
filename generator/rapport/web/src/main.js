/**
 * The whole script of a page with quizzes.
 * @module
 */
import { score } from "./interpreter.js";
import { enhance } from "./quiz.js";

const enhanceAll = () => {
  for (const root of document.querySelectorAll(".rapport-quiz")) {
    enhance(/** @type {HTMLElement} */ (root));
  }
};

/**
 * For other carriers and for the tests: the scorer is the one the page uses.
 * @type {{score: typeof score, enhance: typeof enhance}}
 */
const shared = { score, enhance };
const page = /** @type {any} */ (window);
page.rapportQuiz = shared;

// Themes that swap pages without loading them anew say so through this observable.
if (page.document$?.subscribe) page.document$.subscribe(enhanceAll);
else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", enhanceAll);
else enhanceAll();
