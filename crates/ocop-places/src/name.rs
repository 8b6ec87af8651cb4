//! Whether a name that somebody typed is the name of a place: without diacritics, composed or
//! decomposed, in any case; and never merely one that looks like it.

use ocop_vietnamese::{Letter, letters};

/// A word of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Word {
    /// Base and mark of each letter.
    letters: Vec<(char, u8)>,
    tone: u8,
}

/// A name taken apart into words; signs and blanks only part them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Name(Vec<Word>);

/// How what was typed is a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Likeness {
    /// It is the name to the letter.
    Same,
    /// It is the name, some diacritics left out.
    Unmarked,
    /// It is part of the name: some of its words, the last one perhaps begun only.
    Part,
}

impl Word {
    /// Whether this, as it was typed, is the other: what diacritics it has, the other has too.
    fn is(&self, other: &Self) -> bool {
        self.letters.len() == other.letters.len() && self.begins(other)
    }

    /// Whether the other begins with this.
    fn begins(&self, other: &Self) -> bool {
        self.letters.len() <= other.letters.len()
            && (self.tone == 0 || self.tone == other.tone)
            && self.letters.iter().zip(&other.letters).all(fits)
    }
}

/// Whether a letter typed is, but for diacritics left out, this letter.
fn fits(((base, mark), (of_base, of_mark)): (&(char, u8), &(char, u8))) -> bool {
    base == of_base && (*mark == 0 || mark == of_mark)
}

impl Name {
    pub fn new(text: &str) -> Self {
        let mut words = Vec::new();
        let mut word = Word {
            letters: Vec::new(),
            tone: 0,
        };
        for Letter { base, mark, tone } in letters(text) {
            if base.is_alphanumeric() {
                word.letters.push((base, mark));
                word.tone = word.tone.max(tone);
            } else if !word.letters.is_empty() {
                words.push(std::mem::replace(
                    &mut word,
                    Word {
                        letters: Vec::new(),
                        tone: 0,
                    },
                ));
            }
        }
        if !word.letters.is_empty() {
            words.push(word);
        }
        Self(words)
    }

    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many letters it has.
    pub fn count(&self) -> usize {
        self.0.iter().map(|w| w.letters.len()).sum()
    }

    /// The letters without diacritics and without what parts the words: `eahleo` of *Ea H’Leo*.
    pub fn folded(&self) -> String {
        let letters = self.0.iter().flat_map(|w| &w.letters);
        letters.map(|(base, _)| *base).collect()
    }

    /// How this, as it was typed, is a place's name.
    pub fn likeness(&self, other: &Self) -> Option<Likeness> {
        if self.is_empty() {
            return None;
        }
        if self == other {
            Some(Likeness::Same)
        } else if self.is(other) {
            Some(Likeness::Unmarked)
        } else {
            self.is_part_of(other).then_some(Likeness::Part)
        }
    }

    fn is(&self, other: &Self) -> bool {
        if self.0.len() == other.0.len() {
            return self.0.iter().zip(&other.0).all(|(a, b)| a.is(b));
        }
        // whether H'Leo is one word or two does not count
        let all = |name: &Self| -> (Vec<(char, u8)>, Vec<u8>) {
            let letters = name.0.iter().flat_map(|w| w.letters.iter().copied());
            let tones = name.0.iter().map(|w| w.tone).filter(|t| *t > 0);
            (letters.collect(), tones.collect())
        };
        let ((a, tones), (b, of_tones)) = (all(self), all(other));
        a.len() == b.len() && a.iter().zip(&b).all(fits) && (tones.is_empty() || tones == of_tones)
    }

    /// Whether its words stand in the other, one after the other; of the last one the beginning is
    /// enough.
    fn is_part_of(&self, other: &Self) -> bool {
        let Some((last, front)) = self.0.split_last() else {
            return false;
        };
        other.0.windows(self.0.len()).any(|window| {
            window.split_last().is_some_and(|(of_last, of_front)| {
                last.begins(of_last) && front.iter().zip(of_front).all(|(a, b)| a.is(b))
            })
        })
    }

    /// Whether it begins the other: with whole words, before the last.
    pub fn begins(&self, other: &Self) -> bool {
        let begun = other.0.get(..self.0.len()).map(|w| Self(w.to_vec()));
        !self.is_empty() && self.0.len() < other.0.len() && begun.is_some_and(|b| self.is(&b))
    }

    /// Whether it abbreviates the other: letters for words, or words of it, in their order; `BR-VT`,
    /// `TT Huế`, `HCM`.
    pub fn abbreviates(&self, other: &Self) -> bool {
        self.count() >= 2 && stands_for(&self.0, &other.0)
    }

    /// Without the first word, where that is one of these.
    pub fn without(&self, first: &[&str]) -> Option<Self> {
        let (word, rest) = self.0.split_first()?;
        let word = Self(vec![word.clone()]).folded();
        (first.contains(&word.as_str()) && !rest.is_empty()).then(|| Self(rest.to_vec()))
    }

    /// What comes after these words, where it begins with them; diacritics do not count.
    pub fn after_words(&self, words: &Self) -> Option<Self> {
        let (front, rest) = self.0.split_at_checked(words.0.len())?;
        let is_same = Self(front.to_vec()).folded() == words.folded();
        (is_same && !rest.is_empty()).then(|| Self(rest.to_vec()))
    }

    /// Without the last word, where that is this one.
    pub fn without_last(&self, last: &str) -> Option<Self> {
        let (word, front) = self.0.split_last()?;
        let word = Self(vec![word.clone()]).folded();
        (word == last && !front.is_empty()).then(|| Self(front.to_vec()))
    }

    /// With these words in front.
    pub fn after(mut self, words: &str) -> Self {
        let mut front = Self::new(words).0;
        front.append(&mut self.0);
        Self(front)
    }

    /// Without letters in front of its first word: `HCM` of `TPHCM`.
    pub fn without_letters(&self, front: &str) -> Option<Self> {
        let mut words = self.0.clone();
        let word = words.first_mut()?;
        let folded: String = word.letters.iter().map(|(base, _)| *base).collect();
        let rest = folded.strip_prefix(front)?;
        let letters = word.letters.len().saturating_sub(rest.chars().count());
        word.letters.drain(..letters);
        (!word.letters.is_empty()).then_some(Self(words))
    }
}

/// Whether each of the words stands for one or more of the others.
fn stands_for(words: &[Word], others: &[Word]) -> bool {
    let Some((word, rest)) = words.split_first() else {
        return others.is_empty();
    };
    let whole = others
        .split_first()
        .is_some_and(|(other, behind)| word.is(other) && stands_for(rest, behind));
    let initials = || {
        let (of, behind) = others.split_at_checked(word.letters.len())?;
        let first = of.iter().filter_map(|w| w.letters.first());
        let fit = word.tone == 0 && word.letters.iter().zip(first).all(fits);
        (fit && stands_for(rest, behind)).then_some(())
    };
    whole || initials().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(typed: &str, name: &str) -> Option<Likeness> {
        Name::new(typed).likeness(&Name::new(name))
    }

    #[test]
    fn diacritics_may_be_left_out_but_not_be_others() {
        use Likeness::{Part, Same, Unmarked};
        for (typed, name, like) in [
            ("Cà Mau", "Cà Mau", Some(Same)),
            ("CÀ-MAU", "Cà Mau", Some(Same)),
            ("Hoà Bình", "Hòa Bình", Some(Same)),
            ("Ca\u{300} Mau", "Cà Mau", Some(Same)),
            ("ca mau", "Cà Mau", Some(Unmarked)),
            ("camau", "Cà Mau", Some(Unmarked)),
            ("Ea H’Leo", "Ea HLeo", Some(Unmarked)),
            ("Cá Mau", "Cà Mau", None),
            ("Đất Mủi", "Đất Mũi", None),
            ("Đak Lak", "Đắk Lắk", Some(Unmarked)),
            ("Xuân Hương", "Xuân Hương - Đà Lạt", Some(Part)),
            ("xuan huo", "Xuân Hương - Đà Lạt", Some(Part)),
            ("uong", "Xuân Hương", None),
            ("hà", "Hải Phòng", None),
            ("ha", "Hải Phòng", Some(Part)),
            ("", "Hà Nội", None),
            (" - ", "Hà Nội", None),
        ] {
            assert_eq!(likeness(typed, name), like, "{typed} {name}");
        }
    }

    #[test]
    fn initials_and_words_abbreviate() {
        let abbreviates = |typed: &str, name: &str| Name::new(typed).abbreviates(&Name::new(name));
        for typed in [
            "BR-VT",
            "brvt",
            "BR–VT",
            "Bà Rịa-VT",
            "B.R. Vũng Tàu",
            "B R V T",
        ] {
            assert!(abbreviates(typed, "Bà Rịa - Vũng Tàu"), "{typed}");
        }
        for typed in ["BR", "VT", "B", "BRVTX", "BVT", ""] {
            assert!(!abbreviates(typed, "Bà Rịa - Vũng Tàu"), "{typed}");
        }
        assert!(abbreviates("TT Huế", "Thừa Thiên Huế"));
        assert!(abbreviates("ĐN", "Đà Nẵng") && abbreviates("dn", "Đà Nẵng"));
        assert!(!abbreviates("đc", "Dầu Có"));
    }
}
