//! What every handler can reach: the use cases, the settings, and what lives as long as the process.

use crate::{assets::Assets, limit::SignInLimit, live::Live};
use aftercare_app::App;
use std::{path::PathBuf, sync::Arc, time::Duration};

/// How the pages are served. Read once by the server.
#[derive(Clone)]
pub struct Settings {
    /// Cookies travel over TLS only. On unless the house is tried out on one's own machine.
    pub secure_cookies: bool,
    /// Scheme, host and port that browsers see, when a proxy in front changes `Host`.
    pub public_origin: Option<String>,
    /// Whether the last entry of `X-Forwarded-For` is written by a proxy of ours.
    pub behind_proxy: bool,
    /// How long a handler may take.
    pub patience: Duration,
    /// Sign-ins that one address may try in a minute.
    pub sign_ins_per_minute: u32,
    /// Live connections of this process.
    pub live_connections: usize,
    /// Where files that were sent wait until they are taken; anybody on this machine who may read it sees them.
    pub uploads: PathBuf,
    /// What `/metrics` answers; without it there is no such page.
    pub metrics: Option<Arc<dyn Fn() -> String + Send + Sync>>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            secure_cookies: true,
            public_origin: None,
            behind_proxy: false,
            patience: Duration::from_secs(30),
            sign_ins_per_minute: 60,
            live_connections: 2000,
            uploads: std::env::temp_dir().join("aftercare-uploads"),
            metrics: None,
        }
    }
}

/// Clones share everything.
#[derive(Clone)]
pub struct Web {
    pub app: App,
    pub settings: Arc<Settings>,
    pub assets: Arc<Assets>,
    pub(crate) live: Live,
    pub(crate) sign_ins: Arc<SignInLimit>,
}

impl Web {
    pub fn new(app: App, settings: Settings) -> Self {
        Self {
            app,
            assets: Arc::new(Assets::embedded()),
            live: Live::new(settings.live_connections),
            sign_ins: Arc::new(SignInLimit::new(settings.sign_ins_per_minute)),
            settings: Arc::new(settings),
        }
    }

    /// Ends the live connections, so that a server that stops need not wait for them.
    pub fn close(&self) {
        self.live.close();
    }
}
