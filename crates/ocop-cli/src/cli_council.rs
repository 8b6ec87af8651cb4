//! The command line of councils, certificates and statistics.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

#[derive(Debug, Subcommand)]
pub enum CouncilCommand {
    /// Cộng phiếu của một phiên họp · Tally a session
    #[command(
        after_help = "Ví dụ · Examples:\n  ocop council tally phien.json > ket-qua.json\n  \
ocop council tally --text --lang en phien.json\n  ocop council tally phien.json --sheets phieu/\n\n\
Phiên có dữ liệu sai: vẫn in kết quả, ghi rõ không có giá trị, mã kết thúc 1.\n\
A session with problems is still tallied, marked as not standing, with exit status 1."
    )]
    Tally(TallyArgs),
    /// Biên bản phiên họp để in và ký · Minutes to print and sign
    #[command(
        after_help = "Ví dụ · Example:\n  ocop council minutes phien.json --format html --out bien-ban.html"
    )]
    Minutes(MinutesArgs),
    /// Việc tiếp theo: ai công nhận, gửi ai, kèm gì, hạn nào · What happens next: who recognises, what goes where, by when
    #[command(
        after_help = "Ví dụ · Example:\n  ocop council tally phien.json | ocop council next --text -"
    )]
    Next(NextArgs),
}

#[derive(Debug, Args)]
pub struct MinutesArgs {
    #[command(flatten)]
    pub session: SessionArgs,
    /// Định dạng · Format
    #[arg(long, value_enum, default_value_t = MinutesFormat::Md)]
    pub format: MinutesFormat,
    #[command(flatten)]
    pub output: OutArgs,
}

/// How minutes are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum MinutesFormat {
    /// Markdown
    Md,
    /// HTML, khổ A4 · HTML, A4
    Html,
}

#[derive(Debug, Args)]
pub struct NextArgs {
    /// Kết quả của "ocop council tally", hoặc "-" · A tally, or "-"
    #[arg(value_name = "TALLY")]
    pub tally: PathBuf,
    /// Tính hạn từ ngày này; mặc định ngày họp · Deadlines from this day on; the day of the session by default
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// Danh sách ngày nghỉ · Days off
    #[arg(long, value_name = "FILE")]
    pub holidays: Option<PathBuf>,
    /// In văn bản cho người đọc thay cho JSON · Print text for people instead of JSON
    #[arg(long)]
    pub text: bool,
}

/// Where a session comes from.
#[derive(Debug, Args)]
pub struct SessionArgs {
    /// Tệp phiên họp JSON, thư mục có session.json, hoặc "-" · Session as JSON, a folder with session.json, or "-"
    #[arg(value_name = "SESSION")]
    pub session: PathBuf,

    /// Thư mục phiếu, mỗi tệp một phiếu · Folder of sheets, one file a sheet
    #[arg(long, value_name = "DIR")]
    pub sheets: Option<PathBuf>,
}

/// Where a result goes.
#[derive(Debug, Args)]
pub struct OutArgs {
    /// Ghi vào tệp này; không ghi đè tệp đã có · Write to this file; one that is there is kept
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,

    /// Ghi đè tệp đã có · Overwrite a file that is there
    #[arg(long)]
    pub force: bool,
}

#[derive(Debug, Args)]
pub struct TallyArgs {
    #[command(flatten)]
    pub session: SessionArgs,

    /// In văn bản cho người đọc thay cho JSON · Print text for people instead of JSON
    #[arg(long)]
    pub text: bool,

    /// JSON trên một dòng · JSON on one line
    #[arg(long, conflicts_with = "text")]
    pub compact: bool,

    #[command(flatten)]
    pub output: OutArgs,
}

#[derive(Debug, Subcommand)]
pub enum CertificateCommand {
    /// Một giấy chứng nhận: hết hạn, thời gian nộp lại, gia hạn, đợt đánh giá · One certificate: expiry, window, extension, rounds
    #[command(
        after_help = "Ví dụ · Example:\n  ocop certificate status --issued-on 2026-10-05 --stars 4 --on 2029-05-01 --text"
    )]
    Status(StatusArgs),
    /// Sổ giấy chứng nhận: việc đến hạn trong N ngày, ghi lịch iCalendar · A register: what falls due within N days, as a calendar too
    #[command(
        after_help = "Ví dụ · Example:\n  ocop certificate renewals so.csv --on 2029-03-01 --within 90 --text --ics lich.ics\n\n\
Mã kết thúc 3: sổ có dòng bị từ chối · Exit status 3: some records were refused"
    )]
    Renewals(RenewalsArgs),
}

#[derive(Debug, Args)]
pub struct StatusArgs {
    /// Ngày cấp · Day of issue
    #[arg(long, value_name = "DATE")]
    pub issued_on: String,
    /// Số sao · Stars
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=5))]
    pub stars: u8,
    /// Ngày hết hạn ghi trong quyết định · Expiry stated in the decision
    #[arg(long, value_name = "DATE")]
    pub expires_on: Option<String>,
    /// Ngày nộp hồ sơ đánh giá lại · Day the re-rating dossier was handed in
    #[arg(long, value_name = "DATE")]
    pub lodged_on: Option<String>,
    /// Ngày có kết quả đánh giá lại · Day that dossier was decided
    #[arg(long, value_name = "DATE")]
    pub decided_on: Option<String>,
    /// Ngày thu hồi · Day it was revoked
    #[arg(long, value_name = "DATE")]
    pub revoked_on: Option<String>,
    #[command(flatten)]
    pub day: DayArgs,
    /// In văn bản cho người đọc thay cho JSON · Print text for people instead of JSON
    #[arg(long)]
    pub text: bool,
}

/// The day asked about, and days off.
#[derive(Debug, Args)]
pub struct DayArgs {
    /// Ngày cần xem · The day asked about
    #[arg(long, value_name = "DATE")]
    pub on: String,
    /// Danh sách ngày nghỉ, mỗi dòng một ngày; "+NGÀY" là ngày làm bù · Days off, one a line; "+DAY" is worked
    #[arg(long, value_name = "FILE")]
    pub holidays: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct RenewalsArgs {
    /// Sổ giấy chứng nhận: CSV (tên tệp .csv) hoặc NDJSON · Register: CSV (a .csv file) or NDJSON
    #[arg(value_name = "REGISTER")]
    pub register: PathBuf,
    #[command(flatten)]
    pub day: DayArgs,
    /// Trong bao nhiêu ngày · Within how many days
    #[arg(long, value_name = "N", default_value_t = 90)]
    pub within: u16,
    /// In văn bản cho người đọc thay cho JSON · Print text for people instead of JSON
    #[arg(long)]
    pub text: bool,
    /// Ghi lịch iCalendar vào tệp này · Write an iCalendar file
    #[arg(long, value_name = "FILE")]
    pub ics: Option<PathBuf>,
    /// Ghi đè tệp đã có · Overwrite a file that is there
    #[arg(long)]
    pub force: bool,
}

#[derive(Debug, Args)]
pub struct StatsArgs {
    /// Tệp NDJSON (kết quả, phiên đã cộng, sổ) hoặc sổ CSV; "-" là đầu vào chuẩn · NDJSON of ratings, tallies or records, or a CSV register; "-" for standard input
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// Cách hạng sao kế tiếp bao nhiêu điểm là suýt đạt · How many points from the next star are near
    #[arg(long, value_name = "POINTS", default_value_t = 2, value_parser = clap::value_parser!(u16).range(1..=20))]
    pub near: u16,
    /// Liệt kê nhiều nhất bao nhiêu dòng ở mỗi bảng xếp thứ tự · The most rows of a ranking
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u16).range(1..))]
    pub top: u16,
    /// In JSON · Print JSON
    #[arg(long)]
    pub json: bool,
    /// In CSV: bảng, tên, số lượng · Print CSV: table, name, count
    #[arg(long, conflicts_with = "json")]
    pub csv: bool,
    /// Thêm dấu đầu tệp để Excel nhận UTF-8 · Begin with the mark by which Excel knows UTF-8
    #[arg(long, requires = "csv")]
    pub bom: bool,
}
