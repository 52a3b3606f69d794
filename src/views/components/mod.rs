//! The parts pages are made of. Each is a struct whose fields are its named arguments.

mod about_link;
mod as_typed;
mod bar_chart;
mod choices;
mod code_words;
mod digits_form;
mod errors;
mod factor_offer;
mod help;
mod kept_fields;
mod language_picker;
mod listen;
mod look_picker;
mod notes;
mod page_turn;
mod passkey_form;
mod phrase;
mod pictures;
mod question;
mod select;
mod shortcuts;
mod signposts;
mod square_code;
mod staff_form;
mod staff_table;
mod status_pill;
mod summary_list;
mod text_box;
mod this_week;

pub use about_link::AboutLink;
pub use as_typed::AsTyped;
pub use bar_chart::{Bar, BarChart};
pub use choices::{Choice, Choices, Tint};
pub use code_words::{CodeWord, CodeWords};
pub use digits_form::DigitsForm;
pub use errors::ErrorBox;
pub use factor_offer::FactorOffer;
pub use help::{CHILDLINE, EMERGENCY, HelpNote, HelpStrip, HelpWay};
pub use kept_fields::SendAgain;
pub use language_picker::{LanguageButtons, LanguageForm, LanguageNames};
pub use listen::ListenButton;
pub use look_picker::{LookPicker, look_in_words, mode_in_words};
pub use notes::{Note, WhoReads};
pub use page_turn::PageTurn;
pub use passkey_form::PasskeyForm;
pub use pictures::{Mark, OurPicture, Picture};
pub use question::{Form, Question, Second, SecondButton, Top};
pub use select::Select;
pub use shortcuts::{Shortcut, ShortcutList};
pub use signposts::{OwnHelpList, SignpostList};
pub use square_code::{SQUARE_BORDER, SquareCode, dark_modules};
pub use staff_form::{
    CsrfField, FieldError, NewPasswordBoxes, PasswordBox, StaffErrors, StaffField, StaffForm,
    StaffTextBox,
};
pub use staff_table::{Column, StaffTable};
pub use status_pill::{StatePill, UrgencyPill};
pub use summary_list::{SummaryList, SummaryRow};
pub use text_box::TextBox;
pub use this_week::{Quiz, ThisWeek};
