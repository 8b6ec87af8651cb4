//! Any call of an operation, documents and their forms among them: the first line names it, the
//! second holds its options, the rest is its input. What comes back is an output or a refusal that
//! says why, and the same the second time.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use ocop::Library;
use ocop_operations::call;

static LIBRARY: LazyLock<Library> = LazyLock::new(Library::embedded);

fuzz_target!(|bytes: &[u8]| {
    let mut parts = bytes.splitn(3, |byte| *byte == b'\n');
    let name = String::from_utf8_lossy(parts.next().unwrap_or_default());
    let options = parts.next().unwrap_or_default();
    let input = parts.next().unwrap_or_default();
    let once = call(&LIBRARY, &name, input, options);
    match &once {
        Ok(reply) if reply.media_type.contains("json") => {
            serde_json::from_slice::<serde_json::Value>(&reply.bytes).expect("an output is JSON");
        }
        Ok(reply) if reply.media_type.starts_with("text/") => {
            std::str::from_utf8(&reply.bytes).expect("a text is UTF-8");
        }
        Ok(_) => {}
        Err(refusal) => assert!(!refusal.problems.is_empty(), "refused, and no word why"),
    }
    assert_eq!(once, call(&LIBRARY, &name, input, options));
});
