//! The console blocks of the README are run, and give what they show.

#[test]
fn the_console_blocks_of_the_readme_give_what_they_show() {
    // they are run from the root, as a reader would run them
    std::env::set_current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../..")).unwrap();
    trycmd::TestCases::new()
        .default_bin_path(env!("CARGO_BIN_EXE_ocop"))
        .case("README.md");
}
