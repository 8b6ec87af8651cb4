//! Room for pieces of a batch, used again and again: a batch of a million lines asks for no more than
//! the pieces in hand need, and threads do not wait for each other where the system hands it out.

use std::sync::{Mutex, PoisonError};

/// What a piece may have needed and still be kept: a line of a megabyte is rare, and what it took is
/// given up.
const KEPT_BYTES: usize = 1 << 20;

/// What a piece of a batch takes up.
#[derive(Debug, Default)]
pub struct Room {
    /// Its lines.
    pub lines: Vec<u8>,
    /// What comes of them.
    pub results: Vec<u8>,
}

/// Room that is free.
#[derive(Debug, Default)]
pub struct Spare(Mutex<Vec<Room>>);

impl Spare {
    /// Room with nothing in it.
    pub fn take(&self) -> Room {
        let mut free = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        free.pop().unwrap_or_default()
    }

    /// Gives room back.
    pub fn give(&self, mut room: Room) {
        if room.lines.capacity().max(room.results.capacity()) > KEPT_BYTES {
            return;
        }
        room.lines.clear();
        room.results.clear();
        let mut free = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        free.push(room);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn room(bytes: usize) -> Room {
        Room {
            lines: vec![b'x'; bytes],
            results: vec![b'y'; 3],
        }
    }

    #[test]
    fn room_comes_back_empty_and_is_the_same() {
        let spare = Spare::default();
        spare.give(room(100));
        let again = spare.take();
        assert!(again.lines.is_empty() && again.results.is_empty());
        assert!(again.lines.capacity() >= 100);
        assert_eq!(spare.take().lines.capacity(), 0);
    }

    #[test]
    fn what_one_long_line_took_is_not_kept() {
        let spare = Spare::default();
        spare.give(room(KEPT_BYTES + 1));
        assert_eq!(spare.take().lines.capacity(), 0);
    }
}
