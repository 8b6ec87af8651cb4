//! The command line of councils, certificates and statistics.

use std::path::PathBuf;

use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub enum CouncilCommand {
    /// Cộng phiếu của một phiên họp · Tally a session
    #[command(
        after_help = "Ví dụ · Examples:\n  ocop council tally phien.json > ket-qua.json\n  \
ocop council tally --text --lang en phien.json\n  ocop council tally phien.json --sheets phieu/\n\n\
Phiên có dữ liệu sai: vẫn in kết quả, ghi rõ không có giá trị, mã kết thúc 1.\n\
A session with problems is still tallied, marked as not standing, with exit status 1."
    )]
    Tally(TallyArgs),
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

/// Where a result goes.
#[derive(Debug, Args)]
pub struct OutArgs {
    /// Ghi vào tệp này; không ghi đè tệp đã có · Write to this file; one that is there is kept
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,

    /// Ghi đè tệp đã có · Overwrite a file that is there
    #[arg(long)]
    pub force: bool,
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
