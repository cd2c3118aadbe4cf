//! What is typed into a form: its value, its wrong fields, its draft.

use crate::components::{Banner, Tone};
use crate::services::api::Failure;
use crate::services::storage::Slot;
use crate::text;
use serde::Serialize;
use serde::de::DeserializeOwned;
use shared_types::error::{Fault, FieldFault};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Clone, PartialEq)]
struct Sheet<T> {
    value: T,
    /// From the functions, until the form is edited.
    answered: Vec<FieldFault>,
    left: Vec<&'static str>,
    refused: u32,
    restored: bool,
}

enum Change<T> {
    Edit(Box<dyn FnOnce(&mut T)>),
    Leave(&'static str),
    Refuse(Vec<FieldFault>),
    Reset(T),
}

impl<T: Clone + PartialEq> Reducible for Sheet<T> {
    type Action = Change<T>;
    fn reduce(self: Rc<Self>, change: Change<T>) -> Rc<Self> {
        let mut sheet = (*self).clone();
        match change {
            Change::Edit(edit) => {
                edit(&mut sheet.value);
                sheet.answered.clear();
            }
            Change::Leave(field) => sheet.left.push(field),
            Change::Refuse(faults) => {
                sheet.answered = faults;
                sheet.refused += 1;
            }
            Change::Reset(value) => {
                sheet = Sheet { value, answered: Vec::new(), left: Vec::new(), refused: 0, restored: false };
            }
        }
        Rc::new(sheet)
    }
}

/// Makes the body of what is typed, or says which fields are wrong.
type Check<T, B> = dyn Fn(&T) -> Result<B, Vec<FieldFault>>;

/// See [`use_form`].
pub struct Draft<T: Clone + PartialEq + 'static, B: 'static> {
    sheet: UseReducerHandle<Sheet<T>>,
    initial: T,
    slot: Option<Slot>,
    check: Rc<Check<T, B>>,
    faults: Rc<Vec<FieldFault>>,
}

impl<T: Clone + PartialEq + 'static, B: 'static> Clone for Draft<T, B> {
    fn clone(&self) -> Self {
        Self {
            sheet: self.sheet.clone(),
            initial: self.initial.clone(),
            slot: self.slot.clone(),
            check: self.check.clone(),
            faults: self.faults.clone(),
        }
    }
}

impl<T: Clone + PartialEq + 'static, B: 'static> Draft<T, B> {
    /// What is typed.
    pub fn value(&self) -> &T {
        &self.sheet.value
    }

    /// For `Form::refused`.
    pub fn refused(&self) -> u32 {
        self.sheet.refused
    }

    /// Changes the value.
    pub fn edit(&self, edit: impl FnOnce(&mut T) + 'static) {
        self.sheet.dispatch(Change::Edit(Box::new(edit)));
    }

    /// For `on_change`: puts what was typed where `put` says.
    pub fn put<V: 'static>(&self, put: fn(&mut T, V)) -> Callback<V> {
        let dispatcher = self.sheet.dispatcher();
        Callback::from(move |typed: V| {
            dispatcher.dispatch(Change::Edit(Box::new(move |value| put(value, typed))))
        })
    }

    /// For `on_leave`: from now on the field says what is wrong with it.
    pub fn leave(&self, field: &'static str) -> Callback<()> {
        let dispatcher = self.sheet.dispatcher();
        Callback::from(move |()| dispatcher.dispatch(Change::Leave(field)))
    }

    /// For `fault`: the sentence, once the field was left or the form refused.
    pub fn fault(&self, field: &str) -> Option<AttrValue> {
        self.wrong(field).map(|fault| AttrValue::from(text::fault(fault)))
    }

    /// As [`Draft::fault`], for fields that have better words for it.
    pub fn wrong(&self, field: &str) -> Option<Fault> {
        let answered = self.sheet.answered.iter().find(|fault| fault.field == field);
        let shown = self.sheet.refused > 0 || self.sheet.left.contains(&field);
        let own = self.faults.iter().find(|fault| fault.field == field).filter(|_| shown);
        answered.or(own).map(|fault| fault.fault)
    }

    /// The body to send, or `None` where fields are wrong: they then say so, and the first gets the focus.
    fn submit(&self) -> Option<B> {
        match (self.check)(&self.sheet.value) {
            Ok(body) => Some(body),
            Err(_) => {
                self.sheet.dispatch(Change::Refuse(Vec::new()));
                None
            }
        }
    }

    /// For `Form::on_submit`: sends the body, or says which fields are wrong.
    pub fn on_submit(&self, send: &Callback<B>) -> Callback<()> {
        let (form, send) = (self.clone(), send.clone());
        Callback::from(move |()| {
            if let Some(body) = form.submit() {
                send.emit(body);
            }
        })
    }

    /// The functions refused fields: they say so. Nothing typed is lost.
    pub fn refuse(&self, failure: &Failure) {
        if !failure.fields().is_empty() {
            self.sheet.dispatch(Change::Refuse(failure.fields().to_vec()));
        }
    }

    /// Something at a field was refused that the page says itself: the first wrong field gets the focus.
    pub fn point(&self) {
        self.sheet.dispatch(Change::Refuse(Vec::new()));
    }

    /// Sent: the draft is no longer needed.
    pub fn finish(&self) {
        if let Some(slot) = &self.slot {
            slot.empty();
        }
    }

    /// Back to the beginning.
    pub fn reset(&self) {
        self.finish();
        self.sheet.dispatch(Change::Reset(self.initial.clone()));
    }

    /// Says that a draft was found, and offers to drop it.
    pub fn banner(&self) -> Html {
        if !self.sheet.restored {
            return Html::default();
        }
        let form = self.clone();
        let action =
            (AttrValue::Static(text::everyday::START_AFRESH), Callback::from(move |()| form.reset()));
        html! { <Banner tone={Tone::Plain} {action}>{ text::everyday::DRAFT_FOUND }</Banner> }
    }
}

/// Changes what is typed.
type Edit<P> = Box<dyn FnOnce(&mut P)>;

/// What is wrong with a field.
type Wrong<'a> = Box<dyn Fn(&str) -> Option<Fault> + 'a>;

/// A part of what is typed, apart from the form's own types: fields that several forms share are compiled once.
pub struct Part<'a, P> {
    value: &'a P,
    edit: Rc<dyn Fn(Edit<P>)>,
    leave: Box<dyn Fn(&'static str) -> Callback<()> + 'a>,
    wrong: Wrong<'a>,
}

impl<T: Clone + PartialEq + 'static, B: 'static> Draft<T, B> {
    /// The part that `of` gives, and `of_mut` to change.
    pub fn part<P: 'static>(&self, of: fn(&T) -> &P, of_mut: fn(&mut T) -> &mut P) -> Part<'_, P> {
        let dispatcher = self.sheet.dispatcher();
        let edit = move |edit: Edit<P>| {
            dispatcher.dispatch(Change::Edit(Box::new(move |value| edit(of_mut(value)))));
        };
        Part {
            value: of(self.value()),
            edit: Rc::new(edit),
            leave: Box::new(|field| self.leave(field)),
            wrong: Box::new(|field| self.wrong(field)),
        }
    }
}

impl<P: 'static> Part<'_, P> {
    /// What is typed.
    pub fn value(&self) -> &P {
        self.value
    }

    /// As [`Draft::put`].
    pub fn put<V: 'static>(&self, put: fn(&mut P, V)) -> Callback<V> {
        let edit = self.edit.clone();
        Callback::from(move |typed: V| edit(Box::new(move |value| put(value, typed))))
    }

    /// As [`Draft::leave`].
    pub fn leave(&self, field: &'static str) -> Callback<()> {
        (self.leave)(field)
    }

    /// As [`Draft::fault`].
    pub fn fault(&self, field: &str) -> Option<AttrValue> {
        self.wrong(field).map(|fault| AttrValue::from(text::fault(fault)))
    }

    /// As [`Draft::wrong`].
    pub fn wrong(&self, field: &str) -> Option<Fault> {
        (self.wrong)(field)
    }
}

/// A form. `slot` keeps a draft (none for passwords; [`Slot::of_record`] for what changes a record); `check` makes the
/// body and says which fields are wrong, with the same rules as the functions ([`crate::services::api::checked`]).
#[hook]
pub fn use_form<T, B>(
    initial: T,
    slot: Option<Slot>,
    check: impl Fn(&T) -> Result<B, Vec<FieldFault>> + 'static,
) -> Draft<T, B>
where
    T: Clone + PartialEq + Serialize + DeserializeOwned + 'static,
    B: 'static,
{
    let sheet = {
        let (initial, slot) = (initial.clone(), slot.clone());
        use_reducer(move || {
            let kept = slot.as_ref().and_then(Slot::draft::<T>).filter(|kept| *kept != initial);
            let restored = kept.is_some();
            Sheet {
                value: kept.unwrap_or(initial),
                answered: Vec::new(),
                left: Vec::new(),
                refused: 0,
                restored,
            }
        })
    };
    let faults = Rc::new(check(&sheet.value).err().unwrap_or_default());
    {
        let (initial, slot) = (initial.clone(), slot.clone());
        use_effect_with(sheet.value.clone(), move |value| {
            if let Some(slot) = slot.as_ref().filter(|_| *value != initial) {
                slot.keep(value);
            }
        });
    }
    Draft { sheet, initial, slot, check: Rc::new(check), faults }
}
