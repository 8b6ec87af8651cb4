//! What is no text, no JSON, or more of it than is read.

use super::command::{GOOD, LIMIT, refused, run};

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    std::iter::once(0xfeff)
        .chain(text.encode_utf16())
        .flat_map(bytes)
        .collect()
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    assert_eq!(refused(b"\xff"), "not-utf8");
    assert_eq!(
        refused(b"{\"product\": {\"name\": \"Nh\xe3n\"}}"),
        "not-utf8"
    );
    // cut in the middle of a letter
    assert_eq!(refused(&"{\"note\": \"ẫ".as_bytes()[..12]), "not-utf8");
    // a surrogate, an overlong slash, a code point past the last
    for bytes in [
        &b"\"\xed\xa0\x80\""[..],
        b"\"\xc0\xaf\"",
        b"\"\xf4\x90\x80\x80\"",
    ] {
        assert_eq!(refused(bytes), "not-utf8");
    }
    assert_eq!(refused(&utf16(GOOD, u16::to_le_bytes)), "not-utf8");
    assert_eq!(refused(&utf16(GOOD, u16::to_be_bytes)), "not-utf8");
    // UTF-16 without its mark is UTF-8 full of NUL
    assert_eq!(refused(&utf16(GOOD, u16::to_le_bytes)[2..]), "not-json");
}

#[test]
fn the_place_of_a_wrong_byte_is_told_in_characters() {
    let end = run(
        &["rate"],
        &b"\xef\xbb\xbf{\n \"tr\xc3\xa1i\": \"\xff\"}"[..],
    );
    let problem = &end.json()["errors"][0];
    assert_eq!(
        problem["position"],
        serde_json::json!({"line": 2, "column": 11})
    );
    assert!(
        problem["message"]["vi"]
            .as_str()
            .unwrap()
            .contains("dòng 2, cột 11")
    );
    // the byte-order mark is no column
    let end = run(&["rate"], &b"\xef\xbb\xbf\"\xff"[..]);
    assert_eq!(
        end.json()["errors"][0]["position"],
        serde_json::json!({"line": 1, "column": 2})
    );
    let end = run(&["rate"], &utf16(GOOD, u16::to_le_bytes)[..]);
    let help = &end.json()["errors"][0]["help"];
    assert!(help["vi"].as_str().unwrap().contains("UTF-16"));
}

#[test]
fn nul_is_refused_wherever_it_stands() {
    assert_eq!(refused(b"\0"), "not-json");
    assert_eq!(refused(&[0; 4096]), "not-json");
    assert_eq!(refused(format!("{GOOD}\0").as_bytes()), "not-json");
    assert_eq!(refused(GOOD.replace("qd", "q\0d").as_bytes()), "not-json");
    assert_eq!(
        refused(GOOD.replace(": 3", ":\x003").as_bytes()),
        "not-json"
    );
}

#[test]
fn a_million_brackets_are_refused_without_running_out_of_stack() {
    let cases: [(&str, usize); 4] = [
        ("[", LIMIT),
        ("{\"a\":", 200_000),
        ("[{\"a\":", 150_000),
        ("[[],", 200_000),
    ];
    for (piece, times) in cases {
        assert_eq!(refused(piece.repeat(times).as_bytes()), "too-deep");
    }
    let answers = format!(
        r#"{{"criteria": "qd-26-2026", "product_set": 1, "answers": {{"1.1": {}"#,
        "[".repeat(1_000_000)
    );
    assert_eq!(refused(answers.as_bytes()), "too-deep");
    // past the limit of size nothing is looked at
    assert_eq!(refused("[".repeat(LIMIT + 1).as_bytes()), "too-large");
}

#[test]
fn the_limit_of_size_is_exact() {
    let fits = format!("{GOOD}{}", " ".repeat(LIMIT - GOOD.len()));
    assert_eq!(run(&["rate", "--brief"], fits.as_bytes()).code, 0);
    assert_eq!(refused(format!("{fits} ").as_bytes()), "too-large");
    let lines = format!("{fits}\n{fits}\r\n{fits} \n{fits}");
    let end = run(&["rate", "--ndjson", "--brief"], lines.as_bytes());
    let words: Vec<String> = end.lines().into_iter().map(|(_, word)| word).collect();
    assert_eq!(
        words,
        ["provisional", "provisional", "too-large", "provisional"]
    );
    assert_eq!((end.code, end.lines()[2].0), (3, Some(3)));
}

#[test]
fn problems_without_end_are_told_up_to_a_limit() {
    let many = |what: &str| what.repeat(LIMIT / what.len() / 2);
    for input in [
        format!(r#"{{"product_set": 1, {}"note": ""}}"#, many(r#""x":1,"#)),
        format!(
            r#"{{"criteria": "qd-26-2026", "product_set": 1, "answers": {{{}"1.1": 1}}}}"#,
            many(r#""x":1,"#)
        ),
        format!(
            r#"{{"criteria": "qd-26-2026", "product_set": 1, "answers": {{}}, "findings": [{}""]}}"#,
            many("\"\",")
        ),
        format!(
            r#"{{"criteria": "qd-26-2026", "product_set": 1, "answers": {{"1.1": {{"level": 1, "evidence": [{}0]}}}}}}"#,
            many("0,")
        ),
    ] {
        let end = run(&["rate", "--compact"], input.as_bytes());
        let errors = end.json()["errors"].as_array().unwrap().clone();
        assert_eq!((end.code, errors.len()), (1, 1001));
        assert_eq!(errors[1000]["code"], "too-many-problems");
        assert!(end.out.len() < LIMIT, "{} bytes", end.out.len());
    }
}
