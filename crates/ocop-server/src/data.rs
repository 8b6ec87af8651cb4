//! Where the data are, and what is done with them from a console.

use std::fs::{self, File, TryLockError};
use std::io::Write as _;
use std::path::Path;

use ocop_server::{Evening, FILE, Fault, Store, StoreError};
use ocop_text::console::{both, reason};

use crate::args::{At, Command};

/// A database that is open, and, of a folder, held against other servers.
pub struct Opened {
    pub evening: Evening,
    _held: Option<File>,
}

/// Opens a database, makes it where there is none, and holds it.
pub async fn open(data: Option<&Path>, database: Option<&str>) -> Result<Opened, String> {
    let (store, held) = match (data, database) {
        (_, Some(address)) => (Store::connect(address).await, None),
        (Some(folder), None) => {
            let held = hold(folder)?;
            (Store::open(folder).await, Some(held))
        }
        (None, None) => return Err(nowhere()),
    };
    let evening = Evening::new(store.map_err(|e| e.to_string())?);
    Ok(Opened {
        evening,
        _held: held,
    })
}

/// Opens what is there already, beside a server that works on it.
async fn beside(at: &At) -> Result<Evening, String> {
    let store = match (&at.data, &at.database) {
        (_, Some(address)) => Store::connect(address).await,
        (Some(folder), None) => {
            if !folder.join(FILE).exists() {
                let folder = folder.display();
                return Err(format!(
                    "{folder}: không có cơ sở dữ liệu / no database here"
                ));
            }
            Store::open(folder).await
        }
        (None, None) => return Err(nowhere()),
    };
    Ok(Evening::new(store.map_err(|e| e.to_string())?))
}

/// Holds a folder for this process: two servers on one file would not know of each other.
fn hold(folder: &Path) -> Result<File, String> {
    let told = |error: std::io::Error| {
        let path = folder.to_owned();
        StoreError::Folder { path, error }.to_string()
    };
    fs::create_dir_all(folder).map_err(told)?;
    let file = File::create(folder.join("ocop.lock")).map_err(told)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            let path = folder.to_owned();
            Err(StoreError::InUse { path }.to_string())
        }
        Err(TryLockError::Error(error)) => Err(told(error)),
    }
}

/// Does what a command says.
pub async fn on_data(command: Command) -> Result<(), String> {
    match command {
        Command::AddAccount {
            at,
            role,
            login,
            name,
        } => {
            let opened = open(at.data.as_deref(), at.database.as_deref()).await?;
            let (evening, password) = (opened.evening, line()?);
            let added = evening.add_account("console", &name, &login, &role, &password);
            added.await.map_err(|f| said(&f))
        }
        Command::SetPassword { at, login } => {
            let opened = open(at.data.as_deref(), at.database.as_deref()).await?;
            let (evening, password) = (opened.evening, line()?);
            let set = evening.set_password_of("console", &login, &password);
            set.await.map_err(|f| told_of(&login, &f))
        }
        Command::ResetSecondFactor { at, login } => {
            let opened = open(at.data.as_deref(), at.database.as_deref()).await?;
            let evening = opened.evening;
            let reset = evening.reset_second_factor_of("console", &login);
            reset.await.map_err(|f| told_of(&login, &f))
        }
        Command::VerifyTrail { at } => {
            let evening = beside(&at).await?;
            let checked = sound(&evening).await?;
            print(&format!("{} {}", checked.entries, checked.last))
        }
        Command::Backup { at, to } => {
            let evening = beside(&at).await?;
            let to = to.to_str().ok_or_else(|| {
                let to = to.display();
                format!("{to}: tên tệp không phải UTF-8 / the name of the file is not UTF-8")
            })?;
            evening.store().backup(to).await.map_err(|e| e.to_string())
        }
        Command::Restore { at, from } => match at.data {
            Some(folder) => restore(&folder, &from).await,
            None => Err(StoreError::OwnTools.to_string()),
        },
        Command::Export { at, session } => {
            let evening = beside(&at).await?;
            let exported = evening.export(&session).await;
            print(&exported.map_err(|fault| match fault {
                Fault::NotFound => {
                    format!("{session}: không có phiên họp này / there is no such session")
                }
                other => said(&other),
            })?)
        }
        Command::Import { at, file } => {
            let opened = open(at.data.as_deref(), at.database.as_deref()).await?;
            let text = fs::read_to_string(&file).map_err(|e| told_at(&file, &e))?;
            let imported = opened.evening.import("console", &text).await;
            let id = imported.map_err(|f| said(&f))?;
            print(&id)?;
            if opened.evening.is_empty(&id).await.map_err(|f| said(&f))? {
                eprintln!(
                    "ocop-server: phiên họp chưa có sản phẩm nào; thêm sản phẩm trước khi mở vòng chấm / \
                     the session has no products yet; add them before the round opens"
                );
            }
            Ok(())
        }
    }
}

/// A line of standard input.
fn line() -> Result<String, String> {
    let mut line = String::new();
    let read = std::io::stdin().read_line(&mut line);
    read.map_err(|e| both(&reason(&e)))?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

/// A fault about an account, by its name.
fn told_of(login: &str, fault: &Fault) -> String {
    match fault {
        Fault::NotFound => format!("{login}: không có tài khoản này / there is no such account"),
        other => said(other),
    }
}

/// Whether the file is sound and the trail whole.
async fn sound(evening: &Evening) -> Result<ocop_server::Checked, String> {
    let unsound = evening.store().check().await.map_err(|e| e.to_string())?;
    if !unsound.is_empty() {
        return Err(unsound.join("; "));
    }
    let checked = evening.verify_trail().await.map_err(|e| e.to_string())?;
    match checked.broken_at {
        None => Ok(checked),
        Some(number) => Err(format!(
            "nhật ký không còn nguyên vẹn từ số {number} / the trail is broken at entry {number}"
        )),
    }
}

/// Puts a copy into place only when it is sound, and never over a database.
async fn restore(data: &Path, from: &Path) -> Result<(), String> {
    let _held = hold(data)?;
    let to = data.join(FILE);
    if to.exists() {
        let to = to.display();
        return Err(format!(
            "{to}: đã có cơ sở dữ liệu / there is a database already"
        ));
    }
    let trial = tempfile::tempdir_in(data).map_err(|e| told_at(data, &e))?;
    let copy = trial.path().join(FILE);
    fs::copy(from, &copy).map_err(|e| told_at(from, &e))?;
    let store = Store::open(trial.path()).await.map_err(|e| e.to_string())?;
    let evening = Evening::new(store);
    sound(&evening).await?;
    evening.store().close().await;
    fs::rename(&copy, &to).map_err(|e| told_at(&to, &e))
}

/// A fault for whoever sits at the machine.
pub fn said(fault: &Fault) -> String {
    if let Fault::Store(error) = fault {
        return error.to_string();
    }
    let texts = fault.texts();
    let lines = texts.iter().map(both);
    lines.collect::<Vec<_>>().join("\n")
}

/// A file or folder that cannot be used.
fn told_at(path: &Path, error: &std::io::Error) -> String {
    format!("{}: {}", path.display(), both(&reason(error)))
}

/// Neither a folder nor a database was named.
fn nowhere() -> String {
    "cần --data hoặc --database / --data or --database is needed".to_owned()
}

/// A result on standard output; one that cannot be written is told.
fn print(text: &str) -> Result<(), String> {
    writeln!(std::io::stdout(), "{text}").map_err(|e| {
        let why = both(&reason(&e));
        format!("không ghi được kết quả / the output could not be written: {why}")
    })
}
