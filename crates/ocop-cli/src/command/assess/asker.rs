//! Asking: with menus in a terminal, with plain lines elsewhere.

use std::io::{self, IsTerminal as _, Write as _};

use ocop::Lang;

use super::ask::Asker;
use super::menus::Menus;
use super::plain::Plain;

/// The narrowest terminal that menus are drawn in.
const NARROWEST: u16 = 40;

/// The widest lines: longer ones are hard to read.
const WIDEST: u16 = 100;

/// The width where there is no terminal that has one.
const USUAL: u16 = 80;

/// Menus where standard input and output are a terminal wide enough, plain lines elsewhere.
pub fn asker(lang: Lang) -> Box<dyn Asker> {
    let terminal = io::stdin().is_terminal() && io::stdout().is_terminal();
    if !terminal {
        return Box::new(Plain::new(lang, usize::from(USUAL)));
    }
    // a terminal that does not tell its size tells 0
    let size = crossterm::terminal::size().ok();
    let width = size.map_or(USUAL, |(columns, _)| columns);
    let width = if width == 0 { USUAL } else { width };
    if width < NARROWEST {
        // a message that cannot be written has nowhere else to go
        let _ = writeln!(
            io::stderr(),
            "{}",
            match lang {
                Lang::Vi => format!("Màn hình hẹp ({width} cột): hỏi bằng dòng chữ thường."),
                Lang::En => format!("A narrow terminal ({width} columns): plain questions."),
            }
        );
        return Box::new(Plain::new(lang, usize::from(width.max(20))));
    }
    Box::new(Menus::new(lang, usize::from(WIDEST)))
}
