// The module of WebAssembly behind a few functions: text in, text out, and an instance that is replaced where it
// failed or grew.
import { handed } from "./values.js";

/** An instance whose memory grew beyond this is let go after the call: memory of WebAssembly never shrinks. */
const LARGEST = 96 << 20;
/** Texts up to this length are written into the memory at once, with room for three bytes a letter. */
const SHORT = 1 << 16;
/** Integers beyond 2^53 have at least as many digits. */
const LONG_NUMBER = 16;

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true });

/** What the engine refuses: everything that is wrong, each with its place. */
export class Refused extends Error {
  /**
   * @param errors the problems (`ocop-errors/1`)
   * @param wrongCall whether the operation or its options are wrong, and not the input
   */
  constructor(errors, wrongCall) {
    const lines = errors.map(({ path, message }) => `${path ? `${path}: ` : ""}${message.vi} · ${message.en}`);
    super(lines.join("\n"));
    this.name = "Refused";
    this.errors = errors;
    this.wrongCall = wrongCall;
  }
}

const isDigit = (byte) => byte >= 0x30 && byte <= 0x39;

/** Whether so many digits stand in a row that a number may be beyond 2^53. */
function hasLongNumber(bytes) {
  // of so many places in a row, one is looked at here
  for (let at = LONG_NUMBER - 1; at < bytes.length; at += LONG_NUMBER) {
    if (!isDigit(bytes[at])) continue;
    let [first, last] = [at, at];
    while (isDigit(bytes[first - 1])) first -= 1;
    while (isDigit(bytes[last + 1])) last += 1;
    if (last - first + 1 >= LONG_NUMBER) return true;
  }
  return false;
}

/** An engine of a compiled module: `{answer, call, version, instances}`. */
export function engine(module) {
  let exports;
  let view;
  let made = 0;
  const names = new Map();
  const mediaTypes = new Map();

  const start = () => {
    if (exports === undefined) {
      exports = new WebAssembly.Instance(module, {}).exports;
      view = undefined;
      made += 1;
    }
    return exports;
  };
  /** The memory as bytes; made anew where it grew, which leaves a view of before without any. */
  const memory = () => {
    if (view === undefined || view.length === 0) view = new Uint8Array(exports.memory.buffer);
    return view;
  };
  const nameOf = (name) => {
    const text = typeof name === "symbol" ? "" : String(name);
    let encoded = names.get(text);
    if (encoded === undefined) {
      encoded = encoder.encode(text);
      if (names.size < 100) names.set(text, encoded);
    }
    return encoded;
  };
  const most = (data) => (typeof data === "string" && data.length <= SHORT ? data.length * 3 : data.length);
  const put = (data, at) => {
    if (data.length === 0) return 0;
    if (typeof data === "string") return encoder.encodeInto(data, memory().subarray(at)).written;
    memory().set(data, at);
    return data.length;
  };
  const sized = (data) => (typeof data === "string" && data.length > SHORT ? encoder.encode(data) : data);

  /** The bytes of the answer to the last call, while it stands there. */
  const reply = () => {
    const at = exports.ocop_reply() >>> 0;
    return memory().subarray(at, at + (exports.ocop_reply_length() >>> 0));
  };
  const mediaType = () => {
    const at = exports.ocop_media_type() >>> 0;
    const length = exports.ocop_media_type_length();
    // they stand in the module, and stay where they are
    let text = mediaTypes.get(at);
    if (text?.length !== length) {
      text = decoder.decode(memory().subarray(at, at + length));
      mediaTypes.set(at, text);
    }
    return text;
  };
  const told = (list, inOptions) => {
    const data = encoder.encode(JSON.stringify(list));
    const at = start().ocop_room(data.length) >>> 0;
    memory().set(data, at);
    return exports.ocop_unfit(data.length, inOptions ? 1 : 0);
  };

  /** Calls; gives the status of the answer. */
  const called = (name, input, options) => {
    const operation = nameOf(name);
    const given = sized(input);
    const asked = sized(options);
    const at = start().ocop_room(operation.length + most(given) + most(asked)) >>> 0;
    if (at === 0) return told([{ kind: "too-large", path: "" }], false);
    memory().set(operation, at);
    const first = put(given, at + operation.length);
    const second = put(asked, at + operation.length + first);
    return exports.ocop_call(operation.length, first, second);
  };

  /** Calls, has the answer of a status read while it stands in the memory, and lets a spoilt instance go. */
  const answered = (name, input, options, read) => {
    // what a getter or toJSON of the caller does happens here, before anything is written
    const asked = handed(options);
    const given = handed(input);
    let status;
    let cause;
    try {
      try {
        if (asked.unfit) status = told(asked.unfit, true);
        else if (given.unfit) status = told(given.unfit, false);
        else status = called(name, given.data, asked.data);
      } catch (thrown) {
        // a trap, or a stack that is full: the instance may be in any state
        cause = thrown;
        exports = undefined;
        start();
        status = exports.ocop_internal();
      }
      return read(status, cause);
    } finally {
      if (exports !== undefined && memory().length > LARGEST) exports = undefined;
    }
  };

  const parsed = () => {
    // a text of ASCII alone is made and read faster than one with a few letters beyond it
    exports.ocop_in_ascii();
    const bytes = reply();
    const text = decoder.decode(bytes);
    if (!hasLongNumber(bytes)) return JSON.parse(text);
    return JSON.parse(text, (key, number) => {
      if (typeof number === "number" && Number.isInteger(number) && !Number.isSafeInteger(number)) {
        throw new RangeError(`"${key}" is beyond 2^53 and would be rounded: call answer() for the exact text`);
      }
      return number;
    });
  };
  const refused = (status, cause) => {
    const error = new Refused(JSON.parse(decoder.decode(reply())).errors, status === 2);
    if (cause !== undefined) error.cause = cause;
    return error;
  };

  return {
    /** `{status, bytes, mediaType}`: as the engine writes it, refused (1), a wrong call (2) or not (0). */
    answer: (name, input, options) =>
      answered(name, input, options, (status) => ({
        status,
        bytes: reply().slice(),
        mediaType: mediaType(),
      })),
    /** The output: an object of JSON, the text of a document, or its bytes. Throws `Refused`. */
    call: (name, input, options) =>
      answered(name, input, options, (status, cause) => {
        if (status !== 0) throw refused(status, cause);
        const media = mediaType();
        if (media === "application/json" || media.endsWith("+json")) return parsed();
        return media.startsWith("text/") ? decoder.decode(reply()) : reply().slice();
      }),
    version: () => {
      start().ocop_version();
      return decoder.decode(reply());
    },
    /** How many instances were made: more than one where one failed, or grew. */
    instances: () => made,
    /** How many bytes of memory the instance holds now. */
    memory: () => start().memory.buffer.byteLength,
  };
}
