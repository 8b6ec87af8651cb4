//! `ocop call`: an operation by its name, as every other wrapper calls it.

use std::io::Write as _;

use ocop::Library;
use ocop::certificate::MAX_REGISTER;
use ocop_operations::RefusalKind;

use crate::Exit;
use crate::cli::CallArgs;
use crate::io::{Failure, output, read};

pub fn run(args: &CallArgs, library: &Library) -> Result<Exit, Failure> {
    let input = match &args.file {
        Some(file) => read(Some(file), MAX_REGISTER)?,
        None => Vec::new(),
    };
    let options = args.options.as_deref().unwrap_or_default();
    let (bytes, exit) =
        match ocop_operations::call(library, &args.operation, &input, options.as_bytes()) {
            Ok(reply) => (reply.bytes, Exit::Done),
            Err(refusal) => {
                let exit = match refusal.kind {
                    RefusalKind::Refused => Exit::Refused,
                    RefusalKind::WrongCall => Exit::Usage,
                };
                (refusal.bytes(), exit)
            }
        };
    let mut out = output();
    out.write_all(&bytes)?;
    if !bytes.ends_with(b"\n") {
        out.write_all(b"\n")?;
    }
    out.flush()?;
    Ok(exit)
}
