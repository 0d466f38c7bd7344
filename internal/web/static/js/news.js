// "3 条更新": numbers never change under the reader; a small link offers to look
// again. The element names the address to ask, which answers {"text": "3 条更新"}
// or {"text": ""}; asking stops while the page is hidden.
export function news(doc) {
  const link = doc.querySelector("[data-news]");
  if (!link || !window.fetch) return;
  const every = Number(link.dataset.every || 30) * 1000;

  async function ask() {
    if (doc.hidden) return;
    try {
      const answer = await fetch(link.dataset.news, { headers: { Accept: "application/json" }, credentials: "same-origin" });
      if (!answer.ok) return;
      const { text } = await answer.json();
      link.textContent = text;
      link.hidden = !text;
    } catch (e) {
      link.hidden = true; // The server is away; the next round asks again.
    }
  }
  setInterval(ask, every);
}
