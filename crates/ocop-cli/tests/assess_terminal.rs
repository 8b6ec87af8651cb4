//! Self-assessment in a terminal: what keys choose, what is on the disk when, and how it looks from 40
//! to 200 columns.
#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of tests: what does not hold is to fail"
)]

use std::fs::{self, File};
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use ptyprocess::PtyProcess;
use serde_json::{Value, json};

const DOWN: &str = "\u{1b}[B";
const CTRL_C: &str = "\u{3}";

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("terminal-{name}"));
    _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// A terminal with the program in it.
struct Terminal {
    process: PtyProcess,
    keys: File,
    screen: Arc<Mutex<vt100::Parser>>,
    folder: PathBuf,
}

impl Terminal {
    fn new(folder: &Path, columns: u16, rows: u16, args: &[&str]) -> Self {
        let mut command = Command::new("sh");
        // a terminal begins with a size of its own, which ours takes the place of
        let script = format!(
            "until [ \"$(stty size)\" = '{rows} {columns}' ]; do sleep 0.01; done; exec \"$0\" \"$@\""
        );
        command
            .current_dir(folder)
            .env("TERM", "xterm-256color")
            .args(["-c", &script, env!("CARGO_BIN_EXE_ocop"), "assess"])
            .args(args);
        let mut process = PtyProcess::spawn(command).unwrap();
        process.set_window_size(columns, rows).unwrap();
        let keys = process.get_raw_handle().unwrap();
        let mut output = process.get_raw_handle().unwrap();
        let screen = Arc::new(Mutex::new(vt100::Parser::new(rows, columns, 1_000)));
        let seen = Arc::clone(&screen);
        thread::spawn(move || {
            let mut bytes = [0; 4_096];
            // the end of the program is the end of its terminal
            while let Ok(read @ 1..) = output.read(&mut bytes) {
                seen.lock().unwrap().process(&bytes[..read]);
            }
        });
        Self {
            process,
            keys,
            screen,
            folder: folder.to_owned(),
        }
    }

    fn seen(&self) -> String {
        self.screen.lock().unwrap().screen().contents()
    }

    fn until(&self, what: &str, holds: impl Fn(&Self) -> bool) {
        let begun = Instant::now();
        while !holds(self) {
            assert!(
                begun.elapsed() < Duration::from_secs(20),
                "{what}:\n{}",
                self.seen()
            );
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// Waits until something is to be read, and a person has read it.
    fn reads(&self, text: &str) {
        self.until(text, |t| t.seen().contains(text));
        thread::sleep(Duration::from_millis(300));
    }

    fn types(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    /// Waits until the program has ended by itself.
    fn ends(mut self) -> Value {
        self.until("the end", |t| !t.process.is_alive().unwrap_or(false));
        _ = self.process.exit(true);
        self.answers()
    }

    fn answers(&self) -> Value {
        let file = fs::read(self.folder.join("out.json")).unwrap_or_default();
        serde_json::from_slice::<Value>(&file).map_or(Value::Null, |mut d| d["answers"].take())
    }
}

fn begun(name: &str, columns: u16, rows: u16) -> Terminal {
    let args = ["--set", "1", "--lang", "en", "--out", "out.json"];
    let terminal = Terminal::new(&folder(name), columns, rows, &args);
    terminal.reads("1.1 level");
    terminal
}

#[test]
fn number_keys_choose_what_they_say() {
    let mut terminal = begun("numbers", 100, 40);
    terminal.types("3");
    terminal.reads("> 3.");
    terminal.types("\r");
    terminal.reads("Papers at hand");
    terminal.types("\r");
    terminal.reads("1.2 level");
    // no line has this key: Enter answers nothing
    terminal.types("8");
    terminal.reads("There is no line \"8\"");
    terminal.types("\r");
    thread::sleep(Duration::from_millis(300));
    terminal.types(CTRL_C);
    assert_eq!(terminal.ends(), json!({"1.1": 3}));
}

#[test]
fn a_number_that_is_no_line_records_nothing_however_often_enter_follows() {
    let mut terminal = begun("no-line", 100, 40);
    terminal.types("g\r");
    terminal.reads("To criterion");
    terminal.types("4.1\r");
    terminal.reads("4.1 level");
    // the points of a level, which are no line; the second Enter is meant for the papers
    for wrong in ["5", "92"] {
        let told = format!("There is no line \"{wrong}\"");
        terminal.types(wrong);
        terminal.reads(&told);
        for _ in 0..2 {
            terminal.types("\r");
            thread::sleep(Duration::from_millis(300));
            terminal.reads(&told);
            assert_eq!(terminal.answers(), json!({}));
        }
    }
    terminal.types("3");
    terminal.reads("> 3.");
    terminal.types("\r");
    terminal.reads("Papers at hand");
    terminal.types(CTRL_C);
    assert_eq!(terminal.ends(), json!({"4.1": 3}));
}

#[test]
fn an_answer_is_on_the_disk_when_the_papers_are_asked_for() {
    let mut terminal = begun("hang-up", 100, 40);
    terminal.types(DOWN);
    terminal.reads("> 2.");
    terminal.types("\r");
    terminal.until("the papers", |t| t.seen().contains("Papers at hand"));
    assert_eq!(terminal.answers(), json!({"1.1": 2}));
    // the window is closed
    _ = terminal.process.exit(true);
    assert_eq!(terminal.answers(), json!({"1.1": 2}));
}

#[test]
fn lines_pasted_at_the_papers_are_papers_of_their_own() {
    for (name, paste) in [
        ("paste", "\u{1b}[200~Hoa don A\nHop dong B\u{1b}[201~"),
        ("paste-plain", "Hoa don A\rHop dong B"),
    ] {
        let mut terminal = begun(name, 100, 40);
        terminal.types("\r");
        terminal.reads("Papers at hand");
        terminal.types(paste);
        terminal.reads("Hoa don A; Hop dong B");
        terminal.types("\r");
        terminal.reads("1.2 level");
        terminal.types(CTRL_C);
        let papers = json!({"1.1": {"level": 1, "evidence": ["Hoa don A", "Hop dong B"]}});
        assert_eq!(terminal.ends(), papers, "{name}");
    }
}

#[test]
fn a_paper_with_a_semicolon_in_its_name_stays_one_where_nothing_is_typed() {
    let folder = folder("semicolon");
    let papers = json!({"1.1": {"level": 1, "evidence": ["Hợp đồng 01; 02"]}});
    let dossier = json!({"criteria": "qd-26-2026", "product_set": 1, "answers": papers});
    fs::write(folder.join("out.json"), dossier.to_string()).unwrap();
    let args = ["--resume", "out.json", "--lang", "en"];
    let mut terminal = Terminal::new(&folder, 100, 40, &args);
    terminal.reads("1.2 level");
    terminal.types("b\r");
    terminal.reads("1.1 level");
    terminal.types("\r");
    terminal.reads("Papers at hand");
    terminal.types("\r");
    terminal.types(CTRL_C);
    assert_eq!(terminal.ends(), papers);
}

#[test]
fn a_paste_with_a_last_line_end_answers_nothing_more() {
    let mut terminal = begun("paste-end", 100, 40);
    terminal.types("\r");
    terminal.reads("Papers at hand");
    terminal.types("Hoa don A\rHop dong B\r");
    terminal.reads("1.2 level");
    terminal.types(CTRL_C);
    let papers = json!({"1.1": {"level": 1, "evidence": ["Hoa don A", "Hop dong B"]}});
    assert_eq!(terminal.ends(), papers);
}

#[test]
fn text_pasted_at_a_menu_answers_nothing() {
    let mut terminal = begun("paste-menu", 100, 40);
    terminal.types("\u{1b}[200~1\r2\r\u{1b}[201~");
    terminal.types("Hoa don 1\rHop dong 2\r");
    thread::sleep(Duration::from_millis(500));
    terminal.types(CTRL_C);
    assert_eq!(terminal.ends(), json!({}));
}

#[test]
fn a_key_pressed_too_late_or_twice_answers_nothing() {
    let mut terminal = begun("late", 100, 40);
    terminal.types("s\r\r\r\r\r\r");
    terminal.reads("1.2 level");
    // all were pressed before the question could be read
    assert_eq!(terminal.answers(), json!({}));
    terminal.types(CTRL_C);
    assert_eq!(terminal.ends(), json!({}));
}

#[test]
fn control_c_stops_at_every_question_and_keeps_what_was_answered() {
    let mut terminal = begun("stop-papers", 100, 40);
    terminal.types("2\r");
    terminal.reads("Papers at hand");
    terminal.types(&format!("not yet{CTRL_C}"));
    assert_eq!(terminal.ends(), json!({"1.1": 2}));
    let mut terminal = begun("stop-go", 100, 40);
    terminal.types("g\r");
    terminal.reads("To criterion");
    terminal.types(CTRL_C);
    assert_eq!(terminal.ends(), json!({}));
}

#[test]
fn before_an_answer_there_is_no_star() {
    let mut terminal = begun("no-star", 100, 40);
    terminal.reads("not rated yet · points in reach: 0–100");
    terminal.types(CTRL_C);
    terminal.reads("Nothing is answered: not rated yet.");
    assert!(!terminal.seen().contains('★') && !terminal.seen().contains("1 star"));
    assert_eq!(terminal.ends(), json!({}));
}

#[test]
fn words_stand_beside_the_numbers_from_40_to_200_columns() {
    for (columns, rows, lang) in [
        (40, 24, "vi"),
        (80, 24, "en"),
        (200, 50, "vi"),
        (40, 12, "en"),
    ] {
        let folder = folder(&format!("width-{columns}-{rows}"));
        let args = ["--set", "1", "--lang", lang, "--out", "out.json"];
        let mut terminal = Terminal::new(&folder, columns, rows, &args);
        terminal.reads("Ctrl-C");
        let seen = terminal.seen();
        let line = seen.lines().find(|l| l.starts_with("> 1. "));
        let line = line.unwrap_or_else(|| panic!("{columns}:\n{seen}"));
        assert!(
            line.chars().count() > 20,
            "words beside the number:\n{seen}"
        );
        // moving redraws in place: nothing is left over, nothing is drawn twice
        let before = terminal.seen();
        terminal.types(&DOWN.repeat(3));
        terminal.reads("> 0. ");
        terminal.types(&"\u{1b}[A".repeat(3));
        terminal.reads("> 1. ");
        assert_eq!(terminal.seen(), before, "{columns}");
        terminal.types(CTRL_C);
        terminal.ends();
    }
}

#[test]
fn a_terminal_narrower_than_40_columns_asks_by_lines() {
    let folder = folder("narrow");
    let args = ["--set", "1", "--lang", "en", "--out", "out.json"];
    let mut terminal = Terminal::new(&folder, 30, 40, &args);
    terminal.reads("1.1 level?");
    terminal.types("2\n");
    terminal.reads("1.2 level?");
    terminal.types("q\n");
    assert_eq!(terminal.ends(), json!({"1.1": 2}));
}
