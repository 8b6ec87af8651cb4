//! Arguments of what is asked of decisions, and of product codes.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::output::{OutArgs, PageFormat};

#[derive(Debug, Args)]
pub struct CompareArgs {
    /// Hồ sơ: tệp JSON, hoặc phiếu đã ghi (.xlsx, .ods); bỏ trống hoặc "-" để đọc từ đầu vào chuẩn · Dossier: JSON, or a score sheet filled in (.xlsx, .ods); none or "-" for standard input
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
    #[arg(long, conflicts_with_all = ["criteria", "format"])]
    pub text: bool,

    /// Dạng của bản so sánh; nếu không nêu: theo đuôi tệp ghi ra, không thì văn bản cho hai quyết định, JSON cho một hồ sơ · Form of the comparison; by default that of the file written, else text for two decisions and JSON for a dossier
    #[arg(long, value_enum, conflicts_with = "dossier")]
    pub format: Option<PageFormat>,

    #[command(flatten)]
    pub output: OutArgs,
}

#[derive(Debug, Args)]
pub struct CodeArgs {
    /// Mã sản phẩm T-X-STT-YYYY · Product code
    #[arg(value_name = "CODE", required_unless_present_any = ["province", "commune"])]
    pub code: Option<String>,

    /// Ngày đánh giá mà mã phải phù hợp; khi tra tên: ngày của các tên, từ 01/7/2025 · Day of the assessment that the code must fit; of names the day that they are of, from 1 July 2025
    #[arg(long, value_name = "DATE")]
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
