//! Lawful dossiers to measure with: varied, over all product sets, always the same ones.

use std::fmt::Write as _;

use ocop::{AssessOptions, Library, ProductSet};

use crate::effort::Result;
use crate::measure::count;

const CRITERIA: &str = "qd-26-2026";
const OF_EACH_SET: usize = 20;
const SEED: u64 = 262_026;

const NAMES: [&str; 10] = [
    "Nhãn lồng sấy dẻo",
    "Gạo nếp cái hoa vàng",
    "Mật ong hoa bạc hà",
    "Trà shan tuyết cổ thụ",
    "Nước mắm cốt truyền thống",
    "Bánh đa nem làng nghề",
    "Cà phê rang xay nguyên chất",
    "Khăn lụa tơ tằm dệt tay",
    "Tinh dầu sả chanh",
    "Rau bò khai VietGAP",
];
const PRODUCERS: [(&str, &str); 4] = [
    ("Hợp tác xã nông nghiệp Đồng Tâm", "cooperative"),
    ("Hộ kinh doanh Nguyễn Thị Hòa", "household"),
    ("Công ty TNHH Nông sản Phú Thịnh", "company"),
    ("Tổ hợp tác Bản Mường", "cooperative-group"),
];

/// A few hundred dossiers: from weak to perfect, some unfinished, some with findings.
pub fn generate(library: &Library) -> Result<Vec<String>> {
    let criteria = library.version(CRITERIA).map_err(problems)?;
    let mut random = Random(SEED);
    let mut dossiers = Vec::new();
    for _ in 0..OF_EACH_SET {
        for number in criteria.set_numbers() {
            let set = criteria.set(number).map_err(problems)?;
            dossiers.push(lawful(library, set, &mut random)?);
        }
    }
    Ok(dossiers)
}

/// How many there are and how long they are.
pub fn describe(dossiers: &[String]) -> String {
    let all: usize = dossiers.iter().map(String::len).sum();
    let products: usize = dossiers.iter().filter_map(|d| product(d)).sum();
    format!(
        "{} dossiers of {:.0} bytes on average, of them {:.0} for the product's name and code.",
        dossiers.len(),
        count(all) / count(dossiers.len()),
        count(products) / count(dossiers.len()),
    )
}

/// The bytes that the product takes.
fn product(dossier: &str) -> Option<usize> {
    let start = dossier.find("\"product\":")?;
    let end = dossier.find("\"producer\":")?;
    end.checked_sub(start)
}

/// Draws until the engine takes it: drawn levels may be at odds with a dependency of the sheet.
fn lawful(library: &Library, set: &ProductSet, random: &mut Random) -> Result<String> {
    for _ in 0..1000 {
        let dossier = draw(set, random)?;
        if library
            .assess_json(dossier.as_bytes(), &AssessOptions::default())
            .is_ok()
        {
            return Ok(dossier);
        }
    }
    Err(format!("no lawful dossier found for product set {}", set.number()).into())
}

fn draw(set: &ProductSet, random: &mut Random) -> Result<String> {
    let (producer, kind) = random.pick(&PRODUCERS)?;
    let provinces: Vec<_> = ocop_places::provinces().collect();
    let province = random.pick(&provinces)?;
    let communes: Vec<_> = province.communes().collect();
    let mut out = format!(
        r#"{{"format":"ocop-dossier/1","criteria":"{CRITERIA}","product_set":{},"product":{{"name":"{}","code":"{}-{}-{}-2026"}},"producer":{{"name":"{producer}","kind":"{kind}"}},"registration":{{"kind":"{}","submitted_on":"2026-0{}-1{}"}},"assessed_on":"2026-{}-2{}","answers":{{"#,
        set.number(),
        random.pick(&NAMES)?,
        province.code(),
        random.pick(&communes)?.code(),
        random.below(40).saturating_add(1),
        random.pick(&["first", "upgrade", "re-rating"])?,
        random.below(2).saturating_add(6),
        random.below(10),
        random.pick(&["09", "10", "11"])?,
        random.below(9),
    );
    // one case holds for the whole sheet
    let cases: Vec<_> = set.cases().iter().map(|c| Some(c.case)).collect();
    let case = *random.pick(&cases).unwrap_or(&None);
    let care = *random.pick(&[40, 70, 85, 95, 100])?;
    let left_out = *random.pick(&[0, 0, 0, 0, 0, 0, 0, 0, 5, 20])?;
    let mut first = true;
    for criterion in set.criteria() {
        let open = criterion.levels.iter();
        let open: Vec<u8> = open
            .filter(|l| l.case.is_none() || l.case == case)
            .map(|l| l.number.get())
            .collect();
        let level = match open.last() {
            Some(top) if random.chance(care) => *top,
            _ if random.chance(10) => 0,
            _ => *random.pick(&open)?,
        };
        if !random.chance(left_out) {
            let comma = if first { "" } else { "," };
            write!(out, r#"{comma}"{}":{level}"#, criterion.id)?;
            first = false;
        }
    }
    out.push('}');
    if random.chance(4) && !set.findings().is_empty() {
        let finding = &random.pick(set.findings())?.finding;
        write!(out, r#","findings":["{finding}"]"#)?;
    }
    out.push('}');
    Ok(out)
}

fn problems(problems: ocop::Problems) -> String {
    format!("{problems:?}")
}

/// A small generator of pseudo-random numbers (splitmix64).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)).checked_rem(bound).unwrap_or(0)
    }

    fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    fn pick<'t, T>(&mut self, of: &'t [T]) -> Result<&'t T> {
        let at = usize::try_from(self.below(u64::try_from(of.len())?))?;
        of.get(at).ok_or_else(|| "nothing to pick from".into())
    }
}
