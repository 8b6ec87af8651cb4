//! The command line of papers: score sheets and forms.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use ocop_operations::document::DocumentKind;

use super::output::{OutArgs, PaperFormat};

/// A page as a paper, in place of JSON.
#[derive(Debug, Args)]
pub struct PaperArgs {
    /// Ghi thành văn bản ở định dạng này · Write a paper in this form
    #[arg(long, value_enum, conflicts_with = "text")]
    pub format: Option<PaperFormat>,
    #[command(flatten)]
    pub output: OutArgs,
}

#[derive(Debug, Args)]
pub struct SheetArgs {
    /// Bộ sản phẩm: VĂN-BẢN/BỘ, số hoặc tên không dấu · Product set: VERSION/SET, number or slug
    #[arg(long, value_name = "VERSION/SET")]
    pub set: String,
    /// Định dạng; bỏ trống thì theo đuôi của --out, không có thì text · Format; by the ending of --out where none is given, else text
    #[arg(long, value_enum)]
    pub format: Option<PaperFormat>,
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

impl From<FormArg> for DocumentKind {
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
    /// Hồ sơ: tệp JSON, hoặc phiếu đã ghi (.xlsx, .ods); bỏ trống hoặc "-" để đọc từ đầu vào chuẩn · Dossier: JSON, or a score sheet filled in (.xlsx, .ods); none or "-" for standard input
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// Mẫu trống của bộ sản phẩm này, không cần hồ sơ · An empty form of this product set, without a dossier
    #[arg(long, value_name = "VERSION/SET", conflicts_with = "file")]
    pub set: Option<String>,
    /// Đọc hồ sơ theo văn bản này, kể cả ngoài thời gian áp dụng · Read the dossier under this version, even out of its time
    #[arg(long, value_name = "ID", conflicts_with = "set")]
    pub criteria: Option<String>,
    /// Định dạng; bỏ trống thì theo đuôi của --out, không có thì text · Format; by the ending of --out where none is given, else text
    #[arg(long, value_enum)]
    pub format: Option<PaperFormat>,
    #[command(flatten)]
    pub output: OutArgs,
}
