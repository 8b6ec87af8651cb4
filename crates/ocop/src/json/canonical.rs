//! The canonical form of a JSON value (RFC 8785): keys sorted, no white space, one spelling of every
//! value; and fields that say nothing left out, so that a value read into its type and written again
//! has the same form as the text that it was read from.

use sha2::{Digest as _, Sha256};

use crate::text::hex;

use super::Node;

/// Writes a tree in its canonical form. Two texts that differ only in white space, order of keys,
/// escapes or empty fields have the same one. Numbers of dossiers and sessions are whole.
pub(crate) fn canonical(node: &Node<'_>, out: &mut Vec<u8>) {
    match node {
        Node::Null => out.extend_from_slice(b"null"),
        Node::Bool(value) => out.extend_from_slice(if *value { b"true" } else { b"false" }),
        Node::Int(value) => write(out, value),
        Node::Number(number) => write(out, number.value),
        Node::Text(text) => write(out, text),
        Node::List(list) => {
            out.push(b'[');
            for (i, item) in list.iter().enumerate() {
                if i > 0 {
                    out.push(b',');
                }
                canonical(item, out);
            }
            out.push(b']');
        }
        Node::Object(object) => {
            let told = object.iter().filter(|(_, value)| !says_nothing(value));
            let mut sorted: Vec<_> = told.collect();
            sorted.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
            out.push(b'{');
            for (i, (key, value)) in sorted.into_iter().enumerate() {
                if i > 0 {
                    out.push(b',');
                }
                write(out, key);
                out.push(b':');
                canonical(value, out);
            }
            out.push(b'}');
        }
    }
}

/// Whether a field with this value says no more than one that is left out.
fn says_nothing(node: &Node<'_>) -> bool {
    match node {
        Node::Null => true,
        Node::List(list) => list.is_empty(),
        Node::Object(object) => object.iter().all(|(_, value)| says_nothing(value)),
        _ => false,
    }
}

/// `sha256:` and the digest over the canonical form.
pub(crate) fn digest(node: &Node<'_>) -> String {
    let mut bytes = Vec::with_capacity(1024);
    canonical(node, &mut bytes);
    digest_of_bytes(&bytes)
}

/// Whether a text is written as [`digest`] writes one.
pub(crate) fn is_digest(text: &str) -> bool {
    let lower = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
    text.strip_prefix("sha256:")
        .is_some_and(|hex| hex.len() == 64 && hex.bytes().all(lower))
}

/// The same of a digest that may be left out.
pub(crate) fn is_digest_or_none(text: &str) -> bool {
    text.is_empty() || is_digest(text)
}

/// What is said of a result whose digest is none, in both languages.
pub(crate) const NO_DIGEST: (&str, &str) = ("không phải mã kiểm tra", "this is no digest");

/// What is said of a result whose digest of criteria is that of a version it does not name.
pub(crate) const DIGEST_OF_ANOTHER: (&str, &str) = (
    "mã kiểm tra là của một bộ tiêu chí khác",
    "the digest is that of another version",
);

/// The first half of a digest, to tell apart what is seen in one run.
pub(crate) fn short_digest(bytes: &[u8]) -> u128 {
    let digest = Sha256::digest(bytes);
    digest
        .iter()
        .take(16)
        .fold(0, |number, byte| number << 8 | u128::from(*byte))
}

/// `sha256:` and the digest over bytes as they are.
pub(crate) fn digest_of_bytes(bytes: &[u8]) -> String {
    format!("sha256:{}", hex(&Sha256::digest(bytes)))
}

/// The same digest of a value in memory. Our formats are made of texts, whole numbers, lists and
/// objects with text keys, which always serialise; were one ever not, it would have no digest (an
/// empty text), not that of something else.
pub(crate) fn digest_of<T: serde::Serialize>(value: &T) -> String {
    let value = serde_json::to_value(value).unwrap_or_default();
    let read = super::node::read(&value);
    let told = read
        .as_ref()
        .ok()
        .filter(|node| !matches!(node, Node::Null));
    told.map(digest).unwrap_or_default()
}

fn write<T: serde::Serialize>(out: &mut Vec<u8>, value: T) {
    // Writing a number or text to memory does not fail; if it ever did, the digest would differ.
    let _: Result<(), serde_json::Error> = serde_json::to_writer(out, &value);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(text: &str) -> String {
        let mut out = Vec::new();
        canonical(&super::super::parse(text).unwrap(), &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn order_space_and_escapes_do_not_matter() {
        let one = form(" {\"b\": [1, true, null, 1.5], \"a\": \"\\u0110\\n\"} ");
        assert_eq!(one, "{\"a\":\"Đ\\n\",\"b\":[1,true,null,1.5]}");
        assert_eq!(one, form("{\"a\":\"Đ\\n\",\"b\":[1,true,null,1.5]}"));
        assert_eq!(one, form(&one));
    }

    #[test]
    fn keys_are_sorted_as_rfc_8785_says_by_their_utf_16_units() {
        let text = "{\"\u{fb33}\": 1, \"\u{1f600}\": 2, \"\u{20ac}\": 3}";
        assert_eq!(
            form(text),
            "{\"\u{20ac}\":3,\"\u{1f600}\":2,\"\u{fb33}\":1}"
        );
    }

    #[test]
    fn a_field_that_says_nothing_is_as_good_as_none() {
        let text = r#"{"a": {"b": null, "c": []}, "d": [null, {}], "e": 0, "f": "", "g": false}"#;
        assert_eq!(form(text), r#"{"d":[null,{}],"e":0,"f":"","g":false}"#);
    }
}
