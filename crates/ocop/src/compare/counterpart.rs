//! Which product set of another version a product falls under: by meaning, not by number.

use std::sync::Arc;

use crate::bounded::ProductSetNumber;
use crate::criteria::{CriteriaVersion, ProductSet};
use crate::library::Library;
use crate::problem::{Code, Problem, Problems};
use crate::text::Text;

use super::level_map::SetMap;

impl Library {
    /// The sets of another version that correspond to this one, and why they are not simply one.
    pub(super) fn counterparts(
        &self,
        old: &ProductSet,
        to: &CriteriaVersion,
    ) -> Result<(Vec<ProductSetNumber>, Option<Text>), Problems> {
        if old.version() == to.id() {
            return Ok((vec![old.number()], None));
        }
        if let Some(found) = self.correspondence(old.version(), to.id()) {
            let pair = found.pair()?;
            let set = pair.sets.iter().find(|s| s.from == old.number());
            return Ok(set.map_or((Vec::new(), None), |s| {
                let why = s.reason.as_deref().and_then(|name| pair.reason(name));
                (s.to.clone(), why)
            }));
        }
        if let Some(found) = self.correspondence(to.id(), old.version()) {
            let pair = found.pair()?;
            let sets = pair.sets.iter().filter(|s| s.to.contains(&old.number()));
            return Ok((sets.map(|s| s.from).collect(), None));
        }
        let names = std::iter::once(&old.file.slug).chain(&old.file.aliases);
        let by_name = names.filter_map(|slug| to.product_set(slug).ok());
        Ok((by_name.map(|set| set.number()).take(1).collect(), None))
    }

    /// The product set of another version: the one asked for, or the only one that corresponds.
    pub(super) fn counterpart<'l>(
        &self,
        old: &ProductSet,
        to: &'l CriteriaVersion,
        asked: Option<&str>,
    ) -> Result<&'l Arc<ProductSet>, Problems> {
        if let Some(asked) = asked {
            return to.product_set(asked);
        }
        let (found, why) = self.counterparts(old, to)?;
        let why = why.unwrap_or_else(|| Text::new("", ""));
        match found.as_slice() {
            [one] => to.set(*one),
            [] => Err(Problem::new(
                Code::NoCounterpart,
                "/product_set",
                format!(
                    "{} không có bộ sản phẩm tương ứng với \"{}\". {}",
                    to.id(),
                    old.name(),
                    why.vi
                ),
                format!(
                    "{} has no product set that corresponds to set {}. {}",
                    to.id(),
                    old.number(),
                    why.en
                ),
            )
            .with_found(old.number().to_string())
            .with_help(
                "Nếu sản phẩm thuộc một bộ khác, nêu bộ đó (\"set\").",
                "If the product belongs to another set, name it (\"set\").",
            )
            .into()),
            several => {
                let list: Vec<String> = several.iter().map(ToString::to_string).collect();
                let list = list.join(", ");
                Err(Problem::new(
                    Code::SeveralCounterparts,
                    "/product_set",
                    format!(
                        "\"{}\" ứng với nhiều bộ của {}: {list}. {}",
                        old.name(),
                        to.id(),
                        why.vi
                    ),
                    format!(
                        "Set {} corresponds to several sets of {}: {list}. {}",
                        old.number(),
                        to.id(),
                        why.en
                    ),
                )
                .with_found(old.number().to_string())
                .with_one_of(&list)
                .with_help(
                    format!("Nêu một bộ (\"set\"): {list}."),
                    format!("Name one (\"set\"): {list}."),
                )
                .into())
            }
        }
    }

    /// Which answers carry over between two sets: by the reviewed correspondence, or else by
    /// identical labels.
    pub(super) fn set_map(&self, old: &ProductSet, new: &ProductSet) -> Result<SetMap, Problems> {
        let reviewed = match self.correspondence(old.version(), new.version()) {
            Some(found) => found.set(old, new)?,
            None => None,
        };
        Ok(reviewed.unwrap_or_else(|| SetMap::by_labels(old, new)))
    }
}
