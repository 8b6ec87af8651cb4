//! Results near the next star: the nearest of them, however many there are.

use std::cmp::{Ordering, Reverse};

use crate::spelling::name_order;

use super::super::report::{Near, NearMiss};

/// How many are kept before those that cannot be listed are let go.
const ROOM: usize = 1 << 10;

/// The nearest results, and how many were near.
#[derive(Debug, Default)]
pub(super) struct NearMisses {
    count: u64,
    kept: Vec<NearMiss>,
}

impl NearMisses {
    /// Adds one; `most` are listed in the end.
    pub(super) fn add(&mut self, near: NearMiss, most: usize) {
        self.count = self.count.saturating_add(1);
        self.kept.push(near);
        if self.kept.len() >= most.saturating_mul(2).max(ROOM) {
            self.sift(most);
        }
    }

    /// How many there were, and the nearest, in order.
    pub(super) fn nearest(mut self, most: usize) -> (u64, Vec<NearMiss>) {
        self.sift(most);
        (self.count, self.kept)
    }

    fn sift(&mut self, most: usize) {
        self.kept.sort_by(nearer);
        self.kept.truncate(most);
    }
}

/// The nearer first, then the more stars, then by name.
fn nearer(a: &NearMiss, b: &NearMiss) -> Ordering {
    let short = |n: &NearMiss| match n.near {
        Near::Minimum { .. } => 0,
        Near::Points { points } => points,
    };
    let key = |n: &NearMiss| (short(n), Reverse(n.next));
    let names = || name_order(&a.product, &b.product);
    key(a).cmp(&key(b)).then_with(names).then_with(|| a.cmp(b))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bounded::Stars;

    #[test]
    fn the_nearest_are_listed_and_the_rest_only_counted() {
        let mut near = NearMisses::default();
        // the nearest comes last, far behind what is kept
        for points in (1..=5_000_u16).rev() {
            let points = Near::Points {
                points: points.into(),
            };
            near.add(
                NearMiss {
                    next: Stars::MAX,
                    near: points,
                    product: "Trà".to_owned(),
                    producer: None,
                },
                3,
            );
            assert!(near.kept.len() <= ROOM);
        }
        let (count, listed) = near.nearest(3);
        let short = |n: NearMiss| match n.near {
            Near::Points { points } => points,
            Near::Minimum { .. } => 0,
        };
        let listed: Vec<_> = listed.into_iter().map(short).collect();
        assert_eq!((count, listed), (5_000, vec![1, 2, 3]));
    }
}
