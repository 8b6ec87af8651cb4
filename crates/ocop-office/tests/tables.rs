//! The secretary's tables as they come back: letters decomposed, headings exchanged; and whose name a sheet
//! bears. What contradicts itself is told, and counts for nobody.
#![expect(clippy::indexing_slicing, reason = "helpers of tests")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod bad;

use std::collections::BTreeMap;

use bad::{
    PART, cells, codes, collected, of, points, sheets, submitted, with_cell, with_part, words,
};
use ocop::{Code, Lang, Library, NoticeCode};
use ocop_office::workbook::collect::page;
use ocop_office::workbook::member::{Content, Contents, Order, write};
use ocop_office::workbook::{Entry, Given, Roster, Slot, tables, tables_as_text};
use serde_json::{Value, json};

/// A session of members with names.
fn named() -> Value {
    json!({
        "criteria": "qd-26-2026", "level": "province", "held_on": "2026-09-20",
        "members": [
            {"id": "m1", "role": "chair", "name": "Nguyễn Văn A"},
            {"id": "m2", "name": "Trần B"},
        ],
        "present": ["m1", "m2"],
        "products": [{"id": "p1", "product_set": 1, "product": {"name": "Gạo nếp"}}],
    })
}

fn roster(session: &Value) -> Roster {
    Roster::read(&Library::embedded(), session.to_string().as_bytes(), &[]).unwrap()
}

fn given() -> Given {
    let of = |n| {
        let comment = (Slot::Comment, Entry::from("Sản phẩm tốt"));
        [points("1.1", n), comment, submitted()]
            .into_iter()
            .collect()
    };
    let both = [("m1".to_owned(), of(3)), ("m2".to_owned(), of(2))];
    Given::from([("p1".to_owned(), both.into_iter().collect())])
}

/// The first table as text, filled in.
fn table(session: &Value) -> String {
    let texts = tables_as_text(&roster(session), 1, &given(), Lang::Vi);
    texts[0].1.clone()
}

/// The workbook of a member, filled in.
fn book(session: &Value) -> Vec<u8> {
    let mut contents = Contents::default();
    let content = Content {
        filled: given()["p1"]["m1"].clone(),
        ..Content::default()
    };
    contents.sheets.insert("p1".into(), content);
    let order = Order::new("m1").round(1);
    write(&Library::embedded(), &roster(session), &order, &contents).unwrap()
}

/// A text with its letters decomposed, as some programs write it.
fn decomposed(text: &str) -> String {
    let mut parts: BTreeMap<char, String> = BTreeMap::new();
    let marks = [
        '\u{302}', '\u{306}', '\u{31b}', '\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}',
    ];
    // twice, for letters with two marks
    for _ in 0..2 {
        let plain = ('A'..='z').chain(parts.keys().copied());
        for base in plain.collect::<Vec<_>>() {
            for mark in marks {
                let both = format!("{base}{mark}");
                let whole: Vec<char> = ocop::tidy(&both).chars().collect();
                if let [one] = whole.as_slice() {
                    let base = parts.get(&base).cloned().unwrap_or_else(|| base.into());
                    parts.entry(*one).or_insert(format!("{base}{mark}"));
                }
            }
        }
    }
    let letters = text.chars();
    letters
        .map(|c| parts.get(&c).cloned().unwrap_or_else(|| c.into()))
        .collect()
}

#[test]
fn letters_may_be_decomposed() {
    let mut ours = named();
    ours["members"][1]["id"] = json!("thư-ký");
    ours["present"] = json!(["m1", "thư-ký"]);
    let text = table(&ours);
    let text = text
        .replace("3,2", "3,")
        .replace("Sản phẩm tốt,Sản phẩm tốt", "Sản phẩm tốt,");
    let apart = decomposed(&text);
    assert_ne!(text, apart);
    assert_eq!(ocop::tidy(&text), ocop::tidy(&apart));
    let found = collected(&ours, &[("a.csv", apart.as_bytes())], None);
    let composed = collected(&ours, &[("a.csv", text.as_bytes())], None);
    assert_eq!((codes(&found), found.report.notices.len()), (vec![], 0));
    assert_eq!(found.session, composed.session);
    // the same sheet, not another one
    let files = [("a.csv", text.as_bytes()), ("b.csv", apart.as_bytes())];
    assert_eq!(codes(&collected(&ours, &files, None)), []);
    // a workbook: its texts, and its sheets of what is to be mended
    let bytes = with_part(&book(&named()), "xl/sharedStrings.xml", |xml| {
        decomposed(&xml)
    });
    let found = of(&named(), &bytes);
    assert_eq!((codes(&found), found.report.notices.len()), (vec![], 0));
    let wrong = [(Slot::Points("1.1".parse().unwrap()), Entry::from("x1"))];
    let ours = bad::session(1);
    let copy = of(&ours, &bad::book(&ours, 1, &wrong)).copies.remove(0).1;
    let copy = with_part(&copy, "xl/sharedStrings.xml", |xml| decomposed(&xml));
    assert_eq!(codes(&of(&ours, &copy)), [Code::WrongType]);
}

/// Identifiers that were exchanged in the row of headings: the names say something else.
#[test]
fn a_column_whose_identifier_and_name_contradict_each_other_is_nobodys() {
    let ours = named();
    let text = table(&ours);
    assert_eq!(codes(&of(&ours, text.as_bytes())), []);
    let exchanged = text.replace("Điểm,m1,m2", "Điểm,m2,m1");
    assert_ne!(exchanged, text);
    let found = of(&ours, exchanged.as_bytes());
    assert_eq!(codes(&found), [Code::WorkbookLayout; 2]);
    assert_eq!(cells(&found), ["D3", "E3"]);
    assert!(found.report.taken.is_empty() && found.copies.is_empty());
    let message = &found.report.errors[0].message.vi;
    for said in ["\"m2\"", "\"Nguyễn Văn A\"", "\"Trần B\""] {
        assert!(message.contains(said), "{message}");
    }
    // a name that nobody in the council has may be short for the member's: told, and taken
    for short in ["Lê C,", "N. V. A,"] {
        let one = text.replace("Nguyễn Văn A,", short);
        let found = of(&ours, one.as_bytes());
        assert_eq!(
            (codes(&found), found.report.notices.len()),
            (vec![], 1),
            "{short}"
        );
        assert_eq!(found.report.taken.len(), 2);
    }
    // with a seat beside it, without its capitals, or nothing at all
    for same in ["NGUYỄN  VĂN A (chủ tịch),", "Ông Nguyễn Văn A,", ","] {
        let text = text.replace("Nguyễn Văn A,", same);
        assert_eq!(codes(&of(&ours, text.as_bytes())), [], "{same}");
    }
    // in a workbook a heading has both
    let bytes = tables(&roster(&ours), 1, &given(), Lang::Vi).unwrap();
    assert_eq!(codes(&of(&ours, &bytes)), []);
    let exchanged = with_part(&bytes, "xl/sharedStrings.xml", |xml| {
        let xml = xml.replace("m1\nNguyễn Văn A", "m2\nNguyễn Văn A");
        xml.replace("m2\nTrần B", "m1\nTrần B")
    });
    let found = of(&ours, &exchanged);
    assert_eq!(codes(&found), [Code::WorkbookLayout; 2]);
    assert!(found.report.taken.is_empty());
}

/// The line at the head of a member's sheet says who scored, the identity whose it is.
#[test]
fn a_sheet_that_bears_the_name_of_another_member_is_not_taken() {
    let ours = named();
    let bytes = book(&ours);
    assert_eq!(codes(&of(&ours, &bytes)), []);
    let with = |name: &str| {
        with_part(&bytes, "xl/sharedStrings.xml", |xml| {
            xml.replace(
                "Người đánh giá: Nguyễn Văn A",
                &format!("Người đánh giá: {name}"),
            )
        })
    };
    let found = of(&ours, &with("TRẦN B"));
    assert_eq!(codes(&found), [Code::WorkbookLayout]);
    assert!(found.report.taken.is_empty());
    let message = &found.report.errors[0].message.vi;
    assert!(message.contains("Trần B (m2)") && message.contains("Nguyễn Văn A (m1)"));
    // the list of members was made anew since, in another order
    let mut anew = ours.clone();
    anew["members"][0]["name"] = json!("Trần B");
    anew["members"][1]["name"] = json!("Nguyễn Văn A");
    assert_eq!(codes(&of(&anew, &bytes)), [Code::WorkbookLayout]);
    // somebody who is not of the council: told on each sheet that says so
    let found = of(&ours, &with("Lê C"));
    assert_eq!(codes(&found), []);
    let told = found.report.notices.iter().filter(|n| {
        let message = &n.message.vi;
        n.code == NoticeCode::CellPassedOver
            && message.contains("\"Lê C\"")
            && message.contains("Nguyễn Văn A (m1)")
    });
    assert_eq!(told.count(), found.report.notices.len());
    assert_eq!(found.report.notices.len(), 2);
    assert_eq!(sheets(&found)[0]["member"], "m1");
    assert_eq!(codes(&of(&ours, &with("nguyễn văn A"))), []);
    // words that a member wrote are not that line
    let noted = with_cell(&bytes, PART, "F5", &words("Trần B"));
    assert_eq!(codes(&of(&ours, &noted)), []);
}

/// A session of two products, in both of which the head of a sheet names what its identity says.
fn of_two() -> Value {
    let mut ours = named();
    let second = json!({"id": "p2", "product_set": 1, "product": {"name": "Gạo tẻ"}});
    ours["products"].as_array_mut().unwrap().push(second);
    ours
}

/// The title says which product a sheet is of, the identity whose it is.
#[test]
fn a_sheet_that_bears_the_title_of_another_product_is_not_taken() {
    let ours = of_two();
    let bytes = book(&ours);
    assert_eq!(codes(&of(&ours, &bytes)), []);
    let with = |title: &str| {
        with_part(&bytes, "xl/sharedStrings.xml", |xml| {
            xml.replace("p1 · Gạo nếp", title)
        })
    };
    for other in ["p2 · Gạo tẻ", "p1 · GẠO TẺ", "p2 · Gạo nếp", "P2·Gạo tẻ"] {
        let found = of(&ours, &with(&other.replace('P', "p")));
        assert_eq!(codes(&found), [Code::WorkbookLayout], "{other}");
        assert!(found.report.taken.is_empty());
        let message = &found.report.errors[0].message.vi;
        assert!(
            message.contains("(p2)") && message.contains("\"Gạo nếp\" (p1)"),
            "{message}"
        );
    }
    // a name that no product has: told, and taken
    let found = of(&ours, &with("p1 · Gạo nếp cái hoa vàng"));
    assert_eq!((codes(&found), found.report.notices.len()), (vec![], 1));
    assert_eq!(found.report.notices[0].code, NoticeCode::CellPassedOver);
    assert_eq!(found.report.taken.len(), 1);
    // the same words otherwise, or none
    for same in ["p1 ·  gạo  nếp", "p1", "Bảng của tổ 1"] {
        let found = of(&ours, &with(same));
        assert_eq!(
            (codes(&found), found.report.notices.len()),
            (vec![], 0),
            "{same}"
        );
    }
}

#[test]
fn a_table_that_bears_the_title_of_another_product_or_round_is_not_taken() {
    let ours = of_two();
    let text = table(&ours);
    assert_eq!(codes(&of(&ours, text.as_bytes())), []);
    for (own, other) in [
        ("p1,Gạo nếp · vòng 1", "p2,Gạo tẻ · vòng 1"),
        ("p1,Gạo nếp · vòng 1", "p1,Gạo tẻ · vòng 1"),
        ("p1,Gạo nếp · vòng 1", "p1,Gạo nếp · vòng 2"),
        ("p1,Gạo nếp · vòng 1", "p1,Gạo nếp · Round 2"),
    ] {
        let changed = text.replace(own, other);
        assert_ne!(changed, text);
        let found = of(&ours, changed.as_bytes());
        assert_eq!(codes(&found), [Code::WorkbookLayout], "{other}");
        assert!(found.report.taken.is_empty() && found.copies.is_empty());
    }
    let both = text.replace("p1,Gạo nếp · vòng 1", "p2,Gạo tẻ · vòng 2");
    assert_eq!(
        codes(&of(&ours, both.as_bytes())),
        [Code::WorkbookLayout; 2]
    );
    // a member's sheet has its round beside who scored
    let bytes = with_part(&book(&ours), "xl/sharedStrings.xml", |xml| {
        xml.replace("· vòng 1", "· vòng 2")
    });
    let found = of(&ours, &bytes);
    assert_eq!(codes(&found), [Code::WorkbookLayout; 2]);
    assert!(found.report.errors[0].message.vi.contains("vòng 2"));
    let bytes = tables(&roster(&ours), 1, &given(), Lang::En).unwrap();
    assert_eq!(codes(&of(&ours, &bytes)), []);
}

/// A column that a name alone heads is nobody's: nothing of it may be lost without a word.
#[test]
fn a_column_of_points_without_an_identifier_is_told() {
    let ours = named();
    let text = table(&ours);
    let heads = "Điểm,m1,m2";
    for (heading, cell, named) in [("Điểm,,m2", "D3", true), ("Điểm,m1,", "E3", true)] {
        let found = of(&ours, text.replace(heads, heading).as_bytes());
        assert_eq!(codes(&found), [Code::WorkbookLayout], "{heading}");
        assert_eq!(cells(&found), [cell]);
        let name = if cell == "D3" {
            "Nguyễn Văn A"
        } else {
            "Trần B"
        };
        let message = &found.report.errors[0].message.vi;
        assert_eq!(message.contains(name), named, "{message}");
        assert_eq!(found.report.taken.len(), 1);
    }
    // without a name as well, between two others
    let nameless = text
        .replace("Nguyễn Văn A,", ",")
        .replace(heads, "Điểm,,m2");
    let found = of(&ours, nameless.as_bytes());
    assert_eq!(
        (codes(&found), cells(&found)),
        (vec![Code::WorkbookLayout], vec!["D3"])
    );
}

/// Headings that are names alone: each is told with the identifier that belongs there.
#[test]
fn headings_that_are_names_alone_are_told_with_the_identifiers_that_belong_there() {
    let ours = named();
    let text = table(&ours).replace("Điểm,m1,m2", "Điểm,Nguyễn Văn A,trần b");
    let found = of(&ours, text.as_bytes());
    assert_eq!(codes(&found), [Code::WorkbookLayout; 2]);
    assert_eq!(cells(&found), ["D3", "E3"]);
    for (problem, id) in found.report.errors.iter().zip(["m1", "m2"]) {
        let help = problem.help.as_ref().unwrap();
        assert!(help.vi.contains(&format!("mã {id} ")), "{}", help.vi);
    }
    assert!(found.report.taken.is_empty());
}

#[test]
fn the_page_names_members_and_products() {
    let ours = named();
    let found = of(&ours, &book(&ours));
    for lang in [Lang::Vi, Lang::En] {
        let text = ocop_text::write(&page(&found, lang), ocop_text::Format::TEXT);
        let text: Vec<&str> = text.split_whitespace().collect();
        let text = text.join(" ");
        assert!(text.contains("Nguyễn Văn A (m1) Gạo nếp (p1)"), "{text}");
        assert!(text.contains("Trần B (m2): Gạo nếp (p1)"), "{text}");
    }
    let mut nameless = ours;
    nameless["members"][1]
        .as_object_mut()
        .unwrap()
        .remove("name");
    let found = of(&nameless, &book(&nameless));
    let text = ocop_text::write(&page(&found, Lang::Vi), ocop_text::Format::TEXT);
    assert!(text.contains("m2: Gạo nếp (p1)"), "{text}");
}
