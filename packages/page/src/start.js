// The engine out of the page: base64, then gzip, then a compiled module.
import { engine } from "../../javascript/src/engine.js";
import { say } from "./words.js";
import { byId } from "./dom.js";

/** What a browser must have, by the name a person could look for. */
function missing() {
  if (typeof WebAssembly !== "object") return "WebAssembly";
  if (typeof DecompressionStream !== "function") return "DecompressionStream";
  return undefined;
}

/** Makes the engine that is in the page; throws an error for people where this browser cannot. */
export async function inside() {
  const lacks = missing();
  if (lacks) throw new Error(say("tooOld", lacks));
  const text = byId("engine").textContent;
  const packed = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  const bytes = await new Response(stream).arrayBuffer();
  const made = engine(await WebAssembly.compile(bytes));
  byId("engine").remove();
  return made;
}
