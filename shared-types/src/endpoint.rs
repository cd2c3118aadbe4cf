//! What an endpoint is. A path, a method and the shape of a body are written once: in a type that
//! implements [`Endpoint`]; the functions serve it, the screens call it, the OpenAPI document and the
//! authorisation matrix are made from it.

use crate::dates::Today;
use crate::error::{Fault, FieldFault, Refusal};
use crate::ids::OrgId;
use crate::permission::Permission;
use garde::Validate;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// The HTTP method of an endpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    /// Reads; the body travels as the query string.
    Get,
    /// Creates or acts.
    Post,
    /// Changes parts of a record.
    Patch,
    /// Replaces.
    Put,
    /// Ends or removes; the body travels as the query string.
    Delete,
}

impl Method {
    /// As it stands in a request line.
    pub fn as_str(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Post => "POST",
            Method::Patch => "PATCH",
            Method::Put => "PUT",
            Method::Delete => "DELETE",
        }
    }

    /// Whether the body travels as the query string.
    pub fn asks_by_query(self) -> bool {
        matches!(self, Method::Get | Method::Delete)
    }
}

/// Who may call an endpoint at all; whether an administrator's role and scope suffice is asked next.
pub trait Caller: 'static {
    /// The same, as a value.
    const KIND: CallerKind;
}

/// See [`Caller`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CallerKind {
    /// Nobody needs to be signed in.
    Anyone,
    /// An account or a member.
    SignedIn,
    /// An account of an organisation.
    Administrator,
    /// A member, about themselves.
    Oneself,
}

macro_rules! callers {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $name;
        impl Caller for $name {
            const KIND: CallerKind = CallerKind::$name;
        }
    )+};
}
callers! {
    /// Nobody needs to be signed in.
    Anyone,
    /// An account or a member.
    SignedIn,
    /// An account of an organisation.
    Administrator,
    /// A member, about themselves.
    Oneself,
}

/// The part of a path in braces: nothing, or one id.
pub trait PathArg: Sized + 'static {
    /// Whether there is one.
    const PRESENT: bool;
    /// As it stands in the path.
    fn write(&self) -> String;
    /// Back from the path.
    fn read(text: &str) -> Option<Self>;
}

impl PathArg for () {
    const PRESENT: bool = false;
    fn write(&self) -> String {
        String::new()
    }
    fn read(_: &str) -> Option<Self> {
        Some(())
    }
}

/// The body or reply of an endpoint that has none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Validate)]
#[garde(context(Today))]
pub struct Nothing {}

/// One thing the product can be asked to do.
pub trait Endpoint: Sized + 'static {
    /// `feature.verb`, the same in logs, metrics and the matrix.
    const NAME: &'static str;
    /// The first words of its documentation, for the OpenAPI document.
    const SUMMARY: &'static str;
    /// How it is called.
    const METHOD: Method;
    /// Where, below `/api`; its first segment is the feature word. At most one part in braces.
    const PATH: &'static str;
    /// Who may call it at all.
    type Caller: Caller;
    /// What the role of an [`Administrator`] must include.
    const PERMISSION: Option<Permission> = None;
    /// Creating calls carry an `Idempotency-Key`; a repeat gets the first answer.
    const KEYED: bool = false;
    /// Edits carry `If-Match` with the version they saw.
    const VERSIONED: bool = false;
    /// The part of the path in braces.
    type Path: PathArg;
    /// What is sent; for GET and DELETE as the query string, so of plain fields only.
    type Body: Serialize + DeserializeOwned + JsonSchema + Validate<Context = Today> + 'static;
    /// What comes back.
    type Reply: Serialize + DeserializeOwned + JsonSchema + 'static;

    /// The organisation that the call names, where it names one: the functions admit the call only when
    /// the caller's scope reaches it, before any handler runs.
    fn org(_path: &Self::Path, _body: &Self::Body) -> Option<OrgId> {
        None
    }
}

/// Implemented by [`listed`] for exactly the endpoints that [`crate::visit_endpoints`] shows: the router
/// takes no other.
pub trait Listed: Endpoint {}

/// Something that is done for every endpoint.
pub trait Visitor {
    /// Called once per endpoint.
    fn visit<E: Listed>(&mut self);
}

/// Lists a feature's endpoints: they become [`Listed`], and `visit` shows them in this order.
macro_rules! listed {
    ($($name:ident),+ $(,)?) => {
        $(impl $crate::endpoint::Listed for $name {})+
        /// Shows this feature's endpoints.
        pub fn visit(visitor: &mut impl $crate::endpoint::Visitor) {
            $(visitor.visit::<$name>();)+
        }
    };
}
pub(crate) use listed;

/// Checks a body by its own rules, the same on both sides.
///
/// # Errors
/// [`Refusal::Invalid`] with every wrong field, the first fault of each.
pub fn check<B: Validate<Context = Today>>(body: &B, today: Today) -> Result<(), Refusal> {
    let Err(report) = body.validate_with(&today) else { return Ok(()) };
    let mut fields: Vec<FieldFault> = Vec::new();
    for (path, error) in report.iter() {
        let field = path.to_string();
        if fields.iter().all(|known| known.field != field) {
            fields.push(FieldFault { field, fault: error.to_string().parse().unwrap_or(Fault::Choice) });
        }
    }
    Err(Refusal::Invalid { fields })
}

/// The request line's target of a call, from `/api` on.
pub fn target<E: Endpoint>(path: &E::Path, body: &E::Body) -> String {
    let mut target = String::from("/api");
    match E::PATH.split_once('{') {
        Some((before, rest)) => {
            target.push_str(before);
            target.push_str(&path.write());
            target.push_str(rest.split_once('}').map_or("", |(_, after)| after));
        }
        None => target.push_str(E::PATH),
    }
    if E::METHOD.asks_by_query() {
        let query = serde_urlencoded::to_string(body).unwrap_or_default();
        if !query.is_empty() {
            target.push('?');
            target.push_str(&query);
        }
    }
    target
}
