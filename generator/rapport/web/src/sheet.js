/**
 * Reads the answers out of a form.
 * @module
 */

/** @typedef {import("./data.js").QuizData} QuizData */
/** @typedef {import("./interpreter.js").Slot} Slot */

/**
 * @typedef {object} Answers
 * @property {import("./interpreter.js").Sheet} sheet the answers that count
 * @property {number} skipped how many slots are skipped on purpose
 * @property {string[]} blank slots with neither an answer nor a skip, in the order shown
 */

/**
 * Every slot of a quiz, in the order shown.
 * @param {QuizData} data @returns {Slot[]}
 */
export const slots = (data) => data.program.items.flatMap((item) => item.slots);

/**
 * @param {QuizData} data @param {HTMLFormElement} form @returns {Answers}
 */
export const readAnswers = (data, form) => {
  /** @type {Answers} */
  const answers = { sheet: Object.create(null), skipped: 0, blank: [] };
  for (const [id] of slots(data)) {
    const chosen = [...form.querySelectorAll("input")]
      .filter((input) => input.name === id && input.checked)
      .map((input) => input.value);
    if (!chosen.length) answers.blank.push(id);
    else if (chosen[0] === "") answers.skipped += 1;
    else answers.sheet[id] = data.kind === "knowledge" ? bits(data, id, chosen) : Number(chosen[0]);
  }
  return answers;
};

/**
 * Chosen options as one number: the first option in the file counts 1, the next 2, 4, 8 …
 * @param {import("./data.js").KnowledgeData} data @param {string} question
 * @param {string[]} chosen @returns {number}
 */
const bits = (data, question, chosen) => {
  const options = data.items.find(([id]) => id === question)?.[1] || [];
  return options.reduce((sum, id, at) => sum + (chosen.includes(id) ? 2 ** at : 0), 0);
};
