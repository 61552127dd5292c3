// @ts-check
/* A site on this device: its service worker, and the files that the worker keeps. */

/** Milliseconds after which nobody will say why any more. */
const PATIENCE = 5000;

/**
 * The service workers of this browser, if it lets this page have any.
 * @returns {ServiceWorkerContainer | undefined}
 */
export function serviceWorkers() {
  try {
    return location.protocol.startsWith("http") ? navigator.serviceWorker : undefined;
  } catch {
    // A frame without an origin may not even ask.
    return undefined;
  }
}

/**
 * Wait until everything is kept (true), or the worker has given up.
 * @param {ServiceWorkerRegistration} registration
 * @returns {Promise<boolean>}
 */
export function complete(registration) {
  const worker = registration.installing ?? registration.waiting;
  return new Promise((resolve) => {
    const look = () => {
      if (!worker || worker.state === "activated") resolve(true);
      else if (worker.state === "redundant") resolve(false);
    };
    worker?.addEventListener("statechange", look);
    look();
  });
}

/**
 * Listen for the reason why a worker gives up: the name of an error.
 *
 * It may come after the news that the worker is gone, and never comes if the browser stopped the worker.
 * @param {ServiceWorkerContainer} workers
 * @returns {() => Promise<string>}
 */
export function reasonFrom(workers) {
  /** @type {Promise<string>} */
  const told = new Promise((resolve) => {
    workers.addEventListener("message", ({ data }) => data?.failed && resolve(data.failed));
  });
  return () => Promise.race([told, new Promise((resolve) => setTimeout(resolve, PATIENCE, ""))]);
}

/**
 * Take everything off this device.
 * @param {ServiceWorkerRegistration} registration
 */
export async function discard(registration) {
  await registration.unregister();
  // Workbox ends the names of its caches with the scope; another site of this host has another one.
  const names = (await caches.keys()).filter((name) => name.endsWith(`-${registration.scope}`));
  await Promise.all(names.map((name) => caches.delete(name)));
}

/**
 * Which kind of failure an error's name stands for.
 * @param {string} name
 * @returns {"blocked" | "full" | "network"}
 */
export function kindOf(name) {
  if (name === "QuotaExceededError") return "full";
  const refused = ["SecurityError", "NotSupportedError", "NotAllowedError", "InvalidStateError"];
  return refused.includes(name) ? "blocked" : "network";
}
