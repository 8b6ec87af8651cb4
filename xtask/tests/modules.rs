//! The files of a crate depend on each other in one direction: no circles.
//!
//! A file depends on another where it names something that stands there, whatever way the name takes
//! (`use`, a path, a path inside a macro's call, a re-export). A file that only passes names on stands
//! for what it passes on, and a module written out inside a file is part of that file. Tests inside a
//! file do not count.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a file that cannot be read is to stop the run"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use syn::visit::{self, Visit};
use syn::{Item, UseTree, Visibility};

/// A module by its path from the root of its crate.
type Module = Vec<String>;

/// What stands in a file.
#[derive(Default)]
struct File {
    /// Items that it defines.
    own: BTreeSet<String>,
    /// Names that it brings in, and passes on where that is public: name, path, whether passed on.
    uses: Vec<(String, Vec<String>, bool)>,
    /// Globs, alike.
    globs: Vec<(Vec<String>, bool)>,
    /// Modules that it declares.
    children: BTreeSet<String>,
    /// Modules that are written out in it.
    inside: Vec<(String, File)>,
    /// Paths in its code, and single names.
    paths: Vec<Vec<String>>,
    names: BTreeSet<String>,
}

fn is_test(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|a| {
        a.path().is_ident("cfg")
            && a.parse_args::<syn::Path>()
                .is_ok_and(|p| p.is_ident("test"))
    })
}

impl File {
    fn tree(&mut self, tree: &UseTree, before: &[String], passed_on: bool) {
        let mut path = before.to_vec();
        match tree {
            UseTree::Path(step) => {
                path.push(step.ident.to_string());
                self.tree(&step.tree, &path, passed_on);
            }
            UseTree::Name(name) => {
                let name = name.ident.to_string();
                if name != "self" {
                    path.push(name);
                }
                let name = path.last().cloned().unwrap_or_default();
                self.uses.push((name, path, passed_on));
            }
            UseTree::Rename(renamed) => {
                path.push(renamed.ident.to_string());
                self.uses
                    .push((renamed.rename.to_string(), path, passed_on));
            }
            UseTree::Glob(_) => self.globs.push((path, passed_on)),
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.tree(tree, before, passed_on);
                }
            }
        }
    }
}

impl<'ast> Visit<'ast> for File {
    fn visit_item(&mut self, item: &'ast Item) {
        let (name, attributes) = match item {
            Item::Const(i) => (Some(&i.ident), &i.attrs),
            Item::Enum(i) => (Some(&i.ident), &i.attrs),
            Item::Fn(i) => (Some(&i.sig.ident), &i.attrs),
            Item::Static(i) => (Some(&i.ident), &i.attrs),
            Item::Struct(i) => (Some(&i.ident), &i.attrs),
            Item::Trait(i) => (Some(&i.ident), &i.attrs),
            Item::Type(i) => (Some(&i.ident), &i.attrs),
            Item::Macro(i) => (i.ident.as_ref(), &i.attrs),
            Item::Mod(i) => {
                if !is_test(&i.attrs) {
                    self.children.insert(i.ident.to_string());
                    if let Some((_, items)) = &i.content {
                        let mut inside = File::default();
                        items.iter().for_each(|item| inside.visit_item(item));
                        self.inside.push((i.ident.to_string(), inside));
                    }
                }
                return;
            }
            Item::Use(i) => {
                let passed_on = !matches!(i.vis, Visibility::Inherited);
                if !is_test(&i.attrs) {
                    self.tree(&i.tree, &[], passed_on);
                }
                return;
            }
            Item::Impl(i) => (None, &i.attrs),
            _ => return,
        };
        if is_test(attributes) {
            return;
        }
        self.own.extend(name.map(ToString::to_string));
        if name.is_none() {
            // an implementation is code too
            self.own.insert("impl".to_owned());
        }
        visit::visit_item(self, item);
    }

    // whom an item is shown to is no need of it
    fn visit_vis_restricted(&mut self, _: &'ast syn::VisRestricted) {}

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let steps = path.segments.iter().map(|s| s.ident.to_string());
        self.paths.push(steps.collect());
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, called: &'ast syn::Macro) {
        // what stands in a macro's call is not parsed: its names and paths count
        let text = called.tokens.to_string().replace(" :: ", "::");
        for path in text.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':')) {
            let steps = path.split("::").map(ToOwned::to_owned);
            let steps: Vec<String> = steps.filter(|step| !step.is_empty()).collect();
            self.names.extend(steps.iter().cloned());
            // a name alone may be a variable
            if steps.len() > 1 {
                self.paths.push(steps);
            }
        }
        visit::visit_macro(self, called);
    }

    fn visit_ident(&mut self, name: &'ast syn::Ident) {
        self.names.insert(name.to_string());
    }
}

/// The modules of a crate, each with the one whose file it stands in.
#[derive(Default)]
struct Crate {
    files: BTreeMap<Module, (Module, File)>,
}

impl Crate {
    /// Takes in a file, and the modules that are written out in it.
    fn add(&mut self, module: Module, of_file: &Module, mut file: File) {
        for (name, inside) in std::mem::take(&mut file.inside) {
            let mut module = module.clone();
            module.push(name);
            self.add(module, of_file, inside);
        }
        self.files.insert(module, (of_file.clone(), file));
    }

    fn read(src: &Path) -> Self {
        let mut read = Self::default();
        let mut folders = vec![(src.to_owned(), Module::new())];
        while let Some((folder, module)) = folders.pop() {
            for entry in fs::read_dir(&folder).unwrap() {
                let path = entry.unwrap().path();
                let name = path.file_stem().unwrap().to_string_lossy().into_owned();
                let mut of_file = module.clone();
                if path.is_dir() {
                    // programs of their own
                    if name != "bin" {
                        of_file.push(name);
                        folders.push((path, of_file));
                    }
                    continue;
                }
                if path.extension().is_none_or(|e| e != "rs") {
                    continue;
                }
                if !["lib", "main", "mod"].contains(&name.as_str()) {
                    of_file.push(name);
                }
                let mut file = File::default();
                file.visit_file(&syn::parse_file(&fs::read_to_string(&path).unwrap()).unwrap());
                read.add(of_file.clone(), &of_file, file);
            }
        }
        read
    }

    /// The file in which what a path names stands; none where that is outside the crate.
    fn find(
        &self,
        from: &Module,
        path: &[String],
        seen: &mut BTreeSet<(Module, String)>,
    ) -> Option<Module> {
        let mut at = from.clone();
        let mut steps = path.iter();
        let first = steps.next()?;
        match first.as_str() {
            "crate" => at.clear(),
            "self" => {}
            "super" => {
                at.pop()?;
            }
            name => return self.inside(&at, name, steps.as_slice(), seen),
        }
        let mut rest = steps.as_slice();
        while let [step, after @ ..] = rest
            && step == "super"
        {
            at.pop()?;
            rest = after;
        }
        match rest {
            [] => Some(at),
            [name, after @ ..] => self.inside(&at, name, after, seen),
        }
    }

    fn inside(
        &self,
        at: &Module,
        name: &str,
        after: &[String],
        seen: &mut BTreeSet<(Module, String)>,
    ) -> Option<Module> {
        if !seen.insert((at.clone(), name.to_owned())) {
            return None;
        }
        let (_, file) = self.files.get(at)?;
        if file.children.contains(name) {
            let mut child = at.clone();
            child.push(name.to_owned());
            return match after {
                [] => Some(child),
                [next, rest @ ..] => self.inside(&child, next, rest, seen),
            };
        }
        if file.own.contains(name) {
            return Some(at.clone());
        }
        if let Some((_, path, _)) = file.uses.iter().find(|(used, ..)| used == name) {
            let mut path = path.clone();
            path.extend(after.iter().cloned());
            return self.find(at, &path, seen);
        }
        let globs = file.globs.iter();
        globs
            .map(|(path, _)| {
                let mut path = path.clone();
                path.push(name.to_owned());
                self.find(at, &path, seen)
            })
            .find_map(|found| found)
    }

    /// Which files each file depends on.
    fn dependencies(&self) -> BTreeMap<&Module, BTreeSet<Module>> {
        let mut all: BTreeMap<&Module, BTreeSet<Module>> = BTreeMap::new();
        for (module, (of_file, file)) in &self.files {
            let on = all.entry(of_file).or_default();
            let named = file.uses.iter().filter(|(name, _, passed_on)| {
                // what is only passed on is no need of this file's
                !passed_on || (!file.own.is_empty() && file.names.contains(name))
            });
            let used = named.map(|(_, path, _)| path);
            let globs = file.globs.iter().filter(|(_, passed_on)| !passed_on);
            for path in used.chain(globs.map(|(path, _)| path)).chain(&file.paths) {
                let found = self.find(module, path, &mut BTreeSet::new());
                on.extend(found.and_then(|found| Some(self.files.get(&found)?.0.clone())));
            }
            on.remove(of_file);
        }
        all
    }

    /// Files that depend on each other in a circle, if any.
    fn circles(&self) -> Vec<Vec<String>> {
        let on = self.dependencies();
        let reached = |from: &Module| {
            let mut seen: BTreeSet<&Module> = BTreeSet::new();
            let mut open: Vec<&Module> = on[from].iter().collect();
            while let Some(next) = open.pop() {
                if seen.insert(next) {
                    open.extend(on.get(next).into_iter().flatten());
                }
            }
            seen
        };
        let all: BTreeMap<&Module, BTreeSet<&Module>> =
            on.keys().map(|module| (*module, reached(module))).collect();
        let mut told = BTreeSet::new();
        let mut circles = Vec::new();
        for (module, reached) in &all {
            if !reached.contains(module) || told.contains(module) {
                continue;
            }
            let circle = reached.iter().filter(|other| all[**other].contains(module));
            let circle: Vec<&Module> = circle.copied().collect();
            told.extend(circle.iter().copied());
            let inside = |m: &&Module| circle.contains(m);
            circles.push(
                circle
                    .iter()
                    .map(|m| {
                        let to: Vec<String> =
                            on[*m].iter().filter(inside).map(|m| m.join("::")).collect();
                        format!("{} → {}", m.join("::"), to.join(", "))
                    })
                    .collect(),
            );
        }
        circles
    }
}

fn of_sources(sources: &[(&str, &str)]) -> Crate {
    let mut read = Crate::default();
    for (module, text) in sources {
        let module: Module = module
            .split("::")
            .filter(|m| !m.is_empty())
            .map(Into::into)
            .collect();
        let mut file = File::default();
        file.visit_file(&syn::parse_file(text).unwrap());
        read.add(module.clone(), &module, file);
    }
    read
}

#[test]
fn no_file_depends_on_itself_by_way_of_others() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut sources = vec![
        root.join("criteria/src"),
        root.join("xtask/src"),
        root.join("tests/src"),
        root.join("benches/src"),
    ];
    for entry in fs::read_dir(root.join("crates")).unwrap() {
        sources.push(entry.unwrap().path().join("src"));
    }
    let mut told = Vec::new();
    for src in sources.iter().filter(|src| src.is_dir()) {
        let name = src.strip_prefix(root).unwrap().display();
        for circle in Crate::read(src).circles() {
            told.push(format!("{name}:\n  {}", circle.join("\n  ")));
        }
    }
    assert!(told.is_empty(), "files in circles:\n{}", told.join("\n"));
}

#[test]
fn a_circle_is_found_whatever_way_the_names_take() {
    let direct = [
        ("", "mod a; mod b;"),
        ("a", "use crate::b::B; struct A;"),
        ("b", "fn f(a: super::a::A) {} struct B;"),
    ];
    assert_eq!(of_sources(&direct).circles().len(), 1);
    // through a file that passes names on, and a name used in a path alone
    let passed_on = [
        ("", "mod a; mod m;"),
        ("a", "use crate::m::C; struct A;"),
        ("m", "mod c; pub use c::C;"),
        ("m::c", "struct C; fn f() { crate::a::A; }"),
    ];
    assert_eq!(of_sources(&passed_on).circles().len(), 1);
    let parent = [
        ("", "mod m;"),
        ("m", "mod c; use c::C; struct M(C);"),
        ("m::c", "use super::M; struct C(M);"),
    ];
    assert_eq!(of_sources(&parent).circles().len(), 1);
    // a path in a macro's call
    let in_a_macro = [
        ("", "mod a; mod b;"),
        ("a", "struct A; fn f() { assert!(crate::b::g()); }"),
        ("b", "use super::a::A; fn g() -> bool { true }"),
    ];
    assert_eq!(of_sources(&in_a_macro).circles().len(), 1);
    // a module written out in a file
    let written_out = [
        ("", "mod a; mod b;"),
        ("a", "struct A; mod inside { use super::super::b::B; }"),
        ("b", "use crate::a::A; struct B;"),
    ];
    assert_eq!(of_sources(&written_out).circles().len(), 1);
}

#[test]
fn names_passed_on_and_tests_make_no_circle() {
    let tree = [
        ("", "mod a; mod m;"),
        ("a", "struct A; #[cfg(test)] mod tests { use crate::m::C; }"),
        ("m", "mod c; mod d; pub use c::C; pub use d::D;"),
        ("m::c", "use crate::a::A; use super::d::D; struct C;"),
        ("m::d", "struct D;"),
    ];
    assert_eq!(of_sources(&tree).circles(), Vec::<Vec<String>>::new());
    // a file and a module written out in it are one
    let one = [
        ("", "mod a;"),
        (
            "a",
            "struct A; fn f() { inside::B; } mod inside { use super::A; struct B; }",
        ),
    ];
    assert_eq!(of_sources(&one).circles(), Vec::<Vec<String>>::new());
}
