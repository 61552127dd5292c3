/**
 * Printing one thing of a page and nothing else.
 * @module
 */

/** Takes away what was printed last. */
let finish = () => {};

/**
 * What is printed stays until the reader's next key or press: some browsers say that they
 * have printed before they begin.
 * @param {HTMLElement} sheet @param {string} name what a PDF of it is called
 */
export const printAlone = (sheet, name) => {
  finish();
  const place = document.createElement("div");
  place.className = "rapport-quiz rapport-kept-print";
  place.append(sheet);
  const { title } = document;
  const over = () => {
    place.remove();
    document.body.removeAttribute("data-prints-alone");
    document.title = title;
    for (const event of ["pointerdown", "keydown"]) removeEventListener(event, over, true);
    finish = () => {};
  };
  finish = over;
  document.body.append(place);
  document.body.dataset.printsAlone = "";
  document.title = name;
  for (const event of ["pointerdown", "keydown"]) addEventListener(event, over, true);
  window.print();
};
