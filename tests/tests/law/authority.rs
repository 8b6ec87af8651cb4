//! Article 4: who recognises.

use serde_json::{Value, json};

use super::{SHEETS, rated, reaches, sheet_of};

#[test]
fn three_and_four_stars_are_the_provinces_five_the_centres_one_and_two_nobodys() {
    for sheet in SHEETS.iter() {
        let by_stars = [
            (29, 1, Value::Null),
            (30, 2, Value::Null),
            (50, 3, json!("province")),
            (70, 4, json!("province")),
            (90, 5, json!("central")),
        ];
        for (points, stars, authority) in by_stars {
            let answers = sheet_of(sheet, points, |leaf, level| reaches(leaf, level, stars));
            let rating = rated(sheet, &answers.expect("a sheet of these points"));
            assert_eq!(rating["stars"], stars);
            assert_eq!(rating["authority"], authority, "set {}", sheet.number);
            assert_eq!(rating["recognised"], stars >= 3);
        }
    }
}
