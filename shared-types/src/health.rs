//! What a function says of itself to whoever asks whether it runs: `/api/<feature>/health`, for the pipeline's smoke
//! journey and for watchers outside. One per function, because each is deployed by itself.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A function that runs. Says which one, and nothing about its surroundings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Health {
    /// The product's version.
    pub version: String,
    /// The commit that the function was compiled from; `unknown` in a build that nobody deploys.
    pub commit: String,
    /// The name of the environment.
    pub stage: String,
}
