//! Makes the CDN forget what it keeps.

use super::aws::Aws;
use anyhow::Result;

/// Forgets everything, and waits until that is done everywhere. Everything is one path, and the only one that is
/// sure: the CDN rewrites addresses, so a page is kept under more names than its own. Assets are fetched again
/// once.
///
/// # Errors
/// When the CDN cannot be told, or takes longer than the CLI waits.
pub(super) async fn forget(aws: &Aws, distribution: &str) -> Result<()> {
    let create = ["cloudfront", "create-invalidation", "--distribution-id", distribution, "--paths", "/*"];
    let id = aws.text(&create, "/Invalidation/Id").await?;
    let wait =
        ["cloudfront", "wait", "invalidation-completed", "--distribution-id", distribution, "--id", &id];
    aws.call(&wait).await?;
    Ok(())
}
