//! The command line of councils, certificates and statistics.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::output::{OutArgs, PaperFormat};

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
    /// Định dạng; bỏ trống thì theo đuôi của --out, không có thì md · Format; by the ending of --out where none is given, else md
    #[arg(long, value_enum)]
    pub format: Option<MinutesFormat>,
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
