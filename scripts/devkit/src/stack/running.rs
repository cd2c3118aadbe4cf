//! Where the cloud of a running stack is, written down for commands that are given beside it.

use crate::paths;
use anyhow::{Context as _, Result};
use serde::{Deserialize, Serialize};
use std::{fs, path::PathBuf};

/// A note that lasts as long as the stack.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Running {
    /// The environment under which the SDK finds the services.
    pub(crate) environment: Vec<(String, String)>,
    /// The table in use.
    pub(crate) table: String,
    #[serde(skip)]
    note: Option<PathBuf>,
}

impl Running {
    /// Writes the note of a stack that has just been started.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn of(session: &str, environment: &[(String, String)], table: &str) -> Result<Self> {
        let note = path(session);
        let mut running = Self { environment: environment.to_vec(), table: table.to_owned(), note: None };
        fs::write(&note, serde_json::to_string_pretty(&running)?)?;
        running.note = Some(note);
        Ok(running)
    }

    /// The note of the stack that `./scripts/dev` runs.
    ///
    /// # Errors
    /// When there is none.
    pub(crate) fn read() -> Result<Self> {
        let path = path("dev");
        let text = fs::read(&path).with_context(|| format!("no {}", path.display()))?;
        Ok(serde_json::from_slice(&text)?)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if let Some(note) = &self.note
            && let Err(error) = fs::remove_file(note)
        {
            crate::progress::say(format_args!("  {} stays: {error}", note.display()));
        }
    }
}

fn path(session: &str) -> PathBuf {
    paths::session(session).join("running.json")
}
