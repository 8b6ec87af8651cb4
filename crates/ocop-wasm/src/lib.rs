//! The OCOP rating engine as a WebAssembly module: a place to write a call to, the call, and a place
//! to read the answer from. It imports nothing, so that it runs wherever WebAssembly does.
//!
//! A caller asks for [`ocop_room`], writes there the operation's name, the input and the options, one
//! after the other, and calls [`ocop_call`] with their lengths. It returns 0 where it is done, 1 where
//! the input is refused, 2 where the call is wrong. The answer stands at [`ocop_reply`] until the next
//! call. Should the program itself fail, the module traps: the caller lets the instance go, makes
//! another, and gives what its [`ocop_internal`] says.

mod ascii;

use std::cell::RefCell;

use ocop_operations::{CallAnswer, CallStatus, Unfit, answer};

/// A larger room is given back after the call.
const KEPT: usize = 1 << 20;

thread_local! {
    /// Where the caller writes.
    static ROOM: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    /// What it reads.
    static REPLY: RefCell<(Vec<u8>, &'static str)> = const { RefCell::new((Vec::new(), "")) };
}

/// Room for a call: at least so many bytes, at an address that holds until the next time room is
/// asked for. What was written there before is still there. NULL where there is not as much memory.
#[unsafe(no_mangle)]
pub extern "C" fn ocop_room(length: usize) -> *mut u8 {
    ROOM.with_borrow_mut(|room| {
        if room.len() < length {
            let more = length.saturating_sub(room.len());
            if room.try_reserve_exact(more).is_err() {
                return std::ptr::null_mut();
            }
            room.resize(length, 0);
        }
        room.as_mut_ptr()
    })
}

/// Calls an operation: its name, the input and the options stand in the room, one after the other.
/// Returns 0 (done), 1 (the input is refused) or 2 (the call is wrong).
#[unsafe(no_mangle)]
pub extern "C" fn ocop_call(name: usize, input: usize, options: usize) -> i32 {
    told(ROOM.with_borrow(|room| {
        let (name, rest) = split(room, name);
        let (input, rest) = split(rest, input);
        let (options, _) = split(rest, options);
        answer(&String::from_utf8_lossy(name), input, options)
    }))
}

/// Tells of what stood in a caller's values and is not JSON: a list of them stands in the room, as
/// JSON (see [`Unfit`]). Returns 1 where it stood in the input, 2 where in the options.
#[unsafe(no_mangle)]
pub extern "C" fn ocop_unfit(length: usize, in_options: i32) -> i32 {
    told(ROOM.with_borrow(|room| {
        let (list, _) = split(room, length);
        let status = if in_options == 0 {
            CallStatus::Refused
        } else {
            CallStatus::WrongCall
        };
        match serde_json::from_slice::<Vec<Unfit>>(list) {
            Ok(list) => CallAnswer::unfit(status, list),
            Err(_) => CallAnswer::internal(),
        }
    }))
}

/// Says that the program itself failed: what a caller gives of an instance that trapped. Returns 2.
#[unsafe(no_mangle)]
pub extern "C" fn ocop_internal() -> i32 {
    told(CallAnswer::internal())
}

/// Writes the answer, which is JSON, without letters beyond ASCII where they are few: the same value,
/// quicker to read for JavaScript. Where it stands and how many bytes it has is to be asked after this.
#[unsafe(no_mangle)]
pub extern "C" fn ocop_in_ascii() {
    REPLY.with_borrow_mut(|(bytes, _)| {
        if let Some(ascii) = ascii::in_ascii(bytes) {
            *bytes = ascii;
        }
    });
}

/// Where the answer to the last call stands: bytes of its media type.
#[unsafe(no_mangle)]
pub extern "C" fn ocop_reply() -> *const u8 {
    REPLY.with_borrow(|(bytes, _)| bytes.as_ptr())
}

/// How many bytes the answer has.
#[unsafe(no_mangle)]
pub extern "C" fn ocop_reply_length() -> usize {
    REPLY.with_borrow(|(bytes, _)| bytes.len())
}

/// Where the answer's media type stands, as UTF-8.
#[unsafe(no_mangle)]
pub extern "C" fn ocop_media_type() -> *const u8 {
    REPLY.with_borrow(|(_, media_type)| media_type.as_ptr())
}

/// How many bytes the media type has.
#[unsafe(no_mangle)]
pub extern "C" fn ocop_media_type_length() -> usize {
    REPLY.with_borrow(|(_, media_type)| media_type.len())
}

/// The version, where an answer stands else.
#[unsafe(no_mangle)]
pub extern "C" fn ocop_version() {
    REPLY.set((
        env!("CARGO_PKG_VERSION").into(),
        "text/plain; charset=utf-8",
    ));
}

/// Keeps an answer for the caller, and no more room than it is likely to need again.
fn told(answer: CallAnswer) -> i32 {
    ROOM.with_borrow_mut(|room| {
        if room.len() > KEPT {
            *room = Vec::new();
        }
    });
    REPLY.set((answer.bytes, answer.media_type));
    answer.status as i32
}

/// The first bytes, as many as there are, and the rest.
fn split(bytes: &[u8], length: usize) -> (&[u8], &[u8]) {
    bytes.split_at(length.min(bytes.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(name: &str, input: &str, options: &str) -> (i32, String) {
        let all = [name, input, options].concat();
        assert!(!ocop_room(all.len()).is_null());
        ROOM.with_borrow_mut(|room| room[..all.len()].copy_from_slice(all.as_bytes()));
        let status = ocop_call(name.len(), input.len(), options.len());
        (status, reply())
    }

    fn reply() -> String {
        REPLY.with_borrow(|(bytes, _)| String::from_utf8_lossy(bytes).into_owned())
    }

    const DOSSIER: &str = r#"{"criteria": "qd-26-2026", "product_set": 1, "answers": {"1.1": 3}}"#;

    #[test]
    fn a_call_reads_its_three_parts_and_nothing_that_stood_there_before() {
        let (status, long) = call("rate", DOSSIER, r#"{"brief": true}"#);
        assert_eq!(status, 0, "{long}");
        let (status, told) = call("rate", "{}", "");
        assert_eq!(status, 1, "{told}");
        let (status, told) = call("rat", DOSSIER, "");
        assert_eq!(status, 2, "{told}");
        assert_eq!(ocop_reply_length(), told.len());
        assert_eq!(call("rate", DOSSIER, r#"{"brief": true}"#), (0, long));
    }

    #[test]
    fn an_answer_in_ascii_is_the_same_value() {
        let named = r#"{"product": {"name": "Cà phê"}, "criteria""#;
        let dossier = DOSSIER.replace(r#"{"criteria""#, named);
        let (status, told) = call("rate", &dossier, r#"{"brief": true}"#);
        assert_eq!(status, 0, "{told}");
        assert!(!told.is_ascii());
        ocop_in_ascii();
        let value = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
        assert!(reply().is_ascii());
        assert_eq!(value(&reply()), value(&told));
        assert_eq!(ocop_reply_length(), reply().len());
    }

    #[test]
    fn lengths_beyond_the_room_read_no_further_than_it() {
        ocop_room(4);
        assert_eq!(ocop_call(usize::MAX, usize::MAX, usize::MAX), 2);
    }

    #[test]
    fn room_that_is_not_to_be_had_is_null_and_a_large_one_is_given_back() {
        assert!(ocop_room(isize::MAX as usize).is_null());
        assert!(!ocop_room(KEPT * 4).is_null());
        ocop_internal();
        assert_eq!(ROOM.with_borrow(Vec::capacity), 0);
        assert!(reply().contains("\"internal\""));
    }

    #[test]
    fn what_is_not_json_is_told_at_its_place() {
        let list = r#"[{"kind": "circular", "path": "/answers"}, {"kind": "not-finite", "path": "/answers/1.1", "found": "NaN"}]"#;
        assert!(!ocop_room(list.len()).is_null());
        ROOM.with_borrow_mut(|room| room[..list.len()].copy_from_slice(list.as_bytes()));
        assert_eq!(ocop_unfit(list.len(), 0), 1);
        let told = reply();
        assert!(
            told.contains("/answers/1.1") && told.contains("NaN"),
            "{told}"
        );
        assert_eq!(ocop_unfit(3, 1), 2);
    }
}
