//! Sheets as the law prints them, made once: each save of a sheet looks at the one it is a sheet of.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use ocop::criteria::{CriteriaVersion, SetReport};
use ocop::{Problems, ProductSet, ProductSetNumber};

/// Those that were asked for; never more than there are product sets.
#[derive(Debug, Default)]
pub(crate) struct Printed(Mutex<BTreeMap<(String, ProductSetNumber), Arc<SetReport>>>);

impl Printed {
    pub(crate) fn sheet(
        &self,
        criteria: &CriteriaVersion,
        set: &ProductSet,
    ) -> Result<Arc<SetReport>, Problems> {
        let mut made = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (criteria.id().to_string(), set.number());
        if let Some(sheet) = made.get(&key) {
            return Ok(Arc::clone(sheet));
        }
        let sheet = Arc::new(criteria.show(set)?);
        made.insert(key, Arc::clone(&sheet));
        Ok(sheet)
    }
}
