//! What a person should know: an order assigned, a check failed. Written by the outbox (`app::outbox`).

mod api;

use crate::{Answer, Shell, Web, page::words, show};
use aftercare_app::outbox::{self, NoticeRow};
use askama::Template;
use axum::{
    Router,
    extract::State,
    routing::{get, post},
};

pub use api::routes as api;

pub fn pages() -> Router<Web> {
    Router::new().route("/notices", get(list)).route("/notices/read", post(mark_read))
}

#[derive(Template)]
#[template(path = "notices/list.html")]
struct NoticesPage {
    shell: Shell,
    notices: Vec<NoticeRow>,
}

impl NoticesPage {
    fn text(&self, notice: &NoticeRow) -> String {
        words(&self.shell.t, &notice.what, &notice.params)
    }
    fn unread(&self) -> bool {
        self.notices.iter().any(|notice| !notice.read)
    }
}

async fn list(State(web): State<Web>, shell: Shell) -> Answer {
    let notices = outbox::notices(&web.app, &shell.actor).await?;
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
            let page = |notices| Self { shell: shell.clone(), notices };
            vec![page(vec![notice(false), notice(true)]), page(Vec::new())]
        }
    }

    #[test]
    fn the_notices_page_speaks_every_language() {
        check_samples::<NoticesPage>();
    }
}
