//! The heads of answers that were sent. actix keeps them for reuse as they are, and with them would keep,
//! until somebody else is answered, the cookie that whoever came last was given: the key of a draft, or of
//! a reader's session.

use std::pin::Pin;
use std::task::{Context, Poll};

use actix_web::HttpResponse;
use actix_web::body::{BodySize, BoxBody, MessageBody};
use actix_web::http::StatusCode;
use actix_web::web::Bytes;

use crate::crypto::traces;

/// More than one answer leaves: its own, and those that another took the place of on the way.
const HEADS: usize = 8;

/// The body of an answer. It is asked for its first piece, or dropped if it is empty, as soon as the head
/// was written and put by, before its thread does anything else: what was put by last is then its own.
pub struct EmptiesHeads {
    body: BoxBody,
    is_done: bool,
}

impl EmptiesHeads {
    pub fn with(body: impl MessageBody + 'static) -> Self {
        Self { body: body.boxed(), is_done: false }
    }

    fn empty_heads(&mut self) {
        if !self.is_done && traces::forgets() {
            // A head is emptied when it is taken for another answer. All are held, or each would be the same.
            let _held: [HttpResponse; HEADS] =
                std::array::from_fn(|_| HttpResponse::new(StatusCode::OK));
        }
        self.is_done = true;
    }
}

impl MessageBody for EmptiesHeads {
    type Error = <BoxBody as MessageBody>::Error;

    fn size(&self) -> BodySize {
        self.body.size()
    }

    fn poll_next(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Self::Error>>> {
        self.empty_heads();
        self.body.as_pin_mut().poll_next(context)
    }
}

impl Drop for EmptiesHeads {
    fn drop(&mut self) {
        self.empty_heads();
    }
}
