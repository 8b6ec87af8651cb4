//! The OCOP rating engine for C: one call, the same for a caller that has room for the answer, and two
//! functions to go with them. The header is `include/ocop.h`.
//!
//! Every operation of the engine is called by its name, with bytes in and bytes out; what it refuses
//! comes back as `ocop-errors/1`. Nothing unwinds into the caller and nothing ends its process. All
//! functions may be called from any thread at once.

use std::ffi::{CStr, c_char, c_int};
use std::mem::ManuallyDrop;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr;

use ocop_operations::ocop::{Code, Problem};
use ocop_operations::{CallAnswer, CallStatus, answer};

/// The answer to a call: bytes that belong to the library until `ocop_reply_free`.
#[repr(C)]
pub struct OcopReply {
    /// The output, or the problems as `ocop-errors/1`: UTF-8 or a document, `length` bytes, followed
    /// by a zero byte that is not counted. NULL before a call, after `ocop_reply_free`, and where
    /// `ocop_call_into` wrote them elsewhere.
    pub data: *mut u8,
    /// The number of bytes.
    pub length: usize,
    /// What the bytes are, such as `application/json`: text that ends with a zero byte and lives as
    /// long as the process.
    pub media_type: *const c_char,
}

impl OcopReply {
    const fn empty() -> Self {
        Self {
            data: ptr::null_mut(),
            length: 0,
            media_type: ptr::null(),
        }
    }
}

/// Calls an operation.
///
/// `operation`: its name, such as `"rate"`, ending with a zero byte. `input`: `length` bytes, which
/// need not end with a zero byte; NULL with length 0 where the operation takes none. `options`: a
/// JSON object ending with a zero byte; NULL for none. `reply`: where the answer goes; what it held
/// before is not freed.
///
/// Returns 0 where it is done, 1 where the input is refused, 2 where the call is wrong. In each case
/// `reply` is filled, and to be freed with `ocop_reply_free`; only where `reply` is NULL is nothing
/// written, and 2 returned.
///
/// # Safety
///
/// The pointers must be NULL or point to what is said above.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ocop_call(
    operation: *const c_char,
    input: *const u8,
    length: usize,
    options: *const c_char,
    reply: *mut OcopReply,
) -> c_int {
    // SAFETY: the caller's promise
    unsafe { ocop_call_into(operation, input, length, options, ptr::null_mut(), 0, reply) }
}

/// Calls an operation, and writes the answer into room that the caller has, where it fits: for
/// languages in which a call costs more than a copy, since nothing is to be freed then.
///
/// `room`: where `size` bytes can be written; NULL with size 0 for none. All else as for `ocop_call`.
///
/// Where the answer and a zero byte behind it fit, they stand in `room`, and `data` in `reply` is
/// NULL: `length` and `media_type` are the answer's. Where they do not, `reply` is filled as by
/// `ocop_call`. `ocop_reply_free` may be called in either case. Returns what `ocop_call` does.
///
/// # Safety
///
/// The pointers must be NULL or point to what is said above.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ocop_call_into(
    operation: *const c_char,
    input: *const u8,
    length: usize,
    options: *const c_char,
    room: *mut u8,
    size: usize,
    reply: *mut OcopReply,
) -> c_int {
    if reply.is_null() {
        return CallStatus::WrongCall as c_int;
    }
    // a panic would be a mistake of ours: it is told like any other problem
    let made = catch_unwind(AssertUnwindSafe(|| {
        // SAFETY: the caller's promise
        unsafe { called(operation, input, length, options) }
    }));
    let made = made.unwrap_or_else(|_| CallAnswer::internal());
    let status = made.status;
    let answer = if room.is_null() || made.bytes.len() >= size {
        into_reply(made)
    } else {
        // SAFETY: not NULL, and the caller promises room for more bytes than these
        unsafe { ptr::copy_nonoverlapping(made.bytes.as_ptr(), room, made.bytes.len()) };
        // SAFETY: one byte more is within the room
        let end = unsafe { room.add(made.bytes.len()) };
        // SAFETY: so it can be written
        unsafe { end.write(0) };
        OcopReply {
            data: ptr::null_mut(),
            length: made.bytes.len(),
            media_type: media_type(made.media_type).as_ptr(),
        }
    };
    // SAFETY: not NULL, and the caller promises that it can be written
    unsafe { reply.write(answer) };
    status as c_int
}

/// Frees what a reply holds, and empties it. NULL, and a reply that is empty, are left alone, so
/// that freeing the same reply twice does no harm; a copy of it must not be freed again.
///
/// # Safety
///
/// `reply` must be NULL or point to a reply that `ocop_call` or `ocop_call_into` filled, or that was
/// zeroed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ocop_reply_free(reply: *mut OcopReply) {
    if reply.is_null() {
        return;
    }
    // SAFETY: not NULL, and the caller promises what it points to
    let held = unsafe { reply.replace(OcopReply::empty()) };
    if held.data.is_null() {
        return;
    }
    // SAFETY: `into_reply` wrote there how much room the bytes have, behind them and a zero byte
    let room = unsafe { held.data.add(held.length.saturating_add(1)) }.cast::<usize>();
    // SAFETY: it is there, and need not be aligned
    let room = unsafe { room.read_unaligned() };
    // SAFETY: made by `into_reply` of a vector with this room
    drop(unsafe { Vec::from_raw_parts(held.data, held.length, room) });
}

/// The version of the library, such as `"0.1.0"`: text that ends with a zero byte and lives as long
/// as the process.
#[unsafe(no_mangle)]
pub extern "C" fn ocop_version() -> *const c_char {
    concat!(env!("CARGO_PKG_VERSION"), "\0").as_ptr().cast()
}

/// An answer as C's: the reply owns its bytes. Behind them stand a zero byte, and how much room was
/// made for all of it: to make the room fit would move the bytes for nothing.
fn into_reply(answer: CallAnswer) -> OcopReply {
    let length = answer.bytes.len();
    let mut bytes = answer.bytes;
    bytes.reserve(1 + size_of::<usize>());
    bytes.push(0);
    let room = bytes.capacity();
    bytes.extend_from_slice(&room.to_ne_bytes());
    OcopReply {
        data: ManuallyDrop::new(bytes).as_mut_ptr(),
        length,
        media_type: media_type(answer.media_type).as_ptr(),
    }
}

/// The media types of the table as C's texts.
fn media_type(name: &str) -> &'static CStr {
    const KNOWN: &[&CStr] = &[
        c"application/json",
        c"application/schema+json",
        c"text/plain; charset=utf-8",
        c"text/markdown; charset=utf-8",
        c"text/html; charset=utf-8",
        c"text/csv; charset=utf-8",
        c"text/calendar; charset=utf-8",
        c"application/pdf",
        c"application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        c"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ];
    let known = KNOWN.iter().find(|c| c.to_bytes() == name.as_bytes());
    known.copied().unwrap_or(c"application/octet-stream")
}

fn wrong(code: Code, vi: &str, en: &str) -> CallAnswer {
    CallAnswer::wrong_call(Problem::new(code, "", vi, en))
}

/// # Safety
///
/// As for `ocop_call`.
unsafe fn called(
    operation: *const c_char,
    input: *const u8,
    length: usize,
    options: *const c_char,
) -> CallAnswer {
    if operation.is_null() {
        return wrong(
            Code::UnknownOperation,
            "Thiếu tên thao tác.",
            "The operation's name is NULL.",
        );
    }
    // SAFETY: not NULL, and the caller promises a zero byte at its end
    let name = unsafe { CStr::from_ptr(operation) }.to_string_lossy();
    let input = match (input.is_null(), length) {
        (_, 0) => &[],
        (true, _) => {
            return wrong(
                Code::WrongType,
                "Dữ liệu vào là NULL nhưng độ dài khác 0.",
                "The input is NULL, but its length is not 0.",
            );
        }
        // no object is longer: what C hands over is no length
        (false, length) if length > isize::MAX.unsigned_abs() => {
            return wrong(
                Code::TooLarge,
                "Độ dài dữ liệu vào quá lớn.",
                "The length of the input is too large.",
            );
        }
        // SAFETY: not NULL, and the caller promises as many bytes
        (false, length) => unsafe { std::slice::from_raw_parts(input, length) },
    };
    let options = if options.is_null() {
        &[]
    } else {
        // SAFETY: not NULL, and the caller promises a zero byte at its end
        unsafe { CStr::from_ptr(options) }.to_bytes()
    };
    answer(&name, input, options)
}
