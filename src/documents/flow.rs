//! How a face is laid out: its blocks one below the other, as large as there is room for.

use crate::domain::{Mode, PaperKind, PaperOrder, PrintSize};
use crate::views::components::Tint;
use crate::views::paper::{Block, PaperChoice, PaperLink};

use super::fonts::{Family, Fonts, Weight};
use super::line::{Line, Style, lines};

/// What a part of a face is, for whoever has it read out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Role {
    Title(String),
    Heading(String),
    Paragraph,
    /// Each text is an item of it, by number.
    List,
    /// A picture that says what these words say.
    Figure(String),
    /// For the eye alone.
    Decoration,
}

/// Part of a face, from its own upper start corner.
pub(super) struct Part {
    pub role: Role,
    pub height: f32,
    pub texts: Vec<Text>,
    pub shapes: Vec<Shape>,
}

/// A line of text.
pub(super) struct Text {
    /// Which item of a list it belongs to.
    pub item: usize,
    /// Where it starts: at the left, or at the right where text runs from there.
    pub x: f32,
    /// How far it may reach.
    pub end: f32,
    pub baseline: f32,
    pub line: Line,
    /// English on a sheet in another language.
    pub is_in_english: bool,
}

/// Something drawn that is no text; `x` is where it starts, from where text starts.
pub(super) enum Shape {
    Disc { x: f32, y: f32, size: f32, tint: Tint },
    Picture { x: f32, y: f32, size: f32, name: String },
    Box { x: f32, y: f32, size: f32 },
    Line { x: f32, y: f32, width: f32 },
    Code { x: f32, y: f32, size: f32, url: String },
}

/// The room of a face, and what its text is.
#[derive(Clone, Copy)]
pub(super) struct Room {
    pub width: f32,
    pub height: f32,
    pub order: PaperOrder,
}

/// A face laid out: sheets, each with its parts.
pub(super) struct Laid {
    pub sheets: Vec<Vec<Part>>,
    /// Whether it is all on one sheet, and no word is wider than its room.
    pub fits: bool,
}

/// Least and most points of the text.
fn sizes(order: PaperOrder) -> (f32, f32) {
    match (order.kind, order.size) {
        (PaperKind::Poster, PrintSize::Usual) => (14.0, 20.0),
        // Urdu says the same in more lines; large print is for whoever finds this small.
        (PaperKind::Slips, PrintSize::Usual) if order.language.is_right_to_left() => (7.0, 12.0),
        (PaperKind::Slips, PrintSize::Usual) => (8.5, 12.0),
        (PaperKind::Poster | PaperKind::Slips, PrintSize::Large) => (18.0, 18.0),
    }
}

/// Choices stand side by side in so many columns.
const COLUMNS: usize = 2;
/// How finely the size is looked for, in points.
const STEP: f32 = 0.25;
/// Lines to write on are so far apart, in points: 7.5 mm, and for large writing 13.
const WRITING_USUAL: f32 = 21.3;
const WRITING_LARGE: f32 = 36.9;
/// Fewest lines for what happened; where a slip takes several sheets, there is room for more.
const LINES_LEAST: f32 = 3.0;
const LINES_LEAST_LARGE: f32 = 8.0;

/// Lays out a face in the largest letters with which it fits on one sheet; in the least, on as many
/// sheets as it takes.
pub(super) fn lay_out(fonts: &Fonts<'_>, blocks: &[Block], room: Room) -> Laid {
    let (least, most) = sizes(room.order);
    let mut size = most;
    loop {
        let laid = Setter { fonts, room, size }.sheets(blocks);
        if laid.fits || size <= least {
            return laid;
        }
        size = (size - STEP).max(least);
    }
}

/// Sets blocks in letters of one size.
struct Setter<'a> {
    fonts: &'a Fonts<'a>,
    room: Room,
    size: f32,
}

impl Setter<'_> {
    fn sheets(&self, blocks: &[Block]) -> Laid {
        let least: Vec<_> =
            blocks.iter().map(|block| self.parts(block, self.lines_least())).collect();
        let heights: Vec<_> = least.iter().map(|parts| height_of(parts)).collect();
        let height: f32 = heights.iter().sum();
        let fits = height <= self.room.height && least.iter().flatten().all(Self::is_narrow);
        let spare = (self.room.height - height).max(0.0);
        let mut sheets: Vec<Vec<Part>> = vec![Vec::new()];
        let mut used = 0.0;
        for (index, (block, least)) in blocks.iter().zip(least).enumerate() {
            let parts = match block {
                Block::LinesToTheEnd if fits => self.parts(block, self.lines_least() + spare),
                _ => least,
            };
            let needed = height_of(&parts);
            // A heading stays with what it is over, and the numbers to call stay together.
            let kept = match (block, blocks.get(index + 1)) {
                (Block::Heading(_), _) => self.size * 4.0,
                (Block::Number(..), Some(Block::Number(..))) => {
                    heights.get(index + 1).copied().unwrap_or_default()
                }
                _ => 0.0,
            };
            if used > 0.0 && used + needed + kept > self.room.height && !fits {
                sheets.push(Vec::new());
                used = 0.0;
            }
            used += needed;
            if let Some(sheet) = sheets.last_mut() {
                sheet.extend(parts);
            }
        }
        Laid { sheets, fits }
    }

    /// Whether no line of it is wider than its room.
    fn is_narrow(part: &Part) -> bool {
        part.texts.iter().all(|text| text.x + text.line.width <= text.end + 0.1)
    }

    fn is_right_to_left(&self) -> bool {
        self.room.order.language.is_right_to_left()
    }

    fn style(&self, weight: Weight, size: f32) -> Style {
        let family = match self.room.order.mode.is_early() {
            true => Family::Early,
            false => Family::Older,
        };
        Style { family, weight, size }
    }

    /// How far lines are apart, in sizes: letters of Arabic reach further up and down.
    fn leading(&self) -> f32 {
        if self.is_right_to_left() { 1.6 } else { 1.3 }
    }

    fn writing(&self) -> f32 {
        match self.room.order.size {
            PrintSize::Large => WRITING_LARGE,
            PrintSize::Usual => WRITING_USUAL,
        }
    }

    fn lines_least(&self) -> f32 {
        let lines = match self.room.order.size {
            PrintSize::Usual => LINES_LEAST,
            PrintSize::Large => LINES_LEAST_LARGE,
        };
        self.writing() * lines
    }

    /// A block; `free` is how high lines to the end are.
    fn parts(&self, block: &Block, free: f32) -> Vec<Part> {
        match block {
            Block::Title { title, lead, link } => self.title(title, lead, link.as_ref()),
            Block::Heading(text) => {
                let style = self.style(Weight::Bold, self.size * 1.1);
                vec![self.paragraph(Role::Heading(text.clone()), text, style, self.size * 0.35)]
            }
            Block::Text(text) => {
                vec![self.paragraph(
                    Role::Paragraph,
                    text,
                    self.style(Weight::Regular, self.size),
                    0.0,
                )]
            }
            Block::List(items) => vec![self.list(items)],
            Block::Choices { choices, to_tick } => vec![self.choices(choices, *to_tick)],
            Block::Lines(count) => vec![self.to_write_on(*count)],
            Block::LinesToTheEnd => vec![self.to_write_on(whole(free / self.writing()))],
            Block::Number(label, number) => {
                let style = Style { family: Family::Early, ..self.style(Weight::Bold, self.size) };
                // By itself a number keeps its order among letters from right to left.
                let text = format!("{label} \u{2068}{number}\u{2069}");
                vec![self.paragraph(Role::Paragraph, &text, style, 0.0)]
            }
            Block::Link(link) => self.link(link),
        }
    }

    /// A paragraph with so much room above it.
    fn paragraph(&self, role: Role, text: &str, style: Style, above: f32) -> Part {
        let mut part = Part { role, height: above, texts: Vec::new(), shapes: Vec::new() };
        let after = self.size * 0.3;
        part.height =
            self.put(&mut part.texts, text, style, (0.0, above, self.room.width, 0)) + after;
        part
    }

    /// Puts lines below this place (`x`, `y`), in this width, as this item; says where they end.
    fn put(
        &self,
        texts: &mut Vec<Text>,
        text: &str,
        style: Style,
        (x, y, width, item): (f32, f32, f32, usize),
    ) -> f32 {
        let leading = style.size * self.leading();
        let mut below = y;
        for line in lines(self.fonts, text, style, width, self.is_right_to_left()) {
            let baseline = below + leading * 0.5 + style.size * 0.32;
            texts.push(Text { item, x, end: x + width, baseline, line, is_in_english: false });
            below += leading;
        }
        below
    }

    fn title(&self, title: &str, lead: &str, link: Option<&PaperLink>) -> Vec<Part> {
        let side = link.map_or(0.0, |_| self.size * 6.6);
        let width = self.room.width - if side > 0.0 { side + self.size } else { 0.0 };
        let mark = self.size * 2.4;
        let mut head = Part {
            role: Role::Title(title.to_owned()),
            height: 0.0,
            texts: Vec::new(),
            shapes: vec![Shape::Picture { x: 0.0, y: 0.0, size: mark, name: "slip".to_owned() }],
        };
        let style = self.style(Weight::Bold, self.size * 1.7);
        let start = mark + self.size * 0.5;
        head.height =
            self.put(&mut head.texts, title, style, (start, 0.0, width - start, 0)).max(mark);
        let plain = self.style(Weight::Regular, self.size);
        let mut below =
            Part { role: Role::Paragraph, height: 0.0, texts: Vec::new(), shapes: Vec::new() };
        below.height = self.put(&mut below.texts, lead, plain, (0.0, self.size * 0.2, width, 0));
        let mut parts = Vec::new();
        if let Some(link) = link {
            let address = self.style(Weight::Bold, self.size * 0.9);
            let place = (0.0, below.height, width, 0);
            below.height = self.put(&mut below.texts, &link.address, address, place);
            below.height = below.height.max(side - head.height) + self.size * 0.2;
            below.height += self.size * 0.3;
            // It is read out after what stands beside it.
            let up = head.height + below.height;
            parts.push(self.code(link, (self.room.width - side, -up), side));
        }
        below.height += if link.is_none() { self.size * 0.3 } else { 0.0 };
        parts.splice(0..0, [head, below]);
        parts
    }

    /// A square code takes no height of its own: what stands beside it does.
    fn code(&self, link: &PaperLink, (x, y): (f32, f32), size: f32) -> Part {
        let shapes = vec![Shape::Code { x, y, size, url: link.url.clone() }];
        Part { role: Role::Figure(link.alt.clone()), height: 0.0, texts: Vec::new(), shapes }
    }

    fn link(&self, link: &PaperLink) -> Vec<Part> {
        let side = self.size * 7.5;
        let start = side + self.size;
        let width = self.room.width - start;
        let mut beside =
            Part { role: Role::Paragraph, height: 0.0, texts: Vec::new(), shapes: Vec::new() };
        let plain = self.style(Weight::Regular, self.size);
        let middle = side * 0.5 - self.size * 1.8;
        let end = self.put(&mut beside.texts, &link.says, plain, (start, middle, width, 0));
        let bold = self.style(Weight::Bold, self.size * 1.25);
        let end = self.put(&mut beside.texts, &link.address, bold, (start, end, width, 0));
        beside.height = end.max(side) + self.size * 0.3;
        // As on the page: the code, and then what to do with it.
        vec![self.code(link, (0.0, 0.0), side), beside]
    }

    fn list(&self, items: &[String]) -> Part {
        let mut part =
            Part { role: Role::List, height: 0.0, texts: Vec::new(), shapes: Vec::new() };
        let bold = self.style(Weight::Bold, self.size);
        for (item, text) in items.iter().enumerate() {
            let place = (0.0, part.height, self.room.width, item);
            part.height = self.put(&mut part.texts, text, bold, place);
        }
        part.height += self.size * 0.3;
        part
    }

    fn choices(&self, choices: &[PaperChoice], to_tick: bool) -> Part {
        let gap = self.size * 0.8;
        let width = (self.room.width - gap) / 2.0;
        let is_large = self.room.order.mode == Mode::Pictures || !to_tick;
        let disc = self.size * if is_large { 2.9 } else { 1.8 };
        let tick = if to_tick { self.size * 1.15 } else { 0.0 };
        let start = disc + self.size * 0.5 + if to_tick { tick + self.size * 0.4 } else { 0.0 };
        let plain = self.style(Weight::Regular, self.size);
        let mut part =
            Part { role: Role::List, height: 0.0, texts: Vec::new(), shapes: Vec::new() };
        for (row, of_row) in choices.chunks(COLUMNS).enumerate() {
            let (top, mut left, mut height) = (part.height, 0.0, disc);
            for (column, choice) in of_row.iter().enumerate() {
                let item = row * COLUMNS + column;
                let mut texts = Vec::new();
                let place = (left + start, 0.0, width - start, item);
                let end = self.put(&mut texts, &choice.label.text, plain, place);
                height = height.max(end);
                // Few words stand beside the middle of their picture.
                let down = top + ((disc - end) / 2.0).max(0.0);
                part.texts.extend(texts.into_iter().map(|text| Text {
                    baseline: text.baseline + down,
                    is_in_english: choice.label.is_left_in_english,
                    ..text
                }));
                if to_tick {
                    let y = top + (disc - tick) / 2.0;
                    part.shapes.push(Shape::Box { x: left, y, size: tick });
                }
                let x = left + start - disc - self.size * 0.5;
                part.shapes.push(Shape::Disc { x, y: top, size: disc, tint: choice.tint });
                let (inset, size, name) = (disc * 0.16, disc * 0.68, choice.symbol.clone());
                part.shapes.push(Shape::Picture { x: x + inset, y: top + inset, size, name });
                left += width + gap;
            }
            part.height = top + height + self.size * 0.3;
        }
        part.height += self.size * 0.2;
        part
    }

    fn to_write_on(&self, count: usize) -> Part {
        let mut part =
            Part { role: Role::Decoration, height: 0.0, texts: Vec::new(), shapes: Vec::new() };
        for _ in 0..count {
            part.height += self.writing();
            let (y, width) = (part.height - 1.0, self.room.width);
            part.shapes.push(Shape::Line { x: 0.0, y, width });
        }
        part.height += self.size * 0.3;
        part
    }
}

fn height_of(parts: &[Part]) -> f32 {
    parts.iter().map(|part| part.height).sum()
}

/// How many whole ones there are, as far as they can be told from almost whole ones.
fn whole(count: f32) -> usize {
    (count.clamp(0.0, 100.0) + 0.01) as usize
}
