//! Begins a transfer of a member of this city.

use crate::change;
use crate::rules::{Branch, Case, NewCase};
use crate::store::{self, TransferRecord};
use crate::tree::Tree;
use platform::auth::{Administrator, Scope};
use platform::http::{Answer, Call};
use platform::store::Chain;
use platform::{Context, Result};
use shared_types::error::{Fault, Refusal};
use shared_types::ids::OrgId;
use shared_types::text::tidy;
use shared_types::transfers::{Submit, Transfer, TransferForm, TransferKind};

pub(crate) async fn submit(
    cx: Context,
    caller: Administrator,
    call: Call<Submit>,
) -> Result<Answer<Transfer>> {
    let (scope, new) = (&caller.scope, call.body);
    let member = store::member_to_transfer(&cx, scope, &new.member, None).await?;
    let from = scope.moves().current(&member.record.chain);
    let (tree, to) = ends(&cx, scope, &from, new.kind, (&new.form, "form."), &[]).await?;
    let number = store::next_number(&cx, &new.member).await?;
    let form = new.form;
    let case = Case::submit(
        NewCase {
            member: new.member,
            number,
            kind: new.kind,
            name: member.record.particulars.name.clone(),
            from: Branch { org: from.last().cloned(), name: member.record.branch_name.clone() },
            to: receiving(&tree, &form),
            outside: form.outside,
            paid_through: form.paid_through,
            arrears: form.arrears,
            note: tidy(form.note),
        },
        &tree.steps(&cx, new.kind),
        &store::actor(&cx, &caller),
        store::days(&cx),
    )?;
    let record = TransferRecord { chain: from, case, arrival: None };
    let loaded = store::fresh(scope, &record, Some(&member), to, tree);
    let mut tx = cx.table().transaction();
    store::lock(&mut tx, &member, &loaded)?;
    change::begin::<Submit>(&cx, &caller, &loaded, tx, &call.once).await
}

/// The tree between the sending branch and what a form names, and where that stands.
///
/// # Errors
/// Faults at the form's fields, whose names begin with `fields`.
pub(crate) async fn ends(
    cx: &Context,
    scope: &Scope,
    from: &Chain,
    kind: TransferKind,
    (form, fields): (&TransferForm, &str),
    besides: &[OrgId],
) -> Result<(Tree, Option<Chain>)> {
    let field = format!("{fields}to");
    let fault = |fault: Fault| Refusal::field(&field, fault);
    if (kind == TransferKind::Out) != form.outside.is_some() {
        return Err(fault(Fault::Choice).into());
    }
    let to = match &form.to {
        Some(to) if from.last() == Some(to) => return Err(fault(Fault::SameBranch).into()),
        Some(to) => Some(store::destination(cx, scope, to, &field).await?),
        None => None,
    };
    let tree = store::read_tree(cx, scope.moves(), (from, to.as_ref()), besides).await?;
    match (kind, to.as_ref().map(|_| tree.kind(cx))) {
        (TransferKind::InCity, Some(TransferKind::IntraUnit)) => Err(fault(Fault::WithinUnit).into()),
        (TransferKind::IntraUnit, Some(TransferKind::InCity)) => Err(fault(Fault::BeyondUnit).into()),
        _ => Ok((tree, to)),
    }
}

/// The receiving end that a form names.
pub(crate) fn receiving(tree: &Tree, form: &TransferForm) -> Branch {
    match &form.outside {
        Some(outside) => Branch { org: None, name: outside.unit.trim().to_owned() },
        None => Branch {
            org: form.to.clone(),
            name: tree.to.last().map(|branch| branch.name.clone()).unwrap_or_default(),
        },
    }
}
