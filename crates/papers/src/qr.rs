//! QR codes as squares, so that they print sharp at any size.

use crate::PaperError;
use qrcode::{Color, EcLevel, QrCode};

/// The dark squares of a code; each row is a run of modules.
pub(crate) struct Code {
    /// Modules on a side, without the quiet zone.
    pub side: usize,
    /// Start column, row and length of each dark run.
    pub runs: Vec<(usize, usize, usize)>,
}

/// Error correction M: readable with a sixth of it smudged.
pub(crate) fn code(content: &str) -> Result<Code, PaperError> {
    let code =
        QrCode::with_error_correction_level(content, EcLevel::M).map_err(|_| PaperError::CodeTooLong("the link"))?;
    let side = code.width();
    let runs = code.to_colors().chunks(side).enumerate().flat_map(|(row, modules)| dark_runs(row, modules)).collect();
    Ok(Code { side, runs })
}

fn dark_runs(row: usize, modules: &[Color]) -> Vec<(usize, usize, usize)> {
    let mut column = 0;
    let mut runs = Vec::new();
    for same in modules.chunk_by(|a, b| a == b) {
        if same[0] == Color::Dark {
            runs.push((column, row, same.len()));
        }
        column += same.len();
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_finder_squares_and_stays_in_its_side() {
        let code = code("https://service.example/p/SH01-2026-000123").expect("a code");
        assert!(code.runs.contains(&(0, 0, 7)) && code.runs.contains(&(code.side - 7, 0, 7)));
        assert!(code.runs.iter().all(|(x, y, length)| x + length <= code.side && *y < code.side));
    }

    #[test]
    fn a_link_of_thousands_of_characters_is_refused() {
        assert_eq!(code(&"长".repeat(3000)).err(), Some(PaperError::CodeTooLong("the link")));
    }
}
