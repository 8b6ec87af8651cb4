// From wherever it is to a compiled module.
import { assembled } from "./assemble.js";

/** How a module of WebAssembly begins; what begins otherwise is packed. */
const BEGINNING = [0, 0x61, 0x73, 0x6d];

/** A module from an address, a response, bytes, or a module; packed or not. */
export async function compiled(source) {
  if (source instanceof WebAssembly.Module) return source;
  if (source instanceof ArrayBuffer) return compiledBytes(new Uint8Array(source));
  if (ArrayBuffer.isView(source)) {
    return compiledBytes(new Uint8Array(source.buffer, source.byteOffset, source.byteLength));
  }
  const response = await (typeof source === "string" || source instanceof URL ? fetch(source) : source);
  if (!response.ok) throw new Error(`ocop: ${response.url}: ${response.status} ${response.statusText}`);
  // plain file servers know the type of .wasm less often than not, and streaming insists on it
  const streamed = response.headers.get("content-type")?.startsWith("application/wasm");
  if (streamed && WebAssembly.compileStreaming) return WebAssembly.compileStreaming(response);
  return compiledBytes(new Uint8Array(await response.arrayBuffer()));
}

/** A module from its bytes, packed or not. */
function compiledBytes(bytes) {
  const plain = BEGINNING.every((byte, at) => bytes[at] === byte);
  return WebAssembly.compile(plain ? bytes : assembled(bytes));
}
