//! The command line of tables of dossiers: Parquet in, Parquet out.

use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
pub struct ColumnsArgs {
    /// Chấm tệp Parquet, mỗi hàng một hồ sơ, ghi kết quả vào tệp Parquet này; "-" là đầu ra chuẩn · Rate a Parquet file, a dossier a row, into this Parquet file; "-" for standard output
    #[arg(long, value_name = "FILE", group = "batch", conflicts_with_all = ["text", "compact"])]
    pub out: Option<PathBuf>,

    /// Ghi đè tệp đã có · Overwrite a file that is there
    #[arg(long, requires = "out")]
    pub force: bool,

    /// Parquet: cột chứa hồ sơ, JSON hoặc struct; mặc định "dossier" · Parquet: the column of dossiers, JSON or a struct; "dossier" by default
    #[arg(long, value_name = "NAME", requires = "out")]
    pub column: Option<String>,

    /// Parquet: cột được giữ lại trước các cột kết quả; mặc định mọi cột khác · Parquet: columns handed on before those of the results; all others by default
    #[arg(long, value_name = "NAME", requires = "out", value_delimiter = ',')]
    pub keep: Option<Vec<String>>,

    /// Parquet: mỗi tiêu chí một cột ("1.1"), cùng product_set, assessed_on … · Parquet: a column a criterion ("1.1"), beside product_set, assessed_on …
    #[arg(long, requires = "out", conflicts_with = "column")]
    pub typed: bool,

    /// Parquet: cột tiêu chí ghi điểm, không ghi mức · Parquet: columns of criteria hold points, not levels
    #[arg(long, requires = "out")]
    pub points: bool,
}
