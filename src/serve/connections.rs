//! Connections with browsers: none may hold on to the preview, however slow or silent it is.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use axum::response::Response;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tower::ServiceExt;

/// How many connections there may be at once; more wait.
const MOST: usize = 256;

/// How long a request's head may take.
const HEAD: Duration = Duration::from_secs(10);

/// How long a connection may last: longer than the wait for a build, after which browsers ask again.
const LIFE: Duration = Duration::from_secs(60);

/// How long to wait before a connection is tried again where the system has no more to give.
const PAUSE: Duration = Duration::from_millis(200);

/// Answers connections, without end.
pub(super) async fn serve(listener: TcpListener, router: Router) -> Infallible {
    let room = Arc::new(Semaphore::new(MOST));
    loop {
        let place = Arc::clone(&room).acquire_owned().await.expect("nobody closes it");
        match listener.accept().await {
            Ok((stream, _)) => {
                let router = router.clone();
                tokio::spawn(async move {
                    answer(stream, router).await;
                    drop(place);
                });
            }
            // Too many open files, or a browser that has hung up by now: neither lasts.
            Err(_) => tokio::time::sleep(PAUSE).await,
        }
    }
}

/// Answers what comes through one connection, until its browser hangs up, dawdles or has had its time.
async fn answer(stream: TcpStream, router: Router) {
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        let router = router.clone();
        async move { Ok::<Response, Infallible>(reply(router, request.map(axum::body::Body::new)).await) }
    });
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(HEAD);
    let connection = builder.serve_connection(TokioIo::new(stream), service);
    // A browser that broke off is no news, and one that took too long hears no more.
    drop(tokio::time::timeout(LIFE, connection).await);
}

async fn reply(router: Router, request: Request) -> Response {
    match router.oneshot(request).await {
        Ok(response) => response,
        Err(never) => match never {},
    }
}
