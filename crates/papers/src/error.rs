//! Why a paper could not be made.

use crate::fonts::FontFile;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PaperError {
    #[error("the fonts of the papers are not in this build; run `make setup`, then build again")]
    FontsMissing,
    #[error("the embedded font {0:?} cannot be read; run `make setup`, then build again")]
    FontBroken(FontFile),
    /// A signature or a logo that is no PNG, or too large to print.
    #[error("{field}: {reason}")]
    Picture { field: &'static str, reason: String },
    #[error("the paper would have more than {most} pages")]
    TooLong { most: usize },
    #[error("{0} is too long for a QR code")]
    CodeTooLong(&'static str),
    #[error("the PDF could not be written: {0}")]
    Pdf(String),
}
