//! One state of a text, and what is known of it.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, OnceLock};

use gen_lsp_types::Uri;

use super::client::Client;
use super::problem::Problem;
use super::units::Places;
use super::workspace::Workspace;
use crate::analysis::Analysis;
use crate::config::FILE_NAME;
use crate::finding::Finding;
use crate::plan::Plan;
use crate::rulebook::Lang;
use crate::source::{Source, Syntax};
use crate::trouble::Trouble;

/// Makes the source when it is first asked for, on the thread that asks.
type Later = LazyLock<Source, Box<dyn FnOnce() -> Source + Send>>;

/// A text as it was at one moment. What is found out about it is found out once,
/// by whichever thread asks first.
pub(super) struct Snapshot {
    /// The text's address.
    pub uri: Uri,
    /// The client's number of this state.
    pub version: i32,
    /// The server's own number of this state: no other state of any text has it.
    pub serial: u64,
    /// How the text is checked.
    pub workspace: Arc<Workspace>,
    /// Who asks.
    pub client: Arc<Client>,
    path: PathBuf,
    source: Later,
    plan: OnceLock<Result<Arc<Plan>, Problem>>,
    analysis: OnceLock<Option<Analysis>>,
    findings: OnceLock<Vec<Finding>>,
}

impl Snapshot {
    pub fn new(
        (uri, version, serial): (Uri, i32, u64),
        (text, syntax): (String, Syntax),
        workspace: Arc<Workspace>,
        client: Arc<Client>,
    ) -> Self {
        let path = workspace.path(&uri);
        let name = path.to_string_lossy().into_owned();
        let source: Later = LazyLock::new(Box::new(move || Source::new(name, text, syntax)));
        let (plan, analysis, findings) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
        Self { uri, version, serial, workspace, client, path, source, plan, analysis, findings }
    }

    /// The text.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// Its path, or what stands for it.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Its places as the client counts them.
    pub fn places(&self) -> Places<'_> {
        Places::new(self.source(), self.client.unit)
    }

    /// How it is checked.
    ///
    /// # Errors
    /// When a configuration, a setting or the text's own front matter is wrong, or
    /// the text is larger than files may be.
    pub fn plan(&self) -> Result<&Plan, &Problem> {
        self.plan.get_or_init(|| self.make_plan()).as_deref()
    }

    fn make_plan(&self) -> Result<Arc<Plan>, Problem> {
        let plan = self.workspace.plan(&self.path)?;
        let (source, limit) = (self.source(), plan.max_file_size);
        if source.text().len() as u64 > limit.bytes() {
            let path = source.path().to_owned();
            return Err(Problem::of(&Trouble::TooLarge { path, limit }));
        }
        match plan.for_source(source) {
            Ok(Cow::Owned(own)) => Ok(Arc::new(own)),
            Ok(Cow::Borrowed(_)) => Ok(plan),
            Err(trouble) => Err(Problem::of(&trouble)),
        }
    }

    /// What hegao understands of it; none when [`Snapshot::plan`] has a problem.
    pub fn analysis(&self) -> Option<&Analysis> {
        let read = || self.plan().ok().map(|plan| plan.checker.analyse(self.source()));
        self.analysis.get_or_init(read).as_ref()
    }

    /// What was found in it; nothing where it is not to be checked.
    pub fn findings(&self) -> &[Finding] {
        self.findings.get_or_init(|| match (self.plan(), self.analysis()) {
            (Ok(plan), Some(analysis)) if self.is_wanted() => plan.checker.findings(analysis),
            _ => Vec::new(),
        })
    }

    /// Whether the text is to be checked at all.
    pub fn is_wanted(&self) -> bool {
        let own = self.path.file_name().is_some_and(|name| name == FILE_NAME);
        self.workspace.settings.enable && !own && !self.workspace.excludes(&self.path)
    }

    /// The language of what is said of it.
    pub fn lang(&self) -> Lang {
        self.plan().map_or(self.workspace.lang, |plan| plan.checker.options.lang)
    }
}
