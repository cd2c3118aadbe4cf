//! Which version of the C library a binary asks for. Pure.

use anyhow::{Context as _, Result};
use object::read::elf::ElfFile64;
use std::collections::BTreeSet;

/// The C library of Lambda's Amazon Linux 2023.
pub(super) const OF_LAMBDA: (u32, u32) = (2, 34);

/// The symbols of `binary` that a C library of version `floor` does not have, as `name@GLIBC_x.y`.
///
/// # Errors
/// When it is no ELF file of 64 bits.
pub(super) fn newer_than(floor: (u32, u32), binary: &[u8]) -> Result<BTreeSet<String>> {
    let file = ElfFile64::<object::Endianness>::parse(binary)?;
    let endian = file.endian();
    let versions = file
        .elf_section_table()
        .versions(endian, binary)?
        .context("it asks for no version of any library: was it linked statically?")?;
    let symbols = file.elf_dynamic_symbol_table();
    let mut newer = BTreeSet::new();
    for (index, symbol) in symbols.enumerate() {
        let Some(version) = versions.version(versions.version_index(endian, index).index())? else {
            continue;
        };
        let version = String::from_utf8_lossy(version.name());
        if number(&version).is_some_and(|number| number > floor) {
            let name = String::from_utf8_lossy(symbols.symbol_name(endian, symbol)?).into_owned();
            newer.insert(format!("{name}@{version}"));
        }
    }
    Ok(newer)
}

/// `GLIBC_2.34` and `GLIBC_2.2.5` as numbers; versions of other libraries are none.
fn number(version: &str) -> Option<(u32, u32)> {
    let mut parts = version.strip_prefix("GLIBC_")?.split('.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_as_numbers() {
        let cases = [
            ("GLIBC_2.2.5", Some((2, 2))),
            ("GLIBC_2.34", Some((2, 34))),
            ("GLIBC_PRIVATE", None),
            ("GCC_3.0", None),
        ];
        for (version, expected) in cases {
            assert_eq!(number(version), expected, "{version}");
        }
        assert!(number("GLIBC_2.4") < number("GLIBC_2.34"));
    }

    #[test]
    fn a_binary_names_the_symbols_that_are_too_new() {
        // This test itself is a binary that asks for the library of the machine it was linked on.
        let binary = std::fs::read(std::env::current_exe().unwrap()).unwrap();
        let all = newer_than((0, 0), &binary).unwrap();
        assert!(all.iter().any(|symbol| symbol.starts_with("malloc@GLIBC_2.")), "{all:?}");
        assert!(newer_than((99, 0), &binary).unwrap().is_empty());
        assert!(newer_than((2, 34), b"no binary").is_err());
    }
}
