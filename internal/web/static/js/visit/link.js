// The worker that lets visit pages open without network: starting it, and asking
// it to keep a page. Browsers have one only over https (or on localhost).

// worker starts it; null where there can be none.
export async function worker(base) {
  if (!("serviceWorker" in navigator)) return null;
  try {
    await navigator.serviceWorker.register(base + "/visit/sw.js", { scope: base + "/visit", updateViaCache: "none" });
    return await navigator.serviceWorker.ready;
  } catch (e) {
    return null;
  }
}

// tellWorker sends a message and waits for its answer.
function tellWorker(registration, message) {
  return new Promise((resolve) => {
    const channel = new MessageChannel();
    const late = setTimeout(() => resolve({}), 20000);
    channel.port1.onmessage = (event) => { clearTimeout(late); resolve(event.data); };
    registration.active.postMessage(message, [channel.port2]);
  });
}

// keep has pages kept and gives the addresses that are; without the network those
// that were kept before.
export async function keep(registration, paths) {
  if (!registration || !registration.active) return [];
  const got = await tellWorker(registration, { keep: paths });
  return got.kept || [];
}
