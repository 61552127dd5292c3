// @ts-check
/*
 * What a reader sees and hears of a kept site. All words are in the page
 * (theme_overrides/partials/keep_offline.html).
 */

/** @typedef {"none" | "keeping" | "kept" | "removed" | "blocked" | "full" | "network"} State */

/**
 * The control in the footer.
 * @param {HTMLElement} control
 */
export function viewOf(control) {
  const button = /** @type {HTMLButtonElement} */ (control.querySelector("button"));
  const status = /** @type {HTMLElement} */ (control.querySelector("[role=status]"));
  /** @param {string} name */
  const words = (name) => control.querySelector(`[data-words=${name}]`)?.textContent ?? "";
  /** @type {State} */
  let state = "none";

  return {
    button,
    /** @returns {State} what is shown */
    get state() {
      return state;
    },
    /** Say what happens from now on aloud, since somebody asked for it. */
    speak() {
      status.setAttribute("aria-live", "polite");
    },
    /** @param {State} next */
    show(next) {
      state = next;
      status.textContent = words(next);
      // It stays the same button, and where it is: the focus is on it.
      button.textContent = words(next === "kept" ? "remove" : "keep");
      button.setAttribute("aria-disabled", String(next === "keeping"));
      control.dataset.state = next;
      control.hidden = false;
    },
  };
}

/**
 * Offer the newer version, once, and leave the page alone: somebody may be in a quiz.
 * @param {HTMLElement} bar
 */
export function offerNewer(bar) {
  const template = bar.querySelector("template");
  if (!template || !bar.hidden) return;
  bar.hidden = false;
  bar.append(template.content.cloneNode(true));
  const [show, later] = bar.querySelectorAll("button");
  show?.addEventListener("click", () => location.reload());
  later?.addEventListener("click", () => bar.remove());
}
