//! Who is signed in. The access token lives in this module's memory and nowhere else; the refresh token in
//! a cookie that no script can read.

use super::api::{self, Failure};
use super::storage::Slot;
use super::{platform, storage};
use futures_util::FutureExt as _;
use futures_util::future::{LocalBoxFuture, Shared};
use shared_types::auth::{Session, Who};
use shared_types::dates::Moment;
use shared_types::error::Refusal;
use std::cell::RefCell;
use yew::prelude::*;

/// Seconds before its end from which a token is renewed rather than used.
const MARGIN: i64 = 30;

/// Where the session stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SessionState {
    /// Being asked for, right after loading.
    Starting,
    /// Nobody.
    SignedOut,
    /// Somebody.
    SignedIn(Who),
    /// Could not be asked for.
    Unreachable(Failure),
}

type Renewal = Shared<LocalBoxFuture<'static, Result<String, Failure>>>;

#[derive(Default)]
struct Kept {
    token: Option<(String, Moment)>,
    /// There has been a session on this page.
    begun: bool,
    renewal: Option<Renewal>,
    watcher: Option<Callback<SessionState>>,
}

thread_local! {
    static KEPT: RefCell<Kept> = RefCell::new(Kept::default());
}

fn announce(state: SessionState) {
    let watcher = KEPT.with_borrow(|kept| kept.watcher.clone());
    if let Some(watcher) = watcher {
        watcher.emit(state);
    }
}

/// The draft that says whose the other drafts are.
const OWNER: Slot = Slot::Device(AttrValue::Static("owner"));

/// The draft that says that a session has ended by itself.
const ENDED: Slot = Slot::Window(AttrValue::Static("session-ended"));

/// Drafts outlive a session that ended by itself, but are nobody else's business.
fn guard_drafts(who: &Who) {
    let owner = match who {
        Who::Account { account, .. } => account.as_str(),
        Who::Member { member, .. } => member.as_str(),
    };
    if OWNER.draft::<String>().as_deref() != Some(owner) {
        storage::drop_drafts();
    }
    // Younger than every draft.
    OWNER.keep(&owner);
}

fn keep(session: &Session) {
    guard_drafts(&session.who);
    let ends = platform::now().plus_seconds(i64::from(session.expires_in) - MARGIN);
    KEPT.with_borrow_mut(|kept| {
        kept.token = Some((session.access_token.clone(), ends));
        kept.begun = true;
    });
    storage::set_signed_in(Some(&session.who));
}

/// Begins a session that a sign-in has just opened.
pub fn begin(session: Session) {
    keep(&session);
    announce(SessionState::SignedIn(session.who));
}

/// Ends the session on this page after signing out; drafts go with it.
pub fn end() {
    storage::drop_drafts();
    sign_out();
}

/// The session has ended by itself: what was typed waits for the same person, and the door says so.
fn expire() {
    if KEPT.with_borrow(|kept| kept.begun) {
        ENDED.keep(&true);
    }
    sign_out();
}

fn sign_out() {
    forget_token();
    storage::set_signed_in(None);
    announce(SessionState::SignedOut);
}

/// Whether a session has just ended by itself in this window; told once.
pub fn take_ended() -> bool {
    let ended = ENDED.draft().unwrap_or_default();
    ENDED.empty();
    ended
}

/// The session's own name or organisation has changed: asks for it anew.
pub async fn renew() -> Result<(), Failure> {
    forget_token();
    token().await.map(drop)
}

pub(super) fn forget_token() {
    KEPT.with_borrow_mut(|kept| kept.token = None);
}

/// A token that still lasts; asks for a new one at most once at a time, however many calls wait for it.
pub(super) async fn token() -> Result<String, Failure> {
    let now = platform::now();
    let kept = KEPT.with_borrow(|kept| kept.token.clone());
    if let Some((token, _)) = kept.filter(|(_, ends)| *ends > now) {
        return Ok(token);
    }
    let running = KEPT.with_borrow(|kept| kept.renewal.clone());
    let renewal = running.unwrap_or_else(|| {
        let renewal = ask().boxed_local().shared();
        KEPT.with_borrow_mut(|kept| kept.renewal = Some(renewal.clone()));
        renewal
    });
    let token = renewal.await;
    KEPT.with_borrow_mut(|kept| kept.renewal = None);
    token
}

async fn ask() -> Result<String, Failure> {
    match api::refresh().await {
        Ok(session) => {
            keep(&session);
            announce(SessionState::SignedIn(session.who));
            Ok(session.access_token)
        }
        Err(failure) => {
            if matches!(failure.refusal(), Some(Refusal::Unauthenticated)) {
                expire();
            }
            Err(failure)
        }
    }
}

/// Properties of [`SessionHost`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct SessionHostProps {
    /// The whole app.
    pub children: Html,
}

/// Stands around the app: asks once who is signed in, and tells every part of it when that changes.
#[component]
pub fn SessionHost(props: &SessionHostProps) -> Html {
    let state = use_state_eq(|| SessionState::Starting);
    {
        let state = state.clone();
        use_effect_with((), move |()| {
            let setter = state.setter();
            KEPT.with_borrow_mut(|kept| kept.watcher = Some(Callback::from(move |now| setter.set(now))));
            start();
            || KEPT.with_borrow_mut(|kept| kept.watcher = None)
        });
    }
    html! { <ContextProvider<SessionState> context={(*state).clone()}>{ props.children.clone() }</ContextProvider<SessionState>> }
}

/// Asks who is signed in: after loading, and again where that failed.
pub fn start() {
    storage::drop_old_drafts();
    announce(SessionState::Starting);
    wasm_bindgen_futures::spawn_local(async {
        if let Err(failure) = token().await
            && !matches!(failure.refusal(), Some(Refusal::Unauthenticated))
        {
            announce(SessionState::Unreachable(failure));
        }
    });
}

/// Where the session stands.
#[hook]
pub fn use_session() -> SessionState {
    use_context::<SessionState>().unwrap_or(SessionState::SignedOut)
}

/// Who is signed in, on screens that are shown to nobody else.
#[hook]
pub fn use_who() -> Option<Who> {
    match use_session() {
        SessionState::SignedIn(who) => Some(who),
        SessionState::Starting | SessionState::SignedOut | SessionState::Unreachable(_) => None,
    }
}
