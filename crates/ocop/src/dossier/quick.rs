//! The quick way to a dossier in which nothing is unusual: most lines of a large batch.

use std::borrow::Cow;

use crate::caller::CallerId;
use crate::criteria::files::RegistrationKind;
use crate::json::{Plain, date};

use super::decode::DossierDraft;
use super::decode::{
    FIELDS, KINDS, PRODUCER, PRODUCT, REGISTRATION, dossier_field, producer_field, product_field,
    registration_field,
};
use super::format::{DOSSIER_FORMAT, Producer, Product, Registration, SetRef};

/// Answers that are levels, in the order of the dossier; a criterion may stand twice.
pub(crate) type Levels<'a> = Vec<(&'a str, u8)>;

/// Reads a dossier that is right in shape and plain in its writing into a draft, but for its answers,
/// which are returned. None where it is not, and [`DossierDraft::read`] has to tell.
pub(crate) fn read<'a>(text: &'a str, draft: &mut DossierDraft<'_, 'a>) -> Option<Levels<'a>> {
    let mut answers = None;
    let mut plain = Plain::new(text)?;
    plain.fields(FIELDS, |plain, field| {
        match field {
            dossier_field::FORMAT => {
                draft.format = Some(plain.text().filter(|f| *f == DOSSIER_FORMAT)?.into())
            }
            dossier_field::CRITERIA => draft.criteria = Some(plain.text()?.into()),
            dossier_field::PRODUCT_SET => {
                draft.product_set = Some(SetRef::Number(plain.whole()?.into()))
            }
            dossier_field::PRODUCT => draft.product = Some(product(plain)?),
            dossier_field::PRODUCER => draft.producer = Some(producer(plain)?),
            dossier_field::REGISTRATION => draft.registration = Some(registration(plain)?),
            dossier_field::ASSESSED_ON => draft.assessed_on = Some(date(plain.text()?)?),
            dossier_field::ANSWERS => answers = Some(plain.numbers()?),
            dossier_field::FINDINGS => {
                let findings = plain.texts()?.into_iter().map(Cow::Borrowed);
                draft.findings = findings.enumerate().collect();
            }
            dossier_field::NOTE => draft.note = Some(plain.text()?.into()),
            dossier_field::ID => draft.id = Some(id(plain)?),
            // a sheet in points is not plain
            _ => return None,
        }
        Some(())
    })?;
    plain.end()?;
    answers
}

fn id<'a>(plain: &mut Plain<'a>) -> Option<CallerId<'a>> {
    if plain.begins_text() {
        plain.text().map(CallerId::from)
    } else {
        plain.number().map(CallerId::Number)
    }
}

fn producer<'a>(plain: &mut Plain<'a>) -> Option<Producer<'a>> {
    let mut producer = Producer::default();
    plain.fields(PRODUCER, |plain, field| {
        let text = plain.text()?;
        let slot = match field {
            producer_field::NAME => &mut producer.name,
            producer_field::KIND => &mut producer.kind,
            producer_field::ADDRESS => &mut producer.address,
            producer_field::REPRESENTATIVE => &mut producer.representative,
            producer_field::PHONE => &mut producer.phone,
            producer_field::EMAIL => &mut producer.email,
            producer_field::POSITION => &mut producer.position,
            producer_field::REPRESENTATIVE_SEX => &mut producer.representative_sex,
            producer_field::REPRESENTATIVE_ETHNICITY => &mut producer.representative_ethnicity,
            producer_field::REPRESENTATIVE_ADDRESS => &mut producer.representative_address,
            producer_field::REGISTRATION_NUMBER => &mut producer.registration_number,
            producer_field::ESTABLISHED_ON => {
                producer.established_on = Some(date(text)?);
                return Some(());
            }
            _ => return None,
        };
        *slot = Some(text.into());
        Some(())
    })?;
    Some(producer)
}

fn product<'a>(plain: &mut Plain<'a>) -> Option<Product<'a>> {
    let mut product = Product::default();
    plain.fields(PRODUCT, |plain, field| {
        let text = Some(plain.text()?.into());
        match field {
            product_field::NAME => product.name = text,
            product_field::CODE => product.code = text,
            product_field::DESCRIPTION => product.description = text,
            // the product's place in the annex
            _ => return None,
        }
        Some(())
    })?;
    Some(product)
}

fn registration(plain: &mut Plain<'_>) -> Option<Registration> {
    let mut registration = Registration::default();
    plain.fields(REGISTRATION, |plain, field| {
        let text = plain.text()?;
        match field {
            registration_field::KIND => registration.kind = Some(kind(text)?),
            registration_field::SUBMITTED_ON => registration.submitted_on = Some(date(text)?),
            // its number and its samples
            _ => return None,
        }
        Some(())
    })?;
    Some(registration)
}

fn kind(text: &str) -> Option<RegistrationKind> {
    let named = KINDS.iter().find(|(name, _)| *name == text)?;
    Some(named.1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::{Index, select};

    use super::*;
    use crate::dossier::Filled;
    use crate::json::{Node, parse};
    use crate::problem::Problems;

    const USUAL: &str = r#"{"format":"ocop-dossier/1","id":"A-17","criteria":"qd-26-2026","product_set":1,"product":{"name":"Nhãn lồng","code":"33-13039-34-2026","description":""},"producer":{"name":"Hợp tác xã","kind":"cooperative","address":"Hưng Yên","representative":"","phone":"0221","email":"a@b.vn"},"registration":{"kind":"first","submitted_on":"2026-06-18"},"assessed_on":"2026-11-20","answers":{"1.1":3,"1.2":0,"10":12},"findings":["unsafe-food","x"],"note":"Không có"}"#;

    /// What the tree makes of a text: the same draft and answers, or nothing where anything is wrong.
    fn by_tree(text: &str, check: impl FnOnce(&DossierDraft<'_, '_>, &[(&str, u8)])) -> bool {
        let Ok(node) = parse(text) else { return false };
        let mut problems = Problems::new();
        let Some(draft) = DossierDraft::read(&node, &mut problems) else {
            return false;
        };
        let answers = draft.filled.answers();
        let levels = answers.iter().filter_map(|(key, node)| match node {
            Node::Int(level) => Some((key.as_ref(), u8::try_from(*level).ok()?)),
            _ => None,
        });
        let levels: Vec<(&str, u8)> = levels.collect();
        if draft.filled.answers.is_none() || levels.len() < answers.len() {
            return false;
        }
        let draft = DossierDraft {
            filled: Filled {
                answers: None,
                ..draft.filled
            },
            ..draft
        };
        check(&draft, &levels);
        problems.is_empty()
    }

    fn read_quickly(text: &str) -> bool {
        read(text, &mut DossierDraft::default()).is_some()
    }

    #[test]
    fn a_usual_dossier_is_read_as_the_tree_reads_it() {
        for text in [
            USUAL.to_owned(),
            USUAL.replace(':', " : ").replace(',', ", "),
            USUAL.replace("\"A-17\"", "17"),
            USUAL.replace("\"A-17\"", "0"),
            r#" {"answers": { }, "findings": [ ], "product": {}, "producer": {}} "#.to_owned(),
        ] {
            let mut draft = DossierDraft::default();
            let levels = read(&text, &mut draft).expect(&text);
            by_tree(&text, |expected, answers| {
                assert_eq!((&draft, levels.as_slice()), (expected, answers));
            });
        }
    }

    #[test]
    fn anything_unusual_is_left_to_the_tree() {
        for (usual, unusual) in [
            (r#""answers""#, r#""\u0061nswers""#),
            (r#""A-17""#, "17.0"),
            (r#""A-17""#, "017"),
            (r#""A-17""#, "-17"),
            (r#""A-17""#, "null"),
            (r#""A-17""#, "1234567890123456"),
            (":3", ":3.0"),
            (":3", ":03"),
            (":3", ":3e0"),
            (":3", ":-3"),
            (":3", ":100"),
            (r#""1.2":0"#, r#""1.2":00"#),
            (r#""1.2":0"#, r#""1.2":100"#),
            (r#""1.2":0"#, r#""1.2":0.5"#),
            (r#""1.2":0"#, r#"""xy":0"#),
            (r#""1.2":0"#, r#""x"y":0"#),
            (r#""1.2":0"#, r#""xy"":0"#),
            (":3", ":null"),
            (":3", r#":{"level":3}"#),
            (":1,", r#":"cao","#),
            ("Nhãn", "Nhãn\n"),
            ("Nhãn", "Nhãn\t"),
            ("},", "},\n"),
            (r#""note""#, r#""notes""#),
            (r#""note""#, r#""findings""#),
            (r#""kind":"first""#, r#""kind":"second""#),
            (r#""phone""#, r#""name""#),
            ("2026-11-20", "2026-11-31"),
            ("2026-11-20", "2026-1-20"),
            ("ocop-dossier/1", "ocop-dossier/2"),
            (r#","x"]"#, r#","x",]"#),
            (r#"["unsafe"#, r#"[,"unsafe"#),
            (r#""x"]"#, r#""x"}"#),
            (r#""x"]"#, r#"1]"#),
            (r#""Không có"}"#, r#""Không có",}"#),
            (r#""Không có"}"#, r#""Không có"]"#),
            (r#""Không có"}"#, r#""Không có"}}"#),
            (r#""Không có"}"#, r#""Không có"#),
            (r#""answers":{"#, r#""answers":[{"#),
        ] {
            assert!(USUAL.contains(usual), "{usual}");
            let text = USUAL.replacen(usual, unusual, 1);
            assert!(!read_quickly(&text), "{unusual}");
        }
        for text in ["", " ", "[]", "{", "{}", "null", r#"{"answers""#] {
            assert!(!read_quickly(text), "{text}");
        }
    }

    /// Pieces that JSON, or something close to it, is made of.
    const PIECES: &[&str] = &[
        "",
        " ",
        "\n",
        "\t",
        "\u{a0}",
        "\0",
        "\"",
        "\\",
        "\\u0041",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "0",
        "1",
        "9",
        "00",
        "01",
        "10",
        "100",
        "1.0",
        "1e1",
        "-1",
        "+1",
        ".",
        "null",
        "true",
        "é",
        "e\u{301}",
        "\"1.1\":1",
        "\"1.1\":1,",
        "\"note\":\"x\",",
        "\"criteria\":1,",
        "{}",
        "[]",
        "//",
        "'",
        "2026-02-30",
        "first",
        "upgrade",
    ];

    proptest! {
        #![proptest_config(ProptestConfig { cases: 4_000, ..ProptestConfig::default() })]

        #[test]
        fn what_is_read_quickly_is_what_the_tree_holds(
            changes in prop::collection::vec((any::<Index>(), 0_usize..4, select(PIECES)), 0..4),
        ) {
            let mut text = USUAL.to_owned();
            for (place, length, piece) in changes {
                let chars: Vec<char> = text.chars().collect();
                let at = place.index(chars.len().saturating_add(1));
                let rest = chars.iter().skip(at.saturating_add(length));
                text = chars.iter().take(at).copied().chain(piece.chars()).chain(rest.copied()).collect();
            }
            let mut draft = DossierDraft::default();
            if let Some(levels) = read(&text, &mut draft) {
                let right = by_tree(&text, |expected, answers| {
                    assert_eq!((&draft, levels.as_slice()), (expected, answers), "{text}");
                });
                prop_assert!(right, "{text}");
            }
        }
    }
}
