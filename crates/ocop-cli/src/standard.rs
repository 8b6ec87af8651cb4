//! Standard output, where it can be written to. The standard library takes a closed one for a wish that
//! nothing be printed: it opens `/dev/null` in its place before `main`, and passes over the error where
//! it is open for reading only. Here such an output is told.

use std::io::{self, Stdout, Write};

/// Standard output; one that cannot be written to fails at the first byte.
pub enum Standard {
    Open(Stdout),
    Closed,
}

/// Standard output.
pub fn standard() -> Standard {
    if at_start::unwritable() {
        Standard::Closed
    } else {
        Standard::Open(io::stdout())
    }
}

/// What a closed output says of itself.
fn closed() -> io::Error {
    io::ErrorKind::NotConnected.into()
}

impl Standard {
    /// Whether what another writes to it arrives.
    pub fn writable(&self) -> io::Result<()> {
        match self {
            Self::Open(_) => Ok(()),
            Self::Closed => Err(closed()),
        }
    }
}

impl Write for Standard {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Open(out) => out.write(bytes),
            Self::Closed => Err(closed()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Open(out) => out.flush(),
            // what was not written was told
            Self::Closed => Ok(()),
        }
    }
}

#[cfg(unix)]
mod at_start {
    use std::sync::atomic::{AtomicBool, Ordering};

    use rustix::fs::{OFlags, fcntl_getfl};
    use rustix::stdio::stdout;

    /// Whether standard output was closed, or for reading only, when the program began.
    static UNWRITABLE: AtomicBool = AtomicBool::new(false);

    // only what runs before the standard library does can see it
    ctor::declarative::ctor! {
        #[ctor(unsafe)]
        fn look() {
            let reads_only = |flags: OFlags| flags & OFlags::ACCMODE == OFlags::RDONLY;
            let unwritable = fcntl_getfl(stdout()).map_or(true, reads_only);
            UNWRITABLE.store(unwritable, Ordering::Relaxed);
        }
    }

    pub fn unwritable() -> bool {
        UNWRITABLE.load(Ordering::Relaxed)
    }
}

#[cfg(not(unix))]
mod at_start {
    pub const fn unwritable() -> bool {
        false
    }
}
