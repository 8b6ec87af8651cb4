//! What the parser and typed readers say is wrong, which they say in English, in both languages.

use crate::text::{Text, nearest};

/// What the parser found wrong, in both languages; in its own words where they are new to us.
pub(super) fn reason(error: &serde_json::Error) -> Text {
    let said = error.to_string();
    let said = said.split(" at line ").next().unwrap_or_default();
    let (vi, en) = match said {
        "EOF while parsing a list" => (
            "hết dữ liệu khi danh sách chưa đóng bằng \"]\"",
            "the input ends before a list is closed with \"]\"",
        ),
        "EOF while parsing an object" => (
            "hết dữ liệu khi đối tượng chưa đóng bằng \"}\"",
            "the input ends before an object is closed with \"}\"",
        ),
        "EOF while parsing a string" => (
            "hết dữ liệu khi chuỗi chưa đóng dấu ngoặc kép",
            "the input ends before a text is closed with a quote",
        ),
        "EOF while parsing a value" => (
            "hết dữ liệu ở chỗ cần một giá trị",
            "the input ends where a value is expected",
        ),
        "expected `:`" => ("cần dấu hai chấm", "expected a colon"),
        "expected `,` or `]`" => ("cần \",\" hoặc \"]\"", "expected \",\" or \"]\""),
        "expected `,` or `}`" => ("cần \",\" hoặc \"}\"", "expected \",\" or \"}\""),
        "expected ident" => (
            "từ đứng ngoài dấu ngoặc kép chỉ có thể là true, false, null",
            "a word outside quotes can only be true, false or null",
        ),
        "expected value" => ("cần một giá trị", "expected a value"),
        "key must be a string" => (
            "tên trường phải nằm trong dấu ngoặc kép",
            "a key must stand in double quotes",
        ),
        "invalid escape" => (
            "sau dấu \"\\\" không phải ký tự thoát hợp lệ",
            "no valid escape after a backslash",
        ),
        "invalid number" => ("số viết sai", "malformed number"),
        "number out of range" => ("số quá lớn", "number out of range"),
        "invalid unicode code point"
        | "lone leading surrogate in hex escape"
        | "unexpected end of hex escape" => (
            "mã \\u không phải một ký tự trọn vẹn",
            "a \\u escape that is no whole character",
        ),
        "trailing comma" => ("thừa dấu phẩy ở cuối", "trailing comma"),
        "trailing characters" => (
            "còn ký tự thừa sau khi dữ liệu đã hết",
            "more text after the end of the value",
        ),
        said if said.starts_with("control character") => (
            "ký tự điều khiển hoặc xuống dòng trong chuỗi; phải viết dạng \\n, \\t, \\u0000",
            "a control character or line break inside a text; write it as \\n, \\t, \\u0000",
        ),
        other => return unfit(other),
    };
    Text::new(vi, en)
}

/// What a typed reader found wrong, in both languages; in its own words where they are new to us.
fn unfit(said: &str) -> Text {
    let in_quotes: Vec<&str> = said.split('`').skip(1).step_by(2).collect();
    let quoted = in_quotes.first().copied().unwrap_or_default();
    let others = in_quotes.get(1..).unwrap_or_default();
    if said.starts_with("missing field") {
        return Text::new(
            format!("thiếu trường \"{quoted}\""),
            format!("the field \"{quoted}\" is missing"),
        );
    }
    if said.starts_with("duplicate field") {
        return Text::new(
            format!("trường \"{quoted}\" xuất hiện hai lần"),
            format!("the field \"{quoted}\" stands twice"),
        );
    }
    if said.starts_with("unknown field") {
        let (vi, en) = meant(quoted, others, ("các trường", "the fields"));
        return Text::new(
            format!("không có trường \"{quoted}\"{vi}"),
            format!("there is no field \"{quoted}\"{en}"),
        );
    }
    if said.starts_with("unknown variant") {
        let (vi, en) = meant(quoted, others, ("các giá trị", "the values"));
        return Text::new(
            format!("không có giá trị \"{quoted}\"{vi}"),
            format!("there is no value \"{quoted}\"{en}"),
        );
    }
    let kinds = ["invalid type: ", "invalid value: "];
    let kind = kinds.iter().find_map(|begin| said.strip_prefix(begin));
    if let Some((found, expected)) = kind.and_then(|rest| rest.split_once(", expected ")) {
        let (found, expected) = (found_kind(found), expected_kind(expected));
        return Text::new(
            format!("gặp {}, cần {}", found.vi, expected.vi),
            format!("found {}, expected {}", found.en, expected.en),
        );
    }
    if let Some((found, expected)) = said.split_once(" is not ") {
        return Text::new(format!("{found} không phải {}", an_id(expected)), said);
    }
    let outside = said
        .split_once(": ")
        .and_then(|(_, rest)| rest.split_once(" is outside "));
    if let Some((found, bounds)) = outside {
        let bounds = bounds.replace(" to ", " đến ");
        return Text::new(format!("gặp {found}, cần từ {bounds}"), said);
    }
    if said.starts_with("invalid ") {
        return Text::new(format!("có giá trị không đúng dạng: {said}"), said);
    }
    Text::new(said, said)
}

/// The nearest of some names, or all of them.
fn meant(found: &str, names: &[&str], (vi, en): (&str, &str)) -> (String, String) {
    if let Some(near) = nearest(found, names.iter().copied()) {
        return (
            format!(" (có phải ý là \"{near}\"?)"),
            format!(" (did you mean \"{near}\"?)"),
        );
    }
    let list = names.join(", ");
    match names {
        [] => (String::new(), String::new()),
        _ => (format!("; {vi}: {list}"), format!("; {en}: {list}")),
    }
}

/// What a typed reader met.
fn found_kind(found: &str) -> Text {
    let value = found.split('`').nth(1).unwrap_or_default();
    if let Some(text) = found.strip_prefix("string ") {
        return Text::new(format!("chuỗi {text}"), format!("the text {text}"));
    }
    match found.split('`').next().unwrap_or_default().trim() {
        "integer" | "floating point" => {
            Text::new(format!("số {value}"), format!("the number {value}"))
        }
        "boolean" => Text::new(value, value),
        "null" | "unit value" => Text::new("null", "null"),
        "sequence" => Text::new("danh sách", "a list"),
        "map" => Text::new("đối tượng", "an object"),
        other => Text::new(other, other),
    }
}

/// What a typed reader wanted.
fn expected_kind(expected: &str) -> Text {
    let (vi, en) = match expected {
        "a string" | "a borrowed string" | "a character" | "string" => ("một chuỗi", "a text"),
        "a boolean" => ("true hoặc false", "true or false"),
        "a sequence" => ("một danh sách", "a list"),
        "a map" => ("một đối tượng", "an object"),
        "u8" | "u16" | "u32" | "u64" | "usize" => ("một số nguyên từ 0", "a whole number from 0"),
        "i8" | "i16" | "i32" | "i64" => ("một số nguyên", "a whole number"),
        said if said.starts_with("struct ") => ("một đối tượng", "an object"),
        said => return Text::new(said, said),
    };
    Text::new(vi, en)
}

/// Kinds of identifiers, as their own errors name them.
fn an_id(expected: &str) -> String {
    let kinds = [
        ("a criteria version", "tên một bộ tiêu chí"),
        ("a criterion", "số một tiêu chí"),
        ("a case", "một trường hợp"),
        ("a part", "một phần"),
    ];
    let named = kinds.iter().find_map(|(en, vi)| {
        let such = expected.strip_prefix(en)?.strip_prefix(" such as ")?;
        Some(format!("{vi}, ví dụ {}", such.replace(" or ", " hoặc ")))
    });
    named.unwrap_or_else(|| expected.to_owned())
}

#[cfg(test)]
mod tests {
    use crate::json::not_read;
    use crate::{CriterionId, Points, VersionId};

    fn told<T: serde::de::DeserializeOwned>(json: &str) -> (String, String) {
        let Err(error) = serde_json::from_str::<T>(json) else {
            panic!("{json} is read");
        };
        let told = not_read("Không đọc được", "Cannot be read", None, &error);
        (told.message.vi, told.message.en)
    }

    #[test]
    fn what_a_typed_reader_misses_is_told_in_both_languages() {
        #[derive(Debug, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Two {
            #[expect(dead_code, reason = "only read")]
            points: u8,
        }
        let told = |json: &str| {
            let error = serde_json::from_str::<Two>(json).unwrap_err();
            not_read("Không đọc được", "Cannot be read", Some(json), &error)
        };
        let missing = told("{}");
        assert!(missing.message.vi.ends_with("thiếu trường \"points\"."));
        assert!(
            missing
                .message
                .en
                .ends_with("the field \"points\" is missing.")
        );
        assert!(missing.position.is_some());
        let unknown = told("{\"stars\": 1}");
        assert!(
            unknown
                .message
                .vi
                .contains("không có trường \"stars\"; các trường: points")
        );
        let kind = told("{\"points\": \"x\"}");
        assert!(
            kind.message
                .vi
                .ends_with("gặp chuỗi \"x\", cần một số nguyên từ 0.")
        );
    }

    #[test]
    fn nothing_that_a_typed_reader_says_stays_english_in_vietnamese() {
        let vi = [
            told::<VersionId>("\"9/2030\"").0,
            told::<CriterionId>("\"x\"").0,
            told::<Points>("70000").0,
            told::<u8>("300").0,
            told::<Vec<u8>>("{}").0,
            told::<std::collections::BTreeMap<String, u8>>("[]").0,
            told::<bool>("null").0,
            told::<String>("1").0,
        ];
        for said in vi {
            let english = ["expected", "invalid", "such as", " is ", "integer", "map"];
            assert!(!english.iter().any(|word| said.contains(word)), "{said}");
        }
        let near = told::<crate::criteria::files::RegistrationKind>("\"upgrad\"");
        assert!(
            near.0.ends_with("(có phải ý là \"upgrade\"?)."),
            "{}",
            near.0
        );
    }
}
