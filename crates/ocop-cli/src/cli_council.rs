//! The command line of councils, certificates and statistics.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum};
use ocop_operations::document::Form;

#[derive(Debug, Subcommand)]
pub enum CouncilCommand {
    /// Tổng hợp phiếu đánh giá của một phiên họp · Tally a session
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
    /// Cả thư mục văn bản sau phiên họp · The whole folder of papers that follow a session
    #[command(
        after_help = "Ví dụ · Example:\n  ocop council papers phien.json --out van-ban --settings cau-hinh.json"
    )]
    Papers(PapersArgs),
    /// Lập phiên từ danh sách thành viên và sản phẩm · Make a session from lists of members and products
    #[command(
        after_help = "Ví dụ · Example:\n  ocop council new --members thanh-vien.xlsx --products san-pham.xlsx --on 2026-09-20 --out phien.json\n\n\
Danh sách là bảng tính hoặc CSV có dòng tiêu đề: Họ và tên, Vai trò, Đơn vị, Có mặt; Bộ, Tên sản phẩm, Mã sản phẩm, Chủ thể …\n\
Lists are workbooks or CSV with a row of headings: Full name, Role, Institution, Present; Product set, Product, Code, Producer …"
    )]
    New(NewArgs),
    /// Kết quả của một phiên dạng bảng tính hoặc CSV · The result of a session as a workbook or CSV
    #[command(
        after_help = "Ví dụ · Examples:\n  ocop council results phien.json --out ket-qua.xlsx\n  ocop council results phien.json --out ket-qua.csv"
    )]
    Results(ResultsArgs),
    /// Phát phiếu: mỗi thành viên một bảng tính Excel · Hand out sheets: a workbook a member
    #[command(
        after_help = "Ví dụ · Examples:\n  ocop council sheets phien.json --out phieu/\n  \
ocop council sheets phien.json --out vong-2/ --round 2 --product p3"
    )]
    Sheets(SheetsArgs),
    /// Bảng điểm của thư ký: mỗi sản phẩm một trang, mỗi thành viên một cột · The secretary's tables: a sheet a product, a column a member
    #[command(
        after_help = "Ví dụ · Examples:\n  ocop council tables phien.json --out bang-diem.xlsx\n  \
ocop council tables phien-da-thu.json --filled --out bang-diem-da-ghi.xlsx\n  \
ocop council tables phien.json --format csv --out bang-diem/\n\n\
Ghi xong thì thu lại bằng \"ocop council collect\".\n\
What is entered is read back by \"ocop council collect\"."
    )]
    Tables(TablesArgs),
    /// Thu phiếu: đọc bảng tính gửi lại vào phiên · Collect: read returned workbooks into the session
    #[command(
        after_help = "Ví dụ · Example:\n  ocop council collect phien.json phieu/ --out phien-da-thu.json --text\n\n\
Mã kết thúc 1: có phiếu cần sửa; phiếu tốt vẫn được nhận.\n\
Exit status 1: some sheets need mending; the good ones are taken all the same."
    )]
    Collect(CollectArgs),
}

#[derive(Debug, Args)]
pub struct NewArgs {
    /// Danh sách thành viên: .xlsx, .ods hoặc CSV · List of members: .xlsx, .ods or CSV
    #[arg(long, value_name = "FILE")]
    pub members: PathBuf,
    /// Danh sách sản phẩm: .xlsx, .ods hoặc CSV · List of products: .xlsx, .ods or CSV
    #[arg(long, value_name = "FILE")]
    pub products: PathBuf,
    /// Ngày họp · Day of the session
    #[arg(long, value_name = "DATE")]
    pub on: String,
    /// Cấp hội đồng · Level of the council
    #[arg(long, value_enum, default_value_t = CouncilLevel::Province)]
    pub level: CouncilLevel,
    /// Bộ tiêu chí; mặc định theo ngày họp · Criteria; by the day of the session by default
    #[arg(long, value_name = "ID")]
    pub criteria: Option<String>,
    /// Tên hội đồng · The council's name
    #[arg(long, value_name = "NAME")]
    pub council: Option<String>,
    /// Nơi họp · Where it sits
    #[arg(long, value_name = "PLACE")]
    pub place: Option<String>,
    #[command(flatten)]
    pub output: OutArgs,
}

/// The level of a council.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CouncilLevel {
    /// Cấp huyện · District
    District,
    /// Cấp tỉnh · Province
    Province,
    /// Cấp trung ương · Central
    Central,
}

#[derive(Debug, Args)]
pub struct ResultsArgs {
    #[command(flatten)]
    pub session: SessionArgs,
    /// Ghi vào tệp này: .xlsx, hoặc .csv (mỗi sản phẩm một dòng) · Write to this file: .xlsx, or .csv (a row a product)
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// Ghi đè tệp đã có · Overwrite a file that is there
    #[arg(long)]
    pub force: bool,
}

#[derive(Debug, Args)]
pub struct TablesArgs {
    #[command(flatten)]
    pub session: SessionArgs,
    /// Ghi bảng tính vào tệp này; với CSV là thư mục, mỗi sản phẩm một tệp · Write the workbook to this file; of CSV the folder, a file a product
    #[arg(long, value_name = "FILE|DIR")]
    pub out: PathBuf,
    /// Định dạng · Format
    #[arg(long, value_enum, default_value_t = TableFormat::Xlsx)]
    pub format: TableFormat,
    /// Vòng chấm; mặc định vòng gần nhất có phiếu, hoặc 1 · Round; the latest that has sheets by default, or 1
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=99))]
    pub round: Option<u8>,
    /// Ghi sẵn điểm đã có trong phiên · With the points that the session has
    #[arg(long)]
    pub filled: bool,
    /// Ghi đè tệp đã có · Overwrite a file that is there
    #[arg(long)]
    pub force: bool,
}

/// How the secretary's tables are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TableFormat {
    /// Excel
    Xlsx,
    /// CSV, UTF-8
    Csv,
}

#[derive(Debug, Args)]
pub struct SheetsArgs {
    #[command(flatten)]
    pub session: SessionArgs,
    /// Thư mục nhận các bảng tính · Folder for the workbooks
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Vòng chấm; mặc định vòng gần nhất có phiếu, hoặc 1 · Round; the latest that has sheets by default, or 1
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=99))]
    pub round: Option<u8>,
    /// Chỉ thành viên này · Only this member
    #[arg(long = "member", value_name = "ID")]
    pub members: Vec<String>,
    /// Chỉ sản phẩm này · Only this product
    #[arg(long = "product", value_name = "ID")]
    pub products: Vec<String>,
    /// Ghi sẵn điểm đã có trong phiên · With the points that the session has
    #[arg(long)]
    pub filled: bool,
    /// Ghi đè tệp đã có · Overwrite files that are there
    #[arg(long)]
    pub force: bool,
}

#[derive(Debug, Args)]
pub struct CollectArgs {
    #[command(flatten)]
    pub session: SessionArgs,
    /// Bảng tính gửi lại, hoặc thư mục chứa chúng · Returned workbooks, or folders of them
    #[arg(value_name = "FILES", required = true)]
    pub files: Vec<PathBuf>,
    /// Ghi phiên đã thu vào tệp này · Write the session with the sheets to this file
    #[arg(long, value_name = "SESSION2")]
    pub out: PathBuf,
    /// Chỉ nhận phiếu của vòng này · Only sheets of this round
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=99))]
    pub round: Option<u8>,
    /// Thư mục cho bản sao có ghi chú; mặc định cạnh tệp phiên · Folder for annotated copies; beside the session by default
    #[arg(long, value_name = "DIR")]
    pub notes: Option<PathBuf>,
    /// In văn bản cho người đọc thay cho JSON · Print text for people instead of JSON
    #[arg(long)]
    pub text: bool,
    /// Ghi đè tệp đã có · Overwrite files that are there
    #[arg(long)]
    pub force: bool,
}

#[derive(Debug, Args)]
pub struct MinutesArgs {
    #[command(flatten)]
    pub session: SessionArgs,
    /// Định dạng · Format
    #[arg(long, value_enum, default_value_t = MinutesFormat::Md)]
    pub format: MinutesFormat,
    /// Tệp cấu hình: địa danh, căn cứ, tên cơ quan, người ký · Settings: place, grounds, bodies, who signs
    #[arg(long, value_name = "FILE")]
    pub settings: Option<PathBuf>,
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
    /// Word
    Docx,
    /// PDF
    Pdf,
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
    /// Tệp NDJSON (kết quả, phiên đã cộng, sổ), sổ CSV hoặc sổ bảng tính; "-" là đầu vào chuẩn · NDJSON of ratings, tallies or records, or a register as CSV or workbook; "-" for standard input
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
    /// Ghi vào tệp này; đuôi tệp là định dạng: .xlsx, .csv, .docx, .pdf, .html, .md, .txt · Write to this file; its ending is the form
    #[arg(long, value_name = "FILE", conflicts_with_all = ["json", "csv"])]
    pub out: Option<PathBuf>,
    /// Ghi đè tệp đã có · Overwrite a file that is there
    #[arg(long, requires = "out")]
    pub force: bool,
}

/// How a paper is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PaperFormat {
    /// Văn bản thường · Plain text
    Text,
    /// Markdown
    Md,
    /// HTML, khổ A4 · HTML, A4
    Html,
    /// Word
    Docx,
    /// PDF
    Pdf,
    /// Excel
    Xlsx,
}

impl PaperFormat {
    /// The form that the end of a file's name asks for.
    pub fn of(path: &Path) -> Option<Self> {
        let end = path.extension()?.to_str()?.to_ascii_lowercase();
        let all = [
            Self::Text,
            Self::Md,
            Self::Html,
            Self::Docx,
            Self::Pdf,
            Self::Xlsx,
        ];
        all.into_iter().find(|format| format.end() == end)
    }

    /// The end of a file's name.
    pub const fn end(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Md => "md",
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Pdf => "pdf",
            Self::Xlsx => "xlsx",
        }
    }
}

impl From<PaperFormat> for Form {
    fn from(format: PaperFormat) -> Self {
        match format {
            PaperFormat::Text => Self::Text,
            PaperFormat::Md => Self::Md,
            PaperFormat::Html => Self::Html,
            PaperFormat::Docx => Self::Docx,
            PaperFormat::Pdf => Self::Pdf,
            PaperFormat::Xlsx => Self::Xlsx,
        }
    }
}

#[derive(Debug, Args)]
pub struct PapersArgs {
    #[command(flatten)]
    pub session: SessionArgs,
    /// Thư mục nhận các văn bản · Folder for the papers
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Định dạng · Format
    #[arg(long, value_enum, default_value_t = PaperFormat::Docx)]
    pub format: PaperFormat,
    /// Tệp cấu hình: địa danh, căn cứ, tên cơ quan, người ký · Settings: place, grounds, bodies, who signs
    #[arg(long, value_name = "FILE")]
    pub settings: Option<PathBuf>,
    /// Ghi đè tệp đã có · Overwrite files that are there
    #[arg(long)]
    pub force: bool,
}
