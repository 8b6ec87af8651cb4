//! A server that is killed without warning loses nothing that it had acknowledged, and leaves nothing
//! half done.

use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use crate::data::Data;
use crate::program::{Server, Typist, block_on, command, session};

/// The sheets that are typed at the same time.
const SHEETS: [&str; 4] = ["p1/m1", "p1/m2", "p2/m1", "p3/m4"];

/// How often it is killed; `OCOP_KILLS` asks for more.
fn kills() -> u32 {
    let asked = std::env::var("OCOP_KILLS").ok();
    asked.and_then(|n| n.parse().ok()).unwrap_or(5)
}

/// Saves a sheet over and over until the server is gone.
fn type_on(typist: &Typist, sheet: &str, known: &Mutex<i64>, all: &AtomicI64, stop: &AtomicBool) {
    let mut version = *known.lock().unwrap();
    while !stop.load(Ordering::Relaxed) {
        match typist.save(sheet, version, &format!("lần {version}")) {
            None => return,
            Some((200, told)) => {
                version = told["version"].as_i64().unwrap();
                *known.lock().unwrap() = version;
                all.fetch_add(1, Ordering::Relaxed);
            }
            // a machine with too much to do says so, and is asked again
            Some((503, _)) => {}
            // the last save before the end was written, and its answer lost: a newer version is there
            Some((status, told)) => {
                assert_eq!(status, 409, "{told}");
                version = version.saturating_add(1);
            }
        }
    }
}

#[test]
fn no_acknowledged_change_is_lost_when_the_server_is_killed() {
    let data = block_on(Data::new());
    let id = session(&data);
    let known: Vec<Mutex<i64>> = SHEETS.iter().map(|_| Mutex::default()).collect();
    let all = AtomicI64::new(0);
    let mut typist = None;
    for round in 0..kills() {
        let server = Server::start(&data);
        // one login for all of it: it outlives the server
        let typist: &Typist = typist.get_or_insert_with(|| Typist::sign_in(&server.address));
        let stop = Arc::new(AtomicBool::new(false));
        let enough = all.load(Ordering::Relaxed) + 5 + i64::from(round * 7 % 23);
        std::thread::scope(|threads| {
            for (sheet, known) in SHEETS.iter().zip(&known) {
                let sheet = format!("{}/sessions/{id}/sheets/{sheet}", server.address);
                let (all, stop) = (&all, Arc::clone(&stop));
                threads.spawn(move || type_on(typist, &sheet, known, all, &stop));
            }
            let begun = Instant::now();
            while all.load(Ordering::Relaxed) < enough && begun.elapsed().as_secs() < 120 {
                std::thread::sleep(Duration::from_millis(1));
            }
            server.kill();
            stop.store(true, Ordering::Relaxed);
        });
        assert!(all.load(Ordering::Relaxed) >= enough, "nothing was saved");
        command(&data, &["verify-trail"], "");
        for (sheet, known) in SHEETS.iter().zip(&known) {
            let (product, member) = sheet.split_once('/').unwrap();
            let of = format!("product = '{product}' AND member = '{member}'");
            let sql = format!("SELECT CAST(version AS TEXT) FROM sheet WHERE {of}");
            let stored = block_on(data.texts(&sql)).pop();
            let stored: i64 = stored.map_or(0, |v| v.parse().unwrap());
            let known = *known.lock().unwrap();
            assert!(
                stored >= known,
                "{sheet}: {known} was acknowledged, {stored} is there"
            );
            let sql = format!("SELECT action FROM trail WHERE subject = '{sheet}/1'");
            let lines = block_on(data.texts(&sql)).len();
            assert_eq!(
                i64::try_from(lines).unwrap(),
                stored,
                "{sheet}: as many lines as versions"
            );
        }
    }
    println!("{} saves were acknowledged", all.load(Ordering::Relaxed));
}
