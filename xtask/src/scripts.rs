//! Scripts of JavaScript put together: modules in order, without their imports of each other.

use std::fs;
use std::path::Path;

/// The text of modules as one script: lines that import from files beside them are left out, and
/// `export` before a declaration. Every import must be of a file that comes earlier.
pub fn joined(folder: &Path, files: &[&str]) -> Result<String, String> {
    let mut out = String::new();
    for (place, file) in files.iter().enumerate() {
        let path = folder.join(file);
        let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let earlier = files.get(..place).unwrap_or_default();
        let one = plain(&text, earlier).map_err(|e| format!("{}: {e}", path.display()))?;
        out.push_str(&one);
    }
    Ok(out)
}

fn plain(text: &str, earlier: &[&str]) -> Result<String, String> {
    let mut out = String::with_capacity(text.len());
    let mut importing = false;
    for line in text.lines() {
        if line.starts_with("import ") || importing {
            // an import may take several lines; its last one names the file
            importing = !line.ends_with(';');
            if line.contains(" as ") {
                return Err(format!("an import under another name: {line}"));
            }
            if let Some((_, from)) = line.split_once(" from \".") {
                let file = from.trim_end_matches("\";");
                let known = earlier
                    .iter()
                    .any(|e| e.rsplit('/').next() == file.rsplit('/').next());
                if !known {
                    return Err(format!("imports {file}, which does not come before it"));
                }
            } else if !importing {
                return Err(format!("an import of another kind: {line}"));
            }
            continue;
        }
        if line.starts_with("export {") || line.starts_with("export default") {
            return Err(format!("an export of another kind: {line}"));
        }
        out.push_str(line.strip_prefix("export ").unwrap_or(line));
        out.push('\n');
    }
    Ok(out)
}

/// A script or a style sheet without lines that are comments, and without indentation: what nobody reads
/// who downloads it.
///
/// # Errors
///
/// A text that goes over several lines, whose indentation says something; a comment that ends within a line.
pub fn bare(text: &str) -> Result<String, String> {
    let mut out = String::with_capacity(text.len());
    let mut comment = false;
    for line in text.lines().map(str::trim) {
        if comment || line.starts_with("/*") {
            comment = !line.ends_with("*/");
            if comment && line.contains("*/") {
                return Err(format!("a comment ends within a line: {line}"));
            }
            continue;
        }
        if line.is_empty() || line.starts_with("//") {
            continue;
        }
        if line.matches('`').count() % 2 != 0 {
            return Err(format!("a text goes over several lines: {line}"));
        }
        out.push_str(line);
        out.push('\n');
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_indentation_are_left_out() {
        let text = "/** What\n * it does. */\nfunction a() {\n  // so\n\n  b(`x`); // here\n}\n";
        let plain = "function a() {\nb(`x`); // here\n}\n";
        assert_eq!(bare(text).as_deref(), Ok(plain));
        assert_eq!(bare("/* one */\nb\n").as_deref(), Ok("b\n"));
        assert!(bare("a(`x\n  y`);\n").is_err());
        assert!(bare("/* one */ b\n").is_err());
    }

    #[test]
    fn what_is_imported_must_come_first() {
        let text = "import { a } from \"./a.js\";\nexport const b = a;\n";
        assert_eq!(plain(text, &["a.js"]).as_deref(), Ok("const b = a;\n"));
        assert!(plain(text, &[]).is_err());
        assert!(plain("import \"node:fs\";\n", &["a.js"]).is_err());
        assert!(plain("export { a };\n", &[]).is_err());
        let long = "import {\n  a,\n} from \"./a.js\";\nb();\n";
        assert_eq!(plain(long, &["a.js"]).as_deref(), Ok("b();\n"));
    }
}
