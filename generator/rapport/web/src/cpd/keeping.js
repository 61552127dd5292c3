/**
 * The log in the browser's storage.
 * @module
 */
import { openStore } from "../store.js";
import { contentOf, faultIn } from "./record.js";

/** @typedef {import("./record.js").LearningRecord} LearningRecord */
/**
 * A change to the log, and what undoes it, is what is put in and what is taken out.
 * @typedef {{put?: LearningRecord[], take?: LearningRecord[]}} Change
 */

/** @type {import("../store.js").Kind<LearningRecord[]>} */
export const LOG = {
  key: "rapport-cpd",
  format: 1,
  empty: [],
  valid: (value) => Array.isArray(value) && value.every((record) => !faultIn(record)),
};

/** @typedef {{written: import("../store.js").Written, undo: Change}} Done */

const store = openStore(LOG);

export const log = {
  ...store,

  /**
   * Records are found by what they say, since another tab may have moved them; one that is
   * there already is not put twice. `undo` holds what did change.
   * @param {Change} change @returns {Done}
   */
  apply({ put = [], take = [] }) {
    /** @type {Change} */
    let undo = {};
    let left = 0;
    const written = store.change((records) => {
      const gone = new Set(take.map(contentOf));
      const staying = records.filter((record) => !gone.has(contentOf(record)));
      const { fresh } = sorted(staying, put);
      undo = { put: records.filter((record) => gone.has(contentOf(record))), take: fresh };
      left = staying.length + fresh.length;
      return [...staying, ...fresh];
    });
    // With nothing kept the storage is as it was before anything was.
    if (written === "saved" && !left) store.forget();
    return { written, undo };
  },
};

/**
 * What is new among some records, and how many are there already.
 * @param {LearningRecord[]} known @param {LearningRecord[]} some
 * @returns {{fresh: LearningRecord[], skipped: number}}
 */
export const sorted = (known, some) => {
  const seen = new Set(known.map(contentOf));
  const fresh = some.filter((record) => {
    const content = contentOf(record);
    return !seen.has(content) && seen.add(content);
  });
  return { fresh, skipped: some.length - fresh.length };
};
