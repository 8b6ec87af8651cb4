//! The checks that a correspondence passes before anything carries over with it. Every failure is
//! told, with its pointer in the file.

use std::collections::BTreeMap;

use crate::bounded::{LevelNumber, Points, ProductSetNumber};
use crate::criteria::{CriteriaVersion, Criterion, Level, ProductSet};
use crate::json::pointer;
use crate::problem::{Code, Problem, Problems};
use crate::text::{Text, nearest};

use super::files::{CorrespondenceFile, CriterionMap, LevelMap, PairFile};
use super::level_map::{Carry, CriterionCarry, SetMap, same_notes, same_words};

/// Checks that every older product set is paired once, with sets that exist.
pub(crate) fn check_pair(
    pair: &PairFile,
    old: &CriteriaVersion,
    new: &CriteriaVersion,
) -> Problems {
    let mut check = Check::new(pair);
    let mut seen: Vec<ProductSetNumber> = Vec::new();
    for (i, set) in pair.sets.iter().enumerate() {
        let path = pointer("/sets", i);
        if seen.contains(&set.from) {
            check.twice(&format!("{path}/from"), set.from);
        }
        seen.push(set.from);
        if !old.set_numbers().any(|n| n == set.from) {
            check.missing(&format!("{path}/from"), set.from);
        }
        for (j, to) in set.to.iter().enumerate() {
            if !new.set_numbers().any(|n| n == *to) {
                check.missing(&format!("{path}/to/{j}"), to);
            }
        }
        match &set.reason {
            Some(name) => _ = check.reason(name, &format!("{path}/reason")),
            None if set.to.len() != 1 => check.no_reason(&path),
            None => {}
        }
    }
    for number in old.set_numbers().filter(|n| !seen.contains(n)) {
        check.lost("/sets", &format!("bộ {number}"), &format!("set {number}"));
    }
    for (i, found) in pair.reasons.iter().enumerate() {
        if pair
            .reasons
            .iter()
            .take(i)
            .any(|r| r.reason == found.reason)
        {
            check.twice(&format!("/reasons/{i}/reason"), &found.reason);
        }
    }
    check.problems
}

/// Checks the file of one product set, and reads what it says.
pub(crate) fn check_set(
    file: &CorrespondenceFile,
    pair: &PairFile,
    old: &ProductSet,
    new: &ProductSet,
) -> (SetMap, Problems) {
    let mut check = Check::new(pair);
    check.head(file, old, new);
    let mut map = SetMap::default();
    let mut seen: BTreeMap<&str, ()> = BTreeMap::new();
    for (i, criterion) in file.criteria.iter().enumerate() {
        let path = pointer("/criteria", i);
        if seen.insert(&criterion.key, ()).is_some() {
            check.twice(&format!("{path}/key"), &criterion.key);
        }
        let index = |set: &ProductSet| set.criteria.iter().position(|c| c.key == criterion.key);
        let (Some(from), Some(to)) = (index(old), index(new)) else {
            check.unknown_key(&criterion.key, old, new, &format!("{path}/key"));
            continue;
        };
        if let (Some(a), Some(b)) = (old.criteria.get(from), new.criteria.get(to)) {
            let levels = check.criterion(criterion, a, b, &format!("{path}/levels"));
            map.criteria.insert(from, CriterionCarry { to, levels });
        }
    }
    for (list, name, here, there) in [
        (&file.gone, "/gone", old, new),
        (&file.new, "/new", new, old),
    ] {
        for (i, key) in list.iter().enumerate() {
            let path = pointer(name, i);
            if seen.insert(key, ()).is_some() {
                check.twice(&path, key);
            }
            let has = |set: &ProductSet| set.criteria.iter().any(|c| c.key == *key);
            if !has(here) || has(there) {
                check.missing(&path, key);
            }
        }
    }
    for criterion in old.criteria.iter().chain(&new.criteria) {
        if seen.insert(&criterion.key, ()).is_none() {
            let what = &criterion.key;
            check.lost("/criteria", &format!("\"{what}\""), &format!("\"{what}\""));
        }
    }
    (map, check.problems)
}

struct Check<'f> {
    pair: &'f PairFile,
    problems: Problems,
}

impl<'f> Check<'f> {
    const fn new(pair: &'f PairFile) -> Self {
        Self {
            pair,
            problems: Problems::new(),
        }
    }

    fn tell(&mut self, code: Code, path: &str, vi: impl Into<String>, en: impl Into<String>) {
        self.problems.push(Problem::new(code, path, vi, en));
    }

    fn twice(&mut self, path: &str, what: impl std::fmt::Display) {
        self.tell(
            Code::DataMappedTwice,
            path,
            format!("\"{what}\" được chuyển hai lần."),
            format!("\"{what}\" is mapped twice."),
        );
    }

    fn missing(&mut self, path: &str, what: impl std::fmt::Display) {
        self.tell(
            Code::DataReference,
            path,
            format!("Không có \"{what}\" ở chỗ này."),
            format!("There is no \"{what}\" here."),
        );
    }

    fn lost(&mut self, path: &str, vi: &str, en: &str) {
        self.tell(
            Code::DataLost,
            path,
            format!("Bỏ sót {vi}: phải chuyển, hoặc nêu thành câu hỏi."),
            format!("Leaves out {en}: it must be mapped, or listed as a question."),
        );
    }

    fn no_reason(&mut self, path: &str) {
        self.tell(
            Code::DataCorrespondence,
            path,
            "Không giống nguyên văn mà không nêu lý do.",
            "Not word for word the same, and no reason is given.",
        );
    }

    fn reason(&mut self, name: &str, path: &str) -> Option<Text> {
        let found = self.pair.reason(name);
        if found.is_none() {
            let names = self.pair.reasons.iter().map(|r| r.reason.as_str());
            self.problems.push(
                Problem::new(
                    Code::DataReference,
                    path,
                    format!("Không có lý do \"{name}\"."),
                    format!("There is no reason \"{name}\"."),
                )
                .with_nearest(nearest(name, names)),
            );
        }
        found
    }

    fn unknown_key(&mut self, key: &str, old: &ProductSet, new: &ProductSet, path: &str) {
        let names = old
            .criteria
            .iter()
            .filter(|c| new.criteria.iter().any(|n| n.key == c.key))
            .map(|c| c.key.as_str());
        self.problems.push(
            Problem::new(
                Code::DataReference,
                path,
                format!("Hai bộ không cùng có tiêu chí \"{key}\"."),
                format!("The two sets do not both have a criterion \"{key}\"."),
            )
            .with_nearest(nearest(key, names)),
        );
    }

    fn head(&mut self, file: &CorrespondenceFile, old: &ProductSet, new: &ProductSet) {
        for (path, found, set) in [("/from", &file.from, old), ("/to", &file.to, new)] {
            if found.criteria != *set.version() || found.product_set != set.number() {
                self.missing(path, format!("{}/{}", found.criteria, found.product_set));
            }
        }
        let paired = self
            .pair
            .sets
            .iter()
            .any(|s| s.from == file.from.product_set && s.to.contains(&file.to.product_set));
        if !paired {
            self.missing("/to/product_set", file.to.product_set);
        }
    }

    fn criterion(
        &mut self,
        map: &CriterionMap,
        old: &Criterion,
        new: &Criterion,
        path: &str,
    ) -> Vec<Carry> {
        let mut found: BTreeMap<LevelNumber, Carry> = BTreeMap::new();
        for (i, level) in map.levels.iter().enumerate() {
            let path = pointer(path, i);
            if level.from != LevelNumber::NONE_REACHED && old.level(level.from).is_none() {
                self.missing(&format!("{path}/from"), level.from);
                continue;
            }
            let carry = self.level(level, old, new, &path);
            if found.contains_key(&level.from) {
                self.twice(&format!("{path}/from"), level.from);
            }
            if let Some(carry) = carry {
                found.insert(level.from, carry);
            }
        }
        let all =
            std::iter::once(LevelNumber::NONE_REACHED).chain(old.levels.iter().map(|l| l.number));
        for number in all {
            if !map.levels.iter().any(|l| l.from == number) {
                let (vi, en) = (format!("mức {number}"), format!("level {number}"));
                self.lost(path, &vi, &en);
            }
        }
        self.order(map, &found, (old, new), path);
        found.into_values().collect()
    }

    fn level(
        &mut self,
        map: &LevelMap,
        old: &Criterion,
        new: &Criterion,
        path: &str,
    ) -> Option<Carry> {
        let why = map
            .reason
            .as_ref()
            .map(|name| self.reason(name, &format!("{path}/reason")));
        match (map.to, &map.question) {
            (Some(_), Some(_)) => {
                self.twice(path, map.from);
                None
            }
            (None, None) => {
                let (vi, en) = (format!("mức {}", map.from), format!("level {}", map.from));
                self.lost(path, &vi, &en);
                None
            }
            (None, Some(name)) => self
                .reason(name, &format!("{path}/question"))
                .map(Carry::Question),
            (Some(to), None) => self.carried(map, to, old, new, path).then(|| Carry::To {
                level: to,
                at_least: map.at_least,
                reason: why.flatten(),
            }),
        }
    }

    /// Whether a level is there to be carried to; what is doubtful about it is told.
    fn carried(
        &mut self,
        map: &LevelMap,
        to: LevelNumber,
        old: &Criterion,
        new: &Criterion,
        path: &str,
    ) -> bool {
        let (from, target) = (old.level(map.from), new.level(to));
        if to != LevelNumber::NONE_REACHED && target.is_none() {
            self.missing(&format!("{path}/to"), to);
            return false;
        }
        let same = match (from, target) {
            (Some(a), Some(b)) => same_words(a, b),
            // none of the same levels
            (None, None) => {
                let mut levels = new.levels.iter();
                levels.all(|n| old.levels.iter().any(|o| same_words(o, n)))
            }
            _ => false,
        };
        let twin = from.and_then(|a| new.levels.iter().find(|b| same_words(a, b)));
        // equal words may name ground that is another today: at least a lesser level, then
        let lesser = |t: &Level| map.at_least && target.is_some_and(|l| l.points < t.points);
        if let Some(twin) = twin.filter(|t| t.number != to && !lesser(t)) {
            let number = twin.number;
            self.tell(
                Code::DataCorrespondence,
                &format!("{path}/to"),
                format!("Mức {number} giống nguyên văn, lại chuyển sang mức khác."),
                format!("Level {number} has the same words, but another is named."),
            );
        }
        let judged_alike = target.is_none() || same_notes(old, new);
        if (!same || !judged_alike || map.at_least) && map.reason.is_none() {
            self.no_reason(path);
        }
        if map.at_least {
            self.at_least(to, new, path);
        }
        if let (Some(from), Some(target)) = (from, target)
            && from.case != target.case
        {
            self.tell(
                Code::DataCorrespondence,
                &format!("{path}/to"),
                "Chuyển sang trường hợp khác.",
                "Maps one case to another.",
            );
        }
        true
    }

    /// "At least" says something only of a level with points and another above it.
    fn at_least(&mut self, to: LevelNumber, new: &Criterion, path: &str) {
        let says_something = new.level(to).is_some_and(|level| {
            let above =
                |l: &&crate::criteria::Level| l.case == level.case && l.points > level.points;
            level.points > Points::ZERO && new.levels.iter().any(|l| above(&l))
        });
        if !says_something {
            self.tell(
                Code::DataCorrespondence,
                &format!("{path}/at_least"),
                "\"Ít nhất\" chỉ dùng cho mức có điểm và còn mức cao hơn.",
                "\"At least\" is only for a level with points and another above it.",
            );
        }
    }

    /// A better answer never comes out worse than a lesser one: of each level what is certain of it
    /// counts, and of a question nothing is. An inversion that is right says why.
    fn order(
        &mut self,
        map: &CriterionMap,
        found: &BTreeMap<LevelNumber, Carry>,
        (old, new): (&Criterion, &Criterion),
        path: &str,
    ) {
        let worth = |c: &Criterion, n: LevelNumber| c.level(n).map_or(Points::ZERO, |l| l.points);
        let certain = |carry: &Carry| match carry {
            Carry::To { level, .. } => worth(new, *level),
            Carry::Question(_) => Points::ZERO,
        };
        let ladder: Vec<_> = found
            .iter()
            .map(|(from, carry)| (old.level(*from), worth(old, *from), certain(carry)))
            .collect();
        let falls = |at: usize, (level, before, after): &(Option<&Level>, Points, Points)| {
            ladder.iter().take(at).any(|(other, b, a)| {
                let one_ladder = match (other, level) {
                    (Some(x), Some(y)) => x.case == y.case,
                    _ => true,
                };
                one_ladder && b < before && a > after
            })
        };
        let inverted = ladder.iter().enumerate().any(|(at, row)| falls(at, row));
        let base = path.strip_suffix("/levels").unwrap_or(path);
        match (&map.inverted, inverted) {
            (None, true) => self.tell(
                Code::DataCorrespondence,
                path,
                "Mức cũ cao hơn lại chắc chắn được ít điểm hơn mức cũ thấp hơn; nếu đúng, nêu lý do ở \"inverted\".",
                "A better old level is certain of fewer points than a lesser one; if that is right, say why in \"inverted\".",
            ),
            (Some(name), true) => _ = self.reason(name, &format!("{base}/inverted")),
            (Some(_), false) => self.tell(
                Code::DataCorrespondence,
                &format!("{base}/inverted"),
                "Không có mức nào bị đảo thứ tự.",
                "No level comes out worse than a lesser one.",
            ),
            (None, false) => {}
        }
    }
}
