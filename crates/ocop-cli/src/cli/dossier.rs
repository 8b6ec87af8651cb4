//! Arguments of what is asked of a dossier.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::columns::ColumnsArgs;
use super::output::{OutArgs, PageFormat};
use super::paper::PaperArgs;

/// Where a dossier comes from, and how it is read.
#[derive(Debug, Args)]
pub struct InputArgs {
    /// Hồ sơ: tệp JSON, hoặc phiếu đã ghi (.xlsx, .ods); bỏ trống hoặc "-" để đọc từ đầu vào chuẩn · Dossier: JSON, or a score sheet filled in (.xlsx, .ods); none or "-" for standard input
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,

    /// Chấm theo văn bản này, kể cả ngoài thời gian áp dụng (có ghi chú) · Rate under this version, even out of its time (with a notice)
    #[arg(long, value_name = "ID")]
    pub criteria: Option<String>,

    /// Từ chối hồ sơ còn tiêu chí chưa chấm · Refuse a dossier with unanswered criteria
    #[arg(long)]
    pub strict: bool,

    /// In văn bản cho người đọc thay cho JSON · Print text for people instead of JSON
    #[arg(long)]
    pub text: bool,
}

#[derive(Debug, Args)]
pub struct RateArgs {
    #[command(flatten)]
    pub input: InputArgs,

    /// Bỏ điểm từng tiêu chí, mức tối thiểu, căn cứ và mã kiểm tra (SHA-256) · Leave out scores, minimums, sources and digests
    #[arg(long)]
    pub brief: bool,

    /// JSON trên một dòng · JSON on one line
    #[arg(long, conflicts_with = "text")]
    pub compact: bool,

    /// Mỗi dòng một hồ sơ, kết quả cùng thứ tự, dùng mọi nhân · One dossier a line, results in the same order, on all cores
    #[arg(long, group = "batch", conflicts_with = "text")]
    pub ndjson: bool,

    /// Với --ndjson: mỗi sản phẩm một dòng của bảng tính, kèm chủ thể và các ngày · With --ndjson: a product a row for spreadsheets, with producer and dates
    #[arg(long, requires = "ndjson", conflicts_with_all = ["brief", "compact"])]
    pub csv: bool,

    /// Thêm dấu đầu tệp để Excel nhận UTF-8 · Begin with the mark by which Excel knows UTF-8
    #[arg(long, requires = "csv")]
    pub bom: bool,

    #[command(flatten)]
    pub columns: ColumnsArgs,

    /// Số luồng cho --ndjson, --out; mặc định mọi nhân · Threads for --ndjson, --out; all cores by default
    #[arg(long, value_name = "N", requires = "batch", value_parser = clap::value_parser!(u16).range(1..=64))]
    pub jobs: Option<u16>,
}

#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("rests_on").required(true).args(["dossier", "session"]))]
pub struct VerifyArgs {
    /// Kết quả chấm hoặc kết quả tổng hợp phiếu đánh giá, JSON; "-" là đầu vào chuẩn · A rating or a tally, as JSON; "-" for standard input
    #[arg(value_name = "RESULT")]
    pub result: PathBuf,

    /// Hồ sơ của kết quả chấm · The dossier of a rating
    #[arg(long, value_name = "FILE")]
    pub dossier: Option<PathBuf>,

    /// Phiên họp của kết quả tổng hợp phiếu đánh giá · The session of a tally
    #[arg(long, value_name = "SESSION")]
    pub session: Option<PathBuf>,

    /// Thư mục phiếu, mỗi tệp một phiếu · Folder of sheets, one file a sheet
    #[arg(long, value_name = "DIR", requires = "session")]
    pub sheets: Option<PathBuf>,

    /// In văn bản cho người đọc thay cho JSON · Print text for people instead of JSON
    #[arg(long)]
    pub text: bool,

    /// JSON trên một dòng · JSON on one line
    #[arg(long, conflicts_with = "text")]
    pub compact: bool,
}

#[derive(Debug, Args)]
pub struct CheckArgs {
    #[command(flatten)]
    pub input: InputArgs,

    /// Giai đoạn của hồ sơ · How far the dossier has come
    #[arg(long, value_name = "STAGE", value_enum, default_value = "draft")]
    pub stage: StageArg,

    /// Hồ sơ của lần công nhận trước · The dossier of the recognition before
    #[arg(long, value_name = "FILE")]
    pub before: Option<PathBuf>,

    /// Ngày xét giấy tờ · The day on which papers are looked at
    #[arg(long, value_name = "DATE")]
    pub today: Option<String>,
}

/// How far a dossier has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum StageArg {
    /// Đang soạn · Draft
    Draft,
    /// Nộp cho UBND cấp xã · Lodged with the commune
    Lodged,
    /// UBND cấp xã chuyển lên tỉnh · Sent on by the commune
    Commune,
    /// Hội đồng cấp tỉnh đánh giá · Before the council of the province
    Council,
    /// Tỉnh đề nghị trung ương · Sent on to the centre
    Central,
}

#[derive(Debug, Args)]
pub struct PlanArgs {
    #[command(flatten)]
    pub input: InputArgs,

    /// Số sao muốn đạt; mặc định là hạng sao kế tiếp · Stars aimed at; the next ones by default
    #[arg(long, value_name = "3|4|5", value_parser = clap::value_parser!(u8).range(1..=5))]
    pub target: Option<u8>,

    /// Điểm dự phòng trên ngưỡng, vì mỗi hội đồng chấm một khác · Points to spare above the band: councils differ
    #[arg(long, value_name = "POINTS", default_value_t = 0, value_parser = clap::value_parser!(u16).range(0..=100))]
    pub margin: u16,

    /// Ưu tiên giảm gì trước · What to make small first
    #[arg(
        long,
        value_enum,
        value_delimiter = ',',
        value_name = "ORDER",
        default_value = "changes,lead-time,effort"
    )]
    pub minimise: Vec<ObjectiveArg>,

    /// Kế hoạch phải có bước ở tiêu chí này (khóa hoặc số) · The plan must have a step at this criterion (key or number)
    #[arg(long, value_name = "KEY", value_delimiter = ',')]
    pub keep: Vec<String>,

    /// Để nguyên tiêu chí này (khóa hoặc số) · Leave this criterion as it is (key or number)
    #[arg(long, value_name = "KEY", value_delimiter = ',')]
    pub exclude: Vec<String>,

    /// Chỉ dùng việc xong trước hoặc đúng ngày này · Only what can be done by this day
    #[arg(long, value_name = "DATE")]
    pub by: Option<String>,

    /// Ngày bắt đầu; mặc định là ngày đánh giá hoặc ngày nộp trong hồ sơ · Day of the start; the dossier's day by default
    #[arg(long, value_name = "DATE")]
    pub today: Option<String>,

    /// Lập theo trường hợp này (bộ 26), kể cả khi hồ sơ theo trường hợp khác · Plan under this case (set 26)
    #[arg(long, value_name = "a|b")]
    pub case: Option<String>,

    /// Cho phép hạ mức; chỉ có ích khi đổi trường hợp · Allow lower levels; useful only where the case changes
    #[arg(long)]
    pub allow_lower: bool,

    /// Số phương án khác · How many further plans
    #[arg(long, value_name = "K", default_value_t = 2, value_parser = clap::value_parser!(u8).range(0..=50))]
    pub alternatives: u8,

    /// Tệp chi phí thay cho mặc định (ocop-costs/1) · Costs in place of the default ones
    #[arg(long, value_name = "FILE")]
    pub costs: Option<PathBuf>,

    /// JSON trên một dòng · JSON on one line
    #[arg(long, conflicts_with = "text")]
    pub compact: bool,

    #[command(flatten)]
    pub paper: PaperArgs,
}

/// What a plan makes small, as the command line spells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ObjectiveArg {
    /// Số tiêu chí thay đổi · Criteria that change
    Changes,
    /// Thời gian của việc lâu nhất · The longest lead time
    LeadTime,
    /// Tổng mức độ khó · The sum of efforts
    Effort,
}

impl From<ObjectiveArg> for ocop::plan::Objective {
    fn from(arg: ObjectiveArg) -> Self {
        match arg {
            ObjectiveArg::Changes => Self::Changes,
            ObjectiveArg::LeadTime => Self::LeadTime,
            ObjectiveArg::Effort => Self::Effort,
        }
    }
}

#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// Hồ sơ: tệp JSON, hoặc phiếu đã ghi (.xlsx, .ods); bỏ trống hoặc "-" để đọc từ đầu vào chuẩn · Dossier: JSON, or a score sheet filled in (.xlsx, .ods); none or "-" for standard input
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,

    /// Chấm theo văn bản này, kể cả ngoài thời gian áp dụng (có ghi chú) · Rate under this version, even out of its time (with a notice)
    #[arg(long, value_name = "ID")]
    pub criteria: Option<String>,

    /// Định dạng; bỏ trống thì theo đuôi của --out, không có thì text · Format; by the ending of --out where none is given, else text
    #[arg(long, value_enum)]
    pub format: Option<PageFormat>,

    /// Viết cho ai: chủ thể (một trang) hay hội đồng (đầy đủ) · For whom: a producer (one page) or a council (full detail)
    #[arg(long = "for", value_enum, default_value_t = ReaderArg::Producer)]
    pub reader: ReaderArg,

    /// Tệp chi phí thay cho mặc định (ocop-costs/1) · Costs in place of the default ones
    #[arg(long, value_name = "FILE")]
    pub costs: Option<PathBuf>,

    #[command(flatten)]
    pub output: OutArgs,
}

/// Whom an explanation is for, as the command line spells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReaderArg {
    /// Chủ thể · Producer
    Producer,
    /// Hội đồng · Council
    Council,
}

#[derive(Debug, Args)]
pub struct EvidenceArgs {
    #[command(flatten)]
    pub input: InputArgs,

    /// Cả phiếu của một bộ sản phẩm, không cần hồ sơ · The whole sheet of a product set, without a dossier
    #[arg(long, value_name = "VERSION/SET", conflicts_with_all = ["file", "strict"])]
    pub set: Option<String>,

    /// Những gì cần cho hạng sao này · What these stars ask for
    #[arg(long, value_name = "3|4|5", value_parser = clap::value_parser!(u8).range(1..=5))]
    pub target: Option<u8>,

    /// Ngày xét hạn giấy tờ; mặc định là ngày trong hồ sơ · Day on which papers are looked at; the dossier's day by default
    #[arg(long, value_name = "DATE", conflicts_with = "set")]
    pub today: Option<String>,

    #[command(flatten)]
    pub paper: PaperArgs,
}
