//! House styles as files: a template, and the logo that it names.

use std::path::Path;

use super::read::file_bytes;
use crate::report::{Logo, Style, Template, logo};

/// Largest template, in bytes.
const TEMPLATE_BYTES: usize = 1_048_576;

/// Reads a template with its logo, which is looked for from the template's folder.
///
/// # Errors
/// Which of them cannot be read or is not sound, why, and what to do next.
pub fn style(path: &Path) -> Result<Style, String> {
    let shown = path.display();
    let bytes = file_bytes(path, TEMPLATE_BYTES).map_err(|why| format!("{shown}: {why}"))?;
    let template = Template::from_ron(&String::from_utf8_lossy(&bytes))
        .map_err(|error| format!("{shown}:{error}"))?;
    if template.logo.is_empty() {
        return Ok(Style {
            template,
            logo: None,
        });
    }
    let place = path.parent().unwrap_or(Path::new("")).join(&template.logo);
    with_logo(&place, template)
}

/// A template with the logo in a file, and with that file's place in it.
///
/// # Errors
/// Why the logo cannot be read or is not sound, and what to do next.
pub fn with_logo(path: &Path, mut template: Template) -> Result<Style, String> {
    let shown = path.display().to_string();
    let logo = file_bytes(path, logo::MOST_BYTES)
        .and_then(|bytes| Logo::from_png(&bytes).map_err(|error| error.to_string()))
        .map_err(|why| format!("{shown}: {why}"))?;
    template.logo = shown;
    Ok(Style {
        template,
        logo: Some(logo),
    })
}
