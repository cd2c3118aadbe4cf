//! Packs a function as Lambda takes it. Pure: the same binary gives the same bytes.

use anyhow::Result;
use std::io::{Cursor, Write as _};
use zip::{CompressionMethod, DateTime, System, ZipWriter, write::SimpleFileOptions};

/// The name under which Lambda's custom runtime starts a function.
const BOOTSTRAP: &str = "bootstrap";

/// The archive with `binary` as its only file: executable, of no time.
///
/// # Errors
/// When it cannot be compressed.
pub(crate) fn zip(binary: &[u8]) -> Result<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        .last_modified_time(DateTime::DEFAULT)
        .system(System::Unix)
        .unix_permissions(0o755);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file(BOOTSTRAP, options)?;
    archive.write_all(binary)?;
    Ok(archive.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read as _;
    use zip::ZipArchive;

    #[test]
    fn the_archive_holds_one_executable_of_no_time() {
        let mut archive = ZipArchive::new(Cursor::new(zip(b"\x7fELF").unwrap())).unwrap();
        assert_eq!(archive.len(), 1);
        let mut file = archive.by_index(0).unwrap();
        assert_eq!((file.name().unwrap().as_ref(), file.unix_mode()), ("bootstrap", Some(0o100_755)));
        assert_eq!(file.last_modified().unwrap().year(), 1980);
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        assert_eq!(content, b"\x7fELF");
    }

    #[test]
    fn the_same_binary_gives_the_same_archive() {
        let binary: Vec<u8> =
            (0..200_000_u32).flat_map(|number| number.wrapping_mul(number).to_le_bytes()).collect();
        let first = zip(&binary).unwrap();
        // Archives know times to two seconds.
        std::thread::sleep(std::time::Duration::from_millis(2_100));
        assert_eq!(zip(&binary).unwrap(), first);
        assert!(first.len() < binary.len());
    }
}
