//! PNG pictures: a customer's signature, a brand's logo.

use crate::PaperError;
use krilla::image::Image;
use png::{ColorType, Decoder, Limits, Transformations};
use std::io::Cursor;

/// A picture larger than this is no signature: 1 MiB packed, 4 million pixels.
const MOST_BYTES: usize = 1 << 20;
const MOST_PIXELS: u64 = 4_000_000;

/// Reads a PNG; `field` names it in the refusal.
pub(crate) fn picture(field: &'static str, bytes: &[u8]) -> Result<Image, PaperError> {
    let refuse = |reason: String| PaperError::Picture { field, reason };
    if bytes.len() > MOST_BYTES {
        return Err(refuse("larger than 1 MiB".to_owned()));
    }
    let mut decoder = Decoder::new_with_limits(Cursor::new(bytes), Limits { bytes: 32 << 20 });
    decoder.set_transformations(Transformations::normalize_to_color8() | Transformations::ALPHA);
    let mut reader = decoder.read_info().map_err(|error| refuse(error.to_string()))?;
    let (width, height) = reader.info().size();
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(refuse("more than 4 million pixels".to_owned()));
    }
    let size = reader.output_buffer_size().ok_or_else(|| refuse("too large".to_owned()))?;
    let mut pixels = vec![0; size];
    let shown = reader.next_frame(&mut pixels).map_err(|error| refuse(error.to_string()))?;
    pixels.truncate(shown.buffer_size());
    Ok(Image::from_rgba8(rgba(pixels, shown.color_type), width, height))
}

/// Whether a paper can show it: a PNG that reads, and no larger than a signature is.
pub fn is_printable(png: &[u8]) -> bool {
    picture("picture", png).is_ok()
}

/// The transformations leave grey with alpha or RGBA.
fn rgba(pixels: Vec<u8>, colours: ColorType) -> Vec<u8> {
    match colours {
        ColorType::GrayscaleAlpha => pixels.chunks_exact(2).flat_map(|p| [p[0], p[0], p[0], p[1]]).collect(),
        _ => pixels,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32, colours: ColorType, data: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, width, height);
        encoder.set_color(colours);
        encoder.write_header().and_then(|mut w| w.write_image_data(data)).expect("a PNG");
        bytes
    }

    #[test]
    fn every_kind_of_png_is_read() {
        for (colours, channels) in
            [(ColorType::Grayscale, 1), (ColorType::GrayscaleAlpha, 2), (ColorType::Rgb, 3), (ColorType::Rgba, 4)]
        {
            let image = picture("signature", &png(3, 2, colours, &vec![7; 6 * channels])).expect("a picture");
            assert_eq!(image.size(), (3, 2), "{colours:?}");
        }
    }

    #[test]
    fn what_is_no_picture_is_refused_by_name() {
        let cut_short = &png(40, 40, ColorType::Rgba, &[9; 6400])[..60];
        for bytes in [&b"GIF89a"[..], &[], cut_short, &vec![0; MOST_BYTES + 1]] {
            let error = picture("signature", bytes).expect_err("a refusal");
            assert!(matches!(error, PaperError::Picture { field: "signature", .. }), "{error}");
            assert!(!is_printable(bytes));
        }
    }

    #[test]
    fn a_picture_that_unpacks_to_gigabytes_is_refused() {
        let mut bomb = png(1, 1, ColorType::Rgba, &[0; 4]);
        bomb[16..24].copy_from_slice(&[0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff]);
        assert!(picture("signature", &bomb).is_err());
    }
}
