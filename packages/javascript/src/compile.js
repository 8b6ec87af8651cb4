// From wherever it is to a compiled module.

/** A module from an address, a response, bytes, or a module. */
export async function compiled(source) {
  if (source instanceof WebAssembly.Module) return source;
  if (source instanceof ArrayBuffer || ArrayBuffer.isView(source)) return WebAssembly.compile(source);
  const response = await (typeof source === "string" || source instanceof URL ? fetch(source) : source);
  if (!response.ok) throw new Error(`ocop: ${response.url}: ${response.status} ${response.statusText}`);
  // plain file servers know the type of .wasm less often than not, and streaming insists on it
  const streamed = response.headers.get("content-type")?.startsWith("application/wasm");
  if (streamed && WebAssembly.compileStreaming) return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}
