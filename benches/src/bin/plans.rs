//! Ten thousand plans on the real sets, on one core: `cargo run --release -p ocop-benches --bin plans`.

use std::time::Instant;

use ocop::plan::{Costs, PlanRequest, plan};
use ocop::{Answer, Library, ScoreSheet, Stars};

const PLANS: u32 = 10_000;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let library = Library::embedded();
    let criteria = library.version("qd-26-2026")?;
    let costs = Costs::embedded()?;
    let sets = criteria
        .set_numbers()
        .map(|n| criteria.set(n))
        .collect::<Result<Vec<_>, _>>()?;
    let mut sheets = Vec::new();
    for round in 0..PLANS {
        let place = usize::try_from(round)?;
        let Some(set) = sets.get(place.checked_rem(sets.len()).unwrap_or(0)) else {
            continue;
        };
        // levels that wander over the sheet; case a where there are cases
        let answers = set.criteria().iter().enumerate().map(|(i, c)| {
            let levels = if c.has_cases() { 2 } else { c.levels.len() };
            let wander = place.wrapping_mul(31).wrapping_add(i.wrapping_mul(17)) / 7;
            let level = wander.checked_rem(levels).unwrap_or(0).wrapping_add(1);
            (c.id, Answer::level(u8::try_from(level).unwrap_or(1)))
        });
        // a story without points takes no points for its structure
        let answers: Vec<_> = answers.collect();
        if let Ok(sheet) = ScoreSheet::new(set, answers, []) {
            sheets.push((
                sheet,
                Stars::new(i64::from(round.wrapping_rem(3).wrapping_add(3)))?,
            ));
        }
    }
    let start = Instant::now();
    let (mut planned, mut done) = (0_u32, 0_u32);
    for (sheet, target) in sheets.iter().cycle().take(usize::try_from(PLANS)?) {
        let plan = plan(sheet, &PlanRequest::to(*target), &costs)?;
        done = done.saturating_add(1);
        planned = planned.saturating_add(u32::from(!plan.changes().is_empty()));
    }
    println!(
        "{done} plans, {planned} with changes: {:?}",
        start.elapsed()
    );
    Ok(())
}
