//! Counting by name.

use std::collections::BTreeMap;

use super::report::Count;

/// How often each name came up.
#[derive(Debug)]
pub(super) struct Tallied<K: Ord>(BTreeMap<K, u64>);

impl<K: Ord> Default for Tallied<K> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<K: Ord> Tallied<K> {
    pub(super) fn add(&mut self, key: K) {
        let count = self.0.entry(key).or_insert(0);
        *count = count.saturating_add(1);
    }

    /// Counts a name, where there is one.
    pub(super) fn extend(&mut self, key: Option<K>) {
        if let Some(key) = key {
            self.add(key);
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&K, u64)> {
        self.0.iter().map(|(k, n)| (k, *n))
    }

    /// All counts, in the order of their names.
    pub(super) fn counts(&self, name: impl Fn(&K) -> String) -> Vec<Count> {
        self.iter()
            .map(|(key, count)| Count {
                name: name(key),
                count,
            })
            .collect()
    }

    /// The names with the highest counts first.
    pub(super) fn most(&self) -> Vec<(&K, u64)> {
        let mut all: Vec<_> = self.iter().collect();
        all.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        all
    }
}
