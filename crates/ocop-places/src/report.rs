//! A product code with what it says, and places with their codes, as they are printed: the formats
//! `ocop-code/1` and `ocop-places/1`.

use std::borrow::Cow;

use jiff::civil::Date;
use schemars::{JsonSchema, Schema, schema_for};
use serde::{Deserialize, Serialize};

use crate::code::ProductCode;
use crate::find::Fit;
use crate::place::{Commune, DECISION, EarlierName, Province};
use crate::{FormerCommune, FormerDistrict, FormerProvince};

/// The name of the format of a product code.
pub const CODE_FORMAT: &str = "ocop-code/1";

/// The name of the format of a list of places.
pub const PLACES_FORMAT: &str = "ocop-places/1";

/// A product code with what it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CodeReport {
    /// Always `ocop-code/1`.
    pub format: Cow<'static, str>,
    /// The code.
    pub code: String,
    /// The province.
    pub province: PlaceFacts,
    /// The district, in codes of the time before 1 July 2025.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub district: Option<PlaceFacts>,
    /// The commune, ward or special zone.
    pub commune: PlaceFacts,
    /// The running number that the commune gives its products.
    pub number: u32,
    /// The year of the assessment.
    pub year: i16,
    /// Where the commune is today, where the code or the names are of a time before: several communes,
    /// the main one first, where it was divided.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub now: Vec<ProvinceFacts>,
}

/// A place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PlaceFacts {
    /// Its code.
    pub code: String,
    /// Its name, of the time of the code; none where it is not known.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub name: Option<Cow<'static, str>>,
}

impl PlaceFacts {
    fn new(code: impl Into<String>, name: Option<&'static str>) -> Self {
        Self {
            code: code.into(),
            name: name.map(Cow::Borrowed),
        }
    }
}

impl CodeReport {
    /// What a code says: with the names that its places bore on the day; where none is given, at the
    /// end of the code's own year.
    ///
    /// ```
    /// use ocop_places::CodeReport;
    /// let report = CodeReport::new("75-26368-1-2025".parse()?, None);
    /// assert_eq!(report.commune.name.as_deref(), Some("Xã Long Thành"));
    /// assert_eq!(report.now[0].communes[0].name, "Phường Long Thành");
    /// # Ok::<(), ocop_places::NotACode>(())
    /// ```
    #[must_use]
    pub fn new(code: ProductCode, on: Option<Date>) -> Self {
        let on = on.or_else(|| Date::new(code.year(), 12, 31).ok());
        let named = match code.former_commune() {
            Some(commune) => Named::before(commune),
            None => Named::today(code, on),
        };
        Self {
            format: CODE_FORMAT.into(),
            code: code.to_string(),
            province: PlaceFacts::new(code.province_code(), named.province),
            district: code
                .district_code()
                .map(|district| PlaceFacts::new(district, named.district)),
            commune: PlaceFacts::new(code.commune_code(), named.commune),
            number: code.number(),
            year: code.year(),
            now: named.now,
        }
    }
}

/// The names of a code's places.
#[derive(Default)]
struct Named {
    province: Option<&'static str>,
    district: Option<&'static str>,
    commune: Option<&'static str>,
    now: Vec<ProvinceFacts>,
}

impl Named {
    fn before(commune: FormerCommune) -> Self {
        let district = commune.district();
        Self {
            province: Some(district.province().name()),
            district: Some(district.name()),
            commune: Some(commune.name()),
            now: by_province(commune.now()),
        }
    }

    fn today(code: ProductCode, on: Option<Date>) -> Self {
        let Some(commune) = code.commune() else {
            return Self {
                province: code.province().map(Province::name),
                ..Self::default()
            };
        };
        let province = commune.province();
        let names = |day| (province.name_on(day), commune.name_on(day));
        let today = (province.name(), commune.name());
        let (of_province, of_commune) = on.map_or(today, names);
        Self {
            province: Some(of_province),
            district: None,
            commune: Some(of_commune),
            now: match (of_province, of_commune) == today {
                true => Vec::new(),
                false => by_province([commune]),
            },
        }
    }
}

/// Provinces with communes of theirs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct PlacesReport {
    /// Always `ocop-places/1`.
    pub format: Cow<'static, str>,
    /// The day whose names these are, where one was given; else they are those of today.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub on: Option<Date>,
    /// How they fit what was asked for, where they do not bear the very name or code: the communes,
    /// where one was asked for, else the provinces.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub fit: Option<Fit>,
    /// The same of the provinces, where a commune in them was asked for.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub province_fit: Option<Fit>,
    /// The provinces, in order of their codes.
    pub provinces: Vec<ProvinceFacts>,
    /// Places of before that bore the name or code, with where each is now.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub formerly: Vec<FormerFacts>,
    /// Places of today that have the name in part, where only places of before bear it whole: the one
    /// that was meant may be among them.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub in_part: Vec<ProvinceFacts>,
}

/// A province with communes of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ProvinceFacts {
    /// Its code.
    pub code: Cow<'static, str>,
    /// Its name.
    pub name: Cow<'static, str>,
    /// Those of its communes that were asked for.
    pub communes: Vec<CommuneFacts>,
}

/// A commune, ward or special zone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CommuneFacts {
    /// Its code.
    pub code: Cow<'static, str>,
    /// Its name.
    pub name: Cow<'static, str>,
}

/// A place as it was, under a name or code that it bears no longer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FormerFacts {
    /// The last day that it was so.
    pub until: Date,
    /// The province, as it was; where there is nothing else it is the place that was found.
    pub province: PlaceFacts,
    /// The district; where there is no commune it is the place that was found.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub district: Option<PlaceFacts>,
    /// The commune that was found.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub commune: Option<PlaceFacts>,
    /// Where it is now: of a commune that was divided the main one first.
    pub now: Vec<ProvinceFacts>,
}

fn facts(commune: Commune) -> CommuneFacts {
    CommuneFacts {
        code: commune.code().into(),
        name: commune.name().into(),
    }
}

/// Communes below their provinces, in the order in which they come.
fn by_province(communes: impl IntoIterator<Item = Commune>) -> Vec<ProvinceFacts> {
    let mut provinces: Vec<ProvinceFacts> = Vec::new();
    for commune in communes {
        let province = commune.province();
        match provinces.iter_mut().find(|p| p.code == province.code()) {
            Some(of) => of.communes.push(facts(commune)),
            None => provinces.push(ProvinceFacts {
                code: province.code().into(),
                name: province.name().into(),
                communes: vec![facts(commune)],
            }),
        }
    }
    provinces
}

/// The last day of the places of before.
fn last_day() -> Date {
    DECISION.signed
}

impl FormerFacts {
    pub(crate) fn province(province: FormerProvince, now: &[Commune]) -> Self {
        Self {
            until: last_day(),
            province: PlaceFacts::new(province.code(), Some(province.name())),
            district: None,
            commune: None,
            now: by_province(now.iter().copied()),
        }
    }

    pub(crate) fn district(district: FormerDistrict) -> Self {
        let province = district.province();
        Self {
            district: Some(PlaceFacts::new(district.code(), Some(district.name()))),
            now: by_province(district.now()),
            ..Self::province(province, &[])
        }
    }

    pub(crate) fn commune(commune: FormerCommune) -> Self {
        let district = commune.district();
        Self {
            district: Some(PlaceFacts::new(district.code(), Some(district.name()))),
            commune: Some(PlaceFacts::new(commune.code(), Some(commune.name()))),
            now: by_province(commune.now()),
            ..Self::province(district.province(), &[])
        }
    }

    pub(crate) fn renamed(commune: Commune, name: &'static str, until: Date) -> Self {
        let province = commune.province();
        Self {
            until,
            province: PlaceFacts::new(province.code(), Some(province.name_on(until))),
            district: None,
            commune: Some(PlaceFacts::new(commune.code(), Some(name))),
            now: by_province([commune]),
        }
    }

    pub(crate) fn renamed_province(province: Province, name: EarlierName) -> Self {
        let until = name.before.yesterday().unwrap_or(name.before);
        Self {
            until,
            province: PlaceFacts::new(province.code(), Some(province.name_on(until))),
            district: None,
            commune: None,
            now: by_province(province.communes()),
        }
    }
}

impl PlacesReport {
    /// These provinces, each with those of the communes that are in it.
    #[must_use]
    pub fn new(provinces: &[Province], communes: &[Commune]) -> Self {
        let provinces = provinces.iter().map(|province| ProvinceFacts {
            code: province.code().into(),
            name: province.name().into(),
            communes: communes
                .iter()
                .filter(|c| c.province() == *province)
                .map(|c| facts(*c))
                .collect(),
        });
        Self {
            format: PLACES_FORMAT.into(),
            on: None,
            fit: None,
            province_fit: None,
            provinces: provinces.collect(),
            formerly: Vec::new(),
            in_part: Vec::new(),
        }
    }

    pub(crate) fn fitting(mut self, fit: Fit) -> Self {
        self.fit = (fit != Fit::Name).then_some(fit);
        self
    }

    pub(crate) fn in_provinces_fitting(mut self, fit: Fit) -> Self {
        self.province_fit = (fit != Fit::Name).then_some(fit);
        self
    }

    pub(crate) fn with_former(mut self, formerly: Vec<FormerFacts>) -> Self {
        self.formerly = formerly;
        self
    }

    pub(crate) fn with_in_part(mut self, communes: &[Commune]) -> Self {
        self.in_part = by_province(communes.iter().copied());
        self
    }
}

/// The names of the formats of this crate that have a schema.
pub const SCHEMAS: [&str; 2] = ["code", "places"];

/// The schema of a format; none for a name that is not in [`SCHEMAS`].
#[must_use]
pub fn schema(name: &str) -> Option<Schema> {
    match name {
        "code" => Some(schema_for!(CodeReport)),
        "places" => Some(schema_for!(PlacesReport)),
        _ => None,
    }
}
