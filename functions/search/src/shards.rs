//! The shards that a search goes through: what the table says of them, read at every request, and their objects,
//! which are read once and kept.

use index::{Delta, Found, Hidden, Moving, Query, Reach, Shard, View, shard_of};
use platform::auth::Scope;
use platform::objects::{AT_ONCE, Bucket};
use platform::store::keys::{self, Key};
use platform::store::{IndexRecord, Versioned};
use platform::{Context, Error, Result};
use shared_types::ids::OrgId;
use shared_types::orgs::OrgKind;
use shared_types::page::MOST_ROWS;
use shared_types::search::{Hits, MOST_HITS, OrgHit};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::task::JoinSet;

/// Shards that are kept: a city has a dozen.
const KEPT: usize = 64;

/// A shard with what has changed since it was written.
struct Part {
    base: Arc<Shard>,
    hidden: Hidden,
    changed: Shard,
}

/// A kept object, and what its shard's record said the last time.
struct Kept {
    object: String,
    base: Arc<Shard>,
    part: Option<(u64, Arc<Part>)>,
}

/// The latest used last. One for the whole process: objects never change, and no two have one key.
static KEEP: Mutex<Vec<Kept>> = Mutex::new(Vec::new());

/// The kept object of a key, as the latest used.
fn kept<T>(object: &str, then: impl FnOnce(&mut Kept) -> T) -> Option<T> {
    let mut keep = KEEP.lock().unwrap_or_else(PoisonError::into_inner);
    let at = keep.iter().position(|kept| kept.object == object)?;
    let mut found = keep.remove(at);
    let answer = then(&mut found);
    keep.push(found);
    Some(answer)
}

fn keep(object: String, base: Arc<Shard>) {
    let mut keep = KEEP.lock().unwrap_or_else(PoisonError::into_inner);
    keep.retain(|kept| kept.object != object);
    keep.push(Kept { object, base, part: None });
    let older = keep.len().saturating_sub(KEPT);
    keep.drain(..older);
}

/// The shards that a search goes through.
pub(crate) struct Shards(Vec<Arc<Part>>);

/// From where a search looks, and how far.
pub(crate) struct Surroundings {
    within: Option<Vec<OrgId>>,
    near: Vec<OrgId>,
    moving: Vec<(Vec<OrgId>, Vec<OrgId>)>,
    /// How many organisations from the root on are not named.
    unnamed: usize,
}

impl Surroundings {
    /// At and below the scope's organisation; ways begin at the caller's own.
    pub(crate) fn of_scope(scope: &Scope) -> Self {
        let near = scope.chain().ids().to_vec();
        Self { within: Some(near.clone()), near, moving: moving(scope), unnamed: scope.reach().depth() }
    }

    /// The whole city, nearest to the caller's own organisation first; ways begin at the root.
    pub(crate) fn of_city(scope: &Scope) -> Self {
        Self { within: None, near: scope.reach().ids().to_vec(), moving: moving(scope), unnamed: 0 }
    }
}

fn moving(scope: &Scope) -> Vec<(Vec<OrgId>, Vec<OrgId>)> {
    let active = scope.moves().active.iter();
    active.map(|active| (active.from.ids().to_vec(), active.to.ids().to_vec())).collect()
}

/// The shards in which what stands at or below the scope's organisation may lie: mostly one. One request.
pub(crate) async fn of_scope(cx: &Context, scope: &Scope) -> Result<Shards> {
    if scope.chain().depth() == 0 {
        return of_city(cx, scope).await;
    }
    let mut wanted: Vec<Key> = Vec::new();
    for range in scope.moves().ranges(scope.chain()) {
        if let (Some(root), Some(shard)) = (range.ids().first(), shard_of(range.ids())) {
            wanted.push(keys::index(root, shard));
        }
    }
    wanted.sort_by(|one, other| one.sk.cmp(&other.sk));
    wanted.dedup();
    load(cx, &Wanted::These(wanted)).await
}

/// All shards of the city. One Query, for as many as a city has.
pub(crate) async fn of_city(cx: &Context, scope: &Scope) -> Result<Shards> {
    match scope.reach().ids().first() {
        Some(root) => load(cx, &Wanted::All(root.clone())).await,
        None => Ok(Shards(Vec::new())),
    }
}

/// Which records are read.
enum Wanted {
    These(Vec<Key>),
    All(OrgId),
}

impl Wanted {
    async fn read(&self, cx: &Context) -> Result<Vec<Versioned<IndexRecord>>> {
        let (mut records, mut after) = (Vec::new(), None);
        match self {
            Wanted::These(keys) => {
                let batch = cx.table().batch(keys).await?;
                for key in keys {
                    records.extend(batch.get::<IndexRecord>(key)?);
                }
                Ok(records)
            }
            Wanted::All(root) => loop {
                let found =
                    cx.table().partition(keys::indexes(root), false, MOST_ROWS, after.as_ref()).await?;
                records.extend(found.0);
                after = found.1;
                if after.is_none() {
                    return Ok(records);
                }
            },
        }
    }
}

/// Loads what the records name. An object that is gone was replaced twice since its record was read.
async fn load(cx: &Context, wanted: &Wanted) -> Result<Shards> {
    let mut found = parts(cx, wanted.read(cx).await?).await?;
    if found.is_none() {
        found = parts(cx, wanted.read(cx).await?).await?;
    }
    found.map(Shards).ok_or_else(|| Error::Internal("an object of the index is gone: reindex".into()))
}

async fn parts(cx: &Context, records: Vec<Versioned<IndexRecord>>) -> Result<Option<Vec<Arc<Part>>>> {
    let objects = cx.objects(Bucket::Index)?;
    let named = records.iter().filter_map(|found| found.record.object.clone());
    let mut missing = named.filter(|object| kept(object, |_| ()).is_none());
    let mut fetching = JoinSet::new();
    loop {
        for object in missing.by_ref().take(AT_ONCE.saturating_sub(fetching.len())) {
            let objects = objects.clone();
            fetching.spawn(async move { Ok::<_, Error>((objects.get_object(&object).await?, object)) });
        }
        let Some(fetched) = fetching.join_next().await else { break };
        let fetched = fetched.map_err(|_| Error::Internal("an object was not fetched".into()))?;
        let (Some(bytes), object) = fetched? else { return Ok(None) };
        keep(object, Arc::new(Shard::decoded(&bytes).map_err(broken)?));
    }
    let mut parts = Vec::with_capacity(records.len());
    for Versioned { record, version } in &records {
        parts.push(part(record, *version)?);
    }
    Ok(Some(parts))
}

fn part(record: &IndexRecord, version: u64) -> Result<Arc<Part>> {
    let known = record.object.as_ref().and_then(|object| {
        kept(object, |kept| {
            let part = kept.part.as_ref().filter(|(known, _)| *known == version);
            (kept.base.clone(), part.map(|(_, part)| part.clone()))
        })
    });
    let base = match known {
        Some((_, Some(part))) => return Ok(part),
        Some((base, None)) => base,
        None => Arc::new(Shard::default()),
    };
    let delta = Delta::decoded(&record.delta()?).map_err(broken)?;
    let part = Arc::new(Part { hidden: Hidden::of(&base, &delta), changed: delta.shard(), base });
    if let Some(object) = &record.object {
        kept(object, |kept| kept.part = Some((version, part.clone())));
    }
    Ok(part)
}

fn broken(error: index::Broken) -> Error {
    Error::Internal(error.to_string())
}

impl Shards {
    fn through<T>(&self, surroundings: &Surroundings, search: impl FnOnce(&[View<'_>]) -> T) -> T {
        let moving: Vec<Moving<'_>> =
            surroundings.moving.iter().map(|(from, to)| Moving { from, to }).collect();
        let reach =
            Reach { within: surroundings.within.as_deref(), near: &surroundings.near, moving: &moving };
        let nothing = Hidden::default();
        let views: Vec<View<'_>> = self
            .0
            .iter()
            .flat_map(|part| {
                [View::new(&part.base, &part.hidden, &reach), View::new(&part.changed, &nothing, &reach)]
            })
            .collect();
        search(&views)
    }

    /// The organisations that fit best.
    pub(crate) fn orgs(
        &self,
        query: &Query,
        surroundings: &Surroundings,
        kinds: impl Fn(OrgKind) -> bool,
    ) -> Hits<OrgHit> {
        let Found { hits, more } =
            self.through(surroundings, |views| index::orgs(views, query, kinds, usize::from(MOST_HITS)));
        let shown = hits.into_iter().filter_map(|hit| {
            Some(OrgHit {
                org: hit.chain.last()?.clone(),
                path: self.path(&hit.chain, surroundings),
                name: hit.name,
                kind: hit.kind,
                former: hit.former,
                marks: hit.marks,
            })
        });
        Hits { hits: shown.collect(), more }
    }

    /// The members who fit best.
    pub(crate) fn members(
        &self,
        query: &Query,
        surroundings: &Surroundings,
        most: usize,
    ) -> Found<index::MemberHit> {
        self.through(surroundings, |views| index::members(views, query, most))
    }

    /// The names above the last organisation of a chain, as far as they may be named.
    pub(crate) fn path(&self, chain: &[OrgId], surroundings: &Surroundings) -> Vec<String> {
        let above = chain.split_last().map_or(&[][..], |(_, above)| above);
        let named = above.iter().skip(surroundings.unnamed);
        named.filter_map(|org| self.name(org)).map(str::to_owned).collect()
    }

    fn name(&self, org: &OrgId) -> Option<&str> {
        let changed = self.0.iter().find_map(|part| part.changed.name_of(org));
        changed.or_else(|| self.0.iter().find_map(|part| part.base.name_of(org)))
    }
}
