//! JSON without a letter beyond ASCII: the same value, of which JavaScript makes a text of one byte a
//! letter. Where such letters are few, that is made and read in less time than one of two bytes.

/// So many bytes are looked at once: as many as a number holds.
const WIDE: usize = size_of::<u128>();
/// The bits that letters beyond ASCII have in each of their bytes, and others in none.
const BEYOND: u128 = u128::from_le_bytes([0x80; WIDE]);

/// Of so many bytes, one may be beyond ASCII: a letter that is escaped takes longer to read than one
/// that is not, and with twice as many all that is won is lost.
const FEW: usize = 16;

/// JSON with each letter beyond ASCII as `\uXXXX`: such letters stand in its strings alone. `None`
/// where they are not few.
pub fn in_ascii(json: &[u8]) -> Option<Vec<u8>> {
    let beyond = json.iter().filter(|byte| !byte.is_ascii()).count();
    if beyond > json.len() / FEW {
        return None;
    }
    // a letter of two bytes becomes six
    let mut out = Vec::with_capacity(json.len() + 2 * beyond);
    let mut rest = json;
    while let Some(bytes) = rest.first_chunk::<WIDE>() {
        let beyond = u128::from_le_bytes(*bytes) & BEYOND;
        let (plain, after) = rest.split_at(beyond.trailing_zeros() as usize / 8);
        // all of them, for they are as many each time, and then less those that are not to be there
        let long = out.len() + plain.len();
        out.extend_from_slice(bytes);
        out.truncate(long);
        rest = if beyond == 0 {
            after
        } else {
            after_first(after, &mut out)
        };
    }
    while !rest.is_empty() {
        rest = after_first(rest, &mut out);
    }
    Some(out)
}

/// Writes the first letter; gives what comes after it.
fn after_first<'j>(json: &'j [u8], out: &mut Vec<u8>) -> &'j [u8] {
    // the first byte of a letter says how many there are
    let long = json.first().map_or(0, |byte| byte.leading_ones().max(1));
    let (letter, after) = json.split_at_checked(long as usize).unwrap_or((json, &[]));
    for unit in str::from_utf8(letter).unwrap_or("\u{fffd}").encode_utf16() {
        match u8::try_from(unit) {
            Ok(byte) if byte.is_ascii() => out.push(byte),
            _ => out.extend_from_slice(&escape(unit)),
        }
    }
    after
}

/// A unit of UTF-16 as JSON escapes it.
fn escape(unit: u16) -> [u8; 6] {
    let [first, second] = unit.to_be_bytes();
    let [a, b, c, d] = [first >> 4, first, second >> 4, second].map(|half| match half & 15 {
        value @ 0..=9 => b'0' + value,
        value => b'a' + value - 10,
    });
    [b'\\', b'u', a, b, c, d]
}

#[cfg(test)]
mod tests {
    use super::in_ascii;
    use serde_json::{Value, json};

    #[test]
    fn it_is_the_same_value_in_ascii_alone() {
        let long = "x".repeat(80) + "ễ" + &"y".repeat(75) + "😀";
        let plain = "plain ".repeat(99);
        for value in [
            json!({"tên": "Cà phê", "a\"b\\c": ["\u{7f}\u{80}\u{7ff}\u{800}\u{ffff}\u{10000}\u{10ffff}"], "": plain}),
            json!([1, -2.5, null, true, "", {}]),
            json!({ long.as_str(): long.as_str() }),
        ] {
            let written = in_ascii(value.to_string().as_bytes()).unwrap();
            assert!(written.is_ascii());
            assert_eq!(serde_json::from_slice::<Value>(&written).unwrap(), value);
        }
    }

    #[test]
    fn many_letters_are_left_as_they_are() {
        assert_eq!(in_ascii(r#"["ô", "            "]"#.as_bytes()), None);
        assert!(in_ascii(r#"["ô", "                        "]"#.as_bytes()).is_some());
    }

    #[test]
    fn ascii_stays_as_it_is() {
        let text = r#"{"points": 90, "stars": 5, "note": "\u0111 \n"}"#;
        assert_eq!(in_ascii(text.as_bytes()).unwrap(), text.as_bytes());
        assert_eq!(in_ascii(b"").unwrap(), b"");
    }
}
