//! Practice sheets beside their keys.

use ocop::CriterionId;
use ocop::practice::make;
use ocop_operations::SetSelector;
use ocop_operations::practice::{PracticeOptions, mark, practice_key};
use serde_json::{Map, json};

/// Points do not say which of several levels with as many was meant: a sheet that has the points of the
/// key everywhere is right everywhere.
#[test]
fn a_sheet_with_the_points_of_the_key_is_right_everywhere() {
    let library = ocop_operations::library();
    let (mut sheets, mut shared) = (0, 0);
    for version in library.versions() {
        for number in version.set_numbers() {
            let set = version.set(number).unwrap();
            for seed in 0..4 {
                let selector = SetSelector::from(format!("{}/{number}", version.id()).as_str());
                let options = PracticeOptions::new(selector, seed);
                let key = practice_key(&library, &options).unwrap().dossier;
                let mut points = Map::new();
                for criterion in set.criteria() {
                    let id = criterion.id.to_string();
                    let Some(level) = key["answers"][&id].as_u64() else {
                        continue;
                    };
                    let level = criterion
                        .levels
                        .iter()
                        .find(|l| u64::from(l.number.get()) == level);
                    let worth = level.map_or(0, |l| l.points.get());
                    let alike = criterion.levels.iter().filter(|l| l.points.get() == worth);
                    shared += usize::from(alike.count() > 1);
                    points.insert(id, json!(worth));
                }
                let mut sheet = key.clone();
                sheet["answers"] = json!({});
                sheet["points"] = points.into();
                // levels that share points and differ in what decides are asked for
                let Ok(marking) = mark(&library, sheet.to_string().as_bytes(), &options) else {
                    continue;
                };
                sheets += 1;
                assert_eq!(
                    marking.same,
                    marking.criteria,
                    "{} {number} {seed}",
                    version.id()
                );
                assert_eq!(marking.points, marking.key_points);
            }
        }
    }
    assert!(
        sheets > 200 && shared > 20,
        "{sheets} sheets, {shared} shared"
    );
}

/// What a criterion asks of a thing that the dossier does not have is not told: a story that there is not
/// is not compared with another.
#[test]
fn nothing_is_to_be_seen_of_what_the_dossier_does_not_have() {
    let library = ocop_operations::library();
    let mut held = 0;
    for version in library.versions() {
        for number in version.set_numbers() {
            let set = version.set(number).unwrap();
            let shown = version.show(set).unwrap();
            for seed in 0..40 {
                let practice = make(version, set, seed);
                let points = |id: CriterionId| {
                    let (_, level) = practice.key().iter().find(|(of, _)| *of == id)?;
                    Some(set.criterion(id)?.level(*level)?.points.get())
                };
                for (criterion, fact) in shown.criteria().zip(&practice.facts) {
                    let Some(required) = criterion.requires else {
                        continue;
                    };
                    if points(required).is_none_or(|worth| worth == 0) {
                        held += 1;
                        assert_eq!(
                            (&fact.found, fact.by_label),
                            (&None, false),
                            "{number} {seed}"
                        );
                        assert!(fact.papers.is_empty());
                    }
                }
            }
        }
    }
    assert!(held > 50, "{held}");
}
