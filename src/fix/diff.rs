//! What fixes would change, as a patch.

use std::time::Duration;

use similar::TextDiff;

/// Where most lines change, the shortest diff takes long to find; after this time
/// a longer one will do.
const PATIENCE: Duration = Duration::from_secs(1);

/// The change of a file as a unified diff with three lines of context; empty
/// when the texts are the same.
pub fn unified_diff(path: &str, before: &str, after: &str) -> String {
    let diff = TextDiff::configure().timeout(PATIENCE).diff_lines(before, after);
    let path = path.replace('\\', "/");
    let path = path.trim_start_matches('/');
    diff.unified_diff().context_radius(3).header(&format!("a/{path}"), &format!("b/{path}")).to_string()
}
