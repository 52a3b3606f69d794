//! A table in a region that scrolls sideways by itself, also with the keyboard. On a phone each row is
//! a card, with the name of its column before each cell.

use maud::{Markup, Render, html};

/// The head of a column.
pub struct Column {
    pub name: String,
    /// Whether the name is for assistive technology only: a column of buttons.
    pub is_hidden: bool,
}

pub struct StaffTable {
    /// Unique on the page.
    pub id: &'static str,
    /// Names the table; shown above it.
    pub caption: String,
    pub columns: Vec<Column>,
    /// Cells of each row, in the order of the columns.
    pub rows: Vec<Vec<Markup>>,
}

impl Column {
    pub fn named(name: String) -> Self {
        Self { name, is_hidden: false }
    }

    pub fn hidden(name: String) -> Self {
        Self { name, is_hidden: true }
    }

    fn shown(&self) -> Option<&str> {
        (!self.is_hidden).then_some(self.name.as_str())
    }
}

impl Render for StaffTable {
    fn render(&self) -> Markup {
        html! {
            section.scroller tabindex="0" aria-labelledby=(self.id) {
                h2 id=(self.id) { (self.caption) }
                table aria-labelledby=(self.id) {
                    thead {
                        tr {
                            @for column in &self.columns {
                                th scope="col" { span.vh[column.is_hidden] { (column.name) } }
                            }
                        }
                    }
                    tbody {
                        @for row in &self.rows {
                            tr {
                                @for (cell, column) in row.iter().zip(&self.columns) {
                                    td data-column=[column.shown()] { (cell) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
