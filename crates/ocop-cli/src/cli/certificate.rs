//! Arguments of what is asked of registers: certificates, what falls due, statistics.

use std::path::PathBuf;

use clap::{Args, Subcommand};

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
    /// Đổi sổ sang dạng khác, nêu dòng bị từ chối và chỗ mâu thuẫn · A register in another form; refused rows and contradictions are told
    #[command(
        after_help = "Ví dụ · Examples:\n  ocop certificate register so-cu.xlsx --out so.xlsx\n  ocop certificate register so.xlsx --out so.csv\n\n\
Mã kết thúc 3: sổ có dòng bị từ chối · Exit status 3: some records were refused"
    )]
    Register(RegisterArgs),
}

#[derive(Debug, Args)]
pub struct RegisterArgs {
    /// Sổ giấy chứng nhận: bảng tính (cả sổ cũ có trang "Loc"), CSV hoặc NDJSON · Register: workbook (that with a sheet "Loc" too), CSV or NDJSON
    #[arg(value_name = "REGISTER")]
    pub register: PathBuf,
    /// Ghi vào tệp này; đuôi tệp là định dạng: .xlsx, .csv, .ndjson · Write to this file; its ending is the form: .xlsx, .csv, .ndjson
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// Ghi đè tệp đã có · Overwrite a file that is there
    #[arg(long)]
    pub force: bool,
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
    /// Sổ giấy chứng nhận: bảng tính (.xlsx, .ods), CSV (tên tệp .csv) hoặc NDJSON · Register: workbook (.xlsx, .ods), CSV (a .csv file) or NDJSON
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
    /// Ghi danh sách vào tệp này; đuôi tệp là định dạng: .xlsx, .docx, .pdf, .html, .md, .txt · Write the list to this file; its ending is the form
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Ghi đè tệp đã có · Overwrite a file that is there
    #[arg(long)]
    pub force: bool,
}

#[derive(Debug, Args)]
pub struct StatsArgs {
    /// Tệp NDJSON (kết quả, phiên đã tổng hợp phiếu đánh giá, sổ), sổ CSV hoặc sổ bảng tính; "-" là đầu vào chuẩn · NDJSON of ratings, tallies or records, or a register as CSV or workbook; "-" for standard input
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// Cách hạng sao kế tiếp bao nhiêu điểm là cận ngưỡng · How many points from the next star are near
    #[arg(long, value_name = "POINTS", default_value_t = 2, value_parser = clap::value_parser!(u16).range(1..=20))]
    pub near: u16,
    /// Liệt kê nhiều nhất bao nhiêu dòng ở mỗi bảng xếp thứ tự; không ghi thì 20 sản phẩm cận ngưỡng, và văn bản có 10 dòng ở mỗi bảng kia, JSON, CSV có mọi dòng · The most rows of a ranking; else 20 near misses, and of the others 10 in text, all in JSON and CSV
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub top: Option<u16>,
    /// In JSON · Print JSON
    #[arg(long)]
    pub json: bool,
    /// In CSV: bảng, tên, số lượng · Print CSV: table, name, count
    #[arg(long, conflicts_with = "json")]
    pub csv: bool,
    /// Thêm dấu đầu tệp để Excel nhận UTF-8 · Begin with the mark by which Excel knows UTF-8
    #[arg(long, requires = "csv")]
    pub bom: bool,
    /// Ghi vào tệp này; đuôi tệp là định dạng: .xlsx, .csv, .docx, .pdf, .html, .md, .txt · Write to this file; its ending is the form
    #[arg(long, value_name = "FILE", conflicts_with_all = ["json", "csv"])]
    pub out: Option<PathBuf>,
    /// Ghi đè tệp đã có · Overwrite a file that is there
    #[arg(long, requires = "out")]
    pub force: bool,
}
