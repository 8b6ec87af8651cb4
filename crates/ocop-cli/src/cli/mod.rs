//! The command line: commands, options and their help, Vietnamese first.

mod certificate;
mod columns;
mod council;
mod dossier;
mod law;
mod output;
mod paper;
mod practice;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use ocop::Lang;

pub use certificate::{CertificateCommand, RegisterArgs, RenewalsArgs, StatsArgs, StatusArgs};
#[cfg(feature = "parquet")]
pub use columns::ColumnsArgs;
pub use council::{
    CollectArgs, CouncilCommand, CouncilLevel, MinutesArgs, MinutesFormat, NewArgs, NextArgs,
    PapersArgs, ResultsArgs, SessionArgs, SheetsArgs, TableFormat, TablesArgs, TallyArgs,
};
pub use dossier::{
    CheckArgs, EvidenceArgs, ExplainArgs, InputArgs, PlanArgs, RateArgs, ReaderArg, StageArg,
    VerifyArgs,
};
pub use law::{CodeArgs, CompareArgs, CriteriaCommand};
pub use output::{OutArgs, PageFormat, PaperFormat};
pub use paper::{FormArgs, PaperArgs, SheetArgs};
pub use practice::{AssessArgs, PracticeArgs};

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

#[derive(Debug, Args)]
pub struct ManualArgs {
    /// Thư mục để ghi · Folder to write into
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Ghi đè tệp đã có · Overwrite files that are there
    #[arg(long)]
    pub force: bool,
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
    /// Hội đồng: tổng hợp phiếu đánh giá, biên bản, bước tiếp theo · Councils: tally, minutes, next steps
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
    /// Ghi các trang hướng dẫn cho lệnh man · Write the manual pages
    #[command(after_help = "Ví dụ · Example:\n  ocop manual --out /usr/local/share/man/man1")]
    Manual(ManualArgs),
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
