//! Writing organisations.

use super::{AGAIN, SECRETARY_MOBILE, last_of, nothing_moved};
use crate::rules::{self, Fields};
use platform::auth::Scope;
use platform::crypto::Sealed;
use platform::store::keys::{self, Key, Listed};
use platform::store::{
    Held, Holdings, Job, Listing, OrgLine, OrgRecord, Record, Transaction, Versioned, Work,
};
use platform::{Context, Result};
use shared_types::error::Refusal;
use shared_types::ids::OrgId;
use shared_types::orgs::{Counts, NewOrg, Office, OrgKind};
use shared_types::page::MOST_ROWS;

/// The record of a new organisation directly below the scope's.
pub(crate) fn draft(
    cx: &Context,
    parent: &Scope,
    org: OrgId,
    new: &NewOrg,
    office: Office,
) -> Result<OrgRecord> {
    Ok(OrgRecord {
        name: new.name.trim().to_owned(),
        kind: new.kind,
        village: new.village,
        chain: parent.chain().child(org.clone()),
        former: Vec::new(),
        secretary_mobile: seal(cx, &keys::org(&org), office.secretary_mobile.as_deref())?,
        secretary: office.secretary,
        phone: office.phone,
        address: office.address,
        fax: office.fax,
        postcode: office.postcode,
        term_starts: office.term_starts,
        term_ends: office.term_ends,
        counts: Counts::default(),
        held: Holdings::NONE,
        org,
    })
}

/// Creates an organisation below the scope's, which must be as it was read (of the same kind, not dissolved)
/// and stand where it stood.
pub(crate) fn create(parent: &Scope, tx: &mut Transaction, record: &OrgRecord) {
    tx.create(record, Refusal::Internal);
    tx.hold(&parent.org().record.org, Held::Org, 1, Some(parent.org().version), AGAIN);
    nothing_moved(parent, tx);
}

/// What can be changed of an organisation.
pub(crate) fn fields(cx: &Context, record: &OrgRecord) -> Result<Fields> {
    let place = record.key().field(SECRETARY_MOBILE);
    let mobile = record.secretary_mobile.as_ref();
    Ok(Fields {
        name: record.name.clone(),
        kind: record.kind,
        village: record.village,
        office: Office {
            secretary: record.secretary.clone(),
            secretary_mobile: mobile.map(|sealed| cx.ring().open(&place, sealed)).transpose()?,
            phone: record.phone.clone(),
            address: record.address.clone(),
            fax: record.fax.clone(),
            postcode: record.postcode.clone(),
            term_starts: record.term_starts,
            term_ends: record.term_ends,
        },
    })
}

/// The record with other fields; what stays the same is not sealed anew.
pub(crate) fn changed(
    cx: &Context,
    record: &OrgRecord,
    before: &Fields,
    after: &Fields,
) -> Result<OrgRecord> {
    let office = after.office.clone();
    let secretary_mobile = if office.secretary_mobile == before.office.secretary_mobile {
        record.secretary_mobile.clone()
    } else {
        seal(cx, &record.key(), office.secretary_mobile.as_deref())?
    };
    Ok(OrgRecord {
        former: rules::former_names(&record.former, &before.name, &after.name),
        name: after.name.clone(),
        kind: after.kind,
        village: after.village,
        secretary_mobile,
        secretary: office.secretary,
        phone: office.phone,
        address: office.address,
        fax: office.fax,
        postcode: office.postcode,
        term_starts: office.term_starts,
        term_ends: office.term_ends,
        ..record.clone()
    })
}

/// What stands around an organisation and bears on its kind, read where it is exact.
pub(crate) struct Around {
    /// The organisation directly above; none for the root.
    pub(crate) parent: Option<Versioned<OrgRecord>>,
    /// The kinds of those directly below.
    pub(crate) children: Vec<OrgKind>,
}

/// Reads what stands around the scope's organisation.
///
/// # Errors
/// [`Refusal::Overloaded`] where the index does not show yet what was just created below.
pub(crate) async fn around(cx: &Context, scope: &Scope) -> Result<Around> {
    let parent = match scope.chain().parent() {
        Some(parent) => cx.table().get::<OrgRecord>(&keys::org(&last_of(&parent)?)).await?,
        None => None,
    };
    let org = last_of(scope.chain())?;
    let listing = Listing { kind: Listed::Orgs, name: String::new(), only: Vec::new(), most: MOST_ROWS };
    let (mut children, mut mark) = (Vec::new(), None);
    loop {
        let found = cx.table().children::<OrgLine>(&org, &listing, mark).await?;
        let keys: Vec<Key> = found.rows.iter().map(|line| keys::org(&line.org)).collect();
        let batch = cx.table().batch(&keys).await?;
        for key in &keys {
            children.extend(batch.get::<OrgRecord>(key)?.map(|child| child.record.kind));
        }
        mark = found.next;
        if mark.is_none() {
            break;
        }
    }
    if u32::try_from(children.len()).ok() != Some(scope.org().record.held.orgs) {
        return Err(AGAIN.into());
    }
    Ok(Around { parent, children })
}

/// Writes an organisation over the version that was read. A new name is carried to its copies; for another
/// kind, what stands around must be as it was read, and whoever builds on the old kind is refused.
pub(crate) fn save(
    cx: &Context,
    scope: &Scope,
    tx: &mut Transaction,
    record: &OrgRecord,
    around: Option<&Around>,
) {
    let found = scope.org();
    match around {
        Some(around) => {
            tx.save_as_held(record, found.version, Refusal::Stale);
            if let Some(parent) = &around.parent {
                tx.touch(&parent.record.key(), parent.version, AGAIN);
            }
        }
        None => {
            tx.save(record, found.version, Refusal::Stale);
        }
    }
    if record.name != found.record.name {
        tx.begin_job(&Job::new(record.org.clone(), scope.moves().root.clone(), Work::Name, cx.now()));
    }
}

/// Dissolves the scope's organisation, if it holds nothing.
///
/// # Errors
/// [`Refusal::Forbidden`] for the root.
pub(crate) fn dissolve(scope: &Scope, tx: &mut Transaction) -> Result<()> {
    let parent = scope.chain().parent().ok_or(Refusal::Forbidden)?;
    let found = scope.org();
    tx.dissolve(&found.record.org, found.version, Refusal::Stale);
    tx.hold(&last_of(&parent)?, Held::Org, -1, None, AGAIN);
    Ok(())
}

fn seal(cx: &Context, key: &Key, mobile: Option<&str>) -> Result<Option<Sealed>> {
    Ok(mobile.map(|mobile| cx.ring().seal(&key.field(SECRETARY_MOBILE), mobile)).transpose()?)
}
