//! One word for one thing: of all types that the libraries show to others, no two bear one name.

#![expect(
    clippy::unwrap_used,
    reason = "a file that cannot be read is to stop the run"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use syn::{Item, UseTree, Visibility};

/// The libraries that others build on.
const LIBRARIES: [&str; 9] = [
    "criteria",
    "crates/ocop-vietnamese",
    "crates/ocop",
    "crates/ocop-places",
    "crates/ocop-text",
    "crates/ocop-office",
    "crates/ocop-pdf",
    "crates/ocop-operations",
    "crates/ocop-arrow",
];

type Module = Vec<String>;

/// The modules of a library, by their paths.
type Modules = BTreeMap<Module, Vec<Item>>;

fn read(folder: &Path, module: &Module, all: &mut Modules) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let mut own = module.clone();
        if path.is_dir() {
            own.push(name);
            read(&path, &own, all);
        } else if path.extension().is_some_and(|e| e == "rs") {
            if name != "lib" && name != "mod" {
                own.push(name);
            }
            let file = syn::parse_file(&fs::read_to_string(&path).unwrap()).unwrap();
            all.insert(own, file.items);
        }
    }
}

fn public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// The type that an item declares for others.
fn declared(item: &Item) -> Option<String> {
    let (visibility, name) = match item {
        Item::Struct(i) => (&i.vis, &i.ident),
        Item::Enum(i) => (&i.vis, &i.ident),
        Item::Trait(i) => (&i.vis, &i.ident),
        Item::Type(i) => (&i.vis, &i.ident),
        _ => return None,
    };
    public(visibility).then(|| name.to_string())
}

/// The paths that a `use` names.
fn named(tree: &UseTree, before: &[String], out: &mut Vec<Vec<String>>) {
    let mut path = before.to_vec();
    match tree {
        UseTree::Path(step) => {
            path.push(step.ident.to_string());
            named(&step.tree, &path, out);
        }
        UseTree::Name(name) => {
            path.push(name.ident.to_string());
            out.push(path);
        }
        UseTree::Rename(renamed) => {
            path.push(renamed.ident.to_string());
            out.push(path);
        }
        UseTree::Group(group) => {
            let each = group.items.iter();
            each.for_each(|tree| named(tree, before, out));
        }
        UseTree::Glob(_) => {}
    }
}

/// The names of the types that others reach from a module.
fn reached(modules: &Modules, at: &Module, names: &mut BTreeSet<String>) {
    for item in modules.get(at).into_iter().flatten() {
        names.extend(declared(item));
        let mut open = Vec::new();
        match item {
            Item::Mod(i) if public(&i.vis) => open.push(vec![i.ident.to_string()]),
            Item::Use(i) if public(&i.vis) => named(&i.tree, &[], &mut open),
            _ => {}
        }
        for path in open {
            let mut to = at.clone();
            for step in &path {
                match step.as_str() {
                    "crate" => to.clear(),
                    "self" => {}
                    "super" => _ = to.pop(),
                    name => to.push(name.to_owned()),
                }
            }
            if modules.contains_key(&to) {
                reached(modules, &to, names);
            } else {
                names.extend(path.last().cloned());
            }
        }
    }
}

/// How often each name that others reach is declared, and where.
fn declarations(libraries: &[(&str, Modules)]) -> BTreeMap<String, BTreeSet<String>> {
    let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (library, modules) in libraries {
        let mut names = BTreeSet::new();
        reached(modules, &Module::new(), &mut names);
        for (module, items) in modules {
            for name in items.iter().filter_map(declared) {
                if names.contains(&name) {
                    let place = format!("{library}::{}", module.join("::"));
                    all.entry(name).or_default().insert(place);
                }
            }
        }
    }
    all.retain(|_, places| places.len() > 1);
    all
}

#[test]
fn no_two_public_types_bear_one_name() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let libraries = LIBRARIES.map(|library| {
        let mut modules = Modules::new();
        read(
            &root.join(library).join("src"),
            &Module::new(),
            &mut modules,
        );
        (library, modules)
    });
    let pairs = declarations(&libraries);
    assert!(pairs.is_empty(), "one name for several types: {pairs:#?}");
}

#[test]
fn a_pair_is_found_behind_modules_and_re_exports() {
    let library = |sources: &[(&str, &str)]| -> Modules {
        let each = sources.iter().map(|(module, text)| {
            let steps = module.split("::").filter(|m| !m.is_empty());
            let module: Module = steps.map(Into::into).collect();
            (module, syn::parse_file(text).unwrap().items)
        });
        each.collect()
    };
    let one = library(&[
        ("", "mod a; pub mod b; pub use a::Row;"),
        ("a", "pub struct Row; pub struct Hidden;"),
        ("b", "pub enum Status {} pub(crate) struct Row;"),
    ]);
    let other = library(&[
        ("", "mod m; pub use m::n;"),
        ("m", "pub mod n;"),
        ("m::n", "pub struct Status; pub struct Hidden;"),
    ]);
    let pairs = declarations(&[("one", one), ("other", other)]);
    let names: Vec<&str> = pairs.keys().map(String::as_str).collect();
    assert_eq!(names, ["Status"]);
}
