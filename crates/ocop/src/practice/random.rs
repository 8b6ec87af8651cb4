//! Numbers that look drawn and are the same for the same seed, on every machine.

/// `SplitMix64`.
pub(super) struct Random(pub u64);

impl Random {
    pub const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = self.0;
        let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below a bound; 0 where that is 0. The bounds are small, so the remainder is as good
    /// as even.
    pub fn below(&mut self, bound: usize) -> usize {
        let bound = u64::try_from(bound).unwrap_or(u64::MAX);
        let rest = self.next().checked_rem(bound).unwrap_or(0);
        usize::try_from(rest).unwrap_or(0)
    }
}
