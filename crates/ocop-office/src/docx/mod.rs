//! Papers for Word: a `Document` as `.docx`.
