//! The words of the pages, in Vietnamese and English.
//!
//! What the law and the engine say (names of criteria, problems, reasons) is not here: it comes from
//! them.

use axum::http::HeaderMap;
use axum::http::header::{ACCEPT_LANGUAGE, COOKIE};
use ocop::Lang;

/// The words of one language.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Words {
    pub(crate) lang: Lang,
}

macro_rules! words {
    ($($name:ident: $vi:literal, $en:literal;)*) => {
        impl Words {
            $(
                pub(crate) const fn $name(self) -> &'static str {
                    self.say($vi, $en)
                }
            )*
        }

        /// Every word, for tests: its name, in Vietnamese, in English.
        #[cfg(test)]
        const ALL: &[(&str, &str, &str)] = &[$((stringify!($name), $vi, $en)),*];
    };
}

words! {
    tag: "vi", "en";
    other_tag: "en", "vi";
    other_name: "English", "Tiếng Việt";
    skip: "Đến nội dung chính", "Skip to content";

    api_title: "Gọi chương trình qua HTTP", "The engine over HTTP";
    api_lead: "Mỗi thao tác có một địa chỉ; gửi JSON lên, nhận JSON hoặc văn bản về. Không cần đăng nhập, máy chủ không lưu gì.", "Each operation has its address; JSON goes in, JSON or a document comes out. No login, and nothing is kept.";
    api_description: "Mô tả theo OpenAPI 3.1", "Description as OpenAPI 3.1";
    api_operations: "Các thao tác", "Operations";
    api_noscript: "Trình duyệt không chạy mã lệnh: chỉ thử được tại đây các thao tác không cần dữ liệu vào.", "Without scripts, only operations without an input can be tried here.";
    api_input: "Dữ liệu vào", "Input";
    api_output: "Kết quả", "Output";
    api_none: "không có", "none";
    api_schema: "một JSON Schema", "a JSON Schema";
    api_document: "một văn bản", "a document";
    api_options: "Tùy chọn", "Options";
    api_required: "bắt buộc", "required";
    api_send: "Gửi", "Send";
    api_for: "cho phần mềm khác và người muốn thử", "for other programs, and to try the engine";

    fault: "Chưa làm được", "Not done";
    to_front: "Về trang đầu", "To the front page";
    again_page: "Tải lại trang", "Load the page again";
    back: "Quay lại", "Back";
    front: "Hội đồng đánh giá, phân hạng sản phẩm OCOP", "OCOP assessment council";
    front_lead: "Chấm điểm, theo dõi phiếu và lập biên bản cho một phiên họp của hội đồng.", "Score sheets, the secretary's board and the minutes of a council's session.";
    join_door: "Vào phiên họp bằng mã", "Join a session by a code";
    join_for: "thành viên hội đồng", "members of the council";
    sign_in: "Đăng nhập", "Sign in";
    sign_in_for: "thư ký, quản trị viên, người theo dõi", "secretaries, administrators, observers";
    sign_out: "Thoát", "Sign out";
    code_wrong: "Mã không đúng, đã dùng hoặc đã hết hạn.", "The code is wrong, used or expired.";
    you_are: "Ông/bà là", "You are";
    not_you: "Không phải ông/bà thì đề nghị báo thư ký; mã chỉ dùng được một lần.", "If this is not you, please tell the secretary; the code works once.";
    join: "Vào phiên họp", "Join";
    code: "Mã vào phiên họp (8 ký tự)", "Code (8 characters)";
    code_from: "Thư ký hội đồng cấp mã. Mỗi mã dùng một lần, trên một máy.", "The council's secretary gives the code. It works once, on one device.";
    login: "Tên đăng nhập", "Name to sign in";
    password: "Mật khẩu", "Password";
    twelve: "từ 12 ký tự", "12 characters or more";
    accounts: "Tài khoản", "Accounts";
    name: "Họ tên", "Name";
    role: "Vai trò", "Role";
    state: "Trạng thái", "State";
    new_password: "Mật khẩu mới", "New password";
    set: "Ghi", "Set";
    enable: "Mở lại", "Enable";
    disable: "Khóa", "Disable";
    add_account: "Thêm tài khoản", "Add an account";
    add: "Thêm", "Add";

    front_engine: "Bộ máy chấm điểm OCOP", "The OCOP rating engine";
    own_door: "Tự đánh giá sản phẩm", "Assess your own product";
    own_for: "chủ thể OCOP, không cần tài khoản", "producers, without an account";
    own_title: "Tự đánh giá sản phẩm OCOP", "Assess your own product";
    own_lead: "Không cần tài khoản. Máy chủ tính xong thì trả lại và không giữ gì: cuối cùng hãy lưu tệp về máy.", "No account is needed. The server works it out, hands it back and keeps nothing: save the file on your device at the end.";
    own_alone: "Trang tự đánh giá đầy đủ", "The full self-assessment";
    own_alone_for: "Chạy ngay trên máy này, kể cả khi mất mạng. Máy cũ thì dùng biểu mẫu bên dưới.", "It runs on this device, without network too. On an old device use the form below.";
    own_go_on: "Làm tiếp từ tệp đã lưu", "Go on from a file you kept";
    own_kept_file: "Tệp đã lưu (.json)", "The file you kept (.json)";
    own_open: "Mở", "Open";
    own_choose: "Chọn bộ sản phẩm", "Choose the product set";
    own_by: "Theo Quyết định", "By Decision";
    own_by_former: "Theo quyết định trước đây:", "By a former decision:";
    own_product: "Tên sản phẩm", "Name of the product";
    own_result: "Xem kết quả", "See the result";
    own_keep: "Lưu thành tệp", "Keep as a file";
    own_result_of: "Kết quả tự đánh giá", "What it comes to";
    own_says_nothing: "Đây là tự đánh giá. Hạng sao do hội đồng và cấp có thẩm quyền quyết định.", "This is your own assessment. Stars are given by the council and the authority.";
    own_edit: "Sửa lại", "Change it";
    own_print: "Bản giải thích để in", "Explanation to print";
    own_form: "Mẫu số 02 (Word)", "Form 02 (Word)";
    own_keep_lead: "Tệp này mở lại được ở đây và ở mọi công cụ OCOP khác.", "The file opens here again, and in the other OCOP tools.";

    sessions: "Các phiên họp", "Sessions";
    no_sessions: "Chưa có phiên họp nào.", "There are no sessions yet.";
    add_session: "Thêm phiên họp", "Add a session";
    council: "Tên hội đồng", "Name of the council";
    place: "Địa điểm", "Place";
    council_level: "Cấp hội đồng", "Level of the council";
    province: "cấp tỉnh", "province";
    central: "cấp trung ương", "central";
    district: "cấp huyện", "district";
    held_on: "Ngày họp", "Day of the session";
    minimums: "Cách xét điểm tối thiểu của từng hạng sao", "How star minimums are tested";
    not_said: "quy chế không nói", "the regulation does not say";
    mean: "theo điểm trung bình", "by the mean";
    majority: "quá nửa số phiếu đạt", "by more than half of the sheets";
    unanimous: "mọi phiếu đều đạt", "by all sheets";
    import: "Nhập phiên họp từ tệp", "Import a session from a file";
    import_lead: "Nội dung tệp ocop-council/1", "Content of the file (ocop-council/1)";

    my_sheets: "Phiếu của tôi", "My sheets";
    board: "Bảng theo dõi phiếu", "Board of sheets";
    result: "Kết quả", "Result";
    round: "vòng", "round";
    trail: "Nhật ký", "Trail";
    product: "Sản phẩm", "Product";
    products: "Sản phẩm", "Products";
    present: "có mặt", "present";
    absent: "vắng", "absent";
    set_present: "Ghi có mặt", "Mark present";
    set_absent: "Ghi vắng", "Mark absent";
    presence: "Có mặt", "Presence";
    members: "Thành viên", "Members";
    institution: "Đơn vị", "Institution";
    add_member: "Thêm thành viên", "Add the member";
    add_product: "Thêm sản phẩm", "Add the product";
    producer: "Chủ thể", "Producer";
    product_code: "Mã sản phẩm", "Product code";
    product_set: "Bộ sản phẩm", "Product set";
    invite: "Cấp mã mới", "New code";
    invitation: "Mã vào phiên họp", "Invitation";
    invitation_lead: "Chỉ hiện một lần. Quét hình vuông, mở liên kết, hoặc đọc mã cho thành viên; mã cấp trước đó không còn dùng được.", "It is shown once. Scan the square, open the link, or read out the code; earlier codes no longer work.";
    totals_hidden: "Điểm của các phiếu chỉ hiện sau khi vòng chấm đóng.", "Points are shown when the round is closed.";
    open_round: "Mở vòng chấm", "Open the round";
    close_round: "Đóng vòng chấm", "Close the round";
    close_anyway: "Vẫn đóng dù còn thiếu phiếu", "Close it although sheets are missing";
    still_missing: "Còn thiếu phiếu", "Sheets are missing";
    council_findings: "Kết luận của hội đồng", "Findings of the council";
    reason: "Lý do", "Reason";
    recused: "không chấm", "does not score";
    recuse: "Ghi không chấm", "Note it";
    recuse_member: "Thành viên không chấm sản phẩm này", "Member who does not score this product";
    withdraw: "Bỏ", "Withdraw";
    not_begun: "chưa chấm", "not begun";
    submitted: "đã nộp", "submitted";
    submitted_for: "đã nộp (nhập hộ)", "submitted (typed)";

    sheet: "Phiếu chấm điểm", "Score sheet";
    typed_by: "Phiếu do thư ký nhập hộ:", "Typed by the secretary:";
    not_present: "Thư ký chưa ghi thành viên này có mặt: phiếu của người vắng không được tính.", "The secretary has not marked this member present: sheets of absent members do not count.";
    is_submitted: "Đã nộp.", "Submitted.";
    stands_by: "Giữ nguyên phiếu vòng trước.", "Stands by the sheet of the round before.";
    server_has: "Máy chủ đã lưu lúc", "Stored on the server at";
    nothing_saved: "Chưa lưu gì", "Nothing stored yet";
    sending: "Đang lưu…", "Saving…";
    offline: "MẤT MẠNG: điểm đang giữ trên máy này, sẽ tự gửi khi có mạng. Đừng đóng trang.", "NO NETWORK: your points are kept on this device and sent when it is back. Keep this page open.";
    unstored: "Thay đổi mới nhất CHƯA có trên máy chủ", "The latest change is NOT on the server";
    restored: "Có phần chưa gửi từ trước trên máy này; đang gửi.", "Something from before was not sent; sending it now.";
    unsent: "Trên máy này còn phần chưa gửi được trước khi phiếu bị khóa.", "Something on this device was not sent before the sheet was closed.";
    retract: "Rút lại để sửa", "Take it back to change it";
    not_submitted: "Phiếu này CHƯA NỘP.", "This sheet is NOT SUBMITTED.";
    second_round: "Vòng này chấm lại sản phẩm. Ông/bà giữ nguyên phiếu vòng trước, hay chấm lại?", "The product is scored again. Do you stand by your earlier sheet, or score again?";
    stand_by: "Giữ nguyên phiếu vòng trước", "Stand by my earlier sheet";
    score_again: "Chấm lại, bắt đầu từ phiếu trước", "Score again, from my earlier sheet";
    by_points: "Nhập bằng điểm", "Type points";
    by_levels: "Chọn theo mức", "Choose levels";
    history: "Lịch sử phiếu", "History of the sheet";
    case: "Trường hợp", "Case";
    points_word: "điểm", "points";
    at_most: "tối đa", "at most";
    levels: "Các mức", "Levels";
    no_level: "Không đạt mức nào", "None of the levels";
    unanswered_one: "chưa chấm", "not answered";
    unanswered_many: "Tiêu chí chưa chấm:", "Not answered:";
    note_and_evidence: "Ghi chú, minh chứng", "Note, evidence";
    note: "Ghi chú", "Note";
    evidence: "Minh chứng, mỗi dòng một tài liệu", "Evidence, one a line";
    findings: "Trường hợp bị loại, dừng đánh giá, không đủ điều kiện", "Findings: rejection, stop, not eligible";
    comment: "Ý kiến chung", "Comment";
    save: "Lưu", "Save";
    submit: "Lưu và nộp phiếu", "Save and submit";
    other_products: "Sản phẩm khác", "Other products";
    stars_by_points: "Theo điểm:", "By points:";
    stars_after: "Sau khi xét điểm tối thiểu:", "After minimums:";
    stops: "Không xếp sao:", "No stars:";
    lacks_for: "Chưa đạt tối thiểu của", "Minimums missing for";
    conflict: "Hai bản của một phiếu", "Two versions of one sheet";
    conflict_lead: "Phiếu này đã được sửa ở nơi khác. Chưa có gì bị ghi đè: hãy xem cả hai bản rồi chọn.", "This sheet was changed elsewhere. Nothing was overwritten: look at both versions and choose.";
    criterion: "Tiêu chí", "Criterion";
    stored_version: "Bản trên máy chủ", "On the server";
    my_version: "Bản trên máy này", "On this device";
    keep_stored: "Giữ bản trên máy chủ", "Keep the one on the server";
    keep_mine: "Lưu bản trên máy này", "Save the one on this device";

    number: "Số", "No.";
    when: "Lúc", "When";
    who: "Ai", "Who";
    what: "Việc", "What";
    earlier_value: "Trước", "From";
    later_value: "Sau", "To";
    papers: "Văn bản", "Papers";
    minutes: "Biên bản", "Minutes";
    tally: "Tổng hợp điểm", "Tally";
    next_steps: "Việc tiếp theo", "Next steps";
    export: "Tải tệp phiên họp", "Download the session";
    another_round: "Chấm lại", "Another round";
}

impl Words {
    /// The one of the language.
    pub(crate) const fn say<'w>(self, vi: &'w str, en: &'w str) -> &'w str {
        ocop_text::say(self.lang, vi, en)
    }

    /// The role of an account.
    pub(crate) fn account_role(self, role: &str) -> &'static str {
        match role {
            "administrator" => self.say("quản trị viên", "administrator"),
            "secretary" => self.say("thư ký", "secretary"),
            _ => self.say("người theo dõi", "observer"),
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

    /// A level, in words.
    pub(crate) fn level(self, level: i64) -> String {
        format!("{} {level}", self.say("mức", "level"))
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

    /// A day of the database as people read it.
    pub(crate) fn day(self, day: &str) -> String {
        let date = ocop::parse_date(day);
        let format = self.say("%d/%m/%Y", "%-d %B %Y");
        date.map_or_else(|| day.to_owned(), |d| d.strftime(format).to_string())
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
            "member-added" => self.say("thêm thành viên", "member added"),
            "product-added" => self.say("thêm sản phẩm", "product added"),
            "presence" => self.say("ghi có mặt", "presence"),
            "recused" => self.say("ghi không chấm", "recused"),
            "recusal-withdrawn" => self.say("bỏ ghi không chấm", "recusal withdrawn"),
            "invited" => self.say("cấp mã", "invited"),
            "joined" => self.say("vào phiên họp", "joined"),
            other => other,
        }
    }

    /// The words that a browser asks for: the ones chosen here before, or its own; else Vietnamese.
    pub(crate) fn asked(headers: &HeaderMap) -> Self {
        let chosen = cookie(headers, "lang");
        let own = || headers.get(ACCEPT_LANGUAGE)?.to_str().ok();
        let lang = match chosen.or_else(own) {
            Some(tag) if tag.trim_start().to_ascii_lowercase().starts_with("en") => Lang::En,
            _ => Lang::Vi,
        };
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
        for (name, vi, en) in ALL {
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
