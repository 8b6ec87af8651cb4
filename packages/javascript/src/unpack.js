// LZMA, a third smaller than gzip. No browser unpacks it by itself, so it is done here, after the specification of the
// format, for what `xtask` writes: a header, no marker of the end.

/** Properties, size of the dictionary, size of what is packed. */
const HEADER = 13;
/** A probability of one half, in the eleven bits that the format has for one. */
const EVEN = 1024;
/** What the state becomes after a literal. */
const AFTER_LITERAL = [0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 4, 5];

const evens = (count) => new Uint16Array(count).fill(EVEN);

/** Unpacks bytes. */
export function unpacked(packed) {
  const faulty = () => new Error("ocop: the packed module is not whole");
  if (packed.length < HEADER + 5) throw faulty();
  const header = new DataView(packed.buffer, packed.byteOffset, HEADER);
  const properties = packed[0];
  const contextBits = properties % 9;
  const literalMask = (1 << Math.floor(properties / 9) % 5) - 1;
  const placeMask = (1 << Math.floor(properties / 45)) - 1;
  const size = header.getUint32(5, true);
  if (properties >= 225 || size === 0 || header.getUint32(9, true) !== 0) throw faulty();
  const out = new Uint8Array(size);

  const isMatch = evens(12 << 4);
  const isLong = evens(12 << 4);
  const isRepeat = evens(12);
  const isNotFirst = evens(12);
  const isNotSecond = evens(12);
  const isNotThird = evens(12);
  const literals = evens(0x300 << (contextBits + Math.floor(properties / 9) % 5));
  const slots = evens(4 << 6);
  const distances = evens(128);
  const aligned = evens(16);
  const lengths = { choice: evens(2), low: evens(16 << 3), middle: evens(16 << 3), high: evens(256) };
  const repeatLengths = { choice: evens(2), low: evens(16 << 3), middle: evens(16 << 3), high: evens(256) };

  let at = HEADER + 1;
  let range = 0xffffffff;
  let code = new DataView(packed.buffer, packed.byteOffset + at, 4).getUint32(0);
  at += 4;

  const bit = (probabilities, index) => {
    const probability = probabilities[index];
    const bound = Math.imul(range >>> 11, probability) >>> 0;
    let found;
    if (code < bound) {
      range = bound;
      probabilities[index] = probability + ((2048 - probability) >> 5);
      found = 0;
    } else {
      range = (range - bound) >>> 0;
      code = (code - bound) >>> 0;
      probabilities[index] = probability - (probability >> 5);
      found = 1;
    }
    if (range < 0x1000000) {
      range = (range << 8) >>> 0;
      code = ((code << 8) | packed[at++]) >>> 0;
    }
    return found;
  };
  const tree = (probabilities, from, bits) => {
    let node = 1;
    for (let i = 0; i < bits; i++) node = (node << 1) | bit(probabilities, from + node);
    return node - (1 << bits);
  };
  const reversed = (probabilities, from, bits) => {
    let node = 1;
    let value = 0;
    for (let i = 0; i < bits; i++) {
      const found = bit(probabilities, from + node);
      node = (node << 1) | found;
      value |= found << i;
    }
    return value;
  };
  /** Bits that are each as likely as not. */
  const direct = (bits) => {
    let value = 0;
    for (let i = 0; i < bits; i++) {
      range >>>= 1;
      const found = code >= range ? 1 : 0;
      if (found) code = (code - range) >>> 0;
      value = value * 2 + found;
      if (range < 0x1000000) {
        range = (range << 8) >>> 0;
        code = ((code << 8) | packed[at++]) >>> 0;
      }
    }
    return value;
  };
  const length = (of, place) => {
    if (bit(of.choice, 0) === 0) return 2 + tree(of.low, place << 3, 3);
    if (bit(of.choice, 1) === 0) return 10 + tree(of.middle, place << 3, 3);
    return 18 + tree(of.high, 0, 8);
  };
  const distance = (long) => {
    const slot = tree(slots, Math.min(long - 2, 3) << 6, 6);
    if (slot < 4) return slot;
    const bits = (slot >> 1) - 1;
    const base = (2 | (slot & 1)) * 2 ** bits;
    if (slot < 14) return base + reversed(distances, base - slot, bits);
    return base + direct(bits - 4) * 16 + reversed(aligned, 0, 4);
  };

  let state = 0;
  let [first, second, third, fourth] = [0, 0, 0, 0];
  let written = 0;
  while (written < size) {
    if (at > packed.length) throw faulty();
    const place = written & placeMask;
    if (bit(isMatch, (state << 4) + place) === 0) {
      const before = written > 0 ? out[written - 1] : 0;
      const context = ((written & literalMask) << contextBits) + (before >> (8 - contextBits));
      const from = 0x300 * context;
      let node = 1;
      if (state >= 7) {
        let matched = out[written - first - 1];
        while (node < 0x100) {
          const expected = (matched >> 7) & 1;
          matched <<= 1;
          const found = bit(literals, from + ((1 + expected) << 8) + node);
          node = (node << 1) | found;
          if (found !== expected) break;
        }
      }
      while (node < 0x100) node = (node << 1) | bit(literals, from + node);
      out[written++] = node;
      state = AFTER_LITERAL[state];
      continue;
    }
    let long;
    if (bit(isRepeat, state) === 0) {
      [second, third, fourth] = [first, second, third];
      long = length(lengths, place);
      first = distance(long);
      state = state < 7 ? 7 : 10;
    } else {
      if (bit(isNotFirst, state) === 0) {
        if (bit(isLong, (state << 4) + place) === 0) {
          if (first >= written) throw faulty();
          out[written] = out[written - first - 1];
          written += 1;
          state = state < 7 ? 9 : 11;
          continue;
        }
      } else if (bit(isNotSecond, state) === 0) {
        [first, second] = [second, first];
      } else if (bit(isNotThird, state) === 0) {
        [first, second, third] = [third, first, second];
      } else {
        [first, second, third, fourth] = [fourth, first, second, third];
      }
      long = length(repeatLengths, place);
      state = state < 7 ? 8 : 11;
    }
    if (first >= written || written + long > size) throw faulty();
    // what is copied may reach into what it writes
    for (let i = 0; i < long; i++, written++) out[written] = out[written - first - 1];
  }
  if (at > packed.length || code !== 0) throw faulty();
  return out;
}
