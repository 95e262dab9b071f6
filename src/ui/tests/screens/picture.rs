//! Pictures: stored small, and compared so that another version of the graphics passes and a broken layout does not.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// How far a channel of a pixel may be off: the edges of shapes and letters are drawn a little otherwise by every
/// version of the graphics, and what is stored has few colours.
const NEAR: u8 = 48;
/// How many pixels of a million may be farther off. A word more or a line moved by a pixel is some hundred.
const FAR: usize = 60;
/// Colours of a stored picture.
const COLOURS: usize = 128;

/// A picture without transparency.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    width: u32,
    height: u32,
    pixels: Vec<[u8; 3]>,
}

impl Picture {
    /// From red, green, blue and alpha.
    pub fn of(width: u32, height: u32, bytes: &[u8]) -> Self {
        let pixels = bytes.chunks_exact(4).map(|p| [p[0], p[1], p[2]]).collect();
        Self {
            width,
            height,
            pixels,
        }
    }

    fn read(path: &Path) -> Result<Self, String> {
        let file = std::fs::File::open(path).map_err(|e| e.to_string())?;
        let mut decoder = png::Decoder::new(std::io::BufReader::new(file));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().map_err(|e| e.to_string())?;
        let size = reader.output_buffer_size().ok_or("it is too large")?;
        let mut bytes = vec![0; size];
        let info = reader.next_frame(&mut bytes).map_err(|e| e.to_string())?;
        if info.color_type != png::ColorType::Rgb {
            return Err(format!("its colours are {:?}", info.color_type));
        }
        let pixels = bytes[..info.buffer_size()].chunks_exact(3);
        Ok(Self {
            width: info.width,
            height: info.height,
            pixels: pixels.map(|p| [p[0], p[1], p[2]]).collect(),
        })
    }

    /// Writes it with few colours: those that are used most, and for the others the nearest.
    fn write(&self, path: &Path) {
        let mut counts: HashMap<[u8; 3], usize> = HashMap::new();
        for pixel in &self.pixels {
            *counts.entry(*pixel).or_default() += 1;
        }
        let palette = palette(&counts);
        let nearest: HashMap<[u8; 3], u8> = counts
            .keys()
            .map(|&colour| {
                let at = (0..palette.len()).min_by_key(|&at| distance(palette[at], colour));
                (colour, at.unwrap_or(0) as u8)
            })
            .collect();
        let indexed: Vec<u8> = self.pixels.iter().map(|p| nearest[p]).collect();
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        let file = std::fs::File::create(path).expect("a file");
        let mut encoder = png::Encoder::new(std::io::BufWriter::new(file), self.width, self.height);
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_palette(palette.concat());
        encoder.set_compression(png::Compression::High);
        encoder.set_filter(png::Filter::NoFilter);
        let mut writer = encoder.write_header().expect("a head");
        writer.write_image_data(&indexed).expect("the pixels");
        writer.finish().expect("the end");
    }

    /// Where it is too far from another one of its size: red on what it shows, paled.
    fn far(&self, other: &Self) -> (usize, Self) {
        let mut count = 0;
        let pairs = self.pixels.iter().zip(&other.pixels);
        let pixels = pairs.map(|(a, b)| {
            if (0..3).any(|i| a[i].abs_diff(b[i]) > NEAR) {
                count += 1;
                [220, 0, 0]
            } else {
                a.map(|c| 170 + c / 3)
            }
        });
        let pixels = pixels.collect();
        (count, Self { pixels, ..*self })
    }
}

/// Colours to store a picture with: greedily those that many pixels would be far from otherwise.
fn palette(counts: &HashMap<[u8; 3], usize>) -> Vec<[u8; 3]> {
    let mut colours: Vec<([u8; 3], usize)> = counts.iter().map(|(c, n)| (*c, *n)).collect();
    colours.sort_by_key(|(colour, n)| (std::cmp::Reverse(*n), *colour));
    let mut off: Vec<u32> = vec![u32::MAX; colours.len()];
    let mut palette = Vec::new();
    while palette.len() < COLOURS {
        // A colour that is well met by another one, or that hardly a pixel has, gains little.
        let gain = |at: usize| u64::from(off[at].min(4096)) * (colours[at].1.min(2000) as u64);
        let Some(best) = (0..colours.len()).max_by_key(|&at| (gain(at), std::cmp::Reverse(at)))
        else {
            break;
        };
        if gain(best) == 0 {
            break;
        }
        let chosen = colours[best].0;
        palette.push(chosen);
        for (at, (colour, _)) in colours.iter().enumerate() {
            off[at] = off[at].min(distance(chosen, *colour));
        }
    }
    palette
}

fn distance(a: [u8; 3], b: [u8; 3]) -> u32 {
    (0..3).map(|i| u32::from(a[i].abs_diff(b[i])).pow(2)).sum()
}

fn place(folder: &str, name: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    root.join(folder).join(format!("{name}.png"))
}

/// Compares a picture with the stored one of this name, or stores it where that is asked for.
pub fn compare(name: &str, drawn: &Picture) -> Result<(), String> {
    let stored = place("tests/screens", name);
    let differs = |why: String| {
        let left = place("target/screens", name);
        drawn.write(&left);
        let renew = "SCRUPLE_RENEW=1 cargo test --features screens screens";
        let (stored, left) = (stored.display(), left.display());
        format!("{name}: {why}\n  stored: {stored}\n  drawn:  {left}\n  If it is meant so: {renew}")
    };
    let renew = std::env::var_os("SCRUPLE_RENEW").is_some();
    let old = Picture::read(&stored);
    let result = old.map_err(|e| format!("the stored picture cannot be read: {e}"));
    let result = result.and_then(|old| check(name, &old, drawn));
    match result {
        Ok(()) => Ok(()),
        Err(_) if renew => {
            drawn.write(&stored);
            Ok(())
        }
        Err(why) => Err(differs(why)),
    }
}

fn check(name: &str, old: &Picture, drawn: &Picture) -> Result<(), String> {
    if (old.width, old.height) != (drawn.width, drawn.height) {
        return Err(format!("it is {} × {} now", drawn.width, drawn.height));
    }
    let (count, marked) = drawn.far(old);
    let most = drawn.pixels.len() * FAR / 1_000_000;
    if count > most {
        marked.write(&place("target/screens", &format!("{name}-marked")));
        return Err(format!("{count} pixels are far off, and {most} may be"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page() -> Picture {
        let mut pixels = vec![[255; 3]; 1000 * 1000];
        for x in 0..400 {
            pixels[500 * 1000 + x] = [198, 202, 208];
        }
        Picture {
            width: 1000,
            height: 1000,
            pixels,
        }
    }

    #[test]
    fn other_edges_pass_and_a_line_that_moved_does_not() {
        let old = page();
        let mut edges = old.clone();
        for pixel in edges.pixels.iter_mut().step_by(7) {
            *pixel = pixel.map(|c| c.saturating_sub(20));
        }
        assert_eq!(check("edges", &old, &edges), Ok(()));
        let mut moved = page();
        moved.pixels.rotate_right(1000);
        assert!(check("moved", &old, &moved).is_err());
    }

    #[test]
    fn what_is_stored_is_near_what_was_drawn() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("page.png");
        let mut drawn = page();
        for (at, pixel) in drawn.pixels.iter_mut().enumerate().take(4096) {
            *pixel = [(at % 256) as u8, (at / 16) as u8, 40];
        }
        drawn.write(&path);
        let old = Picture::read(&path).expect("a picture");
        assert_eq!(check("stored", &old, &drawn), Ok(()));
    }
}
