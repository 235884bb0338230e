//! Writes marks as PDF.

use crate::{
    Colour, PaperError,
    mark::{Area, Mark, Type},
    qr::Code,
    text::Line,
};
use krilla::{
    Document, SerializeSettings,
    color::rgb,
    geom::{Path, PathBuilder, Point, Rect, Size, Transform},
    metadata::Metadata,
    num::NormalizedF32,
    page::PageSettings,
    paint::{Fill, Stroke},
    surface::Surface,
};

const STAMP_RED: Colour = Colour::new(196, 30, 36);
const STAMP_WORD: Type = Type::bold(54.0).in_colour(STAMP_RED);
const STAMP_BELOW: Type = Type::bold(10.0).in_colour(STAMP_RED);
/// Degrees; stamps are never straight.
const STAMP_ANGLE: f32 = -16.0;

/// The PDF of the pages; `size` in points.
pub(crate) fn write(pages: &[Vec<Mark>], size: (f32, f32), metadata: Metadata) -> Result<Vec<u8>, PaperError> {
    let mut document = Document::new_with(SerializeSettings::default());
    document.set_metadata(metadata);
    for marks in pages {
        let settings = PageSettings::from_wh(size.0, size.1).ok_or_else(|| PaperError::Pdf("page size".to_owned()))?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        for mark in marks {
            draw(&mut surface, mark);
        }
        surface.finish();
        page.finish();
    }
    document.finish().map_err(|error| PaperError::Pdf(error.to_string()))
}

fn draw(surface: &mut Surface<'_>, mark: &Mark) {
    match mark {
        Mark::Fill { area, colour } => fill(surface, rectangles([*area]), *colour),
        Mark::Frame { area, width, colour } => frame(surface, *area, *width, *colour),
        Mark::Text { x, baseline, kind, line } => text(surface, *x, *baseline, *kind, line),
        Mark::Picture { area, image } => {
            if let Some(size) = Size::from_wh(area.width, area.height) {
                surface.push_transform(&Transform::from_translate(area.x, area.y));
                surface.draw_image(image.clone(), size);
                surface.pop();
            }
        }
        Mark::Code { x, y, side, code } => fill(surface, code_path(*x, *y, *side, code), Colour::BLACK),
        Mark::Stamp { x, y, word, below } => stamp(surface, *x, *y, word, below),
    }
}

fn fill(surface: &mut Surface<'_>, path: Option<Path>, colour: Colour) {
    if let Some(path) = path {
        surface.set_stroke(None);
        surface.set_fill(Some(Fill { paint: ink(colour).into(), ..Fill::default() }));
        surface.draw_path(&path);
    }
}

fn frame(surface: &mut Surface<'_>, area: Area, width: f32, colour: Colour) {
    if let Some(path) = rectangles([area]) {
        surface.set_fill(None);
        surface.set_stroke(Some(stroke(width, colour)));
        surface.draw_path(&path);
    }
}

/// Bold is the regular weight with its outline drawn: a second weight of the fonts would weigh 13 MB.
fn text(surface: &mut Surface<'_>, x: f32, baseline: f32, kind: Type, line: &Line) {
    surface.set_fill(Some(Fill { paint: ink(kind.colour).into(), ..Fill::default() }));
    surface.set_stroke(kind.bold.then(|| stroke(kind.size * 0.03, kind.colour)));
    let mut x = x;
    for run in &line.runs {
        let start = Point::from_xy(x, baseline);
        surface.draw_glyphs(start, &run.glyphs, run.face.font.clone(), &run.text, kind.size, false);
        x += run.width * kind.size;
    }
}

fn code_path(x: f32, y: f32, side: f32, code: &Code) -> Option<Path> {
    let module = side / code.side as f32;
    rectangles(code.runs.iter().map(|(column, row, length)| Area {
        x: x + *column as f32 * module,
        y: y + *row as f32 * module,
        width: *length as f32 * module,
        height: module,
    }))
}

fn rectangles(areas: impl IntoIterator<Item = Area>) -> Option<Path> {
    let mut path = PathBuilder::new();
    for area in areas {
        path.push_rect(Rect::from_xywh(area.x, area.y, area.width, area.height)?);
    }
    path.finish()
}

/// A double frame around the word, with the small line under it.
fn stamp(surface: &mut Surface<'_>, x: f32, y: f32, word: &Line, below: &Line) {
    let word_width = word.width * STAMP_WORD.size;
    let below_width = below.width * STAMP_BELOW.size;
    let below_height = if below.runs.is_empty() { 0.0 } else { 16.0 };
    let (width, height) = (word_width.max(below_width) + 36.0, STAMP_WORD.size * 1.3 + below_height);
    let outer = Area { x: x - width / 2.0, y: y - height / 2.0, width, height };
    let inner = Area { x: outer.x + 4.0, y: outer.y + 4.0, width: width - 8.0, height: height - 8.0 };

    surface.push_transform(&Transform::from_rotate_at(STAMP_ANGLE, x, y));
    surface.push_opacity(NormalizedF32::new(0.62).unwrap_or(NormalizedF32::ONE));
    frame(surface, outer, 2.4, STAMP_RED);
    frame(surface, inner, 0.9, STAMP_RED);
    let word_baseline = outer.y + STAMP_WORD.size * 1.03;
    text(surface, x - word_width / 2.0, word_baseline, STAMP_WORD, word);
    text(surface, x - below_width / 2.0, outer.bottom() - 10.0, STAMP_BELOW, below);
    surface.pop();
    surface.pop();
}

fn stroke(width: f32, colour: Colour) -> Stroke {
    Stroke { paint: ink(colour).into(), width, ..Stroke::default() }
}

fn ink(colour: Colour) -> rgb::Color {
    rgb::Color::new(colour.red, colour.green, colour.blue)
}
