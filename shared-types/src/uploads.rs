//! Photos and scans. The browser asks for a permission, sends the photo straight to object storage, and says that
//! it is there; then the function reads it, makes it anew without anything but its picture, and the file is ready
//! to be attached to what it belongs to.

use crate::dates::{Moment, Today};
use crate::endpoint::{Administrator, Anyone, Endpoint, Method, Nothing, listed};
use crate::error::Fault;
use crate::health::Health;
use crate::ids::FileId;
use crate::permission::Permission;
use crate::text::Checked;
use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

listed!(Begin, Finish, ShowHealth);

/// Bytes that a photo may have when it is sent. A phone scales before it sends: most are far smaller.
pub const MOST_BYTES: u32 = 10 * 1024 * 1024;

/// Pixels of the long side that a photo is kept with; the phone scales to as many before it sends.
pub const LONG_SIDE: u32 = 2000;

/// What a photo is for. It can be attached to nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// The receipt slip of an introduction letter (回执).
    Slip,
}

/// How a photo is coded while it is sent. What is kept is JPEG.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Media {
    /// `image/jpeg`
    Jpeg,
    /// `image/png`
    Png,
    /// `image/webp`
    Webp,
}

impl Media {
    /// Every kind.
    pub const ALL: [Media; 3] = [Media::Jpeg, Media::Png, Media::Webp];

    /// As it stands in `Content-Type`.
    pub fn content_type(self) -> &'static str {
        match self {
            Media::Jpeg => "image/jpeg",
            Media::Png => "image/png",
            Media::Webp => "image/webp",
        }
    }

    /// The kind that a `Content-Type` names.
    pub fn of(content_type: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|media| media.content_type() == content_type)
    }
}

/// A photo that is about to be sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Validate)]
#[garde(context(Today))]
pub struct NewFile {
    /// What it is for.
    #[garde(skip)]
    pub purpose: Purpose,
    /// Exactly so many bytes: the permission is for no more and no fewer.
    #[garde(custom(length))]
    #[schemars(range(min = 1, max = MOST_BYTES))]
    pub bytes: u32,
    /// How it is coded.
    #[garde(skip)]
    pub media: Media,
}

fn length(bytes: &u32, _: &Today) -> Checked {
    if (1..=MOST_BYTES).contains(bytes) { Ok(()) } else { Err(Fault::Range.into()) }
}

/// A header that belongs to a permission.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Header {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
}

/// The permission to send one photo: by `PUT` to `url`, with these headers and exactly the announced bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Permit {
    /// The file that it will become.
    pub file: FileId,
    /// Where it is sent to.
    pub url: String,
    /// What must be sent with it, beside `Content-Length`, which the browser writes by itself.
    pub headers: Vec<Header>,
    /// Until when.
    pub expires: Moment,
}

/// A photo that is ready to be attached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct File {
    /// The file.
    pub file: FileId,
    /// Pixels from left to right, as it is shown.
    pub width: u32,
    /// Pixels from top to bottom.
    pub height: u32,
}

/// A photo as other features show it: addresses that are good for some minutes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Photo {
    /// The whole photo, JPEG.
    pub url: String,
    /// The same with at most 320 pixels on its long side.
    pub thumbnail: String,
    /// Pixels from left to right.
    pub width: u32,
    /// Pixels from top to bottom.
    pub height: u32,
    /// Until when the addresses are good.
    pub expires: Moment,
}

/// Asks for the permission to send a photo.
pub struct Begin;
impl Endpoint for Begin {
    const NAME: &'static str = "uploads.begin";
    const SUMMARY: &'static str = "Asks for the permission to send a photo straight to object storage";
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/uploads";
    type Caller = Administrator;
    const PERMISSION: Option<Permission> = Some(Permission::ManageTransfers);
    const KEYED: bool = true;
    type Path = ();
    type Body = NewFile;
    type Reply = Permit;
}

/// Says that the photo was sent: it is read, made anew and ready to be attached. A repeat answers the same.
pub struct Finish;
impl Endpoint for Finish {
    const NAME: &'static str = "uploads.finish";
    const SUMMARY: &'static str = "Says that a photo was sent: it is made anew and ready to be attached";
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/uploads/{file}/finish";
    type Caller = Administrator;
    const PERMISSION: Option<Permission> = Some(Permission::ManageTransfers);
    type Path = FileId;
    type Body = Nothing;
    type Reply = File;
}

/// Says that the function runs, and which one.
pub struct ShowHealth;
impl Endpoint for ShowHealth {
    const NAME: &'static str = "uploads.show_health";
    const SUMMARY: &'static str = "Says that the function runs, and which one";
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/uploads/health";
    type Caller = Anyone;
    type Path = ();
    type Body = Nothing;
    type Reply = Health;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::Day;
    use crate::endpoint::check;
    use crate::error::Refusal;

    #[test]
    fn a_photo_announces_a_length_that_can_be_sent() {
        let today = Today(Day::of(2026, 11, 26).expect("a day"));
        for (bytes, fits) in
            [(0, false), (1, true), (MOST_BYTES, true), (MOST_BYTES + 1, false), (u32::MAX, false)]
        {
            let told = check(&NewFile { purpose: Purpose::Slip, bytes, media: Media::Jpeg }, today);
            let expected = if fits { Ok(()) } else { Err(Refusal::field("bytes", Fault::Range)) };
            assert_eq!(told, expected, "{bytes}");
        }
    }

    #[test]
    fn media_are_read_back_from_their_type() {
        for media in Media::ALL {
            assert_eq!(Media::of(media.content_type()), Some(media));
        }
        assert_eq!(Media::of("image/heic"), None);
    }
}
