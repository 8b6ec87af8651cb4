// The engine out of the page: a text in base 85, then LZMA, then a compiled module.
import { engine } from "../../javascript/src/engine.js";
import { unpacked } from "../../javascript/src/unpack.js";
import { say } from "./words.js";
import { byId } from "./dom.js";

/** Makes the engine that is in the page; throws an error for people where this browser cannot. */
export async function inside() {
  if (typeof WebAssembly !== "object") throw new Error(say("tooOld", "WebAssembly"));
  const packed = bytesOf(byId("engine").textContent);
  const made = engine(await WebAssembly.compile(unpacked(packed)));
  byId("engine").remove();
  return made;
}

/** Four bytes of each five letters; "v" stands for "<", with which a tag could begin. */
function bytesOf(text) {
  const bytes = new Uint8Array((text.length / 5) * 4);
  const view = new DataView(bytes.buffer);
  for (let from = 0, to = 0; from < text.length; from += 5, to += 4) {
    let number = 0;
    for (let at = from; at < from + 5; at++) {
      const code = text.charCodeAt(at);
      number = number * 85 + (code === 118 ? 60 : code) - 33;
    }
    view.setUint32(to, number);
  }
  return bytes;
}
