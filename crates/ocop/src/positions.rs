//! A set of positions in a list, in one word.

/// Positions below [`Positions::MOST`]: data checks allow no product set more criteria or star minimums.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Positions(u128);

impl Positions {
    /// How many positions there are.
    pub const MOST: usize = 128;

    /// Those of a list that hold, by their positions. No step depends on the answer of the one before:
    /// that is worth a lot where answers cannot be foretold.
    pub fn of(mut those: impl Iterator<Item = bool>) -> Self {
        // half by half: a word of the processor is half as long
        let mut half = || {
            let mut indices = 0;
            let mut bit = 1_u64;
            for holds in those.by_ref().take(64) {
                indices |= bit & 0_u64.wrapping_sub(holds.into());
                bit = bit.wrapping_add(bit);
            }
            u128::from(indices)
        };
        let (lower, upper) = (half(), half());
        Self(lower | upper.rotate_left(64))
    }

    fn bit(index: usize) -> u128 {
        let index = u32::try_from(index).ok();
        index.and_then(|p| 1_u128.checked_shl(p)).unwrap_or(0)
    }

    pub fn insert(&mut self, index: usize) {
        self.0 |= Self::bit(index);
    }

    pub fn contains(self, index: usize) -> bool {
        self.0 & Self::bit(index) != 0
    }

    /// The positions, in order.
    pub fn iter(self) -> impl Iterator<Item = usize> {
        let mut left = self.0;
        std::iter::from_fn(move || {
            let next = left.trailing_zeros();
            // without its lowest bit
            left &= left.checked_sub(1)?;
            usize::try_from(next).ok()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_kept_once_and_in_order() {
        let mut indices = Positions::default();
        assert_eq!(indices.iter().next(), None);
        for index in [127, 3, 0, 64] {
            indices.insert(index);
            indices.insert(index);
        }
        assert_eq!(indices.iter().collect::<Vec<_>>(), [0, 3, 64, 127]);
        assert_eq!(
            Positions::of((0..200).map(|i| [0, 3, 64, 127, 128].contains(&i))),
            indices
        );
        assert!(indices.contains(64) && !indices.contains(63) && !indices.contains(1 << 40));
    }
}
