//! Rule pages that an office keeps in a folder of its own.

use std::io;
use std::path::Path;

use super::form::check_size;
use super::{Page, RulebookError};

impl Page {
    /// Reads all pages of a folder, in the order of their names.
    ///
    /// # Errors
    /// When the folder or a file in it cannot be read; what is wrong within a
    /// page stands in its place.
    pub fn read_folder(folder: &Path) -> io::Result<Vec<Result<Page, RulebookError>>> {
        let mut pages = Vec::new();
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            if path.extension().is_some_and(|extension| extension == "md") {
                pages.push(path);
            }
        }
        pages.sort();
        let read = |path: std::path::PathBuf| {
            let text = std::fs::read_to_string(&path)?.replace("\r\n", "\n");
            let page = Page::parse(&path.to_string_lossy(), &text);
            Ok(page.and_then(|page| {
                page.patterns.iter().try_for_each(|spec| check_size(&page.path, spec))?;
                Ok(page)
            }))
        };
        pages.into_iter().map(read).collect()
    }
}
