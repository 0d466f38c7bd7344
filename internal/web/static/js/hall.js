// The hall's wall: looks again by itself every few minutes, only when the
// server answers, so that an outage leaves the last figures on the wall.
export function hall(doc) {
  const every = Number(doc.body.dataset.hall || 0);
  if (!every) return;
  setInterval(async () => {
    try {
      const answer = await fetch(location.href, { method: "HEAD", credentials: "same-origin" });
      if (answer.ok && !answer.redirected) location.reload();
    } catch (e) {
      doc.body.classList.add("hall-away");
    }
  }, every * 1000);
}
