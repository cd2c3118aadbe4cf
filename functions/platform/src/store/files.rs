//! Files: photos and scans, from the permission to send one until it belongs to something. Written by `uploads`;
//! whoever keeps a file attaches it in the transaction of what it belongs to. Knows no object storage; see
//! [`crate::files`].

use super::codec::Record;
use super::keys::{self, Key};
use super::table::Versioned;
use super::transaction::Transaction;
use serde::{Deserialize, Serialize};
use shared_types::dates::Moment;
use shared_types::error::Refusal;
use shared_types::ids::{AccountId, FileId, OrgId};
use shared_types::uploads::{Media, Purpose};

/// A photo or scan.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct FileRecord {
    /// The file's id.
    pub file: FileId,
    /// What it is for.
    pub purpose: Purpose,
    /// Who sends it.
    pub account: AccountId,
    /// The organisation at which that account is held.
    pub org: OrgId,
    /// How long it was announced to be.
    pub bytes: u32,
    /// How it was announced to be coded.
    pub media: Media,
    /// What its objects are called; nobody can guess it.
    pub name: String,
    /// How far it has come.
    pub state: FileState,
    /// When it may be forgotten; absent once it is attached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends: Option<Moment>,
}

/// How far a file has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileState {
    /// It may be sent.
    Begun,
    /// What was sent is no photo that is kept.
    Unfit(Unfit),
    /// It can be attached.
    Ready(Size),
    /// It belongs to the record under the key.
    Attached(Size, Key),
}

/// Pixels of a photo, as it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Size {
    /// From left to right.
    pub width: u32,
    /// From top to bottom.
    pub height: u32,
}

/// Why a photo is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unfit {
    /// Not as long as was announced.
    Differs,
    /// No photo, or a broken one.
    Unreadable,
    /// A kind of file that is not taken.
    Unsupported,
    /// More pixels than are read.
    TooLarge,
}

impl From<Unfit> for Refusal {
    fn from(unfit: Unfit) -> Refusal {
        match unfit {
            Unfit::Differs => Refusal::UploadDiffers,
            Unfit::Unreadable => Refusal::ImageUnreadable,
            Unfit::Unsupported => Refusal::ImageUnsupported,
            Unfit::TooLarge => Refusal::ImageTooLarge,
        }
    }
}

impl FileRecord {
    /// The photo's size, once there is one.
    pub fn size(&self) -> Option<Size> {
        match &self.state {
            FileState::Ready(size) | FileState::Attached(size, _) => Some(*size),
            FileState::Begun | FileState::Unfit(_) => None,
        }
    }
}

impl Record for FileRecord {
    type Row = ();
    fn key(&self) -> Key {
        keys::file(&self.file)
    }
    fn ends(&self) -> Option<Moment> {
        self.ends
    }
}

/// A file that may be attached, as it was read. There is no other way to one than the check.
#[derive(Debug, Clone)]
pub struct ReadyFile(Versioned<FileRecord>);

impl ReadyFile {
    /// Lets a file pass that somebody of `org` has sent for this purpose, and that belongs to nothing yet.
    /// `found` is what was read under [`keys::file`].
    ///
    /// # Errors
    /// [`Refusal::NotFound`] for every other organisation's file and every other purpose,
    /// [`Refusal::FileNotReady`], [`Refusal::FileTaken`].
    pub fn of(found: Option<Versioned<FileRecord>>, org: &OrgId, purpose: Purpose) -> Result<Self, Refusal> {
        let found = found.filter(|found| found.record.org == *org && found.record.purpose == purpose);
        let found = found.ok_or(Refusal::NotFound)?;
        match found.record.state {
            FileState::Ready(_) => Ok(Self(found)),
            FileState::Begun | FileState::Unfit(_) => Err(Refusal::FileNotReady),
            FileState::Attached(..) => Err(Refusal::FileTaken),
        }
    }

    /// The file.
    pub fn record(&self) -> &FileRecord {
        &self.0.record
    }
}

impl Transaction {
    /// Says that a file belongs to the record under `to`, which lasts as long as that does. Refused with
    /// [`Refusal::FileTaken`] where it has been attached meanwhile.
    pub fn attach(&mut self, file: ReadyFile, to: &Key) -> &mut Self {
        let Versioned { mut record, version } = file.0;
        if let Some(size) = record.size() {
            record.state = FileState::Attached(size, to.clone());
        }
        record.ends = None;
        self.save(&record, version, Refusal::FileTaken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(state: FileState) -> Versioned<FileRecord> {
        let id = || "0198f3b2".parse().expect("an id");
        let record = FileRecord {
            file: "0198f3b2".parse().expect("an id"),
            purpose: Purpose::Slip,
            account: "0198f3b3".parse().expect("an id"),
            org: id(),
            bytes: 1,
            media: Media::Jpeg,
            name: "n".into(),
            state,
            ends: None,
        };
        Versioned { record, version: 2 }
    }

    #[test]
    fn only_a_ready_file_of_the_same_organisation_may_be_attached() {
        let (own, other) = ("0198f3b2".parse().expect("an id"), "0198f3ff".parse().expect("an id"));
        let size = Size { width: 4, height: 3 };
        let attached = FileState::Attached(size, Key { pk: "p".into(), sk: "s".into() });
        for (state, org, told) in [
            (Some(FileState::Ready(size)), &own, None),
            (Some(FileState::Ready(size)), &other, Some(Refusal::NotFound)),
            (Some(FileState::Begun), &own, Some(Refusal::FileNotReady)),
            (Some(FileState::Unfit(Unfit::Unreadable)), &own, Some(Refusal::FileNotReady)),
            (Some(attached.clone()), &own, Some(Refusal::FileTaken)),
            (Some(attached), &other, Some(Refusal::NotFound)),
            (None, &own, Some(Refusal::NotFound)),
        ] {
            assert_eq!(ReadyFile::of(state.map(record), org, Purpose::Slip).err(), told);
        }
    }
}
