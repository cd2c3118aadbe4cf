//! What is generated as records of the table: sealed, hashed, with its look-ups. Knows nothing of when and how
//! they are written.

use super::{
    accounts::{Account, PASSWORD},
    people::Person,
    tree::Tree,
};
use anyhow::{Context as _, Result};
use platform::{
    crypto::{Ring, hash_password},
    store::{
        AccountRecord, COUNTS, Chain, CredentialRecord, Holdings, MemberRecord, MobileRecord, OrgRecord,
        Prepared, Unique, UniqueRecord, keys,
    },
};
use shared_types::{ids::AccountId, orgs::Counts};

/// Names under which values are hashed and sealed, as the features do it.
const ID_NUMBER: &str = "id_number";
const MOBILE: &str = "mobile";
const SECRETARY_MOBILE: &str = "secretary_mobile";

/// A tree with the chain of each organisation, ready to be written.
#[derive(Debug)]
pub(crate) struct Planted<'a> {
    tree: &'a Tree,
    chains: Vec<Chain>,
}

impl<'a> Planted<'a> {
    /// Every organisation of the tree stands after the one above it, so one pass gives all chains.
    pub(crate) fn new(tree: &'a Tree) -> Self {
        let mut chains: Vec<Chain> = Vec::with_capacity(tree.orgs().len());
        for org in tree.orgs() {
            let above = org.parent.and_then(|parent| chains.get(parent));
            chains.push(match above {
                Some(above) => above.child(org.id.clone()),
                None => Chain::root(org.id.clone()),
            });
        }
        Self { tree, chains }
    }

    fn chain(&self, at: usize) -> Result<Chain> {
        self.chains.get(at).cloned().context("no such organisation")
    }

    /// An organisation with its counts and what it directly holds.
    ///
    /// # Errors
    /// When the key ring is broken.
    pub(crate) fn org(&self, ring: &Ring, at: usize, counts: Counts, held: Holdings) -> Result<Prepared> {
        let org = self.tree.get(at).context("no such organisation")?;
        let place = keys::org(&org.id).field(SECRETARY_MOBILE);
        let mobile = org.office.secretary_mobile.as_deref();
        let record = OrgRecord {
            org: org.id.clone(),
            name: org.name.clone(),
            kind: org.kind,
            village: org.village,
            chain: self.chain(at)?,
            former: Vec::new(),
            secretary: org.office.secretary.clone(),
            secretary_mobile: mobile.map(|mobile| ring.seal(&place, mobile)).transpose()?,
            phone: org.office.phone.clone(),
            address: org.office.address.clone(),
            fax: org.office.fax.clone(),
            postcode: org.office.postcode.clone(),
            term_starts: org.office.term_starts,
            term_ends: org.office.term_ends,
            counts,
            held,
        };
        let Counts { members, orgs, children, corrections } = counts;
        let [n_members, n_orgs, n_children, n_corrections] = COUNTS;
        let numbers =
            [(n_members, members), (n_orgs, orgs), (n_children, children), (n_corrections, corrections)];
        Ok(Prepared::new(&record)?.with(&numbers))
    }

    /// A member with the reservation of the ID number and the look-up by mobile. The password is the deployment's
    /// initial one, which needs no record.
    ///
    /// # Errors
    /// When the key ring is broken.
    pub(crate) fn member(&self, ring: &Ring, person: Person) -> Result<Vec<Prepared>> {
        let branch = self.tree.get(person.branch).context("no such branch")?;
        let Person { id, id_number, mobile, standing, particulars, .. } = person;
        let key = keys::member(&id);
        let id_hash = hash(ring, ID_NUMBER, id_number.expose())?;
        let mobile = mobile.as_ref().map(|mobile| mobile.expose());
        let mobile_hash = mobile.map(|mobile| hash(ring, MOBILE, mobile)).transpose()?;
        let record = MemberRecord {
            member: id.clone(),
            chain: self.chain(person.branch)?,
            branch_name: branch.name.clone(),
            id_number: ring.seal(&key.field(ID_NUMBER), id_number.expose())?,
            id_hash: id_hash.clone(),
            mobile: mobile.map(|mobile| ring.seal(&key.field(MOBILE), mobile)).transpose()?,
            mobile_hash: mobile_hash.clone(),
            sex: id_number.sex(),
            born: id_number.birth_day(),
            standing,
            particulars,
            transfer: None,
        };
        let reservation = UniqueRecord { what: Unique::IdNumber(id_hash), holder: id.to_string() };
        let mut items = vec![Prepared::new(&record)?, Prepared::new(&reservation)?];
        if let Some(hash) = mobile_hash {
            items.push(Prepared::new(&MobileRecord { hash, member: id })?);
        }
        Ok(items)
    }

    /// A demo account with the reservation of its login and its password.
    ///
    /// # Errors
    /// When the key ring is broken.
    pub(crate) fn account(&self, ring: &Ring, account: &Account) -> Result<Vec<Prepared>> {
        let id: AccountId = format!("demo-{}", account.key).parse()?;
        let org = self.tree.get(account.org).context("no such organisation")?;
        let record = AccountRecord {
            login: account.login.to_owned(),
            name: account.name.to_owned(),
            chain: self.chain(account.org)?,
            org_name: org.name.clone(),
            role: account.role,
            post: Some(account.post.to_owned()),
            office_phone: org.office.phone.clone(),
            mobile: ring.seal(&keys::account(&id).field(MOBILE), account.mobile)?,
            disabled: false,
            account: id,
        };
        let user = record.account.as_str();
        let reservation = UniqueRecord { what: Unique::Login(record.login.clone()), holder: user.to_owned() };
        let hash = hash_password(PASSWORD).context("no random numbers on this machine")?;
        let credential = CredentialRecord { initial: false, ..CredentialRecord::initial(user, Some(hash)) };
        Ok(vec![Prepared::new(&record)?, Prepared::new(&reservation)?, Prepared::new(&credential)?])
    }
}

/// Under the newest pepper, as new work is hashed.
fn hash(ring: &Ring, purpose: &str, value: &str) -> Result<String> {
    ring.hashes(purpose, value).into_iter().next().context("a key ring without a pepper")
}
