//! Blocks become parts, documents and items that fit into each other.

use hegao::analysis::Analysis;
use hegao::outline::SegmentId;

use super::{file, is_sound, promise};
use crate::generate::Input;
use crate::subject::analyse;

pub fn holds(input: &Input) -> Result<(), String> {
    let model = analyse(&file(input));
    parts(&model)?;
    documents(&model)?;
    items(&model)
}

fn parts(model: &Analysis) -> Result<(), String> {
    let outline = &model.outline;
    for (index, segment) in outline.segments.enumerate() {
        let text = model.blocks.list[segment.block].as_str();
        let ranges =
            [segment.range.clone(), segment.head..segment.range.end, segment.body..segment.range.end];
        let whole = ranges.iter().all(|range| text.get(range.clone()).is_some());
        promise(whole, || format!("segment {index:?} {segment:?} is no part of {text:?}"))?;
    }
    let mut pairs = outline.segments.iter().zip(outline.segments.iter().skip(1));
    let order = pairs.all(|(one, next)| {
        (one.block, one.range.end) <= (next.block, next.range.start) || one.block < next.block
    });
    promise(order, || "the segments are not in order".to_owned())?;
    for (index, node) in outline.nodes.enumerate() {
        let above = node.parent.is_none_or(|parent| parent < index);
        let holds = node.segment < node.end && node.end <= outline.segments.end();
        promise(above && holds, || format!("node {index:?}: {node:?}"))?;
        let title = outline.title(&model.blocks.list, index);
        promise(is_sound(model.source.text(), outline.heading_span(&model.blocks.list, index)), || {
            format!("the title {title:?} has no place")
        })?;
    }
    Ok(())
}

fn documents(model: &Analysis) -> Result<(), String> {
    let mut end = SegmentId::FIRST;
    for document in &model.documents {
        promise(document.segments.start == end, || {
            format!("{:?} does not follow {end:?}", document.segments)
        })?;
        end = document.segments.end;
        promise(is_sound(model.source.text(), document.title), || format!("title at {:?}", document.title))?;
    }
    promise(end == model.outline.segments.end(), || "some segments are in no document".to_owned())
}

fn items(model: &Analysis) -> Result<(), String> {
    let text = model.source.text();
    for item in &model.items.list {
        promise(item.document < model.documents.end(), || "an item of no document".to_owned())?;
        let fields = item.fields.iter().flat_map(|field| field.parts.iter().chain(&field.label));
        for span in fields.chain(&item.problem).chain(&item.category) {
            promise(is_sound(text, *span), || format!("{span:?} of {item:?}"))?;
        }
    }
    Ok(())
}
