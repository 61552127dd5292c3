// @ts-check
/*
 * “Keep this site for reading offline”.
 *
 * Nothing is kept unasked: a phone may be shared. A press on the control asks for it, and so does
 * installing the site as an app.
 */
import { complete, discard, kindOf, reasonFrom, serviceWorkers } from "./kept.js";
import { offerNewer, viewOf } from "./page.js";

/** Remembers, in an installed app only, that somebody had the site removed. */
const NOT_WANTED = "rapport.not-kept:";

/**
 * @param {HTMLElement} control
 * @param {ServiceWorkerContainer} workers
 */
async function start(control, workers) {
  const address = new URL(control.dataset.keep ?? "", location.href);
  const scope = new URL(".", address).href;
  const view = viewOf(control);
  /** @type {ServiceWorkerRegistration | undefined} */
  let registration;
  /** @type {ServiceWorker | null} What came while this page waited for it is not newer than the page. */
  let own = null;

  /** @param {() => Promise<ServiceWorkerRegistration>} registered */
  async function follow(registered) {
    view.show("keeping");
    const told = reasonFrom(workers);
    let failure = "";
    try {
      registration = await registered();
      own = registration.installing;
      if (await complete(registration)) return view.show("kept");
      failure = await told();
    } catch (error) {
      if (error instanceof Error) failure = error.name;
    }
    await clear();
    view.show(kindOf(failure));
  }

  async function clear() {
    if (registration) await discard(registration).catch(() => undefined);
    registration = undefined;
  }

  function keep() {
    wanted(scope, true);
    // Browsers bring a removed worker back without filling its cache, as long as a page is open that
    // it served. To them a worker at another address is a new one.
    address.search = `?${Date.now()}`;
    return follow(() => workers.register(address, { scope, updateViaCache: "none" }));
  }

  workers.addEventListener("message", ({ data, source }) => {
    const bar = document.querySelector("[data-newer]");
    if (data?.newer && source !== own && bar instanceof HTMLElement) offerNewer(bar);
  });
  view.button.addEventListener("click", async () => {
    view.speak();
    if (view.state === "keeping") return;
    if (view.state !== "kept") return keep();
    wanted(scope, false);
    await clear();
    view.show("removed");
  });
  addEventListener("appinstalled", () => {
    if (view.state !== "keeping" && view.state !== "kept") keep();
  });

  const found = await workers.getRegistration(scope).catch(() => undefined);
  // A worker of somebody else, higher up on the same host, is none of ours.
  if (found?.scope === scope) {
    registration = found;
    if (found.active) view.show("kept");
    else await follow(async () => found);
  } else if (matchMedia("(display-mode: standalone)").matches && wanted(scope)) await keep();
  else view.show("none");
}

/**
 * Whether an installed app may keep the site by itself; with ``value``, remember it.
 * @param {string} scope
 * @param {boolean} [value]
 */
function wanted(scope, value) {
  try {
    const key = NOT_WANTED + scope;
    if (value) localStorage.removeItem(key);
    else if (value === false && matchMedia("(display-mode: standalone)").matches) localStorage.setItem(key, "1");
    return localStorage.getItem(key) === null;
  } catch {
    return true;
  }
}

const control = document.querySelector("[data-keep]");
const workers = serviceWorkers();
if (workers && control instanceof HTMLElement) start(control, workers);
