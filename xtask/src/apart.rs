//! A module of WebAssembly taken apart before it is packed: what is of one kind stands together, the
//! codes of instructions in one part, the locals that they use in another, and so on. Packed part by
//! part it is a seventh smaller. `assemble.js` puts it together again.

/// The parts, in the order in which `assemble.js` reads them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The module without the bodies of its functions.
    Rest,
    /// The codes of instructions, and the types of blocks.
    Codes,
    /// Locals that are read and written: how many others were used since.
    Locals,
    /// Functions that are called.
    Calls,
    /// Numbers of 32 bits.
    Numbers,
    /// Where in the memory.
    Offsets,
    /// How what stands in the memory is aligned.
    Alignments,
    /// How many blocks out.
    Branches,
    /// Globals.
    Globals,
    /// Whatever else instructions hold, and the locals that a function declares.
    Others,
}

const PARTS: usize = 10;

/// The number of the section that holds the bodies of functions.
const CODE: u8 = 10;

/// The parts of a module.
pub type Parts = [Vec<u8>; PARTS];

/// Takes a module apart.
///
/// # Errors
///
/// It is cut off, holds an instruction that is not known here, or a number where its parts could not
/// tell again in how many bytes it stood.
pub fn taken(module: &[u8]) -> Result<Parts, String> {
    let mut taking = Taking {
        left: module,
        parts: Parts::default(),
        order: Vec::new(),
    };
    let read = taking.module();
    read.map_err(|e| {
        let at = module.len().saturating_sub(taking.left.len());
        format!("the engine's module, at byte {at}: {e}")
    })?;
    Ok(taking.parts)
}

struct Taking<'m> {
    left: &'m [u8],
    parts: Parts,
    /// The locals of a function, the one that was used last first; those beyond were not used yet.
    order: Vec<u64>,
}

impl<'m> Taking<'m> {
    fn module(&mut self) -> Result<(), String> {
        self.bytes(Part::Rest, 8)?;
        while let Some(section) = self.left.first() {
            let code = *section == CODE;
            self.bytes(Part::Rest, 1)?;
            let size = self.number(Part::Rest)?;
            if !code {
                self.bytes(Part::Rest, size)?;
                continue;
            }
            for _ in 0..self.number(Part::Rest)? {
                self.function()?;
            }
        }
        Ok(())
    }

    fn function(&mut self) -> Result<(), String> {
        let size = self.shortest()?;
        let before = self.left.len();
        self.order.clear();
        for _ in 0..self.number(Part::Others)? {
            self.number(Part::Others)?;
            self.bytes(Part::Others, 1)?;
        }
        let mut depth = 1_usize;
        while depth > 0 {
            let code = *self.left.first().ok_or("it is cut off")?;
            self.bytes(Part::Codes, 1)?;
            match code {
                0x02..=0x04 => depth = depth.saturating_add(1),
                0x0b => depth = depth.saturating_sub(1),
                _ => {}
            }
            self.operands(code)?;
        }
        let read = before.saturating_sub(self.left.len());
        if u64::try_from(read) == Ok(size) {
            Ok(())
        } else {
            Err(format!("a function of {size} bytes has {read}"))
        }
    }

    /// What follows the code of an instruction.
    fn operands(&mut self, code: u8) -> Result<(), String> {
        match code {
            0x00 | 0x01 | 0x05 | 0x0b | 0x0f | 0x1a | 0x1b | 0x45..=0xc4 | 0xd1 => Ok(()),
            0x02..=0x04 => self.numbers(Part::Codes, 1),
            0x0c | 0x0d => self.numbers(Part::Branches, 1),
            0x0e => {
                let count = self.number(Part::Branches)?;
                self.numbers(Part::Branches, count.saturating_add(1))
            }
            0x10 => self.numbers(Part::Calls, 1),
            0x11 => self.numbers(Part::Others, 2),
            0x1c => {
                let count = self.number(Part::Others)?;
                self.numbers(Part::Others, count)
            }
            0x20..=0x22 => self.local(),
            0x23 | 0x24 => self.numbers(Part::Globals, 1),
            0x28..=0x3e => {
                self.numbers(Part::Alignments, 1)?;
                self.numbers(Part::Offsets, 1)
            }
            0x3f | 0x40 | 0x42 | 0xd0 | 0xd2 => self.numbers(Part::Others, 1),
            0x41 => self.numbers(Part::Numbers, 1),
            0x43 => self.bytes(Part::Others, 4),
            0x44 => self.bytes(Part::Others, 8),
            0xfc => match self.number(Part::Codes)? {
                0..=7 => Ok(()),
                8 | 10 | 12 | 14 => self.numbers(Part::Others, 2),
                9 | 11 | 13 | 15..=17 => self.numbers(Part::Others, 1),
                more => Err(format!("the instruction 0xfc {more} is not known")),
            },
            _ => Err(format!("the instruction 0x{code:02x} is not known")),
        }
    }

    /// A local, told by how many others were used since it was: few tell most.
    fn local(&mut self) -> Result<(), String> {
        let local = self.shortest()?;
        let known = u64::try_from(self.order.len()).unwrap_or(u64::MAX);
        self.order.extend(known..=local);
        let rank = self.order.iter().position(|l| *l == local);
        let rank = rank.ok_or("a local is not found")?;
        self.order.remove(rank);
        self.order.insert(0, local);
        self.put(Part::Locals, &leb(u64::try_from(rank).unwrap_or(u64::MAX)));
        Ok(())
    }

    fn put(&mut self, part: Part, bytes: &[u8]) {
        if let Some(held) = self.parts.get_mut(part as usize) {
            held.extend_from_slice(bytes);
        }
    }

    /// Moves bytes into a part.
    fn bytes(&mut self, part: Part, count: u64) -> Result<(), String> {
        let count = usize::try_from(count).unwrap_or(usize::MAX);
        let (bytes, left) = self.left.split_at_checked(count).ok_or("it is cut off")?;
        self.left = left;
        self.put(part, bytes);
        Ok(())
    }

    /// Moves a number into a part, as it stands; gives it.
    fn number(&mut self, part: Part) -> Result<u64, String> {
        let (number, bytes) = self.next()?;
        self.put(part, bytes);
        Ok(number)
    }

    fn numbers(&mut self, part: Part, count: u64) -> Result<(), String> {
        (0..count).try_for_each(|_| self.number(part).map(drop))
    }

    /// Takes a number that must stand in as few bytes as it can.
    fn shortest(&mut self) -> Result<u64, String> {
        let (number, bytes) = self.next()?;
        if leb(number) == bytes {
            Ok(number)
        } else {
            Err(format!("the number {number} has {} bytes", bytes.len()))
        }
    }

    /// Takes a number; gives it with its bytes.
    fn next(&mut self) -> Result<(u64, &'m [u8]), String> {
        let whole = self.left;
        let length = whole.iter().position(|byte| *byte < 0x80);
        let length = length.ok_or("it is cut off")?.saturating_add(1);
        let (bytes, left) = whole.split_at(length);
        self.left = left;
        let number = bytes
            .iter()
            .rev()
            .fold(0_u64, |number, byte| number << 7 | u64::from(byte & 0x7f));
        Ok((number, bytes))
    }
}

/// A number as WebAssembly writes it: seven bits a byte, the lowest first.
pub fn leb(number: u64) -> Vec<u8> {
    let mut out = Vec::new();
    let mut left = number;
    loop {
        let byte = u8::try_from(left & 0x7f).unwrap_or_default();
        left >>= 7;
        if left == 0 {
            out.push(byte);
            return out;
        }
        out.push(byte | 0x80);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module of two functions; sizes of less than 128 bytes are a byte.
    fn module(bodies: &[&[u8]]) -> Vec<u8> {
        let mut code = vec![u8::try_from(bodies.len()).unwrap()];
        for body in bodies {
            code.push(u8::try_from(body.len()).unwrap());
            code.extend_from_slice(body);
        }
        let mut out = b"\0asm\x01\0\0\0\x01\x02ty\x0a".to_vec();
        out.push(u8::try_from(code.len()).unwrap());
        out.extend(code);
        out.extend(b"\x0b\x02da");
        out
    }

    #[test]
    fn what_is_of_one_kind_stands_together() {
        let first = [
            0x01, 0x02, 0x7f, // two locals of 32 bits
            0x02, 0x40, // a block
            0x41, 0x80, 0x01, // a number in two bytes
            0x22, 0x05, 0x20, 0x05, 0x20, 0x02, 0x20, 0x05, // locals 5, 5, 2, 5
            0x28, 0x02, 0x10, // loaded from 16 bytes on
            0x0d, 0x00, // branch
            0x10, 0x83, 0x80, 0x80, 0x80, 0x00, // call, as a linker leaves it
            0x23, 0x00, 0x0b, 0x0b,
        ];
        let second = [0x00, 0x20, 0x01, 0x1a, 0x44, 1, 2, 3, 4, 5, 6, 7, 8, 0x0b];
        let parts = taken(&module(&[&first, &second])).unwrap();
        let of = |part: Part| parts[part as usize].as_slice();
        let rest = b"\0asm\x01\0\0\0\x01\x02ty\x0a\x30\x02\x0b\x02da";
        assert_eq!(of(Part::Rest), rest);
        let codes = [
            0x02, 0x40, 0x41, 0x22, 0x20, 0x20, 0x20, 0x28, 0x0d, 0x10, 0x23, 0x0b, 0x0b, 0x20,
            0x1a, 0x44, 0x0b,
        ];
        assert_eq!(of(Part::Codes), codes);
        // a function begins anew: none of its locals was used yet
        assert_eq!(of(Part::Locals), [5, 0, 3, 1, 1]);
        assert_eq!(of(Part::Calls), [0x83, 0x80, 0x80, 0x80, 0x00]);
        assert_eq!(of(Part::Numbers), [0x80, 0x01]);
        assert_eq!(of(Part::Offsets), [0x10]);
        assert_eq!(of(Part::Alignments), [2]);
        assert_eq!(of(Part::Branches), [0]);
        assert_eq!(of(Part::Globals), [0]);
        assert_eq!(of(Part::Others), [1, 2, 0x7f, 0, 1, 2, 3, 4, 5, 6, 7, 8]);
    }

    #[test]
    fn what_could_not_be_put_together_again_is_told() {
        let of = |body: &[u8]| taken(&module(&[body])).unwrap_err();
        assert!(of(&[0x00, 0xfd, 0x0b]).contains("instruction 0xfd"));
        assert!(of(&[0x00, 0x20, 0x81, 0x00, 0x0b]).contains("the number 1 has 2 bytes"));
        assert!(of(&[0x00, 0x0b, 0x0b]).contains("a function of 3 bytes has 2"));
        let whole = module(&[&[0x00, 0x0b]]);
        for length in 9..whole.len() {
            let cut = taken(&whole[..length]);
            assert!(cut.is_err() || length == 12 || length == 18, "{length}");
        }
    }
}
