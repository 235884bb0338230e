//! From text to lines of glyphs: which font knows a character, and where a line may break (UAX #14).
//!
//! One character is one glyph. That is right for Chinese and Latin, the only scripts of the embedded fonts; a character that
//! no font knows prints as a crossed-out box, and the PDF still carries the character for search and copy.

use crate::{
    PaperError,
    fonts::{Face, FontFile, Glyph, face},
};
use aftercare_kernel::Locale;
use krilla::text::KrillaGlyph;
use unicode_linebreak::{BreakOpportunity, linebreaks};

/// Characters in one font, side by side.
pub(crate) struct Run {
    pub face: &'static Face,
    pub text: String,
    /// Advances in em.
    pub glyphs: Vec<KrillaGlyph>,
    /// In em.
    pub width: f32,
}

/// What stands on one line; `width` in em.
#[derive(Default)]
pub(crate) struct Line {
    pub runs: Vec<Run>,
    pub width: f32,
}

/// A character with its glyphs, before lines are broken. A ticked box has two, one over the other.
struct Sign {
    /// Byte offset in the text.
    at: usize,
    character: char,
    face: &'static Face,
    glyph: Glyph,
    over: Option<Glyph>,
}

/// Chooses glyphs for one locale: the fonts in the order in which they are asked.
pub(crate) struct Typesetter {
    locale: Locale,
    order: [FontFile; 3],
}

impl Typesetter {
    pub fn new(locale: Locale) -> Self {
        let order = match locale {
            Locale::ZhTw => [FontFile::Traditional, FontFile::Simplified, FontFile::Japanese],
            Locale::ZhCn | Locale::En => [FontFile::Simplified, FontFile::Traditional, FontFile::Japanese],
        };
        Self { locale, order }
    }

    /// The text as one line, however long.
    pub fn line(&self, text: &str) -> Result<Line, PaperError> {
        Ok(line_of(&self.signs(&printable(text).replace('\n', " "))?))
    }

    /// The text in lines no wider than `limit` em; a word that is wider alone is cut where it must.
    pub fn wrap(&self, text: &str, limit: f32) -> Result<Vec<Line>, PaperError> {
        let text = printable(text);
        let signs = self.signs(&text)?;
        let mut stops = linebreaks(&text).peekable();
        let (mut lines, mut start, mut width, mut last_stop) = (Vec::new(), 0, 0.0, None);
        for (index, sign) in signs.iter().enumerate() {
            match stops.next_if(|(at, _)| *at <= sign.at) {
                Some((_, BreakOpportunity::Mandatory)) => {
                    lines.push(line_of(&signs[start..index]));
                    (start, width, last_stop) = (index, 0.0, None);
                }
                Some((_, BreakOpportunity::Allowed)) => last_stop = Some(index),
                None => {}
            }
            let too_wide = width + sign.glyph.advance > limit && index > start;
            if too_wide && !sign.character.is_whitespace() {
                let cut = last_stop.unwrap_or(index);
                lines.push(line_of(&signs[start..cut]));
                width = signs[cut..index].iter().map(|s| s.glyph.advance).sum();
                (start, last_stop) = (cut, None);
            }
            width += sign.glyph.advance;
        }
        lines.push(line_of(&signs[start..]));
        Ok(lines)
    }

    fn signs(&self, text: &str) -> Result<Vec<Sign>, PaperError> {
        text.char_indices().map(|(at, character)| self.sign(at, character)).collect()
    }

    fn sign(&self, at: usize, character: char) -> Result<Sign, PaperError> {
        let (shown, over) = match character {
            '☐' => ('□', None),
            '☑' => ('□', Some('✓')),
            '\n' => (' ', None),
            // The Chinese fonts draw these as wide as a Chinese character.
            '‘' | '’' if self.locale == Locale::En => ('\'', None),
            '“' | '”' if self.locale == Locale::En => ('"', None),
            other => (other, None),
        };
        let (face, glyph) = match self.find(shown)? {
            Some(found) => found,
            None => return self.unknown(at, character),
        };
        Ok(Sign { at, character, face, glyph, over: over.and_then(|mark| face.glyph(mark)) })
    }

    /// The box that shows that a character is there which cannot be drawn.
    fn unknown(&self, at: usize, character: char) -> Result<Sign, PaperError> {
        let face = face(self.order[0])?;
        let glyph = face.glyph('□').ok_or(PaperError::FontBroken(self.order[0]))?;
        Ok(Sign { at, character, face, glyph, over: face.glyph('×') })
    }

    fn find(&self, character: char) -> Result<Option<(&'static Face, Glyph)>, PaperError> {
        for file in self.order {
            let face = face(file)?;
            if let Some(glyph) = face.glyph(character) {
                return Ok(Some((face, glyph)));
            }
        }
        Ok(None)
    }
}

/// Tabs become spaces; what has no shape of its own (controls, joiners, direction marks, selectors) is left out.
fn printable(text: &str) -> String {
    let shapeless = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
                | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0100}'..='\u{e01ef}')
    };
    text.replace("\r\n", "\n").replace('\t', " ").chars().filter(|c| !shapeless(*c)).collect()
}

fn line_of(signs: &[Sign]) -> Line {
    let end = signs.iter().rposition(|s| !s.character.is_whitespace()).map_or(0, |last| last + 1);
    let mut line = Line::default();
    for sign in &signs[..end] {
        line.width += sign.glyph.advance;
        match line.runs.last_mut() {
            Some(run) if std::ptr::eq(run.face, sign.face) => run.push(sign),
            _ => {
                let mut run = Run { face: sign.face, text: String::new(), glyphs: Vec::new(), width: 0.0 };
                run.push(sign);
                line.runs.push(run);
            }
        }
    }
    line
}

impl Run {
    fn push(&mut self, sign: &Sign) {
        let start = self.text.len();
        self.text.push(sign.character);
        let range = start..self.text.len();
        if let Some(over) = sign.over {
            let mut glyph = drawn(over, 0.0, range.clone());
            glyph.x_offset = (sign.glyph.advance - over.advance) / 2.0;
            self.glyphs.push(glyph);
        }
        self.glyphs.push(drawn(sign.glyph, sign.glyph.advance, range));
        self.width += sign.glyph.advance;
    }
}

fn drawn(glyph: Glyph, advance: f32, range: std::ops::Range<usize>) -> KrillaGlyph {
    KrillaGlyph {
        glyph_id: glyph.id,
        text_range: range,
        x_advance: advance,
        x_offset: 0.0,
        y_offset: 0.0,
        y_advance: 0.0,
        location: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(text: &str, limit: f32) -> Vec<String> {
        let lines = Typesetter::new(Locale::ZhCn).wrap(text, limit).expect("lines");
        for line in &lines {
            assert!(line.width <= limit || line.runs.iter().map(|r| r.text.chars().count()).sum::<usize>() == 1);
        }
        lines.iter().map(|l| l.runs.iter().map(|r| r.text.as_str()).collect()).collect()
    }

    #[test]
    fn chinese_breaks_anywhere_but_before_closing_marks() {
        assert_eq!(broken("屏幕无显示", 3.0), ["屏幕无", "显示"]);
        assert_eq!(broken("屏幕无，显示", 3.0), ["屏幕", "无，显", "示"]);
    }

    #[test]
    fn latin_breaks_between_words_and_long_codes_where_they_must() {
        assert_eq!(broken("screen stays dark", 4.0), ["screen", "stays", "dark"]);
        let code = broken("8650420312345678901234567890", 4.0);
        assert!(code.len() > 2 && code.concat() == "8650420312345678901234567890");
    }

    #[test]
    fn line_ends_in_the_text_are_kept() {
        assert_eq!(broken("一\r\n二\n\n三", 9.0), ["一", "二", "", "三"]);
        assert_eq!(broken("", 9.0), [""]);
    }

    #[test]
    fn each_character_comes_from_the_first_font_that_knows_it() {
        let line = Typesetter::new(Locale::ZhTw).line("郭富𠮷镕").expect("a line");
        assert_eq!(line.runs.len(), 3);
        assert!(std::ptr::eq(line.runs[0].face, face(FontFile::Traditional).expect("font")));
        assert!(std::ptr::eq(line.runs[1].face, face(FontFile::Japanese).expect("font")));
        assert!(std::ptr::eq(line.runs[2].face, face(FontFile::Simplified).expect("font")));
    }

    #[test]
    fn an_unknown_character_shows_as_a_crossed_box_and_keeps_its_text() {
        let line = Typesetter::new(Locale::En).line("ก").expect("a line");
        assert_eq!((line.runs[0].text.as_str(), line.runs[0].glyphs.len()), ("ก", 2));
    }

    #[test]
    fn english_quotation_marks_are_narrow() {
        let width = |locale| Typesetter::new(locale).line("’").expect("a line").width;
        assert!(width(Locale::En) < 0.5 && width(Locale::ZhCn) > 0.9);
    }

    #[test]
    fn marks_without_a_shape_are_left_out() {
        let line = Typesetter::new(Locale::En).line("a\u{200b}b\u{202e}\u{7}c\u{fe0f}").expect("a line");
        assert_eq!(line.runs[0].text, "abc");
    }
}
