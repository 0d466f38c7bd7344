// Menus are <details>; here they close when one looks elsewhere. The keyboard's
// ring is hidden while a mouse is in use (Chromium 78 cannot tell by itself).
export function menus(doc) {
  const open = () => Array.from(doc.querySelectorAll("details[data-menu][open]"));
  const close = (except) => open().forEach((menu) => { if (!menu.contains(except)) menu.open = false; });

  // At the left the list of 更多 stays open about the page one is on; under a thumb
  // it would cover that page.
  const more = doc.querySelector(".nav-more");
  if (more && matchMedia("(max-width: 640px)").matches) { more.open = false; more.setAttribute("data-menu", ""); }

  doc.addEventListener("click", (event) => close(event.target));
  doc.addEventListener("keydown", (event) => {
    doc.documentElement.classList.remove("by-mouse");
    if (event.key !== "Escape") return;
    open().forEach((menu) => { menu.open = false; menu.querySelector("summary").focus(); });
  });
  doc.addEventListener("mousedown", () => doc.documentElement.classList.add("by-mouse"));
}
