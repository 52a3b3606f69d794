//! Drawing the parts of a face, and saying of each what it is.

use std::num::NonZeroU16;

use krilla::geom::{Path, PathBuilder, Point, Rect, Size, Transform};
use krilla::image::Image;
use krilla::num::NormalizedF32;
use krilla::paint::{Fill, FillRule, LineCap, LineJoin, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, ListNumbering, Node, SpanTag, Tag, TagGroup,
    TagTree,
};
use kurbo::{BezPath, Circle, PathEl, RoundedRect, Shape as _};

use crate::domain::Language;

use super::colours;
use super::flow::{Part, Role, Room, Shape, Text};
use super::own_picture::Pictures;
use super::picture::{GRID, picture, placed};
use crate::views::components::{SQUARE_BORDER, dark_modules};

/// How much of the ink a filled part of a picture takes, as on the pages.
const FILL: f32 = 0.14;
/// How much of a school's own picture is its edge, and how round its corners are, as on the pages.
const EDGE_OF_OWN: f32 = 0.06;
const CORNER_OF_OWN: f32 = 0.2;
/// How closely a disc is followed, in points.
const TOLERANCE: f64 = 0.01;

/// Draws one copy of a face.
pub(super) struct Pen<'a, 'b> {
    surface: &'a mut Surface<'b>,
    pictures: &'a Pictures<'a>,
    room: Room,
    corner: (f32, f32),
    /// Whether it was read out already: the same slip stands four times on a sheet.
    is_copy: bool,
}

impl<'a, 'b> Pen<'a, 'b> {
    pub(super) fn new(
        surface: &'a mut Surface<'b>,
        pictures: &'a Pictures<'a>,
        room: Room,
        corner: (f32, f32),
        is_copy: bool,
    ) -> Self {
        Self { surface, pictures, room, corner, is_copy }
    }

    pub(super) fn parts(&mut self, parts: &[Part], tags: &mut TagTree) {
        let mut top = self.corner.1;
        for part in parts {
            let drawn = self.shapes(part, top);
            let mut texts = Vec::new();
            for text in &part.texts {
                let identifier = self.text(text, top);
                texts.push((text.item, self.spoken(text, identifier)));
            }
            if !self.is_copy
                && let Some(group) = group(&part.role, drawn, texts)
            {
                tags.push(group);
            }
            top += part.height;
        }
    }

    /// A picture that says something is content; all other shapes are for the eye alone.
    fn shapes(&mut self, part: &Part, top: f32) -> Option<Identifier> {
        if part.shapes.is_empty() {
            return None;
        }
        let is_content = !self.is_copy && matches!(part.role, Role::Figure(_));
        let tag = if is_content { ContentTag::Other } else { decoration() };
        let identifier = self.surface.start_tagged(tag);
        for shape in &part.shapes {
            self.shape(shape, top);
        }
        self.surface.end_tagged();
        is_content.then_some(identifier)
    }

    fn text(&mut self, text: &Text, top: f32) -> Identifier {
        let language = text.is_in_english.then_some(Language::English.as_str());
        let tag = match self.is_copy {
            true => decoration(),
            false => ContentTag::Span(SpanTag::empty().with_lang(language)),
        };
        let identifier = self.surface.start_tagged(tag);
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(fill(colours::ink(), 1.0)));
        let mut x = self.left(text.x, text.line.width);
        let size = text.line.style.size;
        for run in &text.line.runs {
            let start = Point::from_xy(x, top + text.baseline);
            self.surface.draw_glyphs(start, &run.glyphs, run.font.clone(), &run.text, size, false);
            x += run.width * size;
        }
        self.surface.end_tagged();
        identifier
    }

    /// From right to left letters are drawn in parts and from the other end: whoever reads a line out is
    /// told what it says.
    fn spoken(&self, text: &Text, identifier: Identifier) -> Node {
        let line = Node::from(identifier);
        if !self.room.order.language.is_right_to_left() {
            return line;
        }
        let says = Tag::Span.with_actual_text(Some(format!("{} ", text.line.text)));
        Node::from(TagGroup::with_children(says, vec![line]))
    }

    /// Where something begins on the sheet that starts there and is so wide.
    fn left(&self, x: f32, width: f32) -> f32 {
        let x = match self.room.order.language.is_right_to_left() {
            true => self.room.width - x - width,
            false => x,
        };
        self.corner.0 + x
    }

    fn shape(&mut self, shape: &Shape, top: f32) {
        match shape {
            Shape::Disc { x, y, size, tint } => {
                let radius = f64::from(size / 2.0);
                let (x, y) = (f64::from(self.left(*x, *size)), f64::from(top + y));
                let disc = Circle::new((x + radius, y + radius), radius).to_path(TOLERANCE);
                self.draw(&disc, Some(fill(colours::tint(*tint), 1.0)), None);
            }
            Shape::Picture { x, y, size, name } => {
                let left = self.left(*x, *size);
                match self.pictures.own(name) {
                    Some(image) => self.own_picture(image, left, top + y, *size),
                    None => self.picture(name, left, top + y, *size),
                }
            }
            Shape::Box { x, y, size } => {
                let edge = stroke(colours::ink(), (size * 0.1).max(0.8));
                let left = self.left(*x, *size);
                self.rectangle(left, top + y, *size, *size, None, Some(edge));
            }
            Shape::Line { x, y, width } => {
                let left = self.left(*x, *width);
                let ink = fill(colours::line(), 1.0);
                self.rectangle(left, top + y, *width, 0.7, Some(ink), None);
            }
            Shape::Code { x, y, size, url } => self.code(self.left(*x, *size), top + y, *size, url),
        }
    }

    fn picture(&mut self, name: &str, left: f32, top: f32, size: f32) {
        let scale = f64::from(size) / GRID;
        for one in picture(self.pictures.sprite, name).unwrap_or_default() {
            let path = placed(&one.path, scale, f64::from(left), f64::from(top));
            let light = one.is_filled.then(|| fill(colours::ink(), FILL));
            let width = (one.width * scale) as f32;
            self.draw(&path, light, Some(stroke(colours::ink(), width)));
        }
    }

    /// On white, whole and in its own shape, in the middle of its place.
    fn own_picture(&mut self, image: Image, left: f32, top: f32, size: f32) {
        let (x, y, side) = (f64::from(left), f64::from(top), f64::from(size));
        let corner = f64::from(size * CORNER_OF_OWN);
        let ground = RoundedRect::new(x, y, x + side, y + side, corner);
        let white = fill(krilla::color::rgb::Color::white(), 1.0);
        self.draw(&ground.to_path(TOLERANCE), Some(white), None);
        let (width, height) = image.size();
        let (width, height) = (width as f32, height as f32);
        let scale = size * (1.0 - 2.0 * EDGE_OF_OWN) / width.max(height);
        let (width, height) = (width * scale, height * scale);
        let Some(drawn) = Size::from_wh(width, height) else { return };
        let (left, top) = (left + (size - width) / 2.0, top + (size - height) / 2.0);
        self.surface.push_transform(&Transform::from_translate(left, top));
        self.surface.draw_image(image, drawn);
        self.surface.pop();
    }

    fn code(&mut self, left: f32, top: f32, size: f32, url: &str) {
        let Some((side, dark)) = dark_modules(url) else { return };
        let at = |module: usize| {
            (module + SQUARE_BORDER) as f32 * size / (side + 2 * SQUARE_BORDER) as f32
        };
        let mut builder = PathBuilder::new();
        for (row, column) in dark {
            let (x, y) = (left + at(column), top + at(row));
            let (right, below) = (left + at(column + 1), top + at(row + 1));
            if let Some(module) = Rect::from_ltrb(x, y, right, below) {
                builder.push_rect(module);
            }
        }
        if let Some(path) = builder.finish() {
            self.surface.set_stroke(None);
            self.surface.set_fill(Some(fill(krilla::color::rgb::Color::black(), 1.0)));
            self.surface.draw_path(&path);
        }
    }

    fn rectangle(
        &mut self,
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        inside: Option<Fill>,
        edge: Option<Stroke>,
    ) {
        let (x, y) = (f64::from(x), f64::from(y));
        let rect = kurbo::Rect::new(x, y, x + f64::from(width), y + f64::from(height));
        self.draw(&rect.to_path(TOLERANCE), inside, edge);
    }

    fn draw(&mut self, path: &BezPath, inside: Option<Fill>, edge: Option<Stroke>) {
        if let Some(path) = drawable(path) {
            self.surface.set_fill(inside);
            self.surface.set_stroke(edge);
            self.surface.draw_path(&path);
        }
    }
}

/// Where slips are cut apart.
pub(super) fn cut_marks(surface: &mut Surface<'_>, width: f32, height: f32) {
    surface.start_tagged(decoration());
    surface.set_stroke(None);
    surface.set_fill(Some(fill(colours::line(), 1.0)));
    for (x, y, right, below) in [
        (width / 2.0 - 0.2, 0.0, width / 2.0 + 0.2, height),
        (0.0, height / 2.0 - 0.2, width, height / 2.0 + 0.2),
    ] {
        let mut builder = PathBuilder::new();
        if let Some(rect) = Rect::from_ltrb(x, y, right, below) {
            builder.push_rect(rect);
        }
        if let Some(path) = builder.finish() {
            surface.draw_path(&path);
        }
    }
    surface.end_tagged();
}

/// What a part is in the order in which it is read out; a text comes with the item it belongs to.
fn group(role: &Role, drawn: Option<Identifier>, texts: Vec<(usize, Node)>) -> Option<TagGroup> {
    let group = match role {
        Role::Title(title) => heading(NonZeroU16::MIN, title),
        Role::Heading(title) => heading(NonZeroU16::MIN.saturating_add(1), title),
        Role::Paragraph => TagGroup::new(Tag::P),
        Role::List => return Some(list(texts)),
        Role::Figure(alt) => {
            let figure = TagGroup::new(Tag::Figure(Some(alt.clone())));
            return Some(with(figure, drawn.map(Node::from)));
        }
        Role::Decoration => return None,
    };
    Some(with(group, texts.into_iter().map(|(_, text)| text)))
}

fn list(texts: Vec<(usize, Node)>) -> TagGroup {
    let mut bodies: Vec<TagGroup> = Vec::new();
    let mut current = None;
    for (item, text) in texts {
        if current != Some(item) {
            bodies.push(TagGroup::new(Tag::LBody));
            current = Some(item);
        }
        if let Some(body) = bodies.last_mut() {
            body.push(text);
        }
    }
    let item =
        |body: TagGroup| Node::from(TagGroup::with_children(Tag::LI, vec![Node::from(body)]));
    with(TagGroup::new(Tag::L(ListNumbering::None)), bodies.into_iter().map(item))
}

fn heading(level: NonZeroU16, title: &str) -> TagGroup {
    TagGroup::new(Tag::Hn(level, Some(title.to_owned())))
}

fn with(mut group: TagGroup, children: impl IntoIterator<Item = Node>) -> TagGroup {
    for child in children {
        group.push(child);
    }
    group
}

fn decoration() -> ContentTag<'static> {
    ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout))
}

fn fill(colour: krilla::color::rgb::Color, opacity: f32) -> Fill {
    let opacity = NormalizedF32::new(opacity).unwrap_or(NormalizedF32::ONE);
    Fill { paint: colour.into(), opacity, rule: FillRule::NonZero }
}

fn stroke(colour: krilla::color::rgb::Color, width: f32) -> Stroke {
    Stroke {
        paint: colour.into(),
        width,
        line_cap: LineCap::Round,
        line_join: LineJoin::Round,
        ..Stroke::default()
    }
}

/// The same path, as a PDF has it.
fn drawable(path: &BezPath) -> Option<Path> {
    let mut builder = PathBuilder::new();
    let at = |point: kurbo::Point| (point.x as f32, point.y as f32);
    for element in path {
        match element {
            PathEl::MoveTo(to) => builder.move_to(at(to).0, at(to).1),
            PathEl::LineTo(to) => builder.line_to(at(to).0, at(to).1),
            PathEl::QuadTo(by, to) => builder.quad_to(at(by).0, at(by).1, at(to).0, at(to).1),
            PathEl::CurveTo(first, second, to) => {
                let ((a, b), (c, d), (x, y)) = (at(first), at(second), at(to));
                builder.cubic_to(a, b, c, d, x, y);
            }
            PathEl::ClosePath => builder.close(),
        }
    }
    builder.finish()
}
