//! A photo of a form: chosen, scaled, sent, tried again, taken out.

use crate::components::{PhotoField, PhotoState};
use crate::services::photos::{self, Picture, Unusable};
use crate::services::uploads::{Sending, Stage};
use crate::text;
use shared_types::ids::FileId;
use shared_types::uploads::Purpose;
use std::cell::RefCell;
use std::rc::Rc;
use web_sys::File;
use yew::prelude::*;

/// The photo that is being worked on. Another one chosen meanwhile takes its place, and what becomes of this one is
/// nobody's business any more.
#[derive(Default)]
struct Work {
    picture: Option<Picture>,
    sending: Rc<Sending>,
    /// Under which the page shows it.
    address: Option<String>,
    number: u32,
}

impl Work {
    /// Leaves everything behind; the number of what comes next.
    fn renew(&mut self) -> u32 {
        self.sending.stop();
        if let Some(address) = self.address.take() {
            photos::forget(&address);
        }
        *self = Self { number: self.number + 1, ..Self::default() };
        self.number
    }
}

/// See [`use_photo`].
#[derive(Clone)]
pub struct PhotoUpload {
    /// How far it is, for a page that waits for it before it submits.
    pub state: PhotoState,
    picture: Option<AttrValue>,
    on_pick: Callback<File>,
    on_retry: Callback<()>,
    on_remove: Callback<()>,
}

impl PhotoUpload {
    /// Whether a photo is on its way: a form waits for it.
    pub fn busy(&self) -> bool {
        matches!(self.state, PhotoState::Preparing | PhotoState::Sending(_) | PhotoState::Making)
    }

    /// The field.
    pub fn field(
        &self,
        label: impl Into<AttrValue>,
        hint: Option<AttrValue>,
        fault: Option<AttrValue>,
        optional: bool,
    ) -> Html {
        html! {
            <PhotoField label={label.into()} {hint} {fault} {optional} state={self.state.clone()} picture={self.picture.clone()}
                on_pick={self.on_pick.clone()} on_retry={self.on_retry.clone()} on_remove={self.on_remove.clone()} />
        }
    }
}

/// Keeps one photo of a form: `value` is what the form holds (a draft may hold one from before), `on_change` gets the
/// file once it is ready and nothing once it is taken out. A photo that failed stays and can be sent again; the form
/// around it is not touched.
#[hook]
pub fn use_photo(
    purpose: Purpose,
    value: Option<FileId>,
    on_change: Callback<Option<FileId>>,
) -> PhotoUpload {
    let work = use_mut_ref(Work::default);
    let state = use_state_eq(PhotoState::default);
    let picture = use_state_eq(|| None::<AttrValue>);
    {
        let work = work.clone();
        use_effect_with((), move |()| {
            move || {
                work.borrow_mut().renew();
            }
        });
    }
    let send = {
        let (work, state, on_change) = (work.clone(), state.setter(), on_change.clone());
        Callback::from(move |()| run(&work, purpose, &state, &on_change))
    };
    let on_pick = {
        let (work, state, picture) = (work.clone(), state.setter(), picture.setter());
        let (send, on_change) = (send.clone(), on_change.clone());
        Callback::from(move |file: File| {
            let number = work.borrow_mut().renew();
            picture.set(None);
            state.set(PhotoState::Preparing);
            on_change.emit(None);
            let (work, state, picture, send) = (work.clone(), state.clone(), picture.clone(), send.clone());
            wasm_bindgen_futures::spawn_local(async move {
                let prepared = photos::prepare(&file).await;
                if work.borrow().number != number {
                    return;
                }
                match prepared {
                    Ok(prepared) => {
                        let address = prepared.address();
                        picture.set(address.clone().map(AttrValue::from));
                        let mut work = work.borrow_mut();
                        (work.picture, work.address) = (Some(prepared), address);
                        drop(work);
                        send.emit(());
                    }
                    Err(unusable) => state.set(PhotoState::Failed(unusable_sentence(unusable))),
                }
            });
        })
    };
    let on_remove = {
        let (work, state, picture) = (work, state.setter(), picture.setter());
        Callback::from(move |()| {
            work.borrow_mut().renew();
            picture.set(None);
            state.set(PhotoState::Empty);
            on_change.emit(None);
        })
    };
    let state = match (&value, &*state) {
        // From a draft; and a form that was emptied.
        (Some(_), PhotoState::Empty) => PhotoState::Ready,
        (None, PhotoState::Ready) => PhotoState::Empty,
        (_, state) => state.clone(),
    };
    let picture = (*picture).clone().filter(|_| state != PhotoState::Empty);
    PhotoUpload { state, picture, on_pick, on_retry: send, on_remove }
}

fn unusable_sentence(unusable: Unusable) -> AttrValue {
    AttrValue::Static(match unusable {
        Unusable::NoPhoto => text::uploads::NO_PHOTO,
        Unusable::TooLarge => text::uploads::TOO_LARGE,
    })
}

/// Sends what has been prepared, and says how it goes as long as it is the photo of the form.
fn run(
    work: &Rc<RefCell<Work>>,
    purpose: Purpose,
    state: &UseStateSetter<PhotoState>,
    on_change: &Callback<Option<FileId>>,
) {
    let (picture, sending, number) = {
        let work = work.borrow();
        let Some(picture) = work.picture.clone() else { return };
        (picture, work.sending.clone(), work.number)
    };
    let (work, state, on_change) = (work.clone(), state.clone(), on_change.clone());
    state.set(PhotoState::Sending(0.0));
    wasm_bindgen_futures::spawn_local(async move {
        let current = {
            let work = work.clone();
            move || work.borrow().number == number
        };
        let on_stage = {
            let (state, current) = (state.clone(), current.clone());
            Rc::new(move |stage| {
                if current() {
                    state.set(match stage {
                        Stage::Sending(part) => PhotoState::Sending(part),
                        Stage::Making => PhotoState::Making,
                    });
                }
            })
        };
        let outcome = sending.send(&picture, purpose, on_stage).await;
        if !current() {
            return;
        }
        match outcome {
            Ok(file) => {
                state.set(PhotoState::Ready);
                on_change.emit(Some(file));
            }
            Err(failure) => state.set(PhotoState::Failed(text::failure_sentence(&failure))),
        }
    });
}
