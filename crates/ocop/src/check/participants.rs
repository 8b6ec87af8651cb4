//! Which of the kinds that may take part a producer is of, by the words that somebody wrote.

use ocop_vietnamese::slug;

use crate::criteria::files::{ParticipantKind, Participants};
use crate::json::shortened;
use crate::notice::{Notice, NoticeCode};

impl Participants {
    /// The kind that words tell, whether in its stable name or in Vietnamese; or what is to be said of
    /// words that tell none.
    pub(crate) fn kind_of(&self, given: &str) -> Result<&ParticipantKind, Notice> {
        let said = slug(given);
        // a kind is often told with more: "Công ty TNHH", "Hợp tác xã nông nghiệp"
        let alike = |word: &str| {
            let word = slug(word);
            let more = said.strip_prefix(&word);
            more.filter(|more| more.is_empty() || more.starts_with('-'))
                .map(|_| word.len())
        };
        let named = |kind: &ParticipantKind| {
            let also = kind.also.iter().map(String::as_str);
            let words = [kind.kind.as_str(), kind.label.as_str()]
                .into_iter()
                .chain(also);
            words.filter_map(alike).max()
        };
        let kinds = self.kinds.iter();
        let likest = kinds
            .filter_map(|kind| Some((named(kind)?, kind)))
            .max_by_key(|(length, _)| *length);
        let unknown_size = self.of_unknown_size.iter();
        let unknown_size = unknown_size.filter_map(|w| alike(w)).max();
        if let Some((_, kind)) = likest.filter(|(length, _)| Some(*length) >= unknown_size) {
            return Ok(kind);
        }
        let short = shortened(given);
        let notice = if unknown_size.is_some() {
            Notice::new(
                NoticeCode::ParticipantSizeUnknown,
                format!(
                    "\"{short}\" chưa cho biết quy mô: chỉ doanh nghiệp nhỏ và vừa được tham gia."
                ),
                format!(
                    "\"{short}\" does not tell the size: only small and medium-sized enterprises may take part."
                ),
            )
        } else {
            let list: Vec<&str> = self.kinds.iter().map(|k| k.kind.as_str()).collect();
            let list = list.join(", ");
            Notice::new(
                NoticeCode::ParticipantUnknown,
                format!("Không rõ \"{short}\" có được tham gia không; các loại hình: {list}."),
                format!("Whether \"{short}\" may take part cannot be told; the kinds are: {list}."),
            )
        };
        Err(notice.with_source(self.source.as_str()))
    }
}
