//! The console blocks of the README and the guides are run, and give what they show.

#[test]
fn the_console_blocks_of_the_readme_and_the_guides_give_what_they_show() {
    // they are run from the root, as a reader would run them
    std::env::set_current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../..")).unwrap();
    trycmd::TestCases::new()
        .default_bin_path(env!("CARGO_BIN_EXE_ocop"))
        .case("README.md")
        .case("docs/worked-example.md")
        .case("docs/dossiers.md")
        .case("docs/command-line.md")
        .case("docs/huong-dan.md");
}
