// Tables of places stand in the packed module by their columns: codes by how far each is from the one before, names by
// words of a dictionary. Their text is written again here.

/** Words up to this place in the dictionary are one byte; 0 ends a name. */
const COMMON = 191;

/** A number as WebAssembly writes it, from a source of bytes: seven bits a byte, the lowest first. */
export function leb(next) {
  let value = 0;
  let scale = 1;
  for (;;) {
    const byte = next();
    value += (byte & 127) * scale;
    if (byte < 128) return value;
    scale *= 128;
  }
}

/** A text with its tables: bytes, and what `xtask` tells of the tables that were taken out of them. */
export function withTables(bytes, [shapes, codes, counts, firsts, seconds, dictionary]) {
  const reader = (part) => {
    let at = 0;
    const next = () => part[at++] ?? 0;
    return () => leb(next);
  };
  const shape = reader(shapes);
  const folded = reader(codes);
  const count = reader(counts);
  const words = ["", ...new TextDecoder().decode(dictionary).split("\n")];
  let first = 0;
  let second = 0;
  const name = () => {
    const found = [];
    for (let byte = firsts[first++]; byte > 0; byte = firsts[first++]) {
      found.push(words[byte <= COMMON ? byte : 1 + COMMON + ((byte - COMMON - 1) << 8) + seconds[second++]]);
    }
    return found.join(" ");
  };
  const column = (rows) => {
    const width = shape();
    const list = shape() === 1;
    let before = 0;
    const code = () => {
      const step = folded();
      before += step & 1 ? -(step + 1) / 2 : step / 2;
      return String(before).padStart(width, "0");
    };
    return Array.from({ length: rows }, () => Array.from({ length: list ? count() : 1 }, code).join(";"));
  };

  const encoder = new TextEncoder();
  const tables = [];
  for (let left = shape(); left > 0; left--) {
    const at = shape();
    const rows = shape();
    const columns = Array.from({ length: shape() }, () => column(rows));
    tables.push({ at, rows, columns });
  }
  // names come after all columns
  let taken = 0;
  const parts = [];
  for (const { at, rows, columns } of tables) {
    const lines = Array.from({ length: rows }, (_, row) => [...columns.map((c) => c[row]), name()].join(" ") + "\n");
    parts.push(bytes.subarray(taken, at), encoder.encode(lines.join("")));
    taken = at;
  }
  parts.push(bytes.subarray(taken));
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let to = 0;
  for (const part of parts) {
    out.set(part, to);
    to += part.length;
  }
  return out;
}
