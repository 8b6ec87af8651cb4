//! What the fonts can draw: Typst leaves a blank for what they cannot, and says nothing.

use icu_normalizer::ComposingNormalizerBorrowed;
use serde_json::Value;

use crate::world::fonts;

/// Whether a character can be drawn.
///
/// ```
/// assert!("ẾếỹĐ★☐☑…".chars().all(ocop_pdf::has_glyph));
/// assert!(!ocop_pdf::has_glyph('中'));
/// ```
#[must_use]
pub fn has_glyph(c: char) -> bool {
    let mut fonts = fonts().iter();
    fonts.any(|font| font.info().coverage.contains(u32::from(c)))
}

/// Brings all texts of a value into a form that can be drawn: letters are composed with their marks,
/// and what no font has stands as its number.
pub fn drawable(value: &mut Value) {
    match value {
        Value::String(text) => {
            let composed = ComposingNormalizerBorrowed::new_nfc().normalize(text);
            if !composed.chars().all(has_glyph) {
                *text = composed.chars().map(named).collect();
            } else if composed != *text {
                *text = composed.into_owned();
            }
        }
        Value::Array(items) => items.iter_mut().for_each(drawable),
        Value::Object(fields) => fields.values_mut().for_each(drawable),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn named(c: char) -> String {
    if has_glyph(c) {
        c.to_string()
    } else {
        format!("[U+{:04X}]", u32::from(c))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decomposed_letters_are_composed_and_other_scripts_are_named() {
        let mut value = serde_json::json!({"a": ["To\u{302}\u{309}ng", "中 sao"]});
        drawable(&mut value);
        assert_eq!(
            value,
            serde_json::json!({"a": ["T\u{1ed5}ng", "[U+4E2D] sao"]})
        );
    }

    #[test]
    fn every_face_has_every_letter_of_vietnamese() {
        let letters = "AĂÂEÊIOÔƠUƯYĐaăâeêioôơuưyđ".chars();
        let marks = ["", "\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"];
        let normalizer = ComposingNormalizerBorrowed::new_nfc();
        let all: String = letters
            .flat_map(|l| marks.map(|m| format!("{l}{m}")))
            .collect();
        let all = normalizer.normalize(&all).into_owned();
        let serif = fonts().iter().filter(|f| f.info().family.contains("Serif"));
        let mut faces = 0;
        for font in serif {
            faces += 1;
            for c in all.chars() {
                let covered = font.info().coverage.contains(u32::from(c));
                assert!(covered, "{c} in {:?}", font.info().variant);
            }
        }
        assert_eq!(faces, 4);
        assert!("★☆☐☑…–“”‘’≤≥×›".chars().all(has_glyph));
    }
}
