//! What a person should know: an order assigned, a check failed. Written by the outbox (`app::outbox`).

mod api;

use crate::{Answer, Query, Shell, Web, page::words, show};
use aftercare_app::outbox::{self, NoticeRow};
use aftercare_kernel::{Page, PageRequest};
use askama::Template;
use axum::{
    Router,
    extract::State,
    routing::{get, post},
};
use serde::Deserialize;
use utoipa::IntoParams;

pub use api::routes as api;

pub fn pages() -> Router<Web> {
    Router::new().route("/notices", get(list)).route("/notices/read", post(mark_read))
}

#[derive(Template)]
#[template(path = "notices/list.html")]
struct NoticesPage {
    shell: Shell,
    notices: Page<NoticeRow>,
}

impl NoticesPage {
    fn text(&self, notice: &NoticeRow) -> String {
        words(&self.shell.t, &notice.what, &notice.params)
    }
    fn unread(&self) -> bool {
        self.notices.rows.iter().any(|notice| !notice.read)
    }
}

/// Which page of a list: what is older than the last row seen.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Older {
    /// The id of the last notice seen.
    after: Option<String>,
}

impl Older {
    fn request(self) -> PageRequest {
        PageRequest::new(self.after, 50)
    }
}

async fn list(State(web): State<Web>, shell: Shell, Query(older): Query<Older>) -> Answer {
    let notices = outbox::notices(&web.app, &shell.actor, older.request()).await?;
    show(&NoticesPage { shell, notices })
}

async fn mark_read(State(web): State<Web>, shell: Shell) -> Answer {
    outbox::mark_read(&web.app, &shell.actor).await?;
    Ok(shell.go("/notices", "shell-notices-marked"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{Sample, check_samples};

    impl Sample for NoticesPage {
        fn samples(shell: &Shell) -> Vec<Self> {
            let notice = |read| NoticeRow {
                id: "1".into(),
                at: shell.now,
                what: "shell-rows".into(),
                params: r#"[["count","3"]]"#.into(),
                link: "/cases".into(),
                read,
            };
            let page = |rows, next| Self { shell: shell.clone(), notices: Page { rows, next } };
            vec![page(vec![notice(false), notice(true)], Some("1".to_owned())), page(Vec::new(), None)]
        }
    }

    #[test]
    fn the_notices_page_speaks_every_language() {
        check_samples::<NoticesPage>();
    }
}
