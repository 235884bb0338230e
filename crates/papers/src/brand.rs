//! What makes a paper the brand's own.

/// Printed on each page: name and logo above, the contact line below.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brand {
    pub name: String,
    /// Colour of the name and of the rule under the heading.
    pub colour: Colour,
    /// A PNG, shown left of the name at most 20 pt high.
    pub logo: Option<Vec<u8>>,
    /// Hotline, address or site; stands in the footer of each page.
    pub contact: String,
}

/// An sRGB colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour {
    pub red: u8,
    pub green: u8,
    pub blue: u8,
}

impl Colour {
    pub const BLACK: Colour = Colour::new(0, 0, 0);
    pub const GREY: Colour = Colour::new(90, 96, 104);
    pub const WHITE: Colour = Colour::new(255, 255, 255);

    pub const fn new(red: u8, green: u8, blue: u8) -> Self {
        Self { red, green, blue }
    }

    /// Reads `#1a6b54`.
    pub fn from_hex(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|d| d.len() == 6 && d.bytes().all(|b| b.is_ascii_hexdigit()))?;
        let part = |range| u8::from_str_radix(&digits[range], 16).ok();
        Some(Self::new(part(0..2)?, part(2..4)?, part(4..6)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_read_from_six_hex_digits_only() {
        assert_eq!(Colour::from_hex("#1a6B54"), Some(Colour::new(0x1a, 0x6b, 0x54)));
        for text in ["1a6b54", "#1a6b5", "#1a6b544", "#+a6b54", "#颜色", ""] {
            assert_eq!(Colour::from_hex(text), None, "{text}");
        }
    }
}
