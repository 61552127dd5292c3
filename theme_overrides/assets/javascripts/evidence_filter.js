// @ts-check
/*
 * The evidence map's filter: claims of the strengths and relations that are ticked; where
 * nothing is ticked in a group, any. What is ticked is kept in the address, so that “what goes
 * against the source” can be sent to a colleague.
 */

(() => {
  const form = document.querySelector("form.rp-filter");
  if (!(form instanceof HTMLFormElement)) return;
  const claims = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".rp-grade .rp-claim")]);
  const grades = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".rp-grade")]);
  const boxes = [...form.querySelectorAll("input")];
  const status = form.querySelector('[role="status"]');
  const all = form.querySelector("button");

  /** @param {string} name */
  const ticked = (name) => boxes.filter((b) => b.name === name && b.checked).map((b) => b.value);

  /** @param {{write: boolean}} options whether the address is written anew */
  const update = ({ write }) => {
    const strengths = ticked("strength");
    const relations = ticked("relation");
    const some = strengths.length + relations.length > 0;
    let shown = 0;
    for (const claim of claims) {
      const { strength = "", relation = "" } = claim.dataset;
      claim.hidden =
        (strengths.length > 0 && !strengths.includes(strength)) ||
        (relations.length > 0 && !relations.includes(relation));
      shown += claim.hidden ? 0 : 1;
    }
    for (const grade of grades) grade.hidden = !grade.querySelector(".rp-claim:not([hidden])");
    if (status) status.textContent = words(shown);
    all?.toggleAttribute("hidden", !some);
    if (write) address(strengths, relations);
  };

  /** @param {number} shown */
  const words = (shown) => {
    if (shown === claims.length) return `All ${shown} claims.`;
    if (shown === 0) return "No claim fits. Take a tick away, or show all claims.";
    return `${shown} of ${claims.length} claims.`;
  };

  /** @param {string[]} strengths @param {string[]} relations */
  const address = (strengths, relations) => {
    const url = new URL(location.href);
    url.search = "";
    for (const value of strengths) url.searchParams.append("strength", value);
    for (const value of relations) url.searchParams.append("relation", value);
    history.replaceState(history.state, "", url);
  };

  const asked = new URL(location.href).searchParams;
  for (const box of boxes) box.checked = asked.getAll(box.name).includes(box.value);
  form.hidden = false;
  form.addEventListener("change", () => update({ write: true }));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => {
    // The boxes are emptied after this event; the button goes, so the focus is led back.
    setTimeout(() => {
      update({ write: true });
      boxes[0]?.focus();
    });
  });
  // A link to a grade that the filter hides shows everything again.
  const reveal = () => {
    const aim = document.getElementById(location.hash.slice(1));
    if (!aim?.closest("[hidden]")) return;
    for (const box of boxes) box.checked = false;
    update({ write: true });
    aim.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  update({ write: false });
  reveal();
})();
