//! Writing to the pupil of a slip, and reading what they have answered.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};

use super::slip::{after_change, find_opened, too_long};
use super::slip_page::{Answer, answer};
use crate::app::App;
use crate::domain::{MESSAGE_CHARACTERS_MAX, MessageProblem, StaffMessage};
use crate::services::answer_pupil::answer_pupil;
use crate::services::read_answers::mark_read;
use crate::views::components::FieldError;
use crate::views::staff::{MessageFields, READY};
use crate::web::WebError;
use crate::web::guard::{Posted, SlipReader};

/// `POST /staff/slips/{id}/answer`. Own words go before something ready.
pub async fn submit_answer(
    app: Data<App>,
    posted: Posted<SlipReader>,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    let Posted { by, form } = posted;
    let found = find_opened(&app, &by, &id).await?;
    let message = MessageFields {
        ready: form.first("ready").unwrap_or_default().to_owned(),
        message: form.lines("message"),
    };
    let ready = READY.into_iter().find(|ready| *ready == message.ready);
    let words = match (message.message.trim(), ready) {
        ("", Some(ready)) => app.words.text(ready),
        (own, _) => own.to_owned(),
    };
    let now = app.clock.now();
    match StaffMessage::new(by.reader.title.as_str(), &words, now) {
        Ok(staff_message) => {
            let done = answer_pupil(&app.db, &by.at_work(), &found, now, staff_message).await;
            after_change(&app, &by, &found, done, |_| "staff-reply-no-code").await
        }
        Err(problem) => {
            let text = match problem {
                MessageProblem::Missing => app.words.text("staff-reply-missing"),
                MessageProblem::TooLong => {
                    too_long(&app, "staff-reply-long", &words, MESSAGE_CHARACTERS_MAX)
                }
            };
            let errors = vec![FieldError { field: "message", message: text }];
            let put_right = Answer { message, ..Answer::put_right(errors) };
            answer(&app, &by, &found, put_right).await
        }
    }
}

/// `POST /staff/slips/{id}/answers-read`.
pub async fn submit_read(
    app: Data<App>,
    posted: Posted<SlipReader>,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    let by = posted.by;
    let found = find_opened(&app, &by, &id).await?;
    let done = mark_read(&app.db, &by.at_work(), &found, app.clock.now()).await;
    after_change(&app, &by, &found, done, |_| "staff-reply-read-already").await
}
