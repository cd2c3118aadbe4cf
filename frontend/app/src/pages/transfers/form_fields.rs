//! The fields of a transfer on screen; beginning, correcting and registering an arrival share them.

use super::form::Dues;
use kit::components::{FormSection, Keyboard, MonthField, TextArea, TextField};
use kit::hooks::Part;
use kit::text::transfers as words;
use yew::prelude::*;

/// Paid through which month, months of arrears, and a word.
pub(super) fn dues(form: &Part<'_, Dues>) -> Html {
    let typed = form.value();
    html! {
        <FormSection title={words::DUES}>
            <MonthField label={words::PAID_THROUGH} name="paid_through" value={typed.paid_through.clone()} hint={words::PAID_THROUGH_HINT}
                on_change={form.put(|typed: &mut Dues, to| typed.paid_through = to)} on_leave={form.leave("paid_through")} fault={form.fault("paid_through")} />
            <TextField label={words::ARREARS} name="arrears" keyboard={Keyboard::Digits} most=3 value={typed.arrears.clone()} hint={words::ARREARS_HINT}
                on_change={form.put(|typed: &mut Dues, to| typed.arrears = to)} on_leave={form.leave("arrears")} fault={form.fault("arrears")} />
            <TextArea label={words::NOTE} name="note" optional=true most=200 value={typed.note.clone()} hint={words::NOTE_HINT}
                on_change={form.put(|typed: &mut Dues, to| typed.note = to)} on_leave={form.leave("note")} fault={form.fault("note")} />
        </FormSection>
    }
}
