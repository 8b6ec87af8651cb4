//! Case files: input, command, exact output and exit status together.
//!
//! Each file in `tests/cases/` is one call of `ocop`. To write the output of a new case, run
//! `TRYCMD=overwrite cargo test -p ocop-cli --test cases` and read what it wrote.

#[test]
fn every_case_file_gives_its_output_and_exit_status() {
    trycmd::TestCases::new()
        .default_bin_path(env!("CARGO_BIN_EXE_ocop"))
        .case("../../tests/cases/*/*.toml");
}
