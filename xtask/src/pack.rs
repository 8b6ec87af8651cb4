//! A module of WebAssembly packed for browsers, smaller by two fifths than by gzip; the same bytes at any
//! time. `assemble.js` reads it.

use std::io::Write as _;

use lzma_rust2::{DICT_SIZE_MIN, LzmaOptions, LzmaWriter};

use crate::{apart, tables};

/// Packs a module: its size, then each of its parts and what is told of tables, as LZMA, after the
/// length of that.
pub fn pack(module: &[u8]) -> Result<Vec<u8>, String> {
    let mut parts = apart::taken(module)?;
    let [rest, ..] = &mut parts;
    let columns = tables::taken(rest)?;
    let mut out = length(module)?.to_vec();
    for part in parts.iter().chain(&columns) {
        let packed = lzma(part)?;
        out.extend(length(&packed)?);
        out.extend(packed);
    }
    Ok(out)
}

fn length(bytes: &[u8]) -> Result<[u8; 4], String> {
    Ok(size(bytes)?.to_le_bytes())
}

fn size(bytes: &[u8]) -> Result<u32, String> {
    u32::try_from(bytes.len()).map_err(|e| format!("packing the engine: {e}"))
}

/// A part, packed; nothing where there is nothing in it.
fn lzma(bytes: &[u8]) -> Result<Vec<u8>, String> {
    if bytes.is_empty() {
        return Ok(Vec::new());
    }
    let size = size(bytes)?;
    let mut options = LzmaOptions::with_preset(9);
    options.dict_size = size.next_power_of_two().max(DICT_SIZE_MIN);
    options.nice_len = LzmaOptions::NICE_LEN_MAX;
    // code and texts begin at any byte
    options.pb = 0;
    LzmaWriter::new_use_header(Vec::new(), &options, Some(size.into()))
        .and_then(|mut writer| {
            writer.write_all(bytes)?;
            writer.finish()
        })
        .map_err(|e| format!("packing the engine: {e}"))
}
