//! JSON Pointers (RFC 6901).

/// A JSON Pointer one step further.
pub(crate) fn pointer(path: &str, step: impl std::fmt::Display) -> String {
    let step = step.to_string();
    if step.contains(['~', '/']) {
        format!("{path}/{}", step.replace('~', "~0").replace('/', "~1"))
    } else {
        format!("{path}/{step}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pointers_escape_as_rfc_6901_says() {
        assert_eq!(pointer("/answers", "a/b~c"), "/answers/a~1b~0c");
        assert_eq!(pointer("", 3), "/3");
    }
}
