//! A product code with what it says, and places with their codes, as they are printed: the formats
//! `ocop-code/1` and `ocop-places/1`.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, schema_for};
use serde::{Deserialize, Serialize};

use crate::code::ProductCode;
use crate::place::{Commune, Province};

/// The name of the format of a product code.
pub const CODE_FORMAT: &str = "ocop-code/1";

/// The name of the format of a list of places.
pub const PLACES_FORMAT: &str = "ocop-places/1";

/// A product code with what it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ShownCode {
    /// Always `ocop-code/1`.
    pub format: Cow<'static, str>,
    /// The code.
    pub code: String,
    /// The province.
    pub province: ShownPlace,
    /// The district, in codes of the time before 1 July 2025.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub district: Option<ShownPlace>,
    /// The commune, ward or special zone.
    pub commune: ShownPlace,
    /// The running number that the commune gives its products.
    pub number: u32,
    /// The year of the assessment.
    pub year: i16,
}

/// A place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ShownPlace {
    /// Its code.
    pub code: String,
    /// Its name; none in a code of the time before 1 July 2025, for which there is no table.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub name: Option<Cow<'static, str>>,
}

impl From<ProductCode> for ShownCode {
    fn from(code: ProductCode) -> Self {
        let unnamed = |code| ShownPlace { code, name: None };
        Self {
            format: CODE_FORMAT.into(),
            code: code.to_string(),
            province: ShownPlace {
                name: code.province().map(|p| p.name().into()),
                ..unnamed(code.province_code())
            },
            district: code.district_code().map(unnamed),
            commune: ShownPlace {
                name: code.commune().map(|c| c.name().into()),
                ..unnamed(code.commune_code())
            },
            number: code.number(),
            year: code.year(),
        }
    }
}

/// Provinces with communes of theirs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ShownPlaces {
    /// Always `ocop-places/1`.
    pub format: Cow<'static, str>,
    /// The provinces, in order of their codes.
    pub provinces: Vec<ShownProvince>,
}

/// A province with communes of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ShownProvince {
    /// Its code.
    pub code: Cow<'static, str>,
    /// Its name.
    pub name: Cow<'static, str>,
    /// Those of its communes that were asked for.
    pub communes: Vec<ShownCommune>,
}

/// A commune, ward or special zone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ShownCommune {
    /// Its code.
    pub code: Cow<'static, str>,
    /// Its name.
    pub name: Cow<'static, str>,
}

impl ShownPlaces {
    /// These provinces, each with those of the communes that are in it.
    #[must_use]
    pub fn new(provinces: &[Province], communes: &[Commune]) -> Self {
        let provinces = provinces.iter().map(|province| ShownProvince {
            code: province.code().into(),
            name: province.name().into(),
            communes: communes
                .iter()
                .filter(|c| c.province() == *province)
                .map(|c| ShownCommune {
                    code: c.code().into(),
                    name: c.name().into(),
                })
                .collect(),
        });
        Self {
            format: PLACES_FORMAT.into(),
            provinces: provinces.collect(),
        }
    }
}

/// The names of the formats of this crate that have a schema.
pub const SCHEMAS: [&str; 2] = ["code", "places"];

/// The schema of a format; none for a name that is not in [`SCHEMAS`].
#[must_use]
pub fn schema(name: &str) -> Option<Schema> {
    match name {
        "code" => Some(schema_for!(ShownCode)),
        "places" => Some(schema_for!(ShownPlaces)),
        _ => None,
    }
}
