//! The pictures of the pages, as lines to draw.

use kurbo::{Affine, BezPath, Circle, Ellipse, Rect, RoundedRect, Shape};

/// The side of the grid that a picture is drawn on.
pub(super) const GRID: f64 = 48.0;
/// How wide lines are where a picture does not say.
const LINE: f64 = 2.6;
/// How closely a round shape is followed.
const TOLERANCE: f64 = 0.05;

/// One shape of a picture.
#[derive(Debug)]
pub(super) struct Stroke {
    pub path: BezPath,
    /// Whether it is filled, lightly.
    pub is_filled: bool,
    pub width: f64,
}

/// The picture of this name, of a sprite such as `static/sym.svg`: paths, circles, ellipses and
/// rectangles, alone or in groups that are filled together. Nothing where there is none, or one that is
/// drawn with anything else.
pub(super) fn picture(sprite: &str, name: &str) -> Option<Vec<Stroke>> {
    let (_, rest) = sprite.split_once(&format!("<symbol id=\"{name}\""))?;
    let (_, body) = rest.split_once('>')?;
    let (body, _) = body.split_once("</symbol>")?;
    let mut strokes = Vec::new();
    let mut is_group_filled = false;
    for element in body.split('<').skip(1) {
        let element = element.trim_end_matches(['>', '/', ' ']);
        let (kind, _) = element.split_once(' ').unwrap_or((element, ""));
        match kind {
            "g" => is_group_filled = attribute(element, "fill").is_some(),
            "/g" | "" => is_group_filled = false,
            _ => strokes.push(Stroke {
                path: shape(kind, element)?,
                is_filled: is_group_filled || attribute(element, "fill").is_some(),
                width: number(element, "stroke-width").unwrap_or(LINE),
            }),
        }
    }
    Some(strokes)
}

fn shape(kind: &str, element: &str) -> Option<BezPath> {
    let of = |name| number(element, name).unwrap_or_default();
    Some(match kind {
        "path" => BezPath::from_svg(attribute(element, "d")?).ok()?,
        "circle" => Circle::new((of("cx"), of("cy")), of("r")).to_path(TOLERANCE),
        "ellipse" => {
            Ellipse::new((of("cx"), of("cy")), (of("rx"), of("ry")), 0.0).to_path(TOLERANCE)
        }
        "rect" => {
            let (x, y) = (of("x"), of("y"));
            let rect = Rect::new(x, y, x + of("width"), y + of("height"));
            RoundedRect::from_rect(rect, of("rx")).to_path(TOLERANCE)
        }
        _ => return None,
    })
}

/// The same shape, so much larger and from there.
pub(super) fn placed(path: &BezPath, scale: f64, x: f64, y: f64) -> BezPath {
    Affine::translate((x, y)) * Affine::scale(scale) * path.clone()
}

fn attribute<'a>(element: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = element.split_once(&format!(" {name}=\""))?;
    rest.split('"').next()
}

fn number(element: &str, name: &str) -> Option<f64> {
    attribute(element, name)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media::symbol_names;

    const SPRITE: &str = include_str!("../../static/sym.svg");

    #[test]
    fn every_picture_can_be_drawn_on_its_grid() {
        for name in symbol_names() {
            let strokes = picture(SPRITE, name).unwrap_or_else(|| panic!("{name}"));
            assert!(!strokes.is_empty(), "{name}");
            for stroke in &strokes {
                let bounds = stroke.path.bounding_box();
                let grid = Rect::new(-0.5, -0.5, GRID + 0.5, GRID + 0.5);
                assert!(grid.contains_rect(bounds), "{name}: {bounds:?}");
            }
        }
        assert!(picture(SPRITE, "not-there").is_none());
        assert!(picture("<symbol id=\"a\"><text/></symbol>", "a").is_none());
    }
}
