//! What Typst sees: our template, one document as data, our fonts. No files, no network, no clock.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt};

use crate::error::PdfError;

const TEMPLATE: &str = include_str!("paper.typ");

/// The faces, those of the text first.
const FACES: [&[u8]; 5] = [
    include_bytes!("../fonts/LiberationSerif-Regular.ttf"),
    include_bytes!("../fonts/LiberationSerif-Bold.ttf"),
    include_bytes!("../fonts/LiberationSerif-Italic.ttf"),
    include_bytes!("../fonts/LiberationSerif-BoldItalic.ttf"),
    include_bytes!("../fonts/DejaVuSans.ttf"),
];

static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    let faces = FACES.into_iter();
    faces
        .filter_map(|face| Font::new(Bytes::new(face), 0))
        .collect()
});
static BOOK: LazyLock<LazyHash<FontBook>> =
    LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));
static LIBRARY: LazyLock<LazyHash<Library>> =
    LazyLock::new(|| LazyHash::new(<Library as LibraryExt>::default()));

/// The fonts that papers are written with.
pub fn fonts() -> &'static [Font] {
    &FONTS
}

/// One document to be compiled.
pub struct World {
    template: Source,
    data_id: FileId,
    data: Bytes,
}

impl World {
    pub fn new(data: Vec<u8>) -> Result<Self, PdfError> {
        let id = |name: &str| {
            let path =
                VirtualPath::new(name).map_err(|e| PdfError::new(format!("{name}: {e:?}")))?;
            Ok::<_, PdfError>(RootedPath::new(VirtualRoot::Project, path).intern())
        };
        Ok(Self {
            template: Source::new(id("paper.typ")?, TEMPLATE.to_owned()),
            data_id: id("paper.json")?,
            data: Bytes::new(data),
        })
    }
}

impl typst::World for World {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.template.id() {
            Ok(self.template.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.data_id {
            Ok(self.data.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
