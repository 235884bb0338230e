//! The embedded fonts, each unpacked once, when the first character asks for it.

use crate::PaperError;
use flate2::read::GzDecoder;
use rust_embed::RustEmbed;
use skrifa::{
    FontRef, MetadataProvider,
    charmap::Charmap,
    instance::{LocationRef, Size},
    metrics::GlyphMetrics,
};
use std::{io::Read, sync::OnceLock};

#[derive(RustEmbed)]
#[folder = "fonts/"]
#[allow_missing = true]
struct Embedded;

/// No font of ours unpacks to more.
const MOST_BYTES: u64 = 32 << 20;

/// Noto Sans for simplified and traditional Chinese; the Japanese one knows rare name characters that neither has (𠮷).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FontFile {
    Simplified,
    Traditional,
    Japanese,
}

impl FontFile {
    const fn name(self) -> &'static str {
        match self {
            FontFile::Simplified => "noto-sans-sc.ttf.gz",
            FontFile::Traditional => "noto-sans-tc.ttf.gz",
            FontFile::Japanese => "noto-sans-jp.ttf.gz",
        }
    }
}

/// The licence that has to go with the fonts (SIL OFL 1.1), for the page of licences.
pub fn font_licence() -> Result<String, PaperError> {
    let file = Embedded::get("noto-sans-licence.txt.gz").ok_or(PaperError::FontsMissing)?;
    let mut text = String::new();
    GzDecoder::new(&*file.data)
        .take(MOST_BYTES)
        .read_to_string(&mut text)
        .map_err(|error| PaperError::Pdf(error.to_string()))?;
    Ok(text)
}

/// A font ready to look up and to draw.
pub(crate) struct Face {
    pub font: krilla::text::Font,
    charmap: Charmap<'static>,
    metrics: GlyphMetrics<'static>,
    units_per_em: f32,
}

/// A character's glyph; `advance` in em.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Glyph {
    pub id: krilla::text::GlyphId,
    pub advance: f32,
}

impl Face {
    pub fn glyph(&self, character: char) -> Option<Glyph> {
        let id = self.charmap.map(character)?;
        let advance = self.metrics.advance_width(id)? / self.units_per_em;
        Some(Glyph { id: krilla::text::GlyphId::new(id.to_u32()), advance })
    }
}

/// The face of a file, unpacked on first use and kept for the life of the process.
pub(crate) fn face(file: FontFile) -> Result<&'static Face, PaperError> {
    static FACES: [OnceLock<Face>; 3] = [const { OnceLock::new() }; 3];
    let place = &FACES[file as usize];
    if let Some(face) = place.get() {
        return Ok(face);
    }
    let read = read(file)?;
    Ok(place.get_or_init(|| read))
}

fn read(file: FontFile) -> Result<Face, PaperError> {
    static UNPACKED: [OnceLock<Vec<u8>>; 3] = [const { OnceLock::new() }; 3];
    let unpacked = unpack(file)?;
    let bytes: &'static [u8] = UNPACKED[file as usize].get_or_init(|| unpacked);
    let reference = FontRef::new(bytes).map_err(|_| PaperError::FontBroken(file))?;
    let metrics = reference.glyph_metrics(Size::unscaled(), LocationRef::default());
    let font = krilla::text::Font::new(bytes.into(), 0).ok_or(PaperError::FontBroken(file))?;
    Ok(Face { units_per_em: font.units_per_em(), charmap: reference.charmap(), metrics, font })
}

fn unpack(file: FontFile) -> Result<Vec<u8>, PaperError> {
    let packed = Embedded::get(file.name()).ok_or(PaperError::FontsMissing)?;
    let mut bytes = Vec::new();
    GzDecoder::new(&*packed.data).take(MOST_BYTES).read_to_end(&mut bytes).map_err(|_| PaperError::FontBroken(file))?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_font_reads_and_knows_what_it_is_there_for() {
        for (file, character) in
            [(FontFile::Simplified, '镕'), (FontFile::Traditional, '龘'), (FontFile::Japanese, '𠮷')]
        {
            let face = face(file).expect("a font");
            let glyph = face.glyph(character).expect("a glyph");
            assert!((0.9..=1.1).contains(&glyph.advance), "{file:?}: a Chinese character is one em wide");
        }
    }

    #[test]
    fn the_licence_goes_with_the_fonts() {
        assert!(font_licence().expect("the licence").contains("SIL OPEN FONT LICENSE Version 1.1"));
    }
}
