// The place of a visit: asked of the device only when the person presses for it,
// never needed, and taken out again with one press.
export function place(it, sheet, save) {
  const button = it.find("place"), clear = it.find("place-clear"), words = it.find("place-words");
  if (!button) return;
  const lon = sheet.elements.lon, lat = sheet.elements.lat;
  function draw(extra) {
    const there = lon.value !== "" && lat.value !== "";
    words.textContent = extra || (there ? it.t("place_is", { lon: lon.value, lat: lat.value }) : it.t("place_none"));
    clear.hidden = !there;
  }
  const set = (a, b, extra) => {
    lon.value = a; lat.value = b;
    draw(extra);
    save();
  };
  if (!navigator.geolocation || !window.isSecureContext) {
    button.disabled = true;
    draw(it.t("place_cannot"));
    return;
  }
  button.addEventListener("click", () => {
    words.textContent = it.t("place_asking");
    navigator.geolocation.getCurrentPosition(
      (got) => set(got.coords.longitude.toFixed(6), got.coords.latitude.toFixed(6), it.t("place_got", { lon: got.coords.longitude.toFixed(6), lat: got.coords.latitude.toFixed(6), metres: Math.round(got.coords.accuracy) })),
      (no) => draw(it.t(no.code === 1 ? "place_refused" : "place_failed")),
      { enableHighAccuracy: true, timeout: 30000, maximumAge: 60000 },
    );
  });
  clear.addEventListener("click", () => set("", "", ""));
  draw("");
}
