// The module for browsers is taken apart before it is packed: what is of one kind stands together, and packs a seventh
// smaller. Here it is put together again, out of the parts that `xtask` writes: the size of the module, then each part,
// packed, after its length; the last ones tell of tables.
import { leb, withTables } from "./tables.js";
import { unpacked } from "./unpack.js";

/** The parts, in their order: the module without the bodies of its functions, then what these hold, by kind. */
const REST = 0;
const CODES = 1;
const LOCALS = 2;
const CALLS = 3;
const NUMBERS = 4;
const OFFSETS = 5;
const ALIGNMENTS = 6;
const BRANCHES = 7;
const GLOBALS = 8;
const OTHERS = 9;
const PARTS = 10;
/** After them comes what is told of the tables that stand in the first one. */
const OF_TABLES = 6;
/** The number of the section that holds the bodies of functions. */
const CODE = 10;
/** A larger module is none of ours. */
const LARGEST_MODULE = 1 << 26;

/** The module out of what is packed. */
export function assembled(packed) {
  const faulty = () => new Error("ocop: the packed module is not whole");
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  let from = 0;
  const length = () => {
    if (from + 4 > packed.length) throw faulty();
    from += 4;
    return view.getUint32(from - 4, true);
  };
  const size = length();
  if (size > LARGEST_MODULE) throw faulty();
  const parts = [];
  while (parts.length < PARTS + OF_TABLES) {
    const long = length();
    if (from + long > packed.length) throw faulty();
    parts.push(long === 0 ? new Uint8Array() : unpacked(packed.subarray(from, from + long)));
    from += long;
  }

  parts[REST] = withTables(parts[REST], parts.splice(PARTS));

  const out = new Uint8Array(size);
  const places = new Uint32Array(PARTS);
  let to = 0;
  const bytes = (part, count) => {
    const at = places[part];
    if (at + count > parts[part].length || to + count > size) throw faulty();
    out.set(parts[part].subarray(at, at + count), to);
    places[part] += count;
    to += count;
  };
  /** A byte of a part; 0 where there is none, which is found out at the end of the function. */
  const next = (part) => parts[part][places[part]++] ?? 0;
  /** A number, as it stands in its part. */
  const number = (part) => {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = next(part);
      out[to++] = byte;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
      scale *= 128;
    }
  };
  const numbers = (part, count) => {
    for (let i = 0; i < count && to < size; i++) number(part);
  };
  const write = (value) => {
    let left = value;
    for (; left > 127; left >>>= 7) out[to++] = (left & 127) | 128;
    out[to++] = left;
  };

  /** The locals of a function, the one that was used last first; those beyond were not used yet. */
  let order = [];
  const nextLocal = () => next(LOCALS);
  const local = () => {
    const rank = leb(nextLocal);
    if (rank > size) throw faulty();
    while (order.length <= rank) order.push(order.length);
    const found = order[rank];
    for (let i = rank; i > 0; i--) order[i] = order[i - 1];
    order[0] = found;
    write(found);
  };
  const operands = (code) => {
    if (code >= 0x20 && code <= 0x22) local();
    else if (code === 0x41) number(NUMBERS);
    else if (code >= 0x28 && code <= 0x3e) {
      number(ALIGNMENTS);
      number(OFFSETS);
    } else if (code >= 0x45 && code <= 0xc4) return;
    else if (code >= 0x02 && code <= 0x04) number(CODES);
    else if (code === 0x0c || code === 0x0d) number(BRANCHES);
    else if (code === 0x0e) numbers(BRANCHES, number(BRANCHES) + 1);
    else if (code === 0x10) number(CALLS);
    else if (code === 0x11) numbers(OTHERS, 2);
    else if (code === 0x1c) numbers(OTHERS, number(OTHERS));
    else if (code === 0x23 || code === 0x24) number(GLOBALS);
    else if (code === 0x3f || code === 0x40 || code === 0x42 || code === 0xd0 || code === 0xd2) number(OTHERS);
    else if (code === 0x43) bytes(OTHERS, 4);
    else if (code === 0x44) bytes(OTHERS, 8);
    else if (code === 0xfc) {
      const more = number(CODES);
      if (more > 7) numbers(OTHERS, more === 8 || more === 10 || more === 12 || more === 14 ? 2 : 1);
    }
  };
  const body = () => {
    order = [];
    // its size is a number that stands before it, and that is known after it
    const before = to;
    for (let i = number(OTHERS); i > 0 && to < size; i--) {
      number(OTHERS);
      bytes(OTHERS, 1);
    }
    for (let depth = 1; depth > 0; ) {
      if (to >= size) throw faulty();
      const code = next(CODES);
      out[to++] = code;
      if (code >= 0x02 && code <= 0x04) depth += 1;
      else if (code === 0x0b) depth -= 1;
      operands(code);
    }
    const long = to - before;
    let room = 1;
    for (let left = long; left > 127; left >>>= 7) room += 1;
    out.copyWithin(before + room, before, to);
    to = before;
    write(long);
    to += long;
  };

  bytes(REST, 8);
  while (places[REST] < parts[REST].length) {
    const section = parts[REST][places[REST]];
    bytes(REST, 1);
    const long = number(REST);
    if (section !== CODE) bytes(REST, long);
    else for (let i = number(REST); i > 0; i--) body();
  }
  const all = parts.every((part, index) => places[index] === part.length);
  if (!all || to !== size || from !== packed.length) throw faulty();
  return out;
}
