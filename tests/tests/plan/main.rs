//! Plans against brute force, against an independent integer-programming solver, and against the
//! rating itself.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::float_arithmetic,
    reason = "helpers of tests: what does not hold is to fail, and the solver speaks in floats"
)]

mod brute_force;
mod model;
mod rules;
mod solver;
