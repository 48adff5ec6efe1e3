//! The symbols of a text: documents, sections, items.

use gen_lsp_types::{
    BaseSymbolInformation, DocumentSymbol, DocumentSymbolParams, DocumentSymbolResponse, Location,
    SymbolInformation, SymbolKind,
};

use super::snapshot::Snapshot;
use super::understood::{Part, What, parts};
use super::units::Places;

/// Answers `textDocument/documentSymbol`.
pub(super) fn symbols(snapshot: &Snapshot, _: DocumentSymbolParams) -> Option<DocumentSymbolResponse> {
    let parts = parts(snapshot.analysis()?, snapshot.lang());
    let places = snapshot.places();
    if snapshot.client.nests {
        return Some(parts.into_iter().map(|part| nested(&places, part)).collect::<Vec<_>>().into());
    }
    let mut list = Vec::new();
    parts.into_iter().for_each(|part| flat(snapshot, &places, part, None, &mut list));
    Some(list.into())
}

fn kind(what: What) -> SymbolKind {
    match what {
        What::Document => SymbolKind::File,
        What::Section => SymbolKind::Namespace,
        What::Item => SymbolKind::Event,
    }
}

#[expect(deprecated, reason = "a field of the protocol that is to be left out")]
fn nested(places: &Places<'_>, part: Part) -> DocumentSymbol {
    let within: Vec<_> = part.within.into_iter().map(|part| nested(places, part)).collect();
    DocumentSymbol {
        name: part.title,
        detail: Some(part.detail).filter(|detail| !detail.is_empty()),
        kind: kind(part.what),
        tags: None,
        deprecated: None,
        range: places.range(part.whole),
        selection_range: places.range(part.name),
        children: Some(within).filter(|within| !within.is_empty()),
    }
}

#[expect(deprecated, reason = "a field of the protocol that is to be left out")]
fn flat(
    snapshot: &Snapshot,
    places: &Places<'_>,
    part: Part,
    above: Option<&str>,
    list: &mut Vec<SymbolInformation>,
) {
    list.push(SymbolInformation {
        deprecated: None,
        location: Location { uri: snapshot.uri.clone(), range: places.range(part.whole) },
        base_symbol_information: BaseSymbolInformation {
            name: part.title.clone(),
            kind: kind(part.what),
            tags: None,
            container_name: above.map(str::to_owned),
        },
    });
    for inner in part.within {
        flat(snapshot, places, inner, Some(&part.title), list);
    }
}
