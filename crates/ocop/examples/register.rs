//! A long-lived struct: assessments kept by name, planned and explained whenever somebody asks, long
//! after the bytes that they were read from are gone.
//!
//! `cargo run -p ocop --example register`

use std::collections::BTreeMap;

use ocop::plan::{Costs, PlanRequest, next_target};
use ocop::{AssessOptions, Assessment, Dossier, Library, Problems, Product};

/// The products of a commune, as they were assessed last.
struct Register {
    library: Library,
    costs: Costs,
    products: BTreeMap<String, Assessment>,
}

impl Register {
    fn open() -> Result<Self, Problems> {
        Ok(Self {
            library: Library::embedded(),
            costs: Costs::embedded()?,
            products: BTreeMap::new(),
        })
    }

    /// A dossier that comes as JSON.
    fn read(&mut self, name: &str, json: &[u8]) -> Result<(), Problems> {
        let assessment = self.library.assess_json(json, &AssessOptions::default())?;
        self.products.insert(name.to_owned(), assessment);
        Ok(())
    }

    /// A dossier that was made here.
    fn take(&mut self, name: &str, dossier: Dossier<'static>) -> Result<(), Problems> {
        let assessment = self.library.assess(dossier, &AssessOptions::default())?;
        self.products.insert(name.to_owned(), assessment);
        Ok(())
    }

    /// How many changes the next stars take.
    fn changes(&self, name: &str) -> Result<Option<usize>, Problems> {
        let Some(assessment) = self.products.get(name) else {
            return Ok(None);
        };
        let request = PlanRequest::to(next_target(&assessment.rating()));
        let plan = assessment.plan(&request, &self.costs)?;
        Ok(Some(plan.changes().len()))
    }
}

fn main() -> Result<(), Problems> {
    let mut register = Register::open()?;
    let all = register.library.version("qd-26-2026")?.product_set("1")?;
    let second = all
        .criteria()
        .iter()
        .map(|c| (c.id, 2.min(c.levels.len() as u8)));
    let mut dossier = Dossier::new(1)
        .criteria("qd-26-2026")
        .product(Product::default().name("Nhãn lồng"));
    for (criterion, level) in second {
        dossier = dossier.answer(criterion.to_string(), level);
    }
    {
        let json = serde_json::to_vec(&dossier).unwrap_or_default();
        register.read("read", &json)?;
    }
    register.take("made", dossier)?;
    let (read, made) = (register.changes("read")?, register.changes("made")?);
    println!("changes to the next stars: {read:?}, {made:?}");
    assert!(read.is_some() && read == made);
    Ok(())
}
