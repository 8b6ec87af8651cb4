//! Every word of the pages, once: its name, in Vietnamese, in English.

use super::Words;

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
        pub(super) const ALL: &[(&str, &str, &str)] = &[$((stringify!($name), $vi, $en)),*];
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
    to_the_form: "Đến biểu mẫu cần sửa", "To the form";
    again_page: "Tải lại trang", "Load the page again";
    back: "Quay lại", "Back";
    front: "Hội đồng đánh giá, phân hạng sản phẩm OCOP", "OCOP assessment council";
    front_lead: "Chấm điểm, theo dõi phiếu và lập biên bản cho một phiên họp của hội đồng.", "Score sheets, the secretary's board and the minutes of a council's session.";
    join_door: "Vào phiên họp bằng mã", "Join a session by a code";
    join_for: "thành viên hội đồng", "members of the council";
    sign_in: "Đăng nhập", "Sign in";
    sign_in_for: "thư ký, quản trị viên, người theo dõi", "secretaries, administrators, observers";
    login_ended: "Phiên đăng nhập trước đã hết hạn: đề nghị vào lại. Điểm chưa gửi vẫn còn trên máy này.", "Your login has ended: please come in again. What was not sent is still on this device.";
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
    own_kept_broken: "Phần của tệp đã mở mà trang này không hiện ra (ngày, số hiệu văn bản, mô tả sản phẩm) gửi về bị hỏng. Những gì ghi trên trang vẫn còn đủ. Mở lại tệp để giữ phần ấy, hoặc gửi lại để làm tiếp không có phần ấy.", "What the file that was opened holds beyond this page (days, numbers of papers, the description of the product) came back broken. All that stands on the page is still here. Open the file again to keep that part, or send the page again to go on without it.";
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
    no_findings: "phiếu của bộ này không có kết luận nào để ghi.", "the sheet of this set knows no findings.";
    workbooks_closed: "Chỉ nhận phiếu khi vòng chấm đang mở.", "Sheets are taken in while the round is open.";
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
    unsubmitted: "CHƯA NỘP ĐƯỢC, MẤT MẠNG: điểm vẫn giữ trên máy này. Có mạng lại thì bấm nộp lần nữa. Đừng đóng trang.", "NOT SUBMITTED, NO NETWORK: your points are still kept on this device. Submit again when it is back. Keep this page open.";
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
    not_rated_yet: "chưa xếp hạng", "not rated yet";
    so_far: "tạm", "so far";
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

    findings_word: "Kết luận", "Findings";
    hidden_until_closed: "nội dung chỉ hiện khi vòng chấm đã đóng", "shown when the round is closed";
    changes: "Những gì đã đổi", "What changed";
    papers: "Văn bản", "Papers";
    minutes: "Biên bản", "Minutes";
    tally: "Tổng hợp điểm", "Tally";
    next_steps: "Việc tiếp theo", "Next steps";
    export: "Tải tệp phiên họp", "Download the session";
    another_round: "Chấm lại", "Another round";

    edit: "Sửa", "Change";
    remove: "Xóa", "Remove";
    edit_reason: "Lý do (lưu trong nhật ký)", "Reason (kept in the trail)";
    save_changes: "Lưu thay đổi", "Save the changes";
    remove_member: "Xóa khỏi hội đồng", "Remove from the council";
    remove_member_lead: "Chỉ xóa được người chưa có phiếu nào. Người vắng mặt thì ghi vắng.", "Only somebody without sheets can be removed. Mark absent whoever does not come.";
    remove_product: "Xóa sản phẩm", "Remove the product";
    remove_product_lead: "Chỉ xóa được sản phẩm chưa có phiếu nào.", "Only a product without sheets can be removed.";
    registration: "Loại đăng ký", "Registration";
    first_rating: "đánh giá, phân hạng lần đầu", "first rating";
    upgrade: "nâng hạng", "upgrade";
    re_rating: "phân hạng lại", "re-rating";

    rules: "Quy chế của phiên", "Rules of the session";
    rules_lead: "Ghi những gì quy chế hoạt động của hội đồng nói. Chỗ để trống theo mặc định ghi bên cạnh.", "Enter what the council’s regulation says. What is left empty follows the default beside it.";
    by_default: "mặc định:", "default:";
    rules_decision: "Quy chế ban hành kèm", "Issued by";
    quorum: "Số thành viên phải có mặt", "Members who must be present";
    quorum_of: "trên", "of";
    chair_required: "Chủ tịch phải có mặt", "The chair must be present";
    yes: "có", "yes";
    no: "không", "no";
    max_spread: "Chênh lệch tối đa giữa hai phiếu (điểm)", "Greatest spread between two sheets (points)";
    spread_at_limit: "Chênh lệch đúng bằng mức tối đa", "A spread of exactly that many points";
    spread_allowed: "được", "passes";
    spread_rescore: "phải chấm lại", "is scored again";
    findings_rule: "Kết luận về trường hợp bị loại, dừng", "Findings of rejection and stop";
    findings_majority: "theo quá nửa số phiếu", "by more than half of the sheets";
    findings_collective: "hội đồng quyết định chung", "by the council together";
    fewest_members: "Hội đồng có ít nhất (người)", "Fewest members of the council";
    evening_rules: "Trong buổi chấm", "During the evening";
    totals_shown: "Cho chủ tịch và thư ký xem điểm phiếu đã nộp khi vòng chấm còn mở", "Show the chair and the secretary the points of submitted sheets while the round is open";
    totals_shown_now: "Quy chế cho xem điểm của phiếu đã nộp khi vòng chấm còn mở.", "The rules show the points of submitted sheets while the round is open.";
    secretary_acts: "Thư ký được mở, đóng vòng chấm và ghi kết luận thay chủ tịch (ghi rõ trong nhật ký)", "The secretary may open and close rounds and record findings for the chair (marked in the trail)";
    acts_for_chair: "Thư ký làm thay chủ tịch theo quy chế; nhật ký ghi rõ.", "The secretary acts for the chair under the rules; the trail says so.";
    holidays: "Ngày nghỉ, chung cho mọi phiên họp và sổ giấy chứng nhận", "Days off, for all sessions and the register";
    holidays_lead: "Mỗi dòng một ngày hoặc một khoảng, như 05/02/2027 - 11/02/2027 Tết; dòng bắt đầu bằng + là ngày làm bù.", "One day or stretch a line, such as 05/02/2027 - 11/02/2027 Tết; + before a day says that it is worked.";

    workbooks: "Phiếu Excel", "Sheets from Excel";
    workbooks_lead: "Nhận bảng tính thành viên gửi lại. Phiếu mang tên người nhận; phiếu thành viên tự chấm ở đây không bị ghi đè.", "Take in workbooks that members sent back. Sheets are marked with who took them in; what a member scores here in person is never overwritten.";
    workbook: "Bảng tính để chấm (Excel)", "Workbook to fill in (Excel)";
    take_in: "Nhận phiếu", "Take them in";
    files: "Các tệp (.xlsx, .ods)", "Files (.xlsx, .ods)";
    to_mend_cells: "Cần sửa", "To mend";
    annotated: "Bản có ghi chú tại ô cần sửa", "Copies with a note at each cell to mend";
    notices: "Lưu ý", "Notices";
    nothing_found: "Không có phiếu nào trong các tệp này.", "There are no sheets in these files.";

    charts: "Biểu đồ của vòng chấm", "Charts of the round";
    points_by_member: "Điểm theo thành viên", "Points by member";
    mean_line: "Vạch đứt: điểm trung bình.", "Dashed line: the mean.";
    most_zeros: "Tiêu chí có nhiều phiếu 0 điểm nhất", "Criteria with most sheets at 0 points";
    no_zeros: "Không phiếu nào có tiêu chí 0 điểm.", "No sheet has a criterion at 0 points.";
    sheets_at_zero: "Số phiếu 0 điểm", "Sheets at 0";
    as_table: "Số liệu dạng bảng", "The figures as a table";
    total_points: "Tổng điểm", "Total";
    rule_decides: "Cách xét điểm tối thiểu quyết định hạng sao", "The way minimums are tested decides the stars";
    rule_decides_lead: "Quy chế không nói và các cách cho hạng khác nhau. Chọn một cách cho cả phiên họp.", "The regulation does not say, and the ways give different stars. Choose one for the session.";
    choose: "Chọn", "Choose";
    tally_summary: "Bảng tổng hợp kết quả", "Summary of results";
    synthesis: "Phiếu tổng hợp từng sản phẩm", "Synthesis of each product";
    submission: "Tờ trình", "Submission";
    decision: "Dự thảo quyết định", "Draft decision";
    letter: "Công văn chuyển hồ sơ", "Letter that sends dossiers on";
    notice_paper: "Thông báo kết quả", "Notice of the result";
    stand_by_short: "Giữ nguyên phiếu vòng trước", "Stand by my earlier sheet";

    certificates: "Giấy chứng nhận", "Certificates";
    certificates_lead: "Sau khi có quyết định công nhận: ghi số quyết định và ngày cấp. Thời hạn theo quyết định về OCOP; chỉ ghi ngày hết hạn khi quyết định công nhận ghi khác.", "After the decision of recognition: enter its number and the day of issue. The term is that of the law; enter a last day only where the decision states another.";
    none_recognised: "Vòng này không có sản phẩm nào được công nhận với kết quả có hiệu lực.", "No product of this round is recognised by a result that stands.";
    decision_number: "Số quyết định", "Number of the decision";
    issued_on: "Ngày cấp", "Issued on";
    expires_on: "Ngày hết hạn", "Last day";
    valid_until: "Có giá trị đến", "Valid until";
    renew_between: "Nộp hồ sơ đánh giá lại", "Re-rating dossier";
    register: "Sổ giấy chứng nhận", "Register of certificates";
    register_empty: "Sổ chưa có giấy chứng nhận nào.", "There are no certificates in the register yet.";
    register_export: "Tải sổ (CSV, mở bằng Excel)", "Download the register (CSV)";
    calendar: "Lịch gia hạn", "Calendar of renewals";
    calendar_lead: "Địa chỉ bí mật để lịch trên điện thoại hoặc máy tính tự cập nhật. Địa chỉ mới thay địa chỉ cũ.", "A secret address that a calendar on a telephone or computer follows by itself. A new address takes the place of the old one.";
    calendar_make: "Cấp địa chỉ mới", "Make a new address";
    calendar_once: "Chỉ hiện một lần. Trong ứng dụng lịch, chọn thêm lịch bằng địa chỉ (URL).", "It is shown once. In a calendar, choose to add one by its address (URL).";

    my_account: "Tài khoản của tôi", "My account";
    present_password: "Mật khẩu hiện tại", "Present password";
    change_password: "Đổi mật khẩu", "Change the password";
    sign_in_anew: "Đổi xong thì đăng nhập lại bằng mật khẩu mới.", "You then sign in anew by the new password.";
    second_factor: "Xác thực hai bước", "Second factor";
    factor_lead: "Khi đăng nhập, ngoài mật khẩu còn cần mã 6 chữ số do ứng dụng xác thực trên điện thoại tạo ra, kể cả khi không có mạng. Ai biết mật khẩu mà không có điện thoại thì không vào được.", "Signing in takes, beside the password, six digits that an authenticator app on your telephone shows, also without network. Whoever knows the password and lacks the telephone does not get in.";
    factor_begin: "Bật xác thực hai bước", "Turn the second factor on";
    factor_scan: "Trong ứng dụng xác thực, chọn thêm tài khoản rồi quét hình vuông này. Hình chỉ hiện một lần.", "In the authenticator app choose to add an account, and scan this square. It is shown once.";
    factor_open: "Mở trong ứng dụng xác thực trên máy này", "Open in the authenticator app of this device";
    factor_type: "Không quét được thì gõ khóa này vào ứng dụng:", "Where it cannot be scanned, type this key into the app:";
    factor_code: "Mã 6 chữ số trong ứng dụng", "Six digits that the app shows";
    factor_turn_on: "Bật", "Turn it on";
    factor_wrong: "Mã không đúng hoặc đã dùng. Đề nghị nhập mã đang hiện, và xem giờ của điện thoại có đúng không.", "The code is wrong, or was used before. Please type the one that is shown now, and see whether the clock of the telephone is right.";
    factor_asked: "Mật khẩu đúng. Mở ứng dụng xác thực trên điện thoại và nhập mã đang hiện.", "The password is right. Open the authenticator app on your telephone, and type the code that it shows.";
    factor_lost: "Không có điện thoại bên mình", "Without the telephone";
    recovery_code: "Mã dự phòng (16 ký tự)", "Recovery code (16 characters)";
    sign_in_by_recovery: "Đăng nhập bằng mã dự phòng", "Sign in by the recovery code";
    factor_no_codes: "Không còn mã dự phòng thì quản trị viên gỡ xác thực hai bước cho tài khoản này.", "Without recovery codes, an administrator takes the second factor from this account.";
    factor_since: "Đang bật, từ", "On since";
    codes_left: "Số mã dự phòng còn lại:", "Recovery codes left:";
    few_codes: "Sắp hết mã dự phòng: đề nghị lấy mã mới.", "Few recovery codes are left: please make new ones.";
    new_codes: "Lấy mã dự phòng mới", "Make new recovery codes";
    factor_end: "Tắt xác thực hai bước", "Turn the second factor off";
    factor_reset: "Gỡ", "Take it away";
    recovery_codes: "Mã dự phòng", "Recovery codes";
    recovery_lead: "Chỉ hiện một lần. In ra hoặc chép lại, cất xa điện thoại: mỗi mã thay được một lần cho mã trong ứng dụng. Các mã cấp trước không còn dùng được.", "They are shown once. Print them or write them down, and keep them away from the telephone: each stands in once for the code of the app. Codes given before no longer work.";
    recovery_kept: "Tôi đã cất mã", "I have kept them";
    fingerprint_lead: "Máy chủ dùng chứng thư tự lập: lần đầu vào, trình duyệt sẽ cảnh báo. Xem chứng thư, vân tay SHA-256 đúng như dưới đây thì tiếp tục:", "The server has a certificate that it made itself: browsers warn the first time. View the certificate, and go on where its SHA-256 fingerprint is this:";
    no_products: "Chưa có sản phẩm nào. Thêm sản phẩm trước khi mở vòng chấm.", "There are no products yet. Add them before the round opens.";
}
