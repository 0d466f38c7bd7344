// Large photos made smaller before they are sent. What the camera wrote beside the
// pixels (place, time) is cut out of the original and put into the small one as it
// is, so that the server reads it from the file and from nothing else.
const SIDE = 2560, WORTH = 1500000;

export async function shrink(file) {
  if (file.type !== "image/jpeg" || file.size < WORTH || !window.createImageBitmap) return file;
  try {
    const [drawn, exif] = [await redraw(file), findExif(new Uint8Array(await read(file.slice(0, 256 << 10))))];
    if (!drawn || drawn.size >= file.size) return file;
    if (!exif) return new Blob([drawn], { type: "image/jpeg" });
    if (await turns()) upright(exif);
    return new Blob([drawn.slice(0, 2), exif, drawn.slice(2)], { type: "image/jpeg" });
  } catch (e) {
    return file; // the original says it all
  }
}

const read = (blob) => new Response(blob).arrayBuffer();

async function redraw(file) {
  const image = await createImageBitmap(file), most = Math.max(image.width, image.height);
  if (most <= SIDE) return null;
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(image.width * SIDE / most);
  canvas.height = Math.round(image.height * SIDE / most);
  const context = canvas.getContext("2d");
  context.imageSmoothingQuality = "high";
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  image.close();
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.85));
}

// findExif is the segment of a JPEG that holds what the camera said; null for none.
export function findExif(b) {
  for (let at = 2; at + 4 < b.length && b[at] === 0xff; ) {
    const kind = b[at + 1], end = at + 2 + (b[at + 2] << 8 | b[at + 3]);
    if (kind === 0xda || end > b.length) return null;
    if (kind === 0xe1 && b[at + 4] === 0x45 && b[at + 5] === 0x78 && b[at + 6] === 0x69 && b[at + 7] === 0x66) return b.slice(at, end);
    at = end;
  }
  return null;
}

// upright says in the segment that the picture is not turned: the browser has
// turned its pixels already.
export function upright(exif) {
  const v = new DataView(exif.buffer, exif.byteOffset, exif.byteLength), tiff = 10;
  const small = v.getUint16(tiff) === 0x4949, first = tiff + v.getUint32(tiff + 4, small);
  for (let i = 0, n = v.getUint16(first, small); i < n; i++) {
    const at = first + 2 + 12 * i;
    if (v.getUint16(at, small) === 0x0112) v.setUint16(at + 8, 1, small);
  }
}

// turns tells whether this browser turns pixels by what the camera said: newer ones
// do, Chromium 78 does not. A picture of two pixels lying on its side tells.
let turning = null;
function turns() {
  if (turning === null) {
    turning = createImageBitmap(new Blob([Uint8Array.from(atob(LYING), (c) => c.charCodeAt(0))], { type: "image/jpeg" })).then((p) => p.height > p.width);
  }
  return turning;
}
const LYING = "/9j/4QAiRXhpZgAATU0AKgAAAAgAAQESAAMAAAABAAYAAAAAAAD/2wCEAP////////////////////////////////////////////////////////////////////////////////////8B///////////////////////////////////////////////////////////////////////////////////////AAAsIAAEAAgEBEQD/xADSAAABBQEBAQEBAQAAAAAAAAAAAQIDBAUGBwgJCgsQAAIBAwMCBAMFBQQEAAABfQECAwAEEQUSITFBBhNRYQcicRQygZGhCCNCscEVUtHwJDNicoIJChYXGBkaJSYnKCkqNDU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6g4SFhoeIiYqSk5SVlpeYmZqio6Slpqeoqaqys7S1tre4ubrCw8TFxsfIycrS09TV1tfY2drh4uPk5ebn6Onq8fLz9PX29/j5+v/aAAgBAQAAPwCOv//Z";
