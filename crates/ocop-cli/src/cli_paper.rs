//! The command line of papers: score sheets, forms, the folder that follows a session.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use ocop_operations::document::{Form, Kind};

use crate::cli_council::{OutArgs, SessionArgs};

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
pub struct SheetArgs {
    /// Bộ sản phẩm: VĂN-BẢN/BỘ, số hoặc tên không dấu · Product set: VERSION/SET, number or slug
    #[arg(long, value_name = "VERSION/SET")]
    pub set: String,
    /// Định dạng · Format
    #[arg(long, value_enum, default_value_t = PaperFormat::Text)]
    pub format: PaperFormat,
    #[command(flatten)]
    pub output: OutArgs,
}

/// A form, as the command line spells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FormArg {
    /// Phiếu đăng ký · Registration
    #[value(name = "01")]
    Registration,
    /// Báo cáo tự đánh giá · The producer's report
    #[value(name = "02")]
    SelfAssessment,
    /// Báo cáo của cấp xã · The commune's report
    #[value(name = "03")]
    CommuneReport,
}

impl From<FormArg> for Kind {
    fn from(form: FormArg) -> Self {
        match form {
            FormArg::Registration => Self::Form01,
            FormArg::SelfAssessment => Self::Form02,
            FormArg::CommuneReport => Self::Form03,
        }
    }
}

#[derive(Debug, Args)]
pub struct FormArgs {
    /// Mẫu nào · Which form
    #[arg(value_name = "FORM", value_enum)]
    pub form: FormArg,
    /// Tệp hồ sơ JSON; bỏ trống hoặc "-" để đọc từ đầu vào chuẩn · Dossier as JSON; none or "-" for standard input
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// Mẫu trống của bộ sản phẩm này, không cần hồ sơ · An empty form of this product set, without a dossier
    #[arg(long, value_name = "VERSION/SET", conflicts_with = "file")]
    pub set: Option<String>,
    /// Đọc hồ sơ theo văn bản này, kể cả ngoài thời gian áp dụng · Read the dossier under this version, even out of its time
    #[arg(long, value_name = "ID", conflicts_with = "set")]
    pub criteria: Option<String>,
    /// Định dạng · Format
    #[arg(long, value_enum, default_value_t = PaperFormat::Text)]
    pub format: PaperFormat,
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
