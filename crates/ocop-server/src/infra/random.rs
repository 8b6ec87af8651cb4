//! Chance, handed in so that tests are exact.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

/// What gives random bytes.
pub trait Random: Send + Sync {
    /// Fills a buffer. Where the machine has no randomness to give, it says so.
    ///
    /// # Errors
    ///
    /// No randomness is to be had.
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoRandomness>;
}

/// The machine has no randomness to give.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the operating system gives no randomness")]
pub struct NoRandomness;

/// The randomness of the operating system.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemRandom;

impl Random for SystemRandom {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoRandomness> {
        getrandom::fill(bytes).map_err(|_| NoRandomness)
    }
}

/// The letters of a code that is read aloud and typed by hand: none that is taken for another.
const LETTERS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/// The length of a code: 40 bits.
pub const CODE_LENGTH: usize = 8;

/// A code to join by.
///
/// # Errors
///
/// No randomness is to be had.
pub fn code(random: &dyn Random) -> Result<String, NoRandomness> {
    let mut bytes = [0; CODE_LENGTH];
    random.fill(&mut bytes)?;
    let letter = |byte: &u8| LETTERS.get(usize::from(byte & 31)).copied();
    Ok(bytes.iter().filter_map(letter).map(char::from).collect())
}

/// A secret of 256 bits, as 64 hexadecimal digits.
///
/// # Errors
///
/// No randomness is to be had.
pub fn secret(random: &dyn Random) -> Result<String, NoRandomness> {
    let mut bytes = [0; 32];
    random.fill(&mut bytes)?;
    Ok(hex(&bytes))
}

/// SHA-256 of a text, as hexadecimal digits: what the database holds of codes and secrets.
#[must_use]
pub fn digest(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes()))
}

/// Bytes as hexadecimal digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len().saturating_mul(2));
    for byte in bytes {
        let _ = write!(out, "{byte:02x}");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_have_no_letters_that_are_taken_for_others() {
        let code = code(&SystemRandom).unwrap();
        assert_eq!(code.len(), CODE_LENGTH);
        assert!(code.bytes().all(|b| LETTERS.contains(&b)), "{code}");
        assert!(!LETTERS.iter().any(|b| b"01IO".contains(b)));
    }

    #[test]
    fn a_digest_is_that_of_sha_256() {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(digest(""), empty);
    }
}
