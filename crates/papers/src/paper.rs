//! What every paper can do: list its fields and be rendered.

use crate::{Brand, PaperError, form::Form, ink, layout::lay_out};
use aftercare_i18n::Texts;
use aftercare_kernel::Locale;
use krilla::metadata::Metadata;

pub trait Paper {
    /// The fields of the paper in their order, in the reader's language.
    fn form(&self, texts: Texts) -> Form;
}

/// The PDF of a paper; the same view gives the same bytes.
pub fn render(paper: &impl Paper, locale: Locale, brand: &Brand) -> Result<Vec<u8>, PaperError> {
    let texts = Texts::new(locale);
    let form = paper.form(texts);
    let pages = lay_out(&form, texts, brand)?;
    let title = format!("{} {}", form.title, form.number);
    let metadata = Metadata::new()
        .title(title.clone())
        .authors(vec![brand.name.clone()])
        .language(locale.tag().to_owned())
        .document_id(title)
        .creator("Aftercare".to_owned());
    ink::write(&pages, form.size.points(), metadata)
}
