//! What hegao understood of files, for programs.

use serde::Serialize;

use crate::analysis::Analysis;
use crate::chars::one_line;
use crate::document::{Document, DocumentId, Section};
use crate::item::{Field, Item};
use crate::rulebook::Role;
use crate::source::Span;

/// What was understood of one file.
#[derive(Debug, Serialize)]
pub struct FileOutline {
    path: String,
    documents: Vec<DocumentOutline>,
}

#[derive(Debug, Serialize)]
struct DocumentOutline {
    /// The line of its title, 1-based.
    line: usize,
    title: String,
    /// The kind's English name, or none.
    kind: Option<String>,
    sections: Vec<SectionOutline>,
    items: Vec<ItemOutline>,
}

#[derive(Debug, Serialize)]
struct SectionOutline {
    line: usize,
    title: String,
    holds: Vec<Role>,
}

#[derive(Debug, Serialize)]
struct ItemOutline {
    line: usize,
    problem: Option<String>,
    fields: Vec<FieldOutline>,
}

#[derive(Debug, Serialize)]
struct FieldOutline {
    role: Role,
    line: usize,
    /// Nothing when the field was left empty.
    text: Option<String>,
}

/// The documents, sections and items of a file.
pub fn file_outline(model: &Analysis) -> FileOutline {
    let documents = model.documents.enumerate();
    let documents = documents.map(|(id, document)| Writer { model }.document(id, document)).collect();
    FileOutline { path: model.source.path().to_owned(), documents }
}

struct Writer<'a> {
    model: &'a Analysis,
}

impl Writer<'_> {
    fn line(&self, span: Span) -> usize {
        self.model.source.position(span.start).line
    }

    fn text(&self, span: Span) -> String {
        one_line(self.model.source.slice(span))
    }

    fn document(&self, id: DocumentId, document: &Document) -> DocumentOutline {
        let items = self.model.items.of_document(id).iter();
        DocumentOutline {
            line: self.line(document.title),
            title: self.text(document.title),
            kind: document.kind().map(|kind| kind.name.clone()),
            sections: document.sections.iter().map(|section| self.section(section)).collect(),
            items: items.filter_map(|item| self.item(item)).collect(),
        }
    }

    fn section(&self, section: &Section) -> SectionOutline {
        let span = self.model.parts().section_span(section);
        SectionOutline { line: self.line(span), title: self.text(span), holds: section.roles.clone() }
    }

    fn item(&self, item: &Item) -> Option<ItemOutline> {
        Some(ItemOutline {
            line: self.line(item.place()?),
            problem: item.problem.map(|span| self.text(span)),
            fields: item.fields.iter().map(|field| self.field(field)).collect(),
        })
    }

    fn field(&self, field: &Field) -> FieldOutline {
        let line = field.span().map_or(0, |span| self.line(span));
        let text = one_line(&field.text);
        FieldOutline { role: field.role, line, text: Some(text).filter(|_| !field.is_empty()) }
    }
}
