//! Arguments of what is done at a terminal, and of training.

use std::path::PathBuf;

use clap::Args;

use super::output::PaperFormat;

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

    /// Với --class: lớp có N học viên, số hiệu S, S+1, …; nêu phiếu nào chưa có · With --class: there are N learners, seeds S, S+1, …; tells whose sheet is not there
    #[arg(long, value_name = "N", requires = "class", value_parser = clap::value_parser!(u16).range(1..=500))]
    pub learners: Option<u16>,

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
