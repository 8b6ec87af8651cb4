//! The command line: commands, options and their help, Vietnamese first.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use ocop::Lang;

use crate::cli_columns::ColumnsArgs;
use crate::cli_council::{CertificateCommand, CouncilCommand, OutArgs, PaperFormat, StatsArgs};
use crate::cli_paper::{FormArgs, PaperArgs, SheetArgs};

/// The format of what `ocop council collect` prints, which no operation gives.
pub const COLLECTED: &str = "collected";

/// Đánh giá, phân hạng sản phẩm OCOP theo Quyết định của Thủ tướng Chính phủ.
/// Rate OCOP products under the Prime Minister's decisions.
#[derive(Debug, Parser)]
#[command(name = "ocop", version, max_term_width = 100)]
#[command(
    after_help = "Ví dụ · Example:\n  ocop rate --text examples/02-nhan-long-held-at-4.json\n\n\
Mã kết thúc · Exit status: 0 xong · done; 1 dữ liệu bị từ chối · input refused; 2 gọi sai · usage;\n\
3 lô có dòng bị từ chối · batch with refused lines; 4 không ghi được · output not written"
)]
pub struct Cli {
    /// Ngôn ngữ của văn bản cho người đọc · Language of text for people
    #[arg(long, global = true, value_enum, default_value_t = LangArg::Vi)]
    pub lang: LangArg,

    /// Dùng bộ tiêu chí trong thư mục này thay cho bộ có sẵn · Criteria of this folder in place of the embedded ones
    #[arg(long, global = true, value_name = "DIR")]
    pub criteria_dir: Option<PathBuf>,

    #[command(subcommand)]
    pub command: Command,
}

/// A language, as the command line spells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LangArg {
    /// Tiếng Việt
    Vi,
    /// English
    En,
}

impl From<LangArg> for Lang {
    fn from(arg: LangArg) -> Self {
        match arg {
            LangArg::Vi => Self::Vi,
            LangArg::En => Self::En,
        }
    }
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Chấm một hồ sơ, hoặc cả lô NDJSON · Rate a dossier, or a batch of NDJSON
    #[command(
        after_help = "Ví dụ · Examples:\n  ocop rate ho-so.json\n  ocop rate --text --lang en < ho-so.json\n  \
ocop rate --ndjson --brief lo.ndjson > ket-qua.ndjson\n  ocop rate so.parquet --out ket-qua.parquet"
    )]
    Rate(RateArgs),
    /// Kiểm tra hồ sơ, chỉ nêu các vấn đề · Check a dossier: its problems only
    #[command(after_help = "Ví dụ · Example:\n  ocop check --text ho-so.json")]
    Check(CheckArgs),
    /// Cách ít thay đổi nhất để nâng hạng sao · The least change that brings the next stars
    #[command(
        after_help = "Ví dụ · Examples:\n  ocop plan --target 4 --text ho-so.json\n  \
ocop plan --target 4 --by 2026-10-30 --today 2026-06-01 --exclude global-market ho-so.json\n  \
ocop plan --target 5 --minimise lead-time,effort --costs chi-phi.json ho-so.json\n  \
ocop plan --target 4 --format docx --out ke-hoach.docx ho-so.json"
    )]
    Plan(PlanArgs),
    /// Giải thích kết quả bằng câu chữ · A rating explained in sentences
    #[command(after_help = "Ví dụ · Examples:\n  ocop explain ho-so.json\n  \
ocop explain --for council --format html ho-so.json > giai-thich.html\n  ocop explain --format docx --out giai-thich.docx ho-so.json")]
    Explain(ExplainArgs),
    /// Tự đánh giá từng tiêu chí · Self-assessment, criterion by criterion
    #[command(
        after_help = "Ví dụ · Examples:\n  ocop assess --set 1\n  ocop assess --resume tu-danh-gia-rau-cu-qua-hat-tuoi.json"
    )]
    Assess(AssessArgs),
    /// Hồ sơ thực hành cho lớp tập huấn · Practice dossiers for trainers
    #[command(
        after_help = "Ví dụ · Examples:\n  ocop practice --set 1 --seed 7\n  ocop practice --set 1 --seed 7 --check phieu.json\n  \
ocop practice --set 1 --seed 7 --batch 30 --out lop-hoc\n  ocop practice --set 1 --seed 7 --batch 30 --format docx --out lop-hoc"
    )]
    Practice(PracticeArgs),
    /// Minh chứng nào cho tiêu chí nào · What proves what
    #[command(
        after_help = "Ví dụ · Examples:\n  ocop evidence --text ho-so.json\n  ocop evidence --set 1 --target 4 --text\n  \
ocop evidence --set 1 --format docx --out minh-chung.docx"
    )]
    Evidence(EvidenceArgs),
    /// Chuyển hồ sơ sang quyết định khác, hoặc so hai quyết định · A dossier under another decision, or two decisions compared
    #[command(
        after_help = "Ví dụ · Examples:\n  ocop compare --to qd-26-2026 ho-so-cu.json --text\n  \
ocop compare --to qd-26-2026 --dossier ho-so-cu.json > ho-so-moi.json\n  \
ocop compare --criteria qd-148-2023 qd-26-2026 --set 1 --format md"
    )]
    Compare(CompareArgs),
    /// Bộ tiêu chí dưới dạng dữ liệu · The law as data
    #[command(
        subcommand,
        after_help = "Ví dụ · Example:\n  ocop criteria show qd-26-2026/1"
    )]
    Criteria(CriteriaCommand),
    /// Hội đồng: cộng phiếu, biên bản, bước tiếp theo · Councils: tally, minutes, next steps
    #[command(
        subcommand,
        after_help = "Ví dụ · Example:\n  ocop council tally --text examples/council/phien.json"
    )]
    Council(CouncilCommand),
    /// Giấy chứng nhận: thời hạn, đánh giá lại, thu hồi · Certificates: term, re-rating, revocation
    #[command(
        subcommand,
        after_help = "Ví dụ · Example:\n  ocop certificate renewals so.csv --on 2029-03-01 --text"
    )]
    Certificate(CertificateCommand),
    /// Đối chiếu kết quả với hồ sơ hoặc phiên họp · Hold a result against its dossier or session
    #[command(
        after_help = "Ví dụ · Examples:\n  ocop verify ket-qua.json --dossier ho-so.json --text\n  ocop verify tong-hop.json --session phien.json\n\n\
Mã kết thúc 1: có chỗ không khớp · Exit status 1: something does not agree"
    )]
    Verify(VerifyArgs),
    /// Thống kê từ kết quả, phiên họp hoặc sổ · Statistics over ratings, tallies or registers
    #[command(
        after_help = "Ví dụ · Examples:\n  ocop rate --ndjson lo.ndjson | ocop stats -\n  ocop stats so.csv --csv\n\n\
Mã kết thúc 3: có dòng bị từ chối · Exit status 3: some lines were refused"
    )]
    Stats(StatsArgs),
    /// Phiếu đánh giá bằng giấy của một bộ sản phẩm · The paper score sheet of a product set
    #[command(
        after_help = "Ví dụ · Examples:\n  ocop sheet --set 1 --format docx --out phieu-1.docx\n  ocop sheet --set qd-148-2023/1 --format html > phieu.html"
    )]
    Sheet(SheetArgs),
    /// Mẫu số 01, 02, 03 của hồ sơ, điền sẵn từ hồ sơ hoặc để trống · Forms 01, 02, 03, filled in from a dossier or empty
    #[command(
        after_help = "Ví dụ · Examples:\n  ocop form 01 ho-so.json --format docx --out phieu-dang-ky.docx\n  ocop form 02 --set 1 --format html > bao-cao.html"
    )]
    Form(FormArgs),
    /// Giải thích, kiểm tra mã sản phẩm; tra mã tỉnh, xã theo tên · Explain and check a product code; look up places by name
    #[command(
        after_help = "Ví dụ · Examples:\n  ocop code 68-24781-1-2026 --on 2026-09-15\n  ocop code --province \"lam dong\" --commune \"xuan huong\""
    )]
    Code(CodeArgs),
    /// In JSON Schema của một định dạng · Print the JSON Schema of a format
    #[command(after_help = "Ví dụ · Example:\n  ocop schema dossier > dossier.schema.json")]
    Schema {
        /// Tên định dạng · Name of the format
        #[arg(value_parser = clap::builder::PossibleValuesParser::new(ocop_operations::schema::names().chain([COLLECTED])))]
        name: String,
    },
    /// Gọi một thao tác theo tên, như các gói cho ngôn ngữ khác gọi · Call an operation by name, as the packages for other languages do
    #[command(
        after_help = "Ví dụ · Examples:\n  ocop call rate --options '{\"brief\": true}' ho-so.json\n  \
ocop call document --options '{\"document\": \"minutes\", \"lang\": \"en\"}' phien.json\n\n\
Kết quả in đúng như thao tác trả về · The output is printed as the operation gives it"
    )]
    Call(CallArgs),
    /// In tập lệnh hoàn thành cho shell · Print a shell completion script
    #[command(
        after_help = "Ví dụ · Example:\n  ocop completions bash > /etc/bash_completion.d/ocop"
    )]
    Completions {
        /// Shell
        shell: clap_complete::Shell,
    },
}

/// Where a dossier comes from, and how it is read.
#[derive(Debug, Args)]
pub struct InputArgs {
    /// Tệp hồ sơ JSON; bỏ trống hoặc "-" để đọc từ đầu vào chuẩn · Dossier as JSON; none or "-" for standard input
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
pub struct CallArgs {
    /// Tên thao tác · Name of the operation
    pub operation: String,

    /// Tệp đầu vào; "-" là đầu vào chuẩn; bỏ trống khi thao tác không cần · The input; "-" for standard input; none where the operation takes none
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,

    /// Tùy chọn của thao tác, một đối tượng JSON · The operation's options, a JSON object
    #[arg(long, value_name = "JSON")]
    pub options: Option<String>,
}

#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("rests_on").required(true).args(["dossier", "session"]))]
pub struct VerifyArgs {
    /// Kết quả chấm hoặc kết quả cộng phiếu, JSON; "-" là đầu vào chuẩn · A rating or a tally, as JSON; "-" for standard input
    #[arg(value_name = "RESULT")]
    pub result: PathBuf,

    /// Hồ sơ của kết quả chấm · The dossier of a rating
    #[arg(long, value_name = "FILE")]
    pub dossier: Option<PathBuf>,

    /// Phiên họp của kết quả cộng phiếu · The session of a tally
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
    #[arg(long, value_name = "YYYY-MM-DD")]
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

#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// Tệp hồ sơ JSON; bỏ trống hoặc "-" để đọc từ đầu vào chuẩn · Dossier as JSON; none or "-" for standard input
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,

    /// Chấm theo văn bản này, kể cả ngoài thời gian áp dụng (có ghi chú) · Rate under this version, even out of its time (with a notice)
    #[arg(long, value_name = "ID")]
    pub criteria: Option<String>,

    /// Định dạng · Format
    #[arg(long, value_enum, default_value_t = ExplainFormat::Text)]
    pub format: ExplainFormat,

    /// Viết cho ai: chủ thể (một trang) hay hội đồng (đầy đủ) · For whom: a producer (one page) or a council (full detail)
    #[arg(long = "for", value_enum, default_value_t = ReaderArg::Producer)]
    pub reader: ReaderArg,

    /// Tệp chi phí thay cho mặc định (ocop-costs/1) · Costs in place of the default ones
    #[arg(long, value_name = "FILE")]
    pub costs: Option<PathBuf>,

    #[command(flatten)]
    pub output: OutArgs,
}

/// A format of an explanation, as the command line spells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExplainFormat {
    /// Văn bản thường · Plain text
    Text,
    /// Markdown
    Md,
    /// HTML
    Html,
    /// Word
    Docx,
    /// PDF
    Pdf,
    /// JSON (ocop-explanation/1)
    Json,
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
#[command(group = clap::ArgGroup::new("start").required(true).multiple(true).args(["set", "resume"]))]
pub struct AssessArgs {
    /// Bộ sản phẩm: VĂN-BẢN/BỘ, số hoặc tên không dấu · Product set: VERSION/SET, number or slug
    #[arg(long, value_name = "VERSION/SET")]
    pub set: Option<String>,

    /// Làm tiếp một tệp đã lưu · Go on with a saved file
    #[arg(long, value_name = "FILE")]
    pub resume: Option<PathBuf>,

    /// Tệp để lưu; mặc định theo tên bộ sản phẩm · File to save to; named after the product set by default
    #[arg(long, value_name = "FILE", conflicts_with = "resume")]
    pub out: Option<PathBuf>,

    /// Tên sản phẩm · Name of the product
    #[arg(long, value_name = "NAME")]
    pub product: Option<String>,

    /// Tên chủ thể · Name of the producer
    #[arg(long, value_name = "NAME")]
    pub producer: Option<String>,
}

#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("papers").multiple(true).args(["batch", "format"]))]
pub struct PracticeArgs {
    /// Bộ sản phẩm: VĂN-BẢN/BỘ, số hoặc tên không dấu · Product set: VERSION/SET, number or slug
    #[arg(long, value_name = "VERSION/SET")]
    pub set: String,

    /// Số hiệu hồ sơ: cùng số thì cùng hồ sơ · Number of the dossier: the same number, the same dossier
    #[arg(long, value_name = "S")]
    pub seed: u64,

    /// So phiếu của học viên với đáp án · Compare a trainee's sheet with the key
    #[arg(long, value_name = "FILE", conflicts_with_all = ["batch", "key"])]
    pub check: Option<PathBuf>,

    /// So phiếu của cả lớp: một thư mục, mỗi phiếu một tệp, hoặc NDJSON, mỗi phiếu một dòng · Compare the sheets of a class: a folder with a file each, or NDJSON with a line each
    #[arg(long, value_name = "DIR|FILE", conflicts_with_all = ["batch", "key", "check"])]
    pub class: Option<PathBuf>,

    /// In đáp án · Print the key
    #[arg(long, conflicts_with = "batch")]
    pub key: bool,

    /// Ghi hồ sơ cho N học viên (số hiệu S, S+1, …) và một đáp án · Write dossiers for N trainees (seeds S, S+1, …) and one key
    #[arg(long, value_name = "N", requires = "out", value_parser = clap::value_parser!(u16).range(1..=500))]
    pub batch: Option<u16>,

    /// Thư mục cho --batch, hoặc tệp cho --format · Folder for --batch, or file for --format
    #[arg(long, value_name = "DIR|FILE", requires = "papers")]
    pub out: Option<PathBuf>,

    /// In ra giấy: hồ sơ kèm phiếu trả lời; với --batch là một tệp cho cả lớp và một tệp đáp án · On paper: the dossier with an answer sheet; with --batch one file for the class and one with the keys
    #[arg(long, value_enum, conflicts_with_all = ["check", "json", "csv"])]
    pub format: Option<PaperFormat>,

    /// Cho phép ghi đè tệp đã có · Allow files to be overwritten
    #[arg(long, requires = "out")]
    pub overwrite: bool,

    /// In JSON · Print JSON
    #[arg(long, conflicts_with = "batch")]
    pub json: bool,

    /// Với --class: mỗi học viên một dòng, cho bảng tính · With --class: a learner a row, for spreadsheets
    #[arg(long, requires = "class", conflicts_with = "json")]
    pub csv: bool,

    /// Thêm dấu đầu tệp để Excel nhận UTF-8 · Begin with the mark by which Excel knows UTF-8
    #[arg(long, requires = "csv")]
    pub bom: bool,
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

/// What a plan makes small, as the command line spells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ObjectiveArg {
    /// Số tiêu chí thay đổi · Criteria that change
    Changes,
    /// Thời gian của việc lâu nhất · The longest lead time
    LeadTime,
    /// Tổng công sức · The sum of efforts
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
pub struct CompareArgs {
    /// Tệp hồ sơ JSON; bỏ trống hoặc "-" để đọc từ đầu vào chuẩn · Dossier as JSON; none or "-" for standard input
    #[arg(value_name = "FILE", conflicts_with = "criteria")]
    pub file: Option<PathBuf>,

    /// Quyết định chuyển sang · The decision to carry the dossier over to
    #[arg(
        long,
        value_name = "ID",
        required_unless_present = "criteria",
        conflicts_with = "criteria"
    )]
    pub to: Option<String>,

    /// Đọc hồ sơ theo quyết định này, kể cả ngoài thời gian áp dụng · Read the dossier under this decision, even out of its time
    #[arg(long, value_name = "ID", conflicts_with = "criteria")]
    pub from: Option<String>,

    /// So hai quyết định với nhau: cũ, mới · Compare two decisions: the older, the newer
    #[arg(long, num_args = 2, value_names = ["OLD", "NEW"])]
    pub criteria: Option<Vec<String>>,

    /// Bộ sản phẩm của quyết định mới: số hoặc tên không dấu · Product set of the newer decision: number or slug
    #[arg(long, value_name = "SET")]
    pub set: Option<String>,

    /// Ngày công nhận theo quyết định mới, để biết thẩm quyền · Day of recognition under the newer decision, which tells by whom
    #[arg(long, value_name = "DATE", conflicts_with = "criteria")]
    pub on: Option<String>,

    /// In hồ sơ mới với các câu trả lời được chuyển, để điền tiếp rồi chấm · Print the new dossier with what carries over, to fill in and rate
    #[arg(long, conflicts_with_all = ["criteria", "text"])]
    pub dossier: bool,

    /// In văn bản cho người đọc thay cho JSON · Print text for people instead of JSON
    #[arg(long, conflicts_with = "criteria")]
    pub text: bool,

    /// Dạng so sánh hai quyết định · Form of the comparison of two decisions
    #[arg(long, value_enum, default_value_t = FormatArg::Text, conflicts_with = "to")]
    pub format: FormatArg,
}

/// The form of an output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FormatArg {
    /// Văn bản · Text
    Text,
    /// Markdown
    Md,
    /// HTML, khổ A4 · HTML, A4
    Html,
    /// Word
    Docx,
    /// PDF
    Pdf,
    /// JSON
    Json,
}

#[derive(Debug, Args)]
pub struct CodeArgs {
    /// Mã sản phẩm T-X-STT-YYYY · Product code
    #[arg(value_name = "CODE", required_unless_present_any = ["province", "commune"])]
    pub code: Option<String>,

    /// Ngày đánh giá mà mã phải phù hợp · Day of the assessment that the code must fit
    #[arg(long, value_name = "DATE", requires = "code")]
    pub on: Option<String>,

    /// Tra theo tên tỉnh (không cần dấu), hoặc mã · Look up by the province's name (diacritics not needed) or code
    #[arg(long, value_name = "NAME", conflicts_with = "code")]
    pub province: Option<String>,

    /// Tra theo tên xã, phường, đặc khu (không cần dấu), hoặc mã · Look up by the name of a commune, ward or special zone, or its code
    #[arg(long, value_name = "NAME", conflicts_with = "code")]
    pub commune: Option<String>,

    /// In JSON · Print JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Subcommand)]
pub enum CriteriaCommand {
    /// Liệt kê các văn bản và bộ sản phẩm · List versions and product sets
    #[command(after_help = "Ví dụ · Example:\n  ocop criteria list --lang en")]
    List {
        /// In JSON · Print JSON
        #[arg(long)]
        json: bool,
    },
    /// In phiếu của một bộ sản phẩm · Print the sheet of a product set
    #[command(
        after_help = "Ví dụ · Examples:\n  ocop criteria show qd-26-2026/1\n  ocop criteria show qd-26-2026/rau-cu-qua-hat-tuoi --json"
    )]
    Show {
        /// VĂN-BẢN/BỘ, ví dụ qd-26-2026/1 · VERSION/SET, such as qd-26-2026/1
        #[arg(value_name = "VERSION/SET")]
        set: String,
        /// In JSON · Print JSON
        #[arg(long)]
        json: bool,
    },
    /// In mọi bộ sản phẩm của một văn bản, mỗi dòng một bộ · Print all sets of a version, one a line
    #[command(after_help = "Ví dụ · Example:\n  ocop criteria export qd-26-2026 > tieu-chi.ndjson")]
    Export {
        /// Văn bản · Version
        version: String,
    },
    /// Văn bản nào áp dụng vào một ngày · Which version applies on a date
    #[command(
        after_help = "Ví dụ · Example:\n  ocop criteria resolve --on 2026-06-30 --submitted-on 2026-05-04 --kind first"
    )]
    Resolve {
        /// Ngày đánh giá · Day of the assessment
        #[arg(long, value_name = "DATE")]
        on: String,
        /// Ngày nộp hồ sơ · Day the dossier was lodged
        #[arg(long, value_name = "DATE")]
        submitted_on: Option<String>,
        /// Loại đăng ký · Kind of registration
        #[arg(long, value_enum)]
        kind: Option<KindArg>,
        /// In văn bản cho người đọc · Print text for people
        #[arg(long)]
        text: bool,
    },
    /// Kiểm tra một thư mục tiêu chí · Check a folder of criteria
    #[command(after_help = "Ví dụ · Example:\n  ocop criteria verify criteria/qd-26-2026")]
    Verify {
        /// Thư mục · Folder
        #[arg(value_name = "DIR")]
        dir: PathBuf,
        /// In JSON · Print JSON
        #[arg(long)]
        json: bool,
    },
}

/// The kind of a registration, as the command line spells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum KindArg {
    /// Lần đầu · First rating
    First,
    /// Nâng hạng · Upgrade
    Upgrade,
    /// Đánh giá lại · Re-rating
    ReRating,
}

impl From<KindArg> for ocop::criteria::RegistrationKind {
    fn from(arg: KindArg) -> Self {
        match arg {
            KindArg::First => Self::First,
            KindArg::Upgrade => Self::Upgrade,
            KindArg::ReRating => Self::ReRating,
        }
    }
}
