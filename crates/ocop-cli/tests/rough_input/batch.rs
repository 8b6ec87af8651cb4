//! Batches: lines without an end, bad ones beside good ones, more of them than memory holds.

use std::io::Write;
use std::thread;

use super::command::{End, GOOD, LIMIT, many_lines, peak, run, start};

/// Feeds a hundred megabytes without a line end, and tells the most memory that was held.
fn hundred_megabytes_on_one_line(args: &[&str]) -> (u64, End) {
    let mut child = start(args);
    let mut stdin = child.stdin.take().unwrap();
    let piece = vec![b'['; LIMIT];
    let mut most = 0;
    for _ in 0..100 {
        // a command that has read enough ends before all is written
        if stdin.write_all(&piece).is_err() {
            break;
        }
        most = most.max(peak(&child));
    }
    _ = stdin.write_all(b"\n{}\n");
    drop(stdin);
    let end = child.wait_with_output().unwrap();
    let end = End {
        code: end.status.code().unwrap(),
        out: end.stdout,
        err: String::from_utf8(end.stderr).unwrap(),
    };
    (most, end)
}

#[test]
fn a_hundred_megabytes_on_one_line_are_refused_without_being_held() {
    let (most, end) = hundred_megabytes_on_one_line(&["rate"]);
    assert_eq!((end.code, end.err.as_str()), (1, ""));
    assert_eq!(end.json()["errors"][0]["code"], "too-large");
    assert!((1..50_000).contains(&most), "{most} kB");
    for jobs in ["1", "4"] {
        let (most, end) = hundred_megabytes_on_one_line(&["rate", "--ndjson", "--jobs", jobs]);
        assert_eq!((end.code, end.err.as_str()), (3, ""));
        let lines = [
            (Some(1), "too-large".to_owned()),
            (Some(2), "missing-field".to_owned()),
        ];
        assert_eq!(end.lines(), lines);
        assert!((1..50_000).contains(&most), "{most} kB");
    }
}

#[test]
fn a_bad_line_never_affects_its_neighbours() {
    let long = vec![b' '; LIMIT + 3];
    let deep = b"[".repeat(100_000);
    let rough: [&[u8]; 14] = [
        b"\xff\xfe",
        b"\0",
        b"{\"product_set\": ",
        b"\"",
        b"\\",
        b"\"\\u000a\"",
        b"\xef\xbb\xbf",
        b"{}",
        b"null",
        b"\xe1\xba",
        b"{\"a\":1}{\"a\":1}",
        b"\r",
        &long,
        &deep,
    ];
    let alone = run(&["rate", "--ndjson"], GOOD.as_bytes()).out;
    let mut input = Vec::new();
    for line in rough {
        input.extend_from_slice(GOOD.as_bytes());
        input.push(b'\n');
        input.extend_from_slice(line);
        input.push(b'\n');
    }
    input.extend_from_slice(GOOD.as_bytes());
    for jobs in ["1", "2", "7"] {
        let end = run(&["rate", "--ndjson", "--jobs", jobs], &*input);
        assert_eq!((end.code, end.err.as_str()), (3, ""));
        let good = end
            .out
            .split_inclusive(|b| *b == b'\n')
            .filter(|l| **l == *alone);
        assert_eq!(good.count(), rough.len() + 1);
        // every rough line but the blank one is refused, as the line that it is
        let refused: Vec<u64> = end
            .lines()
            .into_iter()
            .filter_map(|(line, _)| line)
            .collect();
        let expected = (0..rough.len() as u64)
            .filter(|i| *i != 11)
            .map(|i| 2 * i + 2);
        assert_eq!(refused, expected.collect::<Vec<_>>());
    }
}

#[test]
fn one_thread_and_many_give_the_same_bytes() {
    let input = many_lines(4000);
    let one = run(&["rate", "--ndjson", "--jobs", "1"], input.as_bytes());
    assert_eq!((one.code, one.err.as_str()), (3, ""));
    for jobs in ["2", "4", "64"] {
        let many = run(&["rate", "--ndjson", "--jobs", jobs], input.as_bytes());
        assert_eq!((many.code, many.err.as_str()), (3, ""));
        assert!(many.out == one.out, "--jobs {jobs}");
    }
    // lines that were not blank, each once
    let lines = one.out.iter().filter(|b| **b == b'\n').count();
    assert_eq!(lines, input.lines().filter(|l| !l.is_empty()).count());
}

#[test]
fn a_long_batch_does_not_take_more_memory_than_a_short_one() {
    let mut child = start(&["rate", "--ndjson", "--brief", "--jobs", "4"]);
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = child.stdout.take().unwrap();
    let reader = thread::spawn(move || std::io::copy(&mut stdout, &mut std::io::sink()).unwrap());
    let lines = many_lines(2000);
    let mut after = Vec::new();
    for _ in 0..20 {
        stdin.write_all(lines.as_bytes()).unwrap();
        after.push(peak(&child));
    }
    drop(stdin);
    assert_eq!(child.wait().unwrap().code(), Some(3));
    assert!(reader.join().unwrap() > 1_000_000);
    assert!(
        after[19] < after[4] + 8_000 && after[19] < 100_000,
        "{after:?} kB"
    );
}
