// Taking a photo over: its bytes as they are, never made smaller, because place,
// time and the proof that it was not changed are in them. What is shown is a small
// copy.
import { newID } from "./shelf.js";

const side = 192; // pixels of the small copy

// take reads a file whole and gives the record and the bytes to keep. Reading first
// makes sure that what is kept is what was hashed, and that a camera's file that
// goes away later is here already.
export async function take(file, visit, kind, order) {
  const bytes = await file.arrayBuffer();
  const blob = new Blob([bytes], { type: file.type });
  return {
    blob,
    photo: {
      id: newID(), visit, kind, order, name: file.name || "photo.jpg", size: blob.size, type: file.type, added: Date.now(),
      hash: await digest(bytes), small: await shrink(blob), sent: 0, trouble: "",
    },
  };
}

// digest is the SHA-256 in hex; "" on plain http, where browsers have none: then
// the server alone computes it.
async function digest(bytes) {
  if (!window.crypto || !crypto.subtle) return "";
  const sum = await crypto.subtle.digest("SHA-256", bytes);
  return Array.from(new Uint8Array(sum), (n) => (n + 256).toString(16).slice(1)).join("");
}

// shrink draws the small copy; "" for what the browser cannot draw.
async function shrink(blob) {
  try {
    const picture = await createImageBitmap(blob);
    const scale = side / Math.max(picture.width, picture.height, side);
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    return canvas.toDataURL("image/jpeg", 0.7);
  } catch (e) {
    return "";
  }
}
