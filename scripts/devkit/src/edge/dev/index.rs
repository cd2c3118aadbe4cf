//! The first page: where things are, and who to sign in as.

use super::escaped;
use crate::identities;
use std::{fmt::Write as _, path::Path};

/// The page's content; `identities` is the list that seeding wrote.
pub(super) fn body(identities: &Path) -> String {
    let identities = identities::read(identities).unwrap_or_default();
    if identities.is_empty() {
        return "<p>还没有演示数据。</p>".to_owned();
    }
    let mut html = String::from("<table><tr><th>入口<th>身份<th>单位<th>登录名<th>密码<th>手机");
    for identity in identities {
        let cells = [
            identity.door.label(),
            &identity.role,
            &identity.org,
            &identity.login,
            &identity.password,
            &identity.phone,
        ];
        html.push_str("<tr>");
        for cell in cells {
            let _infallible = write!(html, "<td>{}", escaped(cell));
        }
    }
    html + "</table>"
}
