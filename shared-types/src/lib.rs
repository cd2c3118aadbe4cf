//! The contract between the site and the functions: endpoints, bodies, replies, validation and the pure
//! rules that both sides apply. Knows no cloud, no browser, no clock and no randomness.

pub mod auth;
pub mod dates;
pub mod endpoint;
pub mod error;
pub mod health;
pub mod id_number;
pub mod ids;
pub mod members;
pub mod openapi;
pub mod orgs;
pub mod page;
pub mod permission;
pub mod phone;
mod reading;
pub mod search;
pub mod text;
pub mod transfers;
pub mod uploads;

use endpoint::Visitor;

/// Shows every endpoint of the product to `visitor`, feature by feature. The OpenAPI document, the
/// authorisation matrix and the request-count tests are made from this list; what is not in it cannot be
/// served (see [`endpoint::Listed`]).
pub fn visit_endpoints(visitor: &mut impl Visitor) {
    auth::visit(visitor);
    orgs::visit(visitor);
    members::visit(visitor);
    search::visit(visitor);
    transfers::visit(visitor);
    uploads::visit(visitor);
}
