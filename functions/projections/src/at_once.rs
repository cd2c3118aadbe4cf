//! Many independent tasks, some at a time.

use platform::store::StoreError;
use std::future::Future;
use tokio::task::JoinSet;

/// Writes that are under way at the same time.
const AT_ONCE: usize = 16;

/// Does everything, and answers what each came to, in no order. Stops at the first error.
///
/// # Errors
/// The first one.
pub(crate) async fn at_once<T, E, F>(tasks: impl IntoIterator<Item = F>) -> Result<Vec<T>, E>
where
    F: Future<Output = Result<T, E>> + Send + 'static,
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
{
    let mut tasks = tasks.into_iter();
    let mut running = JoinSet::new();
    let mut answers = Vec::new();
    loop {
        for task in tasks.by_ref().take(AT_ONCE.saturating_sub(running.len())) {
            running.spawn(task);
        }
        match running.join_next().await {
            Some(Ok(answer)) => answers.push(answer?),
            Some(Err(_)) => return Err(StoreError::Broken("a task that ended without an answer").into()),
            None => return Ok(answers),
        }
    }
}
