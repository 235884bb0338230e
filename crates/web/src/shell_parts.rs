//! What stands around every page, rendered on its own: written into each page's own code it would be compiled once for
//! each page.

use crate::{Shell, shell::Frame};
use askama::Template;

/// The bar with brand, navigation, search, notices, language and account.
#[derive(Template)]
#[template(path = "shell/top.html")]
pub struct Top<'a> {
    shell: &'a Shell,
}

/// The list of keys.
#[derive(Template)]
#[template(path = "shell/keys.html")]
pub struct Keys<'a> {
    shell: &'a Shell,
}

/// The icon and the scripts.
#[derive(Template)]
#[template(path = "shell/scripts.html")]
pub struct Scripts<'a> {
    shell: &'a Frame,
}

/// Words for the scripts, as attributes of the body.
#[derive(Template)]
#[template(path = "shell/words.html")]
pub struct Words<'a> {
    shell: &'a Frame,
}

impl Shell {
    pub fn top(&self) -> Top<'_> {
        Top { shell: self }
    }
    pub fn keys(&self) -> Keys<'_> {
        Keys { shell: self }
    }
}

impl Frame {
    pub fn scripts(&self) -> Scripts<'_> {
        Scripts { shell: self }
    }
    pub fn words(&self) -> Words<'_> {
        Words { shell: self }
    }
}
