//! What the program says at its start, and what it refuses to start with.

use std::net::TcpListener;

use crate::data::Data;
use crate::program::{Server, agent, ended, in_vain, refused, session};

#[test]
fn the_links_of_the_example_lead_to_where_it_listens() {
    let (server, lines) = Server::with(&["--demo"], |line| line.starts_with("http://"));
    let links: Vec<&str> = lines
        .iter()
        .filter_map(|line| {
            line.split_once(": ")
                .filter(|l| l.1.contains("/join?code="))
        })
        .map(|(_, link)| link)
        .collect();
    assert_eq!(links.len(), 5, "{lines:?}");
    assert!(!server.address.ends_with(":0"), "{}", server.address);
    for link in links {
        assert!(link.starts_with(&server.address), "{link}");
        let page = agent().get(link).call().unwrap();
        let page = page.into_body().read_to_string().unwrap();
        assert!(page.contains("Thành viên"), "{link}: {page}");
    }
}

#[test]
fn with_tls_it_says_what_is_to_be_compared_and_the_same_the_next_time() {
    let data = Data::sqlite();
    let [how, folder] = data.arguments();
    let fingerprint = |line: &str| line.len() == 95 && line.split(':').count() == 32;
    let mut told = Vec::new();
    for _ in 0..2 {
        let (server, lines) = Server::with(&[&how, &folder, "--tls"], fingerprint);
        assert!(
            server.address.starts_with("https://127.0.0.1:"),
            "{lines:?}"
        );
        told.push(lines.last().unwrap().clone());
        server.kill();
    }
    assert_eq!(told[0], told[1]);
}

#[test]
fn what_cannot_be_started_with_is_told_by_its_name() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let at = taken.local_addr().unwrap().to_string();
    let said = in_vain(&["--listen", &at]);
    assert!(
        said.contains(&at) && said.contains("cannot listen"),
        "{said}"
    );
    let data = Data::sqlite();
    let folder = data.folder().to_str().unwrap();
    let said = in_vain(&[
        "--data",
        folder,
        "--tls-cert",
        "none.pem",
        "--tls-key",
        "none.key",
    ]);
    assert!(said.contains("none.pem"), "{said}");
    for (args, name) in [
        (&["--tls-cert", "a.pem"][..], "--tls-key"),
        (&["--tls", "--database", "postgres://x/y"][..], "--database"),
        (&["--tls"][..], "--data"),
        (&["--tls", "--hsts", "3"][..], "--tls-cert"),
        (&["--redirect-from", "127.0.0.1:0"][..], "--tls"),
        (&["--tls-name", "hall"][..], "--tls"),
    ] {
        let said = in_vain(args);
        assert!(said.contains(name), "{args:?}: {said}");
    }
}

#[test]
fn a_session_without_products_is_taken_and_said_to_be_one() {
    let data = Data::sqlite();
    let file = data.folder().join("session.json");
    let planned = r#"{"format": "ocop-council/1", "criteria": "qd-26-2026", "level": "province",
        "held_on": "2026-12-20", "council": "Hội đồng", "members": [{"id": "m1", "name": "Một", "role": "chair"}],
        "present": [], "products": []}"#;
    std::fs::write(&file, planned).unwrap();
    let import = ["import", file.to_str().unwrap()];
    let done = ended(&data, &import, "");
    assert!(done.status.success(), "{done:?}");
    assert_eq!(done.stdout.trim_ascii().len(), 8, "{done:?}");
    let said = String::from_utf8(done.stderr).unwrap();
    assert!(said.contains("no products yet"), "{said}");
    // what is no list is still refused
    let broken = planned.replace("\"products\": []", "\"products\": \"p1\"");
    std::fs::write(&file, broken).unwrap();
    let said = refused(&data, &import, "");
    assert!(said.contains("Product: ") && said.contains("p1"), "{said}");
}

#[test]
fn a_wrong_call_is_told_in_both_languages() {
    for (call, vi, en) in [
        (
            &["--listn", "127.0.0.1:0"][..],
            "không có tùy chọn \"--listn\". Có phải ý là \"--listen\"?",
            "there is no option \"--listn\"",
        ),
        (
            &["exprt"],
            "không có lệnh \"exprt\"",
            "Did you mean \"export\"",
        ),
        (
            &["--rate", "ba"],
            "Cần một số nguyên từ 0.",
            "A whole number from 0 is needed.",
        ),
        (
            &["--page", "/khong/co"],
            "/khong/co: không có tệp hay thư mục này / no such file or folder",
            "",
        ),
    ] {
        let said = in_vain(call);
        assert!(said.contains(vi) && said.contains(en), "{call:?}: {said}");
    }
}

#[test]
fn a_session_that_is_not_there_is_named() {
    let data = Data::sqlite();
    session(&data);
    let said = refused(&data, &["export", "khong-co"], "");
    assert!(
        said.contains("khong-co: không có phiên họp này / there is no such session"),
        "{said}"
    );
}
