//! Goes through the segments of a JPEG before it is decoded. The decoder fills up with grey what is missing at the
//! end, and draws the whole picture again for each scan; a few kilobytes could keep it busy for minutes.

use platform::store::Unfit;

/// Scans that a picture may have. Cameras write 1, progressive coders about 10.
const MOST_SCANS: usize = 32;

/// Pixels that a byte can stand for: each square of 64 takes at least one bit.
const PIXELS_OF_A_BYTE: u64 = 8 * 64;

const START: u8 = 0xd8;
const END: u8 = 0xd9;
const SCAN: u8 = 0xda;

/// Whether the picture reaches its end, in a reasonable number of scans. What follows the end is not looked at:
/// phones put a film there.
///
/// # Errors
/// [`Unfit::Unreadable`].
pub(super) fn whole(file: &[u8]) -> Result<(), Unfit> {
    let mut rest = file;
    let mut scans = 0;
    loop {
        let marker;
        (marker, rest) = next(rest).ok_or(Unfit::Unreadable)?;
        match marker {
            END if scans > 0 => return Ok(()),
            END => return Err(Unfit::Unreadable),
            START | 0x01 | 0xd0..=0xd7 => continue,
            SCAN => scans += 1,
            _ => {}
        }
        if scans > MOST_SCANS {
            return Err(Unfit::Unreadable);
        }
        let length = rest.first_chunk::<2>().map(|length| u16::from_be_bytes(*length));
        rest = length.and_then(|length| rest.get(usize::from(length)..)).ok_or(Unfit::Unreadable)?;
    }
}

/// Whether so many bytes can hold so many pixels. The decoder takes the rest for grey, and its time for it.
pub(super) fn holds(file: &[u8], pixels: u64) -> bool {
    u64::try_from(file.len()).is_ok_and(|bytes| pixels / PIXELS_OF_A_BYTE <= bytes)
}

/// The next marker and what follows it. Within a scan, `ff 00` is a byte of the picture; before a marker there may
/// be any number of `ff`.
fn next(mut rest: &[u8]) -> Option<(u8, &[u8])> {
    loop {
        let at = rest.iter().position(|byte| *byte == 0xff)?;
        rest = rest.get(at + 1..)?;
        match rest.first()? {
            0xff => {}
            0 => rest = rest.get(1..)?,
            marker => return Some((*marker, rest.get(1..)?)),
        }
    }
}
