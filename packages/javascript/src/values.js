// What JavaScript can hold and JSON cannot say: found before JSON.stringify drops or rounds it in silence.
// What is told of it stands in the engine, in both languages.

/** More than these are not collected: the engine tells of no more problems than that at once. */
const MOST = 1000;
/** Deeper than this is not looked at: the engine's own limit lies far below. */
const DEEPEST = 1000;

const escaped = (key) => String(key).replaceAll("~", "~0").replaceAll("/", "~1");

const wellFormed =
  typeof "".isWellFormed === "function" ? (text) => text.isWellFormed() : (text) => !/\p{Cs}/u.test(text);

/** Whether a value holds nothing else and can be said in JSON as it is: most are such. */
function simple(value) {
  switch (typeof value) {
    case "string":
      return wellFormed(value);
    case "number":
      return Number.isSafeInteger(value);
    case "boolean":
      return true;
    default:
      return value === null;
  }
}

/** Whether a value is an object that holds nothing but such: options mostly are. */
function flat(value) {
  if (value === null || typeof value !== "object" || Object.getPrototypeOf(value) !== Object.prototype) return false;
  if (value.toJSON !== undefined) return false;
  return Object.keys(value).every((key) => wellFormed(key) && simple(value[key]));
}

/** What a value is, in a few words. */
function named(value) {
  if (typeof value === "function") return "a function";
  if (typeof value === "symbol") return "a symbol";
  if (value === null || typeof value !== "object") return String(value).slice(0, 60);
  if (value instanceof Date) return "an invalid Date";
  const kind = Object.prototype.toString.call(value).slice(8, -1);
  return `a ${kind}`;
}

/** All that cannot be said in JSON, each as `{kind, path, found}`. */
export function unfit(value) {
  const found = [];
  const above = new Set();
  const tell = (kind, path, shown) => {
    if (found.length < MOST) found.push({ kind, path, found: shown });
  };
  const visit = (given, key, path, inList) => {
    let value = given;
    if (typeof value === "bigint") return tell("big-integer", path, named(value));
    if (value instanceof Date && Number.isNaN(value.getTime())) return tell("not-data", path, named(value));
    if (value !== null && typeof value === "object" && typeof value.toJSON === "function") value = value.toJSON(key);
    if (value instanceof Number || value instanceof String || value instanceof Boolean) value = value.valueOf();
    switch (typeof value) {
      case "string":
        if (!wellFormed(value)) tell("lone-surrogate", path);
        return undefined;
      case "number":
        if (!Number.isFinite(value)) tell("not-finite", path, String(value));
        else if (Number.isInteger(value) && !Number.isSafeInteger(value)) tell("not-exact", path, String(value));
        return undefined;
      case "boolean":
        return undefined;
      case "undefined":
        // a field without a value is a field left out, as everywhere in JavaScript; a list has no such places
        if (inList) tell("not-data", path, "undefined");
        return undefined;
      case "bigint":
        return tell("big-integer", path, named(value));
      case "object":
        break;
      default:
        return tell("not-data", path, named(value));
    }
    if (value === null) return undefined;
    if (above.has(value)) return tell("circular", path);
    if (above.size >= DEEPEST) return tell("too-deep", path);
    above.add(value);
    if (Array.isArray(value)) {
      for (let i = 0; i < value.length; i += 1) visit(value[i], String(i), `${path}/${i}`, true);
    } else if (Object.prototype.toString.call(value) === "[object Object]") {
      for (const key of Object.keys(value)) {
        if (!wellFormed(key)) {
          tell("lone-surrogate", `${path}/`);
          continue;
        }
        const held = value[key];
        if (!simple(held)) visit(held, key, `${path}/${escaped(key)}`, false);
      }
    } else {
      tell("not-data", path, named(value));
    }
    above.delete(value);
    return undefined;
  };
  visit(value, "", "", false);
  return found;
}

/** Bytes, where a value is some. */
function bytes(value) {
  if (value instanceof Uint8Array) return value;
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  return undefined;
}

/**
 * A value as it is handed to the engine: text or bytes as they are, all else as JSON.
 * Gives `{data}`, or `{unfit}` with what cannot be handed on.
 */
export function handed(value) {
  if (typeof value === "string") {
    return wellFormed(value) ? { data: value } : { unfit: [{ kind: "lone-surrogate", path: "" }] };
  }
  if (value === undefined) return { data: "" };
  const data = bytes(value);
  if (data !== undefined) return { data };
  if (typeof value === "function" || typeof value === "symbol") {
    return { unfit: [{ kind: "not-input", path: "", found: named(value) }] };
  }
  const found = flat(value) ? [] : unfit(value);
  return found.length > 0 ? { unfit: found } : { data: JSON.stringify(value) };
}
