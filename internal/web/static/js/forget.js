// At the door nobody is signed in: pages that were kept for a person to read
// without network go. Records not yet sent stay, for their own person to send.
export function forget(doc) {
  if (!doc.querySelector(".gate") || !window.caches) return;
  caches.keys().then((names) => names.filter((name) => name.startsWith("guatu-visit-pages:")).forEach((name) => caches.delete(name))).catch(() => {});
}
