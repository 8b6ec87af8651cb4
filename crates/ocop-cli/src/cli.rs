//! The command line: commands, options and their help, Vietnamese first.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use ocop::Lang;

use crate::cli_council::{CertificateCommand, CouncilCommand, StatsArgs};

/// Chấm sao sản phẩm OCOP theo Quyết định của Thủ tướng Chính phủ.
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
ocop rate --ndjson --brief lo.ndjson > ket-qua.ndjson"
    )]
    Rate(RateArgs),
    /// Kiểm tra hồ sơ, chỉ nêu các vấn đề · Check a dossier: its problems only
    #[command(after_help = "Ví dụ · Example:\n  ocop check --text ho-so.json")]
    Check(CheckArgs),
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
    /// Thống kê từ kết quả, phiên họp hoặc sổ · Statistics over ratings, tallies or registers
    #[command(
        after_help = "Ví dụ · Examples:\n  ocop rate --ndjson lo.ndjson | ocop stats -\n  ocop stats so.csv --csv\n\n\
Mã kết thúc 3: có dòng bị từ chối · Exit status 3: some lines were refused"
    )]
    Stats(StatsArgs),
    /// Giải thích, kiểm tra mã sản phẩm; tra mã tỉnh, xã theo tên · Explain and check a product code; look up places by name
    #[command(
        after_help = "Ví dụ · Examples:\n  ocop code 68-24781-1-2026 --on 2026-09-15\n  ocop code --province \"lam dong\" --commune \"xuan huong\""
    )]
    Code(CodeArgs),
    /// In JSON Schema của một định dạng · Print the JSON Schema of a format
    #[command(after_help = "Ví dụ · Example:\n  ocop schema dossier > dossier.schema.json")]
    Schema {
        /// Tên định dạng · Name of the format
        #[arg(value_parser = clap::builder::PossibleValuesParser::new(ocop::schema::NAMES.iter().chain(&ocop_places::SCHEMAS)))]
        name: String,
    },
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

    /// Bỏ điểm từng tiêu chí, mức tối thiểu, căn cứ và mã băm · Leave out scores, minimums, sources and digests
    #[arg(long)]
    pub brief: bool,

    /// JSON trên một dòng · JSON on one line
    #[arg(long, conflicts_with = "text")]
    pub compact: bool,

    /// Mỗi dòng một hồ sơ, kết quả cùng thứ tự, dùng mọi nhân · One dossier a line, results in the same order, on all cores
    #[arg(long, conflicts_with = "text")]
    pub ndjson: bool,

    /// Số luồng cho --ndjson; mặc định mọi nhân · Threads for --ndjson; all cores by default
    #[arg(long, value_name = "N", requires = "ndjson", value_parser = clap::value_parser!(u16).range(1..=64))]
    pub jobs: Option<u16>,
}

#[derive(Debug, Args)]
pub struct CheckArgs {
    #[command(flatten)]
    pub input: InputArgs,
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
    #[arg(long, value_name = "YYYY-MM-DD", conflicts_with = "criteria")]
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
    /// JSON
    Json,
}

#[derive(Debug, Args)]
pub struct CodeArgs {
    /// Mã sản phẩm T-X-STT-YYYY · Product code
    #[arg(value_name = "CODE", required_unless_present_any = ["province", "commune"])]
    pub code: Option<String>,

    /// Ngày đánh giá mà mã phải phù hợp · Day of the assessment that the code must fit
    #[arg(long, value_name = "YYYY-MM-DD", requires = "code")]
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
        #[arg(long, value_name = "YYYY-MM-DD")]
        on: String,
        /// Ngày nộp hồ sơ · Day the dossier was lodged
        #[arg(long, value_name = "YYYY-MM-DD")]
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

impl From<KindArg> for ocop::criteria::files::RegistrationKind {
    fn from(arg: KindArg) -> Self {
        match arg {
            KindArg::First => Self::First,
            KindArg::Upgrade => Self::Upgrade,
            KindArg::ReRating => Self::ReRating,
        }
    }
}
