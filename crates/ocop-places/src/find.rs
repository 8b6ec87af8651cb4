//! Places by name, as people type it: without diacritics, composed or decomposed, in any case.

use crate::place::{Commune, Province, provinces};

/// How well a name fits what was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// It is the name, with or without what the place is.
    Whole,
    /// Words of it begin with what was asked for, or it begins with those words.
    Part,
    /// It is some slips of the pen away.
    Slips(usize),
}

/// What was asked for, where case, diacritics and signs do not count.
struct Wanted {
    words: String,
    letters: String,
}

impl Wanted {
    fn new(name: &str) -> Self {
        let words = ocop::slug(name);
        let letters = joined(&words);
        Self { words, letters }
    }

    fn fit(&self, full: &str, bare: &str) -> Option<Fit> {
        if self.words.is_empty() {
            return None;
        }
        let (full, bare) = (ocop::slug(full), ocop::slug(bare));
        let (full_letters, bare_letters) = (joined(&full), joined(&bare));
        if self.letters == full_letters || self.letters == bare_letters {
            return Some(Fit::Whole);
        }
        if format!("-{bare}").contains(&format!("-{}", self.words))
            || full.starts_with(&format!("{}-", self.words))
        {
            return Some(Fit::Part);
        }
        let slips = strsim::osa_distance(&self.letters, &bare_letters)
            .min(strsim::osa_distance(&self.letters, &full_letters));
        let most = self.letters.len().saturating_div(5).max(1);
        (slips <= most).then_some(Fit::Slips(slips))
    }
}

/// A slug without its hyphens: whether `H'Leo` is one word or two does not count.
fn joined(slug: &str) -> String {
    slug.replace('-', "")
}

/// The best of the places: all that fit equally well.
fn best<T: Copy>(places: impl Iterator<Item = T>, fit: impl Fn(T) -> Option<Fit>) -> Vec<T> {
    let mut found: Vec<(Fit, T)> = places.filter_map(|p| Some((fit(p)?, p))).collect();
    let Some(least) = found.iter().map(|(fit, _)| *fit).min() else {
        return Vec::new();
    };
    found.retain(|(fit, _)| *fit == least);
    found.into_iter().map(|(_, place)| place).collect()
}

/// The provinces of a name or code: those that bear it; else those with words that begin so; else the
/// nearest spellings.
///
/// ```
/// use ocop_places::find_provinces;
/// assert_eq!(find_provinces("lam dong")[0].code(), "68");
/// assert_eq!(find_provinces("Huế")[0].code(), "46");
/// assert_eq!(find_provinces("46")[0].name(), "Thành phố Huế");
/// assert!(find_provinces("Atlantis").is_empty());
/// ```
#[must_use]
pub fn find_provinces(name: &str) -> Vec<Province> {
    if let Some(province) = crate::province(name.trim()) {
        return vec![province];
    }
    let slug = ocop::slug(name);
    let wanted = Wanted::new(slug.strip_prefix("tinh-").unwrap_or(&slug));
    best(provinces(), |p: Province| {
        let bare = p.name().strip_prefix("Thành phố ").unwrap_or(p.name());
        wanted.fit(p.name(), bare)
    })
}

/// The communes of a name or code, in these provinces: those that bear it; else those whose name
/// holds it; else the nearest spellings.
///
/// ```
/// use ocop_places::{find_communes, find_provinces};
/// let found = find_communes("xuan huong da lat", find_provinces("Lâm Đồng"));
/// assert_eq!((found.len(), found[0].code()), (1, "24781"));
/// ```
#[must_use]
pub fn find_communes(name: &str, within: impl IntoIterator<Item = Province>) -> Vec<Commune> {
    let communes: Vec<Commune> = within.into_iter().flat_map(Province::communes).collect();
    if let Some(commune) = communes.iter().find(|c| c.code() == name.trim()) {
        return vec![*commune];
    }
    let wanted = Wanted::new(name);
    best(communes.into_iter(), |c: Commune| {
        wanted.fit(c.name(), c.bare_name())
    })
}
