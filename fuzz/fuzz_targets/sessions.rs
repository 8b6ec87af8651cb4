//! Any bytes as a council session: refused with at least one problem, or a tally that is read again
//! as it was printed.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use ocop::Library;
use ocop::council::SheetFile;

static LIBRARY: LazyLock<Library> = LazyLock::new(Library::embedded);

fuzz_target!(|bytes: &[u8]| {
    // a session, and behind each NUL a sheet in a file of its own
    let mut parts = bytes.split(|byte| *byte == 0);
    let session = parts.next().unwrap_or_default();
    let files: Vec<SheetFile<'_>> = parts.map(|bytes| SheetFile::new("m1.json").bytes(Some(bytes))).collect();
    match LIBRARY.tally_json(session, &files) {
        Ok(tally) => {
            let json = serde_json::to_string(&tally).expect("a tally is JSON");
            let again = LIBRARY.read_tally(json.as_bytes()).expect("a tally reads back");
            assert_eq!(again, tally);
        }
        Err(problems) => assert!(!problems.is_empty()),
    }
});
