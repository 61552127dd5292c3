/**
 * One document in the browser's own storage. Whatever is wrong with the storage is a state
 * to tell the reader of, never an exception; what cannot be read is never written over.
 * @module
 */

/**
 * `blocked`: the browser keeps nothing for this page. `damaged`: what is there cannot be
 * read. `newer`: a later Rapport wrote it. In the last two `text` is what is there.
 * @template T
 * @typedef {{state: "ready", value: T} | {state: "blocked"} |
 *   {state: "damaged" | "newer", text: string}} Found
 */
/** @typedef {"saved" | "refused" | "full" | "blocked" | "damaged" | "newer"} Written */
/**
 * @template T
 * @typedef {object} Kind
 * @property {string} key where in the storage
 * @property {number} format the number of the format that this script writes
 * @property {T} empty what is there before anything is
 * @property {(value: any) => boolean} valid whether a value of this format has its shape
 * @property {Record<number, (value: any) => any>} [older] from a format to the next one
 */
/**
 * @template T
 * @typedef {object} Store
 * @property {() => Found<T>} read
 * @property {(change: (value: T) => T) => Written} change reads afresh, so that what another
 *   tab has just written is kept; writes nothing that `read` would not take, and checks that
 *   the storage holds what was written. An empty document leaves nothing behind
 * @property {() => boolean} setAside moves what cannot be read to a key of its own
 * @property {() => string[]} aside what was moved there, which may be private as well
 * @property {() => boolean} forgetAside takes that away
 * @property {() => boolean} forget takes the document away
 * @property {(changed: () => void) => void} watch calls when another tab has written
 */

/** The storage, or `null` where the browser lends none. */
const storage = () => {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
};

/**
 * A document's text as its value, brought up to this script's format.
 * @template T
 * @param {Kind<T>} kind @param {string} text @returns {Found<T>}
 */
export const parsed = ({ format, valid, older = {} }, text) => {
  try {
    const { format: from, value } = JSON.parse(text);
    if (Number.isInteger(from) && from > format) return { state: "newer", text };
    let now = value;
    for (let at = from; at !== format; at += 1) now = older[at](now);
    if (valid(now)) return { state: "ready", value: now };
  } catch {
    // Said by the state.
  }
  return { state: "damaged", text };
};

/**
 * What `act` gives, or `otherwise` where the storage refuses.
 * @template V
 * @param {(place: Storage) => V} act @param {V} otherwise @returns {V}
 */
const tried = (act, otherwise) => {
  try {
    return act(/** @type {Storage} */ (storage()));
  } catch {
    return otherwise;
  }
};

/**
 * What could not be read and was put aside, under keys of its own.
 * @param {string} key
 */
const unread = (key) => {
  const name = `${key}:unread-`;
  const names = (/** @type {Storage} */ place) => Object.keys(place).filter((other) => other.startsWith(name));
  return {
    setAside: () =>
      tried((place) => {
        const text = place.getItem(key);
        let at = 1;
        while (place.getItem(name + at) !== null) at += 1;
        if (text !== null) place.setItem(name + at, text);
        place.removeItem(key);
        return true;
      }, false),
    aside: () => tried((place) => names(place).map((one) => `${place.getItem(one)}`), /** @type {string[]} */ ([])),
    forgetAside: () =>
      tried((place) => {
        for (const one of names(place)) place.removeItem(one);
        return true;
      }, false),
  };
};

/**
 * @template T
 * @param {Kind<T>} kind @returns {Store<T>}
 */
export const openStore = (kind) => {
  const { key, format, empty, valid } = kind;
  /** @returns {Found<T>} */
  const read = () =>
    tried((place) => {
      const text = place.getItem(key);
      return text === null ? { state: "ready", value: empty } : parsed(kind, text);
    }, /** @type {Found<T>} */ ({ state: "blocked" }));
  const forget = () =>
    tried((place) => {
      place.removeItem(key);
      return true;
    }, false);
  /** @param {T} value @returns {Written} */
  const write = (value) => {
    if (JSON.stringify(value) === JSON.stringify(empty)) return forget() ? "saved" : "blocked";
    const text = JSON.stringify({ format, value });
    return tried((place) => {
      place.setItem(key, text);
      return place.getItem(key) === text ? "saved" : "blocked";
    }, "full");
  };
  return {
    read,
    forget,
    ...unread(key),
    change(change) {
      const found = read();
      if (found.state !== "ready") return found.state;
      const value = change(found.value);
      // What could not be read again is not written.
      return valid(value) ? write(value) : "refused";
    },
    watch(changed) {
      window.addEventListener("storage", (event) => {
        if (event.key === key || event.key === null) changed();
      });
    },
  };
};
