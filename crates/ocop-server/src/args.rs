//! The arguments of the program.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{ArgGroup, Parser, Subcommand};

/// Máy chủ cho hội đồng OCOP, và bộ máy chấm điểm qua HTTP · A server for OCOP councils, and the rating
/// engine over HTTP
///
/// Không có --data, --database hay --demo thì chỉ phục vụ bộ máy chấm điểm: không lưu gì, không có hội
/// đồng. Without --data, --database and --demo it serves the engine alone: nothing is kept, and there are
/// no councils.
#[derive(Debug, Parser)]
#[command(name = "ocop-server", version)]
#[command(group = ArgGroup::new("with-tls").args(["tls", "tls_cert"]))]
pub struct Args {
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Thư mục cơ sở dữ liệu (một tệp SQLite); chưa có thì được tạo · The folder of the database (one SQLite
    /// file); it is made where there is none
    #[arg(long, value_name = "FOLDER")]
    pub data: Option<PathBuf>,
    /// Cơ sở dữ liệu PostgreSQL thay cho thư mục: postgres://user@host/name. Mật khẩu nên để ngoài câu lệnh,
    /// trong PGPASSWORD hoặc .pgpass · A PostgreSQL database in place of a folder. A password is better kept
    /// out of the command, in PGPASSWORD or .pgpass
    #[arg(long, value_name = "ADDRESS", conflicts_with = "data")]
    pub database: Option<String>,
    /// Phục vụ một ví dụ đã điền, trong thư mục riêng, xóa khi dừng · Serves a filled example in a folder of
    /// its own, which is removed at the end
    #[arg(long, conflicts_with_all = ["data", "database"])]
    pub demo: bool,
    /// Trang tự đánh giá gói trong một tệp, do `cargo xtask page` tạo, phục vụ ở /ocop.html. Không ghi thì lấy
    /// tệp ocop.html cạnh chương trình; không có nữa thì dùng biểu mẫu, không cần script · The self-assessment
    /// as one page, as `cargo xtask page` builds it, served at /ocop.html. Where it is not given, a file
    /// ocop.html beside this program is taken; without one there is the form, which needs no scripts
    #[arg(long, value_name = "FILE")]
    pub page: Option<PathBuf>,
    /// Địa chỉ phục vụ: mặc định chỉ máy này; 0.0.0.0:8080 để cả mạng trong hội trường vào được · Where to
    /// listen: this machine only by default. 0.0.0.0:8080 lets the hall's network in
    #[arg(long, default_value = "127.0.0.1:8080", value_name = "ADDRESS")]
    pub listen: SocketAddr,
    /// Dùng TLS với chứng thư do chương trình tự tạo và giữ cạnh dữ liệu. Trình duyệt cảnh báo một lần trên mỗi
    /// thiết bị: đối chiếu dấu vân tay in ra khi khởi động · Speaks TLS by a certificate that this program
    /// makes and keeps beside the data. Browsers warn of it once on each device: compare the fingerprint that
    /// is printed at the start
    #[arg(long, conflicts_with = "database")]
    pub tls: bool,
    /// Tên hoặc địa chỉ khác của máy này mà chứng thư tự tạo phải dùng được, ngoài những tên hệ thống cho biết
    /// · Another name or address of this machine that such a certificate is to be for, beside those that the
    /// system tells
    #[arg(long, value_name = "NAME", requires = "tls")]
    pub tls_name: Vec<String>,
    /// Dùng TLS với chứng thư này, kèm các chứng thư cấp trên, dạng PEM · Speaks TLS by this certificate, with
    /// those that it rests on, in PEM
    #[arg(long, value_name = "FILE", requires = "tls_key")]
    pub tls_cert: Option<PathBuf>,
    /// Khóa của chứng thư, dạng PEM, không có mật khẩu · The key of the certificate, in PEM, without a
    /// passphrase
    #[arg(long, value_name = "FILE", requires = "tls_cert")]
    pub tls_key: Option<PathBuf>,
    /// Nghe thêm ở địa chỉ này, không TLS, và chuyển người vào sang địa chỉ có TLS · Listens here too, without
    /// TLS, and leads whoever comes to the address with it
    #[arg(long, value_name = "ADDRESS", requires = "with-tls")]
    pub redirect_from: Option<SocketAddr>,
    /// Bảo trình duyệt chỉ vào bằng TLS trong từng ấy ngày (HSTS), với tên này ở mọi cổng. Chỉ dùng khi không
    /// còn gì khác cùng tên cần vào không qua TLS · Tells browsers to come by TLS only for so many days (HSTS),
    /// under this name at any port. Only where nothing else of this name needs to be reached without it
    #[arg(long, default_value_t = 0, value_name = "DAYS", requires = "tls_cert")]
    pub hsts: u32,
    /// Dữ liệu lớn nhất của một lần gọi bộ máy chấm điểm, tính bằng byte · The most bytes of one input to the
    /// engine
    #[arg(long, default_value_t = 16 << 20, value_name = "BYTES")]
    pub max_bytes: usize,
    /// Thời gian lâu nhất của một lần gọi, tính bằng giây · The most seconds of one call of the engine
    #[arg(long, default_value_t = 30, value_name = "SECONDS")]
    pub max_seconds: u64,
    /// Số lần gọi bộ máy mỗi giây từ một địa chỉ; 0 là không giới hạn · Requests a second from one address to
    /// the engine; 0 for no limit
    #[arg(long, default_value_t = 200, value_name = "NUMBER")]
    pub rate: u32,
    /// Tin lời máy chủ ủy quyền đứng trước: địa chỉ nó nêu (X-Forwarded-For), và nó có dùng TLS không
    /// (X-Forwarded-Proto) · Believe what a proxy in front says: the address it names, and whether it speaks TLS
    #[arg(long)]
    pub proxied: bool,
}

/// Where the data are.
#[derive(Debug, clap::Args)]
#[group(required = true, multiple = false)]
pub struct At {
    /// Thư mục cơ sở dữ liệu · The folder of the database
    #[arg(long, value_name = "FOLDER")]
    pub data: Option<PathBuf>,
    /// Cơ sở dữ liệu PostgreSQL · The PostgreSQL database
    #[arg(long, value_name = "ADDRESS")]
    pub database: Option<String>,
}

/// What to do with data. No server may work on a folder meanwhile, except for `backup` and `export`; on a
/// PostgreSQL database one may.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Thêm tài khoản; mật khẩu đọc từ đầu vào chuẩn, một dòng · Adds an account; the password is read from
    /// standard input, one line
    AddAccount {
        #[command(flatten)]
        at: At,
        /// administrator (quản trị), secretary (thư ký), observer (theo dõi)
        #[arg(long)]
        role: String,
        /// Tên đăng nhập · The name to sign in by
        #[arg(long)]
        login: String,
        /// Họ tên người dùng · The name of the person
        #[arg(long)]
        name: String,
    },
    /// Đặt lại mật khẩu cho tài khoản, đọc từ đầu vào chuẩn, một dòng: khi quản trị viên cuối cùng quên mật khẩu
    /// · Gives an account another password, read from standard input, one line: where the last administrator
    /// has forgotten theirs
    SetPassword {
        #[command(flatten)]
        at: At,
        /// Tên đăng nhập · The name to sign in by
        #[arg(long)]
        login: String,
    },
    /// Bỏ yếu tố thứ hai của tài khoản khi chủ tài khoản mất cả điện thoại lẫn mã khôi phục · Takes the second
    /// factor from an account whose owner has lost the telephone and the recovery codes
    ResetSecondFactor {
        #[command(flatten)]
        at: At,
        /// Tên đăng nhập · The name to sign in by
        #[arg(long)]
        login: String,
    },
    /// Kiểm tra nhật ký còn nguyên: không mục nào bị sửa, bỏ hay chèn. In số mục và mã kiểm tra của mục cuối;
    /// giữ mã ấy ở nơi khác thì nhật ký bị cắt đuôi cũng lộ ra · Checks that the trail is whole: no entry
    /// changed, left out or put in. Prints how many there are and the digest of the last one; keep it
    /// elsewhere, and a trail that was cut short shows too
    VerifyTrail {
        #[command(flatten)]
        at: At,
    },
    /// Sao cơ sở dữ liệu của thư mục ra một tệp mới, cả khi máy chủ đang chạy · Writes a sound copy of the
    /// database of a folder to a new file, also while a server works on it
    Backup {
        #[command(flatten)]
        at: At,
        /// Tệp sẽ ghi; phải chưa có · The file to write; it must not be there yet
        to: PathBuf,
    },
    /// Đưa bản sao vào thư mục chưa có cơ sở dữ liệu · Puts a copy into a folder that has no database yet
    Restore {
        #[command(flatten)]
        at: At,
        /// Bản sao · The copy
        from: PathBuf,
    },
    /// In phiên họp có vòng chấm đã đóng, dạng ocop-council/1 · Prints a session whose round is closed, as
    /// ocop-council/1
    Export {
        #[command(flatten)]
        at: At,
        /// Mã phiên họp, như trong địa chỉ trang · The session's identifier, as in its address
        session: String,
    },
    /// Đưa phiên họp (ocop-council/1) vào cơ sở dữ liệu và in mã của nó · Puts a session (ocop-council/1) into
    /// the database, and prints its identifier
    Import {
        #[command(flatten)]
        at: At,
        /// Tệp · The file
        file: PathBuf,
    },
}
