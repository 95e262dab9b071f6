//! The customer's logo: a PNG, unpacked for the PDF and for the preview.

use std::sync::Arc;

/// The most bytes of a logo's file: a report stays small.
pub const MOST_BYTES: usize = 1_048_576;
/// The most pixels at each side.
const MOST_PIXELS: u32 = 2_000;

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// Red, green and blue of each pixel, row by row from the top.
    pub colors: Arc<[u8]>,
    /// How much of each pixel covers what is behind; nothing where all do whole.
    pub cover: Option<Arc<[u8]>>,
    /// The file that it came from.
    pub file: Arc<[u8]>,
}

/// Why a file is no logo.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LogoError {
    /// The file is too large.
    #[error("the logo has {0} bytes; use a PNG of at most 1 MB")]
    Bytes(usize),
    /// The picture is too large.
    #[error("the logo has {0} × {1} pixels; use one of at most 2000 × 2000")]
    Pixels(u32, u32),
    /// It cannot be read.
    #[error("the logo cannot be read as a PNG: {0}; save it as a PNG and try again")]
    Unreadable(String),
}

impl Logo {
    /// Reads a PNG.
    ///
    /// # Errors
    /// Where it is too large, damaged, or no PNG.
    pub fn from_png(file: &[u8]) -> Result<Self, LogoError> {
        if file.len() > MOST_BYTES {
            return Err(LogoError::Bytes(file.len()));
        }
        let broken = |e: png::DecodingError| LogoError::Unreadable(e.to_string());
        let mut decoder = png::Decoder::new_with_limits(
            std::io::Cursor::new(file),
            png::Limits { bytes: 64 << 20 },
        );
        decoder.set_transformations(png::Transformations::normalize_to_color8());
        let mut reader = decoder.read_info().map_err(broken)?;
        let (width, height) = (reader.info().width, reader.info().height);
        if width > MOST_PIXELS || height > MOST_PIXELS {
            return Err(LogoError::Pixels(width, height));
        }
        let size = reader
            .output_buffer_size()
            .ok_or(LogoError::Pixels(width, height))?;
        let mut pixels = vec![0; size];
        let frame = reader.next_frame(&mut pixels).map_err(broken)?;
        pixels.truncate(frame.buffer_size());
        let (colors, cover) = parts(&pixels, frame.color_type);
        Ok(Self {
            width,
            height,
            colors: colors.into(),
            cover: cover
                .filter(|c| c.iter().any(|v| *v != 255))
                .map(Into::into),
            file: file.into(),
        })
    }

    /// Width and height within a box, keeping its shape; never larger than one pixel to a CSS pixel.
    #[must_use]
    pub fn within(&self, width: f32, height: f32) -> (f32, f32) {
        #[allow(clippy::cast_precision_loss, reason = "at most 2000")]
        let (w, h) = (self.width.max(1) as f32, self.height.max(1) as f32);
        let scale = (width / w).min(height / h).min(1.0);
        (w * scale, h * scale)
    }
}

/// Colours, and how much each covers.
fn parts(pixels: &[u8], color: png::ColorType) -> (Vec<u8>, Option<Vec<u8>>) {
    match color {
        png::ColorType::Rgb => (pixels.to_vec(), None),
        png::ColorType::Rgba => {
            let colors = pixels.chunks_exact(4).flat_map(|p| p.iter().take(3));
            let cover = pixels.chunks_exact(4).filter_map(|p| p.get(3));
            (colors.copied().collect(), Some(cover.copied().collect()))
        }
        png::ColorType::GrayscaleAlpha => {
            let grey = pixels.chunks_exact(2).filter_map(|p| p.first());
            let cover = pixels.chunks_exact(2).filter_map(|p| p.get(1));
            (
                grey.flat_map(|g| [*g; 3]).collect(),
                Some(cover.copied().collect()),
            )
        }
        // What has a palette is unfolded to colours by then.
        png::ColorType::Grayscale | png::ColorType::Indexed => {
            (pixels.iter().flat_map(|g| [*g; 3]).collect(), None)
        }
    }
}

#[cfg(test)]
#[allow(missing_docs, reason = "tests")]
pub mod tests {
    use super::*;

    /// A PNG of one colour.
    pub fn png(width: u32, height: u32, pixel: &[u8], color: png::ColorType) -> Vec<u8> {
        let mut out = Vec::new();
        let mut encoder = png::Encoder::new(&mut out, width, height);
        encoder.set_color(color);
        let mut writer = encoder.write_header().unwrap();
        let count = usize::try_from(width * height).unwrap();
        writer.write_image_data(&pixel.repeat(count)).unwrap();
        writer.finish().unwrap();
        out
    }

    #[test]
    fn colours_and_cover_are_taken_apart() {
        let logo = Logo::from_png(&png(3, 2, &[1, 2, 3, 128], png::ColorType::Rgba)).unwrap();
        assert_eq!((logo.width, logo.height), (3, 2));
        assert_eq!(&*logo.colors, [1, 2, 3].repeat(6));
        assert_eq!(logo.cover.as_deref(), Some([128; 6].as_slice()));
        // Without anything to see through there is no mask.
        let solid = Logo::from_png(&png(3, 2, &[9, 255], png::ColorType::GrayscaleAlpha)).unwrap();
        assert_eq!(&*solid.colors, [9; 18]);
        assert_eq!(solid.cover, None);
    }

    #[test]
    fn it_keeps_its_shape_and_is_never_blown_up() {
        let logo = Logo::from_png(&png(400, 100, &[0], png::ColorType::Grayscale)).unwrap();
        assert_eq!(logo.within(120.0, 24.0), (96.0, 24.0));
        assert_eq!(logo.within(4_000.0, 4_000.0), (400.0, 100.0));
    }

    #[test]
    fn what_is_no_logo_is_refused_with_advice() {
        assert!(matches!(
            Logo::from_png(b"GIF89a"),
            Err(LogoError::Unreadable(_))
        ));
        assert_eq!(
            Logo::from_png(&vec![0; MOST_BYTES + 1]),
            Err(LogoError::Bytes(MOST_BYTES + 1))
        );
        let long = png(2_001, 1, &[0], png::ColorType::Grayscale);
        assert_eq!(Logo::from_png(&long), Err(LogoError::Pixels(2_001, 1)));
    }
}
