//! What stands where on a page, in points from its upper left corner.

use crate::{Colour, qr::Code, text::Line};
use krilla::image::Image;

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Area {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
}

impl Area {
    pub fn bottom(self) -> f32 {
        self.y + self.height
    }
    pub fn right(self) -> f32 {
        self.x + self.width
    }
    /// The largest area of a picture's proportions inside this one, centred.
    pub fn fit(self, width: f32, height: f32) -> Area {
        let scale = (self.width / width.max(1.0)).min(self.height / height.max(1.0));
        let (width, height) = (width * scale, height * scale);
        Area { x: self.x + (self.width - width) / 2.0, y: self.y + (self.height - height) / 2.0, width, height }
    }
}

/// Size in points, weight and colour of a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Type {
    pub size: f32,
    pub bold: bool,
    pub colour: Colour,
}

impl Type {
    pub const fn plain(size: f32) -> Self {
        Self { size, bold: false, colour: Colour::BLACK }
    }
    pub const fn bold(size: f32) -> Self {
        Self { size, bold: true, colour: Colour::BLACK }
    }
    pub const fn in_colour(self, colour: Colour) -> Self {
        Self { colour, ..self }
    }
    pub fn line_height(self) -> f32 {
        self.size * 1.4
    }
    /// From the top of a line to its baseline: the em box of Chinese sits 0.88 above it.
    pub fn ascent(self) -> f32 {
        self.size * (0.2 + 0.88)
    }
}

pub(crate) enum Mark {
    Fill {
        area: Area,
        colour: Colour,
    },
    Frame {
        area: Area,
        width: f32,
        colour: Colour,
    },
    Text {
        x: f32,
        baseline: f32,
        kind: Type,
        line: Line,
    },
    Picture {
        area: Area,
        image: Image,
    },
    /// A QR code of that side length.
    Code {
        x: f32,
        y: f32,
        side: f32,
        code: Code,
    },
    /// Across the page, askew, see-through.
    Stamp {
        x: f32,
        y: f32,
        word: Line,
        below: Line,
    },
}
