// A breakdown counts along: the units' sums and how far they are from the whole,
// as figures are typed. What is empty counts as it was shared out last; the server
// has the word when it is tried or kept.
export function split(doc) {
  for (const form of doc.querySelectorAll("form[data-split]")) {
    const places = Number(form.dataset.split), unit = Math.pow(10, places);
    const read = (text) => Math.round(Number(String(text || "0").replace(/[,，\s]/g, "")) * unit) || 0;
    const figure = (cell) => {
      const input = cell.querySelector("input");
      return read(input ? input.value.trim() || input.placeholder : cell.textContent);
    };
    const write = (n) => (n / unit).toFixed(places);
    const count = () => {
      const whole = form.querySelector(".matrix-whole").querySelectorAll("td");
      const rows = Array.from(form.querySelectorAll("tr[data-row]")).map((row) => row.querySelectorAll("td"));
      form.querySelectorAll("tr[data-sums] td").forEach((cell, j) => {
        const sum = rows.reduce((all, row) => all + figure(row[j]), 0), gap = sum - figure(whole[j]);
        cell.querySelector("[data-sum]").textContent = write(sum);
        cell.querySelector("[data-gap]").textContent = gap === 0 ? "" : (gap > 0 ? "+" : "−") + write(Math.abs(gap));
      });
    };
    form.addEventListener("input", count);
  }
}
