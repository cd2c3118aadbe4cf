//! Numbers and texts as bytes: varints of seven bits a byte, least first; texts with their length before them.

use std::collections::HashMap;

/// The bytes are not what they should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the index is broken: {0}")]
pub struct Broken(pub(crate) &'static str);

/// Texts up to this length only; longer ones are a sign of broken bytes.
const LONGEST: u64 = 4096;

#[derive(Default)]
pub(crate) struct Writer {
    pub(crate) bytes: Vec<u8>,
    known: HashMap<String, u64>,
}

impl Writer {
    pub(crate) fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.bytes.push(u8::try_from(number & 0x7f).unwrap_or_default() | 0x80);
            number >>= 7;
        }
        self.bytes.push(u8::try_from(number).unwrap_or_default());
    }

    pub(crate) fn count(&mut self, count: usize) {
        self.number(u64::try_from(count).unwrap_or_default());
    }

    pub(crate) fn text(&mut self, text: &str) {
        self.count(text.len());
        self.bytes.extend_from_slice(text.as_bytes());
    }

    /// A text that comes again: in full the first time, then by its number.
    pub(crate) fn word(&mut self, word: &str) {
        match self.known.get(word) {
            Some(number) => self.number(*number),
            None => {
                let number = u64::try_from(self.known.len()).unwrap_or_default() + 1;
                self.known.insert(word.to_owned(), number);
                self.number(0);
                self.text(word);
            }
        }
    }

    /// An id: two digits a byte where it is an even number of hexadecimal digits, which most are.
    pub(crate) fn id(&mut self, id: &str) {
        match packed(id) {
            Some(packed) => {
                self.count(packed.len() * 2);
                self.bytes.extend(packed);
            }
            None => {
                self.count(id.len() * 2 + 1);
                self.bytes.extend_from_slice(id.as_bytes());
            }
        }
    }
}

pub(crate) fn packed(id: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    let pairs = id.as_bytes().chunks(2).map(|pair| match pair {
        [high, low] => Some((digit(*high)? << 4) | digit(*low)?),
        _ => None,
    });
    pairs.collect()
}

pub(crate) fn unpacked(packed: &[u8]) -> String {
    let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or('0');
    packed.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

pub(crate) struct Reader<'a> {
    rest: &'a [u8],
    known: Vec<&'a str>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes, known: Vec::new() }
    }

    pub(crate) fn number(&mut self) -> Result<u64, Broken> {
        let (mut number, mut shift) = (0_u64, 0_u32);
        loop {
            let (byte, rest) = self.rest.split_first().ok_or(Broken("it ends in a number"))?;
            self.rest = rest;
            let part = u64::from(byte & 0x7f);
            if shift > 63 || (shift == 63 && part > 1) {
                return Err(Broken("a number is too large"));
            }
            number |= part << shift;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
            shift += 7;
        }
    }

    pub(crate) fn small(&mut self) -> Result<u32, Broken> {
        u32::try_from(self.number()?).map_err(|_| Broken("a number is too large"))
    }

    /// How many of something follow, each of at least one byte: never more than there are bytes, so that nobody
    /// reserves room for what cannot come.
    pub(crate) fn count(&mut self) -> Result<usize, Broken> {
        let count = usize::try_from(self.number()?).map_err(|_| Broken("a count is too large"))?;
        if count > self.rest.len() { Err(Broken("a count is too large")) } else { Ok(count) }
    }

    pub(crate) fn take(&mut self, length: usize) -> Result<&'a [u8], Broken> {
        let (taken, rest) = self.rest.split_at_checked(length).ok_or(Broken("it ends early"))?;
        self.rest = rest;
        Ok(taken)
    }

    pub(crate) fn text(&mut self) -> Result<&'a str, Broken> {
        let length = self.number()?;
        if length > LONGEST {
            return Err(Broken("a text is too long"));
        }
        let bytes = self.take(usize::try_from(length).map_err(|_| Broken("a text is too long"))?)?;
        std::str::from_utf8(bytes).map_err(|_| Broken("a text is none"))
    }

    pub(crate) fn word(&mut self) -> Result<&'a str, Broken> {
        match self.number()? {
            0 => {
                let word = self.text()?;
                self.known.push(word);
                Ok(word)
            }
            number => {
                let at = usize::try_from(number - 1).map_err(|_| Broken("an unknown word"))?;
                self.known.get(at).copied().ok_or(Broken("an unknown word"))
            }
        }
    }

    /// An id as it was written, and whether it is packed.
    pub(crate) fn id(&mut self) -> Result<(&'a [u8], bool), Broken> {
        let length = self.number()?;
        if length > LONGEST {
            return Err(Broken("an id is too long"));
        }
        let bytes = self.take(usize::try_from(length / 2).map_err(|_| Broken("an id is too long"))?)?;
        Ok((bytes, length % 2 == 0))
    }

    pub(crate) fn end(&self) -> Result<(), Broken> {
        if self.rest.is_empty() { Ok(()) } else { Err(Broken("something follows its end")) }
    }
}

/// A number as a place in a list. Nothing here has more than four thousand million of anything.
pub(crate) fn at(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// A place in a list as a number.
pub(crate) fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
