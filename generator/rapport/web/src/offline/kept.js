// @ts-check
/* A site on this device: its service worker, and the files that the worker keeps. */

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
 * Wait until everything is kept. Rejects when the worker gives up.
 * @param {ServiceWorkerRegistration} registration
 * @returns {Promise<void>}
 */
export function complete(registration) {
  const worker = registration.installing ?? registration.waiting;
  return new Promise((resolve, reject) => {
    const look = () => {
      if (!worker || worker.state === "activated") resolve();
      else if (worker.state === "redundant") reject(new Error("Not everything could be kept."));
    };
    worker?.addEventListener("statechange", look);
    look();
  });
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
