//! A sheet as PDF/UA: whoever cannot see it has it read out in its order, with its language, headings
//! and lists.

use krilla::configure::{Accessibility, ConfigurationBuilder, ConfigurationError};
use krilla::destination::XyzDestination;
use krilla::error::KrillaError;
use krilla::geom::Point;
use krilla::metadata::{Metadata, TextDirection};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::tagging::TagTree;
use krilla::{Document, SerializeSettings};

use crate::domain::PaperOrder;
use crate::views::paper::Sheet;

use super::draw::{Pen, cut_marks};
use super::flow::{Part, Room, lay_out};
use super::fonts::{FontFiles, Fonts};
use super::own_picture::Pictures;

/// A4, in points.
const WIDTH: f32 = 595.28;
const HEIGHT: f32 = 841.89;
/// Printers leave an edge of about 5 mm free; more looks better.
const MARGIN: f32 = 40.0;
const MARGIN_OF_SLIP: f32 = 20.0;

/// Why there is no file.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    #[error("PDF/UA cannot be asked for: {0:?}")]
    Configuration(ConfigurationError),
    #[error("the file is not as PDF/UA asks: {0:?}")]
    NotAccessible(KrillaError),
    #[error("a sheet has no size")]
    NoPage,
}

/// The bytes of a PDF.
pub fn pdf(sheet: &Sheet, files: &FontFiles, mut pictures: Pictures) -> Result<Vec<u8>, PdfError> {
    let pages = pages(sheet, &files.faces());
    loop {
        match drawn(sheet, &pages, &pictures) {
            Err(PdfError::NotAccessible(error)) if pictures.can_do_without(&error) => {}
            made => return made,
        }
    }
}

fn drawn(sheet: &Sheet, pages: &[Vec<Part>], pictures: &Pictures) -> Result<Vec<u8>, PdfError> {
    let configuration = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(PdfError::Configuration)?;
    let mut document =
        Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    let language = sheet.order.language;
    document.set_metadata(
        Metadata::new()
            .title(sheet.title.clone())
            .language(language.as_str().to_owned())
            .text_direction(match language.is_right_to_left() {
                true => TextDirection::RightToLeft,
                false => TextDirection::LeftToRight,
            }),
    );
    let mut tags = TagTree::new().with_lang(Some(language.as_str().to_owned()));
    let mut outline = Outline::new();
    let start = XyzDestination::new(0, Point::from_xy(0.0, 0.0));
    outline.push_child(OutlineNode::new(sheet.title.clone(), start));
    for page in pages {
        let settings = PageSettings::from_wh(WIDTH, HEIGHT).ok_or(PdfError::NoPage)?;
        let mut drawn = document.start_page_with(settings);
        let mut surface = drawn.surface();
        for (copy, corner) in corners(sheet.order).into_iter().enumerate() {
            let room = room(sheet.order);
            let mut pen = Pen::new(&mut surface, pictures, room, corner, copy > 0);
            pen.parts(page, &mut tags);
        }
        if sheet.order.copies() > 1 {
            cut_marks(&mut surface, WIDTH, HEIGHT);
        }
        surface.finish();
        drawn.finish();
    }
    document.set_outline(outline);
    document.set_tag_tree(tags);
    document.finish().map_err(PdfError::NotAccessible)
}

/// Each page: what stands on it, once for each copy.
fn pages(sheet: &Sheet, fonts: &Fonts<'_>) -> Vec<Vec<Part>> {
    let room = room(sheet.order);
    sheet.faces.iter().flat_map(|face| lay_out(fonts, face, room).sheets).collect()
}

fn room(order: PaperOrder) -> Room {
    let (width, height, margin) = match order.copies() {
        1 => (WIDTH, HEIGHT, MARGIN),
        _ => (WIDTH / 2.0, HEIGHT / 2.0, MARGIN_OF_SLIP),
    };
    Room { width: width - 2.0 * margin, height: height - 2.0 * margin, order }
}

/// The upper left corner of each copy's room.
fn corners(order: PaperOrder) -> Vec<(f32, f32)> {
    match order.copies() {
        1 => vec![(MARGIN, MARGIN)],
        _ => {
            let (x, y) = (MARGIN_OF_SLIP, MARGIN_OF_SLIP);
            let (right, below) = (x + WIDTH / 2.0, y + HEIGHT / 2.0);
            vec![(x, y), (right, y), (x, below), (right, below)]
        }
    }
}
