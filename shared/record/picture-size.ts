/** A3 at 600 dots an inch with room to spare. A picture that says it is larger would take the window's whole memory. */
const mostPixels = 150_000_000;

const pngHeader = 12;
const pngHeaderMark = 0x49484452; // IHDR

/**
 * Whether a PNG or JPEG says that it is larger than any scan or photo: a file of some kilobytes can say anything. Read
 * from its head alone; false for everything else.
 */
export function isPictureTooLarge(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Math.max(pixelsOfPng(view), pixelsOfJpeg(view)) > mostPixels;
}

function pixelsOfPng(view: DataView): number {
  const isPng = view.byteLength >= pngHeader + 12 && view.getUint32(pngHeader) === pngHeaderMark;
  return isPng ? view.getUint32(pngHeader + 4) * view.getUint32(pngHeader + 8) : 0;
}

/** The largest of its frames: one segment after the other, each with its length (ITU-T T.81 B.1.1.4). */
function pixelsOfJpeg(view: DataView): number {
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return 0;
  let largest = 0;
  for (let at = 2; at + 9 <= view.byteLength && view.getUint8(at) === 0xff; ) {
    const mark = view.getUint8(at + 1);
    // Any number of fill bytes may stand before a mark.
    if (mark === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = mark >= 0xc0 && mark <= 0xcf && mark !== 0xc4 && mark !== 0xc8 && mark !== 0xcc;
    if (isFrame) largest = Math.max(largest, view.getUint16(at + 5) * view.getUint16(at + 7));
    // The picture itself begins, or it has ended.
    if (mark === 0xda || mark === 0xd9) break;
    at += 2 + view.getUint16(at + 2);
  }
  return largest;
}
