//! `aftercare serve`: pages, API and jobs until it is told to stop.

use std::{io, net::SocketAddr, process::ExitCode, time::Duration};

use aftercare_store::StoreOptions;
use aftercare_web::Web;
use axum::{Router, serve::ListenerExt};
use tokio::{net::TcpListener, task::JoinSet, time::timeout};

use crate::{
    command::ServeArgs,
    config::Config,
    failure::Failure,
    house::{self, House},
    jobs, sample,
    stop::Stop,
    telemetry, terminal,
};

/// How long the jobs may take to finish what they have begun.
const JOBS_PATIENCE: Duration = Duration::from_secs(10);

pub async fn serve(config: &Config, args: &ServeArgs) -> Result<ExitCode, Failure> {
    // The address first: who cannot be reached need not open, or fill, a database.
    let listener = listen(config.listen).await?;
    let mut stop = Stop::on_signals()?;
    let house = tokio::select! {
        house = open(config, args) => house?,
        // A sample half made has no name yet; a migration half done is rolled back.
        () = stop.asked() => return Ok(ExitCode::SUCCESS),
    };
    let figures = telemetry::start_figures(house.app.store().clone())?;
    let web = Web::new(house.app.clone(), config.web_settings(figures));
    let address = listener.local_addr().map_err(Failure::Runtime)?;
    terminal::say(&format!("Aftercare serves http://{address}"));
    if args.sample {
        sample::announce(&house).await?;
    }
    tracing::info!(%address, engine = %house.app.store().engine(), "serving");

    let jobs = jobs::start(&house.app, &stop);
    let served = serve_until_stopped(listener, web, stop, config.stop_patience()).await;
    finish(jobs).await;
    house.close().await;
    tracing::info!("stopped");
    served.map(|()| ExitCode::SUCCESS).map_err(Failure::Runtime)
}

async fn listen(address: SocketAddr) -> Result<TcpListener, Failure> {
    TcpListener::bind(address).await.map_err(|why| match why.kind() {
        io::ErrorKind::AddrInUse => Failure::AddressTaken(address),
        _ => Failure::Address { address, why },
    })
}

async fn open(config: &Config, args: &ServeArgs) -> Result<House, Failure> {
    if args.sample {
        return sample::open_or_make(config).await;
    }
    // What is made here needs a schema; to migrate what is there is the operator's decision.
    let is_new = args.create && config.sqlite_file().is_none_or(|file| !file.exists());
    if args.create {
        house::make_private_file(config)?;
    }
    let options = StoreOptions { create: args.create, migrate: is_new, ..config.store_options() };
    House::open_with(config, &options).await
}

/// Stops accepting when asked, ends the live connections, and lets requests under way finish for so long.
async fn serve_until_stopped(listener: TcpListener, web: Web, stop: Stop, patience: Duration) -> io::Result<()> {
    let router: Router = aftercare_web::router(web.clone());
    // An answer of a few hundred bytes must not wait for more to send.
    let listener = listener.tap_io(|connection| {
        if let Err(why) = connection.set_nodelay(true) {
            tracing::debug!(%why, "a connection keeps its delay");
        }
    });
    let mut asked = stop.clone();
    let close = async move {
        asked.asked().await;
        web.close();
    };
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let serving = axum::serve(listener, service).with_graceful_shutdown(close).into_future();
    let mut late = stop;
    let give_up = async move {
        late.asked().await;
        tokio::time::sleep(patience).await;
    };
    tokio::select! {
        served = serving => served,
        () = give_up => {
            tracing::warn!("requests under way were broken off");
            Ok(())
        }
    }
}

async fn finish(mut jobs: JoinSet<()>) {
    let all = async { while jobs.join_next().await.is_some() {} };
    if timeout(JOBS_PATIENCE, all).await.is_err() {
        tracing::warn!("a job was broken off; it starts anew with the server");
    }
}
