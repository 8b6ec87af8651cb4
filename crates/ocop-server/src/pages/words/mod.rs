//! The words of the pages, in Vietnamese and English.
//!
//! What the law and the engine say (names of criteria, problems, reasons) is not here: it comes from
//! them.

mod table;

use axum::http::HeaderMap;
use axum::http::header::{ACCEPT_LANGUAGE, COOKIE};
use ocop::council::{FindingsRule, MinimumRule, SpreadAtLimit};
use ocop::criteria::Authority;
use ocop::{Lang, Text};

use crate::service::workbooks::Fate;

/// The words of one language.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Words {
    pub(crate) lang: Lang,
}

impl Words {
    /// The one of the language.
    pub(crate) const fn say<'w>(self, vi: &'w str, en: &'w str) -> &'w str {
        ocop_text::say(self.lang, vi, en)
    }

    /// A word in both languages.
    pub(crate) fn both(word: impl Fn(Self) -> &'static str) -> Text {
        let of = |lang| word(Self { lang });
        Text::new(of(Lang::Vi), of(Lang::En))
    }

    /// The role of an account.
    pub(crate) fn account_role(self, role: &str) -> &'static str {
        match role {
            "administrator" => self.say("quản trị viên", "administrator"),
            "secretary" => self.say("thư ký", "secretary"),
            _ => self.say("người theo dõi", "observer"),
        }
    }

    /// What somebody was who did something, as the trail names it.
    pub(crate) fn actor_role(self, role: &str) -> Option<&'static str> {
        match role {
            "administrator" | "secretary" | "observer" => Some(self.account_role(role)),
            "chair" => Some(self.member_role("chair")),
            "member" => Some(self.say("thành viên", "member")),
            _ => None,
        }
    }

    /// What a member is on the council.
    pub(crate) fn member_role(self, role: &str) -> &'static str {
        match role {
            "chair" => self.say("chủ tịch", "chair"),
            "deputy" => self.say("phó chủ tịch", "deputy chair"),
            "secretary" => self.say("ủy viên thư ký", "member and secretary"),
            _ => self.say("ủy viên", "member"),
        }
    }

    /// How far a session is.
    pub(crate) fn session_state(self, state: &str) -> &'static str {
        match state {
            "preparing" => self.say("đang chuẩn bị", "in preparation"),
            "open" => self.say("vòng chấm đang mở", "the round is open"),
            _ => self.say("vòng chấm đã đóng", "the round is closed"),
        }
    }

    /// A level that recognises.
    pub(crate) const fn level_name(self, level: Authority) -> &'static str {
        match level {
            Authority::District => self.district(),
            Authority::Province => self.province(),
            Authority::Central => self.central(),
        }
    }

    /// Points, in words.
    pub(crate) fn points(self, points: i64) -> String {
        format!("{points} {}", self.points_word())
    }

    /// How many criteria a sheet lacks.
    pub(crate) fn lacks(self, criteria: usize) -> String {
        match (self.lang, criteria) {
            (_, 0) => self
                .say("đủ, chưa nộp", "complete, not submitted")
                .to_owned(),
            (Lang::Vi, n) => format!("còn {n} tiêu chí"),
            (Lang::En, 1) => "1 criterion left".to_owned(),
            (Lang::En, n) => format!("{n} criteria left"),
        }
    }

    /// How many things of a sheet do not fit.
    pub(crate) fn to_mend(self, problems: usize) -> String {
        match self.lang {
            Lang::Vi => format!("{problems} chỗ cần sửa"),
            Lang::En => format!("to mend: {problems}"),
        }
    }

    /// What is wrong, with the criterion at which it is.
    pub(crate) fn at(self, (criterion, text): &(String, Text)) -> String {
        let text = text.get(self.lang);
        if criterion.is_empty() {
            text.to_owned()
        } else {
            format!("{criterion}: {text}")
        }
    }

    /// A day of the database as people read it.
    pub(crate) fn day(self, day: &str) -> String {
        let date = ocop::parse_date(day);
        date.map_or_else(|| day.to_owned(), |d| ocop::written_day(d, self.lang))
    }

    /// How minimums are tested.
    pub(crate) const fn minimum_rule(self, rule: MinimumRule) -> &'static str {
        match rule {
            MinimumRule::Mean => self.mean(),
            MinimumRule::Majority => self.majority(),
            MinimumRule::Unanimous => self.unanimous(),
        }
    }

    /// How findings are decided.
    pub(crate) const fn findings_rule_name(self, rule: FindingsRule) -> &'static str {
        match rule {
            FindingsRule::Majority => self.findings_majority(),
            FindingsRule::Collective => self.findings_collective(),
        }
    }

    /// What a spread at the limit comes to.
    pub(crate) const fn at_limit(self, rule: SpreadAtLimit) -> &'static str {
        match rule {
            SpreadAtLimit::Allowed => self.spread_allowed(),
            SpreadAtLimit::Rescore => self.spread_rescore(),
        }
    }

    /// What became of a sheet from a workbook.
    pub(crate) fn fate(self, fate: Fate, submitted: bool) -> &'static str {
        match fate {
            Fate::Stored if submitted => self.say("đã nhận, đã nộp", "taken in, submitted"),
            Fate::Stored => self.say("đã nhận làm nháp", "taken in as a draft"),
            Fate::Same => self.say("đã có đúng phiếu này", "there already, the same"),
            Fate::Blank => self.say("còn trống", "blank"),
            Fate::Own => self.say(
                "giữ phiếu thành viên tự chấm",
                "the member’s own sheet is kept",
            ),
            Fate::HandedIn => self.say(
                "giữ phiếu đã nộp trước đó",
                "the sheet that was submitted before is kept",
            ),
            Fate::OtherRound => self.say(
                "không nhận: sản phẩm không chấm ở vòng này",
                "not taken: not scored in this round",
            ),
        }
    }

    /// A criterion at which 0 points stop.
    pub(crate) fn zero_at(self, criterion: &str) -> String {
        format!("{criterion}: {}", self.say("0 điểm", "0 points"))
    }

    /// What an entry of the trail says was done.
    pub(crate) fn action(self, action: &str) -> &str {
        match action {
            "sheet-saved" => self.say("lưu phiếu", "sheet saved"),
            "sheet-submitted" => self.say("nộp phiếu", "sheet submitted"),
            "sheet-retracted" => self.say("rút lại phiếu", "sheet taken back"),
            "sheet-unchanged" => self.say("giữ nguyên phiếu", "stood by the sheet"),
            "sheet-copied" => self.say(
                "chấm lại từ phiếu trước",
                "scored again from the sheet before",
            ),
            "round-opened" => self.say("mở vòng chấm", "round opened"),
            "round-closed" => self.say("đóng vòng chấm", "round closed"),
            "minimums-chosen" => self.say("chọn cách xét tối thiểu", "rule of minimums chosen"),
            "findings-decided" => self.say("kết luận của hội đồng", "findings decided"),
            "session-added" => self.say("thêm phiên họp", "session added"),
            "session-imported" => self.say("nhập phiên họp", "session imported"),
            "sheet-collected" => self.say("nhận phiếu Excel", "sheet taken in from Excel"),
            "member-changed" => self.say("sửa thành viên", "member changed"),
            "member-removed" => self.say("xóa thành viên", "member removed"),
            "product-changed" => self.say("sửa sản phẩm", "product changed"),
            "product-removed" => self.say("xóa sản phẩm", "product removed"),
            "rules-set" => self.say("sửa quy chế", "rules set"),
            "certificate-entered" => self.say("ghi giấy chứng nhận", "certificate entered"),
            "certificate-removed" => self.say("bỏ giấy chứng nhận", "certificate removed"),
            "member-added" => self.say("thêm thành viên", "member added"),
            "product-added" => self.say("thêm sản phẩm", "product added"),
            "presence" => self.say("ghi có mặt", "presence"),
            "recused" => self.say("ghi không chấm", "recused"),
            "recusal-withdrawn" => self.say("bỏ ghi không chấm", "recusal withdrawn"),
            "invited" => self.say("cấp mã", "invited"),
            "joined" => self.say("vào phiên họp", "joined"),
            "signed-in" => self.say("đăng nhập", "signed in"),
            "account-added" => self.say("thêm tài khoản", "account added"),
            "account-disabled" => self.say("khóa tài khoản", "account disabled"),
            "account-enabled" => self.say("mở lại tài khoản", "account enabled"),
            "password-set" => self.say("đặt mật khẩu mới", "password set"),
            "second-factor-on" => self.say("bật xác thực hai bước", "second factor turned on"),
            "second-factor-off" => self.say("tắt xác thực hai bước", "second factor turned off"),
            "second-factor-reset" => self.say("gỡ xác thực hai bước", "second factor taken away"),
            "recovery-codes-made" => self.say("lấy mã dự phòng mới", "recovery codes made"),
            "calendar-shared" => {
                self.say("cấp địa chỉ lịch gia hạn", "address of the calendar made")
            }
            "holidays-set" => self.say("ghi ngày nghỉ", "days off set"),
            other => other,
        }
    }

    /// What an entry of the trail is about.
    pub(crate) fn subject(self, subject: &str) -> &str {
        match subject {
            "second-factor" => self.say("bằng mã của ứng dụng", "by the code of the app"),
            "recovery-code" => self.say("bằng mã dự phòng", "by a recovery code"),
            other => other,
        }
    }

    /// The words that a browser asks for: the ones chosen here before, or its own; else Vietnamese.
    pub(crate) fn asked(headers: &HeaderMap) -> Self {
        let chosen = cookie(headers, "lang");
        let own = || headers.get(ACCEPT_LANGUAGE)?.to_str().ok();
        Self::of(chosen.or_else(own).unwrap_or_default())
    }

    /// The words of a language by its tag: Vietnamese, where it is none that is known.
    pub(crate) fn of(tag: &str) -> Self {
        let english = tag.trim_start().to_ascii_lowercase().starts_with("en");
        let lang = if english { Lang::En } else { Lang::Vi };
        Self { lang }
    }
}

/// A cookie by its name. A name that stands twice has the value that stands first: browsers put the
/// one of the nearest path there.
pub(crate) fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let lines = headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|l| l.to_str().ok());
    lines
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(n, value)| (n == name).then_some(value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn words_stand_in_both_languages_composed_and_without_stray_spaces() {
        for (name, vi, en) in table::ALL {
            for text in [vi, en] {
                assert_eq!(text.trim(), *text, "{name}");
                assert!(!text.is_empty() && !text.contains("  "), "{name}");
                let combining = |c: char| ('\u{300}'..='\u{36f}').contains(&c);
                assert!(!text.contains(combining), "{name} is decomposed");
            }
        }
    }

    #[test]
    fn a_chosen_language_beats_that_of_the_browser_and_vietnamese_is_the_default() {
        let mut headers = HeaderMap::new();
        assert_eq!(Words::asked(&headers).lang, Lang::Vi);
        headers.insert(ACCEPT_LANGUAGE, HeaderValue::from_static("en-GB,en;q=0.9"));
        assert_eq!(Words::asked(&headers).lang, Lang::En);
        headers.insert(COOKIE, HeaderValue::from_static("a=b; lang=vi"));
        assert_eq!(Words::asked(&headers).lang, Lang::Vi);
    }
}
