//! The canonical form of a JSON text: keys sorted, no white space, one spelling of every value.

use super::Node;

/// Writes a tree in its canonical form. Two texts that differ only in white space, order of keys
/// or escapes have the same one.
pub(crate) fn canonical(node: &Node<'_>, out: &mut Vec<u8>) {
    match node {
        Node::Null => out.extend_from_slice(b"null"),
        Node::Bool(value) => out.extend_from_slice(if *value { b"true" } else { b"false" }),
        Node::Int(value) => write(out, value),
        Node::Number(value) => write(out, value),
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
            let mut sorted: Vec<_> = object.iter().collect();
            sorted.sort_by(|a, b| a.0.cmp(&b.0));
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
}
