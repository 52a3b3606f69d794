//! What a page that is not success answers with.

use actix_web::http::StatusCode;

use crate::domain::Trouble;
use crate::views::pupil::Problem;

pub(super) fn of_trouble(trouble: Trouble) -> StatusCode {
    match trouble {
        Trouble::ChooseOne | Trouble::TooLong { .. } | Trouble::NobodyLeft => {
            StatusCode::UNPROCESSABLE_ENTITY
        }
        Trouble::Cleared => StatusCode::GONE,
        Trouble::CutShort => StatusCode::PAYLOAD_TOO_LARGE,
        Trouble::Garbled => StatusCode::BAD_REQUEST,
        Trouble::TooMany => StatusCode::TOO_MANY_REQUESTS,
        Trouble::Busy => StatusCode::SERVICE_UNAVAILABLE,
        Trouble::Fault => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

pub(super) fn of(problem: Problem) -> StatusCode {
    match problem {
        Problem::NotUnderstood => StatusCode::BAD_REQUEST,
        Problem::NotFound => StatusCode::NOT_FOUND,
        Problem::TooSlow => StatusCode::REQUEST_TIMEOUT,
        Problem::Cleared | Problem::SentEarlier => StatusCode::GONE,
        Problem::TooMuch => StatusCode::PAYLOAD_TOO_LARGE,
        Problem::Busy | Problem::NobodyReads => StatusCode::SERVICE_UNAVAILABLE,
        Problem::Broken => StatusCode::INTERNAL_SERVER_ERROR,
    }
}
