//! What a school says otherwise, or adds, among the tiles of *Pictures*.

use std::collections::BTreeMap;

use super::super::edition::Edition;
use super::super::{CategoryCode, GroupCode, TaxonomyError, Tile};
use super::raised;
use crate::domain::{Language, SignpostCode, Urgency};

/// What a school says otherwise about a tile; whatever it leaves out stays.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TileChange {
    code: GroupCode,
    words: Option<String>,
    #[serde(default)]
    words_in: BTreeMap<Language, String>,
    symbol: Option<String>,
    urgency: Option<Urgency>,
    stands_for: Option<Vec<CategoryCode>>,
    signposts: Option<Vec<SignpostCode>>,
}

impl Edition {
    /// Tiles rise with the kinds that they stand for, and one that stands for nothing is gone.
    pub(super) fn raise_tiles(&mut self) {
        let is_empty = |tile: &mut Tile| tile.stands_for.is_empty();
        self.retired_tiles.extend(self.tile.extract_if(.., is_empty));
        for tile in &mut self.tile {
            let kinds = self.category.iter().filter(|kind| tile.stands_for.contains(&kind.code));
            tile.urgency = kinds.map(|kind| kind.urgency).fold(tile.urgency, Urgency::max);
        }
    }

    pub(super) fn change_tile(&mut self, change: TileChange) -> Result<(), TaxonomyError> {
        match self.tile.iter_mut().find(|tile| tile.code == change.code) {
            Some(tile) => change.apply(tile),
            None => Err(TaxonomyError::NoSuchTile(change.code.0)),
        }
    }

    /// Before “Something else”, which stays the last.
    pub(super) fn add_tiles(&mut self, tiles: Vec<Tile>) {
        let is_last = |tile: &Tile| tile.stands_for.contains(&self.unclassified);
        let place = self.tile.iter().position(is_last).unwrap_or(self.tile.len());
        self.tile.splice(place..place, tiles);
    }
}

impl TileChange {
    fn apply(self, tile: &mut Tile) -> Result<(), TaxonomyError> {
        tile.urgency = raised(&self.code.0, tile.urgency, self.urgency)?;
        tile.words_in.extend(self.words_in);
        tile.words = self.words.unwrap_or_else(|| tile.words.clone());
        tile.symbol = self.symbol.unwrap_or_else(|| tile.symbol.clone());
        tile.stands_for = self.stands_for.unwrap_or_else(|| tile.stands_for.clone());
        tile.signposts = self.signposts.unwrap_or_else(|| tile.signposts.clone());
        Ok(())
    }
}
