//! The fields of an account as they are typed, and editing one.

use crate::pages::editing::{Edited, Editing, use_edit};
use crate::route::Route;
use kit::components::{
    Button, Choice, Form, FormSection, Keyboard, PhoneField, Screen, SelectField, Skeleton, Switch, TextField,
};
use kit::hooks::{Draft, use_form, use_remote};
use kit::services::api;
use kit::services::router::href;
use kit::services::storage::Slot;
use kit::text::{Term as _, accounts as words, everyday, titles};
use serde::{Deserialize, Serialize};
use shared_types::error::{Fault, FieldFault};
use shared_types::ids::AccountId;
use shared_types::members::{choice, code};
use shared_types::orgs::{Account, AccountChanges, EditAccount as Edit, NewAccount, Org, Show, ShowAccount};
use shared_types::permission::Role;
use std::rc::Rc;
use yew::prelude::*;

/// What is typed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Typed {
    pub login: String,
    name: String,
    role: String,
    post: String,
    office_phone: String,
    mobile: String,
    disabled: bool,
}

impl From<&Account> for Typed {
    fn from(account: &Account) -> Self {
        Self {
            login: account.login.clone(),
            name: account.name.clone(),
            role: code(&account.role),
            post: account.post.clone().unwrap_or_default(),
            office_phone: account.office_phone.clone().unwrap_or_default(),
            mobile: String::new(),
            disabled: account.disabled,
        }
    }
}

fn given(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

impl Typed {
    fn role(&self) -> Result<Role, FieldFault> {
        choice(&self.role).map_err(|_| FieldFault { field: "role".to_owned(), fault: Fault::Required })
    }

    /// The body of a creation, checked.
    pub(super) fn new_account(&self) -> Result<NewAccount, Vec<FieldFault>> {
        let role = self.role();
        let body = NewAccount {
            login: self.login.trim().to_owned(),
            name: self.name.trim().to_owned(),
            role: role.clone().unwrap_or(Role::Operator),
            post: given(&self.post),
            office_phone: given(&self.office_phone),
            mobile: self.mobile.clone(),
        };
        api::checked_besides(body, role.err().into_iter().collect())
    }

    fn changes(&self) -> Result<AccountChanges, Vec<FieldFault>> {
        let role = self.role();
        let body = AccountChanges {
            name: self.name.trim().to_owned(),
            role: role.clone().unwrap_or(Role::Operator),
            post: given(&self.post),
            office_phone: given(&self.office_phone),
            mobile: given(&self.mobile),
            disabled: self.disabled,
        };
        api::checked_besides(body, role.err().into_iter().collect())
    }
}

/// The fields that creating and editing share; `mobile` is the present number, masked.
pub(super) fn fields<B>(form: &Draft<Typed, B>, roles: &[Role], mobile: Option<&str>) -> Html {
    let typed = form.value();
    let choices: Vec<Choice> = roles.iter().map(|role| Choice::new(code(role), role.word())).collect();
    let hint = match mobile {
        Some(masked) => AttrValue::from(words::mobile_now(masked)),
        None => AttrValue::Static(words::MOBILE_HINT),
    };
    let mobile_label = if mobile.is_some() { words::NEW_MOBILE } else { words::MOBILE };
    let role = if choices.is_empty() {
        html! { <TextField label={words::ROLE} name="role" value={words::CHOOSE_ORG_FIRST} fixed=true fault={form.fault("role")} /> }
    } else {
        html! {
            <SelectField label={words::ROLE} name="role" {choices} value={typed.role.clone()}
                on_change={form.put(|typed: &mut Typed, to| typed.role = to)} fault={form.fault("role")} />
        }
    };
    html! {
        <FormSection title={words::ADMINISTRATOR}>
            <TextField label={words::NAME} name="name" value={typed.name.clone()} on_change={form.put(|typed: &mut Typed, to| typed.name = to)}
                on_leave={form.leave("name")} fault={form.fault("name")} />
            <>{ role }</>
            <PhoneField label={mobile_label} name="mobile" optional={mobile.is_some()} value={typed.mobile.clone()} {hint}
                on_change={form.put(|typed: &mut Typed, to| typed.mobile = to)} on_leave={form.leave("mobile")} fault={form.fault("mobile")} />
            <TextField label={words::POST} name="post" optional=true value={typed.post.clone()} on_change={form.put(|typed: &mut Typed, to| typed.post = to)}
                on_leave={form.leave("post")} fault={form.fault("post")} />
            <TextField label={words::OFFICE_PHONE} name="office_phone" optional=true keyboard={Keyboard::Phone} value={typed.office_phone.clone()}
                on_change={form.put(|typed: &mut Typed, to| typed.office_phone = to)} on_leave={form.leave("office_phone")} fault={form.fault("office_phone")} />
        </FormSection>
    }
}

/// Properties of [`EditAccount`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct EditAccountProps {
    /// Which account.
    pub account: AccountId,
}

/// An account's fields.
#[component]
pub(crate) fn EditAccount(props: &EditAccountProps) -> Html {
    let account = use_remote(props.account.clone(), |account| async {
        let account = api::ask::<ShowAccount>(account).await?;
        let org = api::ask::<Show>(account.org.clone()).await?;
        Ok(Some((Rc::new(account), Rc::new(org))))
    });
    html! {
        <Screen title={titles::EDIT_ACCOUNT} back={href(&Route::Account(props.account.clone()))}>
            { account.show(Skeleton::Form, |both| html! {
                <Changing key={both.0.version} account={both.0.clone()} org={both.1.clone()} on_newer={account.reload.clone()} />
            }) }
        </Screen>
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct ChangingProps {
    account: Rc<Account>,
    org: Rc<Org>,
    on_newer: Callback<()>,
}

#[component]
fn Changing(props: &ChangingProps) -> Html {
    let account = props.account.clone();
    let draft = Slot::of_record("edit-account", account.account.as_str(), account.version);
    let form = use_form(Typed::from(&*account), Some(draft), Typed::changes);
    let record = Edited {
        path: account.account.clone(),
        version: account.version,
        shown_at: href(&Route::Account(account.account.clone())),
        reload: props.on_newer.clone(),
    };
    let Editing { action, on_submit, banner } = use_edit::<Edit, _>(&form, record, Draft::refuse);
    html! {
        <Form {on_submit} refused={form.refused()}>
            <>{ form.banner() }</>
            { fields(&form, Role::at_depth(usize::from(props.org.depth)), Some(&account.mobile)) }
            <div class="card">
                <Switch label={words::DISABLE} detail={words::DISABLE_DETAIL} on={form.value().disabled}
                    on_change={form.put(|typed: &mut Typed, to| typed.disabled = to)} />
            </div>
            <>{ banner }</>
            <Button submit=true wide=true label={everyday::SAVE} pending={action.pending} />
        </Form>
    }
}
