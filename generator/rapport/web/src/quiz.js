/**
 * One quiz on a page: its form, its review and its result.
 * @module
 */
import { readData } from "./data.js";
import { button, element, focus } from "./dom.js";
import { score } from "./interpreter.js";
import { progress } from "./progress.js";
import { resultRegion } from "./result.js";
import { group, review } from "./review.js";
import { readAnswers, slots } from "./sheet.js";

/**
 * Brings a server-rendered quiz to life, once.
 * @param {HTMLElement} root
 */
export const enhance = (root) => {
  const data = readData(root);
  const form = root.querySelector("form");
  if (!data || !form || root.dataset.enhanced) return;
  root.dataset.enhanced = "";
  if (data.kind === "knowledge" && data.shuffle) shuffle(form);
  run(root, form, data);
};

/**
 * A form's own members give way to inputs of their name, and items may be called `reset`,
 * `after` or `hidden`. So only members with a capital in their name are used of it; ids
 * have none.
 * @param {HTMLElement} root @param {HTMLFormElement} form
 * @param {import("./data.js").QuizData} data
 */
const run = (root, form, data) => {
  const status = element("p", { class: "status", role: "status" });
  const announce = (/** @type {string} */ words) => {
    status.textContent = words;
  };
  const all = slots(data);
  const optional = all.some((slot) => slot[2]);
  const bar = progress(all.length, announce);
  /** @type {HTMLElement | null} */
  let region = null;

  const update = () => {
    const { sheet, skipped, blank } = readAnswers(data, form);
    bar.update(Object.keys(sheet).length, skipped);
    missing.update(blank);
  };
  const toForm = () => {
    region?.remove();
    region = null;
    root.dataset.state = "form";
    form.toggleAttribute("hidden", false);
    focus(/** @type {HTMLElement} */ (form.querySelector("h2")));
  };
  const restart = () => {
    HTMLFormElement.prototype.reset.call(form);
    update();
    toForm();
    announce("Your answers are cleared.");
  };
  const show = () => {
    const { sheet } = readAnswers(data, form);
    const context = { root, form, data, sheet, score: score(data.program, sheet), announce };
    const made = resultRegion(context, { change: toForm, restart });
    announce("");
    missing.update([]);
    region?.remove();
    region = made.region;
    form.insertAdjacentElement("afterend", region);
    form.toggleAttribute("hidden", true);
    root.dataset.state = "result";
    made.tell();
    focus(made.heading);
  };
  const submit = () => {
    const { blank } = readAnswers(data, form);
    if (!blank.length) return show();
    root.dataset.state = "review";
    missing.show(blank);
    const many = `${blank.length} are not answered yet. This is the first.`;
    announce(blank.length === 1 ? "One is not answered yet. This is it." : many);
    focus(group(form, blank[0]));
  };
  const skipLabel = data.kind === "knowledge" ? "Leave these and show my result" : "Skip these and show my result";
  const missing = review(form, optional ? show : null, skipLabel);

  form.querySelector(".rapport-quiz__unscripted")?.remove();
  form.appendChild(missing.panel);
  form.appendChild(
    element("div", { class: "bar" }, bar.shown, button("See my result", submit, "button--main")),
  );
  root.append(status);
  form.addEventListener("change", update);
  form.addEventListener("submit", (event) => event.preventDefault());
  update();
};

/**
 * Puts the options of each question in an order of chance, once a load. They are moved in
 * the document, so that reading, tabbing and printing follow the same order.
 * @param {HTMLFormElement} form
 */
const shuffle = (form) => {
  for (const choices of form.querySelectorAll(".rapport-quiz__choices")) {
    const options = [...choices.children];
    for (let left = options.length; left; left -= 1) {
      choices.append(...options.splice(Math.floor(Math.random() * left), 1));
    }
  }
};
