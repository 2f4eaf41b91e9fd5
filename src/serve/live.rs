//! The preview's answers to the browser.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::uri::Authority;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::Response;
use tokio::sync::watch;

use super::files::{self, Answer};
use super::page::{self, Addition, OWN_PATH};
use super::{Built, Settings};
use crate::diagnostic::MessageLanguage;
use crate::say;

/// How long a browser waits for a build before it asks again.
const PATIENCE: Duration = Duration::from_secs(25);

/// What the last builds left.
#[derive(Clone, Debug)]
pub(super) struct PreviewState {
    /// Grows with every build, also from one run of the preview to the next.
    generation: u64,
    /// The base path of the site that was published last. **Shape**: begins and ends with `/`.
    pub base: String,
    has_site: bool,
    report: Option<String>,
}

impl Default for PreviewState {
    fn default() -> Self {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        // From the clock: a browser that still shows an earlier run must see that this one is another.
        Self { generation: since.as_secs() * 1000, base: "/".to_owned(), has_site: false, report: None }
    }
}

impl PreviewState {
    /// Takes note of a build.
    pub fn update(&mut self, built: Built) {
        self.generation += 1;
        match built {
            Built::Published { base } => (self.base, self.has_site, self.report) = (base, true, None),
            Built::Faulty { report } => self.report = Some(report),
        }
    }
}

/// What every answer is made from.
#[derive(Debug)]
pub(super) struct Preview {
    published: PathBuf,
    language: MessageLanguage,
    status: Arc<watch::Sender<PreviewState>>,
}

impl Preview {
    pub fn new(settings: &Settings, status: Arc<watch::Sender<PreviewState>>) -> Self {
        Self { published: settings.published.clone(), language: settings.language, status }
    }
}

/// Answers one request.
pub(super) async fn respond(State(preview): State<Arc<Preview>>, request: Request) -> Response {
    if !is_local(&request) {
        let said = say!("Podgląd działa tylko pod adresem 127.0.0.1.", "The preview answers at 127.0.0.1 alone.");
        let said = said.in_language(preview.language).to_owned();
        return response(StatusCode::FORBIDDEN, "text/plain; charset=utf-8", said.into());
    }
    if ![Method::GET, Method::HEAD].contains(request.method()) {
        let mut refused = response(StatusCode::METHOD_NOT_ALLOWED, "text/plain", "GET, HEAD".into());
        refused.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        return refused;
    }
    let status = preview.status.borrow().clone();
    let path = request.uri().path().to_owned();
    match path.strip_prefix(&status.base).and_then(|path| path.strip_prefix(OWN_PATH)) {
        Some("preview.js") => response(StatusCode::OK, "text/javascript; charset=utf-8", page::SCRIPT.into()),
        Some("preview.css") => response(StatusCode::OK, "text/css; charset=utf-8", page::STYLE.into()),
        Some("generation") => next_generation(&preview, request.uri().query()).await,
        _ => match tokio::task::spawn_blocking(move || file(&preview, &status, &path)).await {
            Ok(Ok(response)) => response,
            Ok(Err(cause)) => failure(&cause),
            Err(cause) => failure(&io::Error::other(cause)),
        },
    }
}

/// Whether a request was meant for this machine: a page of another server may name its own host and lead it here.
fn is_local(request: &Request) -> bool {
    // DNS rebinding: the connection comes from this machine, only the name tells that a stranger's page asked.
    let named = request.headers().get(header::HOST).map(|host| host.to_str().unwrap_or_default());
    let host = named.or_else(|| request.uri().authority().map(Authority::as_str)).unwrap_or_default();
    let name = host.rsplit_once(':').filter(|(_, port)| port.bytes().all(|byte| byte.is_ascii_digit()));
    let name = name.map_or(host, |(name, _)| name).to_ascii_lowercase();
    ["127.0.0.1", "localhost", "[::1]"].contains(&name.as_str())
}

/// Waits for a build after the one that the browser shows; says nothing if there is none for a while.
async fn next_generation(preview: &Preview, query: Option<&str>) -> Response {
    let shown = query.and_then(|query| query.strip_prefix("after=")).and_then(|number| number.parse::<u64>().ok());
    let mut status = preview.status.subscribe();
    let built = tokio::time::timeout(PATIENCE, status.wait_for(|status| Some(status.generation) != shown)).await;
    match built {
        Ok(Ok(status)) => response(StatusCode::OK, "text/plain", status.generation.to_string().into()),
        Ok(Err(_)) | Err(_) => response(StatusCode::NO_CONTENT, "text/plain", Body::empty()),
    }
}

fn file(preview: &Preview, status: &PreviewState, path: &str) -> io::Result<Response> {
    let addition = Addition {
        generation: status.generation,
        base: &status.base,
        report: status.report.as_deref(),
        language: preview.language,
    };
    if !status.has_site {
        return Ok(response(StatusCode::SERVICE_UNAVAILABLE, HTML, addition.alone().into()));
    }
    Ok(match files::answer(&preview.published, &status.base, path)? {
        Answer::File(bytes, HTML) => response(StatusCode::OK, HTML, addition.add_to(&bytes).into()),
        Answer::File(bytes, media_type) => response(StatusCode::OK, media_type, bytes.into()),
        Answer::Moved(path) => moved(&path),
        Answer::Missing => {
            let page = files::read(&preview.published.join("404.html"))?.unwrap_or_default();
            response(StatusCode::NOT_FOUND, HTML, addition.add_to(&page).into())
        }
    })
}

const HTML: &str = "text/html; charset=utf-8";

fn moved(path: &str) -> Response {
    let mut response = response(StatusCode::TEMPORARY_REDIRECT, "text/plain", Body::empty());
    match path.parse() {
        Ok(address) => {
            response.headers_mut().insert(header::LOCATION, address);
        }
        Err(_) => *response.status_mut() = StatusCode::NOT_FOUND,
    }
    response
}

fn failure(cause: &io::Error) -> Response {
    response(StatusCode::INTERNAL_SERVER_ERROR, "text/plain; charset=utf-8", cause.to_string().into())
}

fn response(status: StatusCode, media_type: &'static str, body: Body) -> Response {
    Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, media_type)
        .header(header::CACHE_CONTROL, "no-store")
        .body(body)
        .expect("a status and two plain headers make a response")
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Answered {
        status: u16,
        allow: Option<String>,
        body: String,
    }

    fn preview(folder: &std::path::Path) -> Arc<Preview> {
        std::fs::write(folder.join("index.html"), "<body>good</body>").expect("writable");
        std::fs::write(folder.join("404.html"), "<body>lost</body>").expect("writable");
        let settings =
            Settings { published: folder.to_owned(), watched: vec![], port: 0, language: MessageLanguage::English };
        Arc::new(Preview::new(&settings, Arc::new(watch::channel(PreviewState::default()).0)))
    }

    fn get(preview: &Arc<Preview>, path: &str) -> Answered {
        ask(preview, Request::builder().uri(path).header("host", "127.0.0.1:8000"))
    }

    fn ask(preview: &Arc<Preview>, request: axum::http::request::Builder) -> Answered {
        let request = request.body(Body::empty()).expect("a request");
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let response = respond(State(Arc::clone(preview)), request).await;
            let status = response.status().as_u16();
            let allow = response.headers().get("allow").map(|allow| allow.to_str().expect("text").to_owned());
            let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await.expect("a body");
            Answered { status, allow, body: String::from_utf8(bytes.into()).expect("text") }
        })
    }

    #[test]
    fn the_last_good_site_stays_beside_the_report() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let preview = preview(folder.path());
        let built = |built| preview.status.send_modify(|status| status.update(built));
        let before = get(&preview, "/");
        assert_eq!(before.status, 503);
        assert!(before.body.contains("is being built"), "{}", before.body);

        built(Built::Faulty { report: "error: <b>".into() });
        let faulty = get(&preview, "/");
        assert_eq!(faulty.status, 503);
        assert!(faulty.body.contains("There is no site yet") && faulty.body.contains("error: &lt;b&gt;"));

        built(Built::Published { base: "/x/".into() });
        let good = get(&preview, "/x/");
        assert_eq!(good.status, 200);
        assert!(good.body.contains("good") && !good.body.contains("error"), "{}", good.body);

        built(Built::Faulty { report: "error: c".into() });
        let kept = get(&preview, "/x/");
        assert_eq!(kept.status, 200);
        assert!(kept.body.contains("good") && kept.body.contains("error: c"), "{}", kept.body);
        let lost = get(&preview, "/x/y/");
        assert_eq!(lost.status, 404);
        assert!(lost.body.contains("lost"), "{}", lost.body);
        assert_eq!(get(&preview, "/").status, 307);
    }

    #[test]
    fn requests_for_other_hosts_and_other_methods_are_refused() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let preview = preview(folder.path());
        preview.status.send_modify(|status| status.update(Built::Published { base: "/".into() }));
        let host = |host: &str| ask(&preview, Request::builder().uri("/").header("host", host)).status;
        for own in ["127.0.0.1", "127.0.0.1:8000", "localhost:1", "LOCALHOST", "[::1]:8000"] {
            assert_eq!(host(own), 200, "{own}");
        }
        for foreign in [
            "evil.example",
            "127.0.0.1.evil.example",
            "localhost.evil.example:8000",
            "[::1].evil",
            "",
            "127.0.0.1:80:x",
        ] {
            assert_eq!(host(foreign), 403, "{foreign}");
        }
        assert_eq!(ask(&preview, Request::builder().uri("/")).status, 403);
        let posted = ask(&preview, Request::builder().method("POST").uri("/").header("host", "localhost"));
        assert_eq!((posted.status, posted.allow.as_deref()), (405, Some("GET, HEAD")));
    }

    #[test]
    fn a_browser_behind_the_last_build_hears_at_once() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let preview = preview(folder.path());
        let answered = get(&preview, "/__spis/generation?after=3");
        assert_eq!((answered.status, answered.body), (200, preview.status.borrow().generation.to_string()));
    }

    #[test]
    fn the_next_build_wakes_a_waiting_browser() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let preview = preview(folder.path());
        let shown = preview.status.borrow().generation;
        let waiting = {
            let preview = Arc::clone(&preview);
            std::thread::spawn(move || get(&preview, &format!("/__spis/generation?after={shown}")))
        };
        std::thread::sleep(Duration::from_millis(50));
        assert!(!waiting.is_finished());
        preview.status.send_modify(|status| status.update(Built::Published { base: "/".into() }));
        assert_eq!(waiting.join().expect("it answers").body, (shown + 1).to_string());
    }
}
