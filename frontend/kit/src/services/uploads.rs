//! Sends a photo: asks for the permission, puts the bytes straight into object storage, and says that they are there.
//! Knows no screen.

use super::api::{self, Failure};
use super::photos::Picture;
use gloo_events::EventListener;
use js_sys::Promise;
use shared_types::error::{Problem, Refusal};
use shared_types::ids::FileId;
use shared_types::uploads::{Begin, Finish, NewFile, Permit, Purpose};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ProgressEvent, XmlHttpRequest};

/// Milliseconds after which sending is given up: half a megabyte takes a minute on the slowest network.
const PATIENCE: u32 = 180_000;

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Stage {
    /// So much of 1 has been sent.
    Sending(f64),
    /// All has been sent; the functions make the photo anew.
    Making,
}

/// One photo on its way. Kept between tries: what has been sent is not sent again.
#[derive(Debug, Default)]
pub struct Sending {
    sent: RefCell<Option<FileId>>,
    request: RefCell<Option<XmlHttpRequest>>,
}

impl Sending {
    /// Sends the photo, or what is still to be done.
    ///
    /// # Errors
    /// Where it failed; the same call tries again.
    pub async fn send(
        &self,
        picture: &Picture,
        purpose: Purpose,
        on_stage: Rc<dyn Fn(Stage)>,
    ) -> Result<FileId, Failure> {
        let sent = self.sent.borrow().clone();
        let file = match sent {
            Some(file) => file,
            None => {
                let Picture { bytes, media, .. } = *picture;
                let permit = api::call::<Begin>((), NewFile { purpose, bytes, media }).await?;
                self.put(&permit, picture, &on_stage).await?;
                self.sent.replace(Some(permit.file.clone()));
                permit.file
            }
        };
        on_stage(Stage::Making);
        let made = api::ask::<Finish>(file).await;
        if made.as_ref().err().is_some_and(|failure| failure.refusal().is_some()) {
            // It was read and refused, or is not there: another try begins from the beginning.
            self.sent.replace(None);
        }
        made.map(|made| made.file)
    }

    /// Gives up what is being sent.
    pub fn stop(&self) {
        if let Some(request) = self.request.take() {
            // One that is over already has nothing to give up.
            let _ = request.abort();
        }
    }

    /// By the old request, because the new one (`fetch`) does not say how far it is.
    async fn put(
        &self,
        permit: &Permit,
        picture: &Picture,
        on_stage: &Rc<dyn Fn(Stage)>,
    ) -> Result<(), Failure> {
        let unreadable = |_: JsValue| Failure::Unreadable;
        let request = XmlHttpRequest::new().map_err(unreadable)?;
        request.open("PUT", &permit.url).map_err(unreadable)?;
        for header in &permit.headers {
            request.set_request_header(&header.name, &header.value).map_err(unreadable)?;
        }
        request.set_timeout(PATIENCE);
        on_stage(Stage::Sending(0.0));
        let stage = on_stage.clone();
        let progress = request.upload().ok().map(|upload| {
            EventListener::new(&upload, "progress", move |event| {
                let event: &ProgressEvent = event.unchecked_ref();
                if event.length_computable() && event.total() > 0.0 {
                    stage(Stage::Sending(event.loaded() / event.total()));
                }
            })
        });
        let over = Promise::new(&mut |done, _| request.set_onloadend(Some(&done)));
        request.send_with_opt_blob(Some(&picture.blob)).map_err(unreadable)?;
        self.request.replace(Some(request.clone()));
        // It ends in every case, and says how by its status.
        let _ = JsFuture::from(over).await;
        drop(progress);
        self.request.replace(None);
        match request.status().unwrap_or_default() {
            200..=299 => Ok(()),
            0 => Err(Failure::Offline),
            _ => Err(Failure::Refused(Problem {
                status: 409,
                refusal: Refusal::UploadMissing,
                request_id: String::new(),
            })),
        }
    }
}
