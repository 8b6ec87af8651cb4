// The engine out of the page: a text of seven bits a letter, what is packed in it, then a compiled module.
import { engine } from "../../javascript/src/engine.js";
import { assembled } from "../../javascript/src/assemble.js";
import { say } from "./words.js";
import { byId } from "./dom.js";

/** Makes the engine that is in the page; throws an error for people where this browser cannot. */
export async function inside() {
  if (typeof WebAssembly !== "object") throw new Error(say("tooOld", "WebAssembly"));
  const packed = bytesOf(byId("engine").textContent);
  const made = engine(await WebAssembly.compile(assembled(packed)));
  byId("engine").remove();
  return made;
}

/** What stands for the first letters from U+0100 on: 128 of them for each, one for what may follow. */
const AVOIDED = [0x00, 0x09, 0x0a, 0x0d, 0x1a, 0x26, 0x3c, 0x7f];

/** Seven bits of each letter of ASCII, fourteen of each from U+0100 on; from U+0500 on, the last seven. */
function bytesOf(text) {
  const bytes = new Uint8Array(text.length * 2);
  let length = 0;
  let held = 0;
  let bits = 0;
  const push = (seven) => {
    held = ((held << 7) | seven) & 0x7fff;
    bits += 7;
    if (bits < 8) return;
    bits -= 8;
    bytes[length++] = held >> bits;
  };
  for (let at = 0; at < text.length; at++) {
    const letter = text.charCodeAt(at);
    if (letter < 0x80) push(letter);
    else if (letter >= 0x500) push(AVOIDED[letter - 0x500]);
    else {
      push(AVOIDED[(letter - 0x100) >> 7]);
      push(letter & 0x7f);
    }
  }
  return bytes.subarray(0, length);
}
