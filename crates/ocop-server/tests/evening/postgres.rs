//! What is particular to PostgreSQL: other servers on the same database, and a database that is gone and
//! comes back. `cargo xtask test PostgreSQL` starts one and runs these too.

use std::sync::{Arc, Mutex};

use ocop_server::api::Limits;
use ocop_server::infra::tls::{CERTIFICATE, Identity};
use ocop_server::{Engine, Evening, Store, StoreError, app};
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};

use crate::data::{Data, named};
use crate::hall::Hall;

#[tokio::test]
#[ignore = "needs PostgreSQL: cargo xtask test PostgreSQL"]
async fn a_session_goes_to_the_other_database_and_back_to_the_same_bytes() {
    let (here, there) = (Data::new().await, Data::sqlite());
    assert!(here.is_postgres());
    let (here, there) = (
        Evening::new(here.store().await),
        Evening::new(there.store().await),
    );
    let file = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../examples/council/session.json"
    );
    let text = std::fs::read_to_string(file).unwrap();
    let id = there.import("test", &text).await.unwrap();
    let from_sqlite = there.export(&id).await.unwrap();
    let id = here.import("test", &from_sqlite).await.unwrap();
    let from_postgres = here.export(&id).await.unwrap();
    assert_eq!(from_sqlite, from_postgres);
    let id = there.import("test", &from_postgres).await.unwrap();
    assert_eq!(there.export(&id).await.unwrap(), from_sqlite);
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs PostgreSQL: cargo xtask test PostgreSQL"]
async fn two_servers_on_one_database_write_one_trail() {
    let hall = Hall::new().await;
    let other = Evening::new(hall.data.store().await).with_clock(hall.clock.clone());
    let other = app(&Engine::new(Limits::default()), Some(other));
    let chair = hall.member(0).await;
    let before = hall.evening.verify_trail().await.unwrap().entries;
    let hall = Arc::new(hall);
    let mut work = JoinSet::new();
    for product in ["p1", "p2", "p3"] {
        let (hall, other, chair) = (Arc::clone(&hall), other.clone(), chair.clone());
        work.spawn(async move {
            let path = hall.at(&format!("/sheets/{product}/m1/save"));
            let mut version = 0;
            for turn in 0..10_u8 {
                let form = format!("version={version}&note.1.1={turn}&level.1.1=1");
                let to = if turn % 2 == 0 { &hall.app } else { &other };
                let got = hall.post_to(to, &path, &chair, &form).await;
                version = got["version"].as_i64().unwrap();
            }
            version
        });
    }
    assert_eq!(work.join_all().await, [10, 10, 10]);
    let checked = hall.evening.verify_trail().await.unwrap();
    assert_eq!((checked.broken_at, checked.entries - before), (None, 30));
}

#[tokio::test]
#[ignore = "needs PostgreSQL: cargo xtask test PostgreSQL"]
async fn two_programs_that_start_at_once_make_the_tables_once() {
    let data = Data::new().await;
    let (one, other) = tokio::join!(data.store(), data.store());
    assert!(!Evening::new(one).clock_is_behind().await.unwrap());
    assert!(!Evening::new(other).clock_is_behind().await.unwrap());
    data.run("INSERT INTO migration VALUES (99)").await.unwrap();
    let told = Store::connect(&data.arguments()[1]).await;
    let later = matches!(told, Err(StoreError::Later { found: 99, .. }));
    assert!(later, "{told:?}");
}

#[tokio::test]
#[ignore = "needs PostgreSQL: cargo xtask test PostgreSQL"]
async fn a_database_in_another_encoding_is_refused() {
    let address = named().unwrap();
    let data = Data::new().await;
    let name = format!("ascii_{}", std::process::id());
    let made = format!(
        "CREATE DATABASE {name} ENCODING 'SQL_ASCII' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'"
    );
    data.run(&made).await.unwrap();
    let (server, _) = address.rsplit_once('/').unwrap();
    let told = Store::connect(&format!("{server}/{name}")).await;
    data.run(&format!("DROP DATABASE {name} WITH (FORCE)"))
        .await
        .unwrap();
    let refused = matches!(&told, Err(StoreError::Encoding { found }) if found == "SQL_ASCII");
    assert!(refused, "{told:?}");
}

#[tokio::test]
#[ignore = "needs PostgreSQL: cargo xtask test PostgreSQL"]
async fn the_way_to_the_database_is_by_tls_where_that_is_asked_for() {
    let data = Data::new().await;
    let certificate = std::env::var("OCOP_TEST_DATABASE_CERTIFICATE").unwrap();
    let other = tempfile::tempdir().unwrap();
    let names = ["localhost".to_owned()];
    Identity::own(other.path(), &names, "2026-09-20".parse().unwrap()).unwrap();
    let other = other.path().join(CERTIFICATE);
    let address = data.arguments()[1].clone();
    let with = |mode: &str, root: &str| {
        let address = format!("{address}&sslmode={mode}&sslrootcert={root}");
        async move { Store::connect(&address).await }
    };
    for mode in ["verify-full", "verify-ca"] {
        let store = with(mode, &certificate).await.unwrap();
        assert!(!Evening::new(store).clock_is_behind().await.unwrap());
        let told = with(mode, other.to_str().unwrap()).await;
        let why = told.map(drop).map_err(|e| format!("{e:?}")).unwrap_err();
        assert!(why.contains("InvalidCertificate"), "{mode}: {why}");
    }
    let plain = Store::connect(&format!("{address}&sslmode=disable")).await;
    assert!(plain.is_ok(), "{plain:?}");
}

/// A way to the database that can be cut.
struct Way {
    address: String,
    to: String,
    listener: Option<JoinHandle<()>>,
    open: Arc<Mutex<Vec<JoinHandle<()>>>>,
    /// From which ports the database was reached: no other test's.
    ports: Arc<Mutex<Vec<u16>>>,
    at: std::net::SocketAddr,
}

impl Way {
    async fn new(address: &str) -> Self {
        let (before, rest) = address.split_once('@').unwrap();
        let (host, rest) = rest.split_once('/').unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let at = listener.local_addr().unwrap();
        let mut way = Self {
            address: format!("{before}@{at}/{rest}"),
            to: host.to_owned(),
            listener: None,
            open: Arc::default(),
            ports: Arc::default(),
            at,
        };
        way.listen(listener);
        way
    }

    fn listen(&mut self, listener: TcpListener) {
        let (to, open) = (self.to.clone(), Arc::clone(&self.open));
        let ports = Arc::clone(&self.ports);
        self.listener = Some(tokio::spawn(async move {
            while let Ok((mut from, _)) = listener.accept().await {
                let (to, ports) = (to.clone(), Arc::clone(&ports));
                let one = tokio::spawn(async move {
                    if let Ok(mut to) = TcpStream::connect(&to).await {
                        ports.lock().unwrap().push(to.local_addr().unwrap().port());
                        let _ = copy_bidirectional(&mut from, &mut to).await;
                    }
                });
                open.lock().unwrap().push(one);
            }
        }));
    }

    async fn cut(&mut self) {
        if let Some(listener) = self.listener.take() {
            listener.abort();
            let _ = listener.await;
        }
        for one in self.open.lock().unwrap().drain(..) {
            one.abort();
        }
    }

    async fn mend(&mut self) {
        let listener = TcpListener::bind(self.at).await.unwrap();
        self.listen(listener);
    }
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs PostgreSQL: cargo xtask test PostgreSQL"]
async fn a_database_that_is_gone_is_told_and_serves_again_when_it_is_back() {
    let data = Data::new().await;
    let mut way = Way::new(&data.arguments()[1]).await;
    let hall = Hall::on(data, Store::connect(&way.address).await.unwrap()).await;
    let chair = hall.member(0).await;
    let save = hall.at("/sheets/p1/m1/save");
    let first = hall.post(&save, &chair, "version=0&level.1.1=1").await;
    assert_eq!(first.status, 303, "{}", first.text);

    way.cut().await;
    let gone = hall.post(&save, &chair, "version=1&level.1.1=2").await;
    assert_eq!(gone.status, 503, "{}", gone.text);
    assert!(
        gone.text.contains("không liên lạc được với cơ sở dữ liệu"),
        "{}",
        gone.text
    );
    let health = hall.get("/health", &chair).await;
    assert_eq!(health.status, 503);

    way.mend().await;
    let back = hall.post(&save, &chair, "version=1&level.1.1=2").await;
    assert_eq!(back.status, 303, "{}", back.text);
    assert_eq!(hall.get("/health", &chair).await.status, 200);
    // the server of the database ends what it has open, as when it is started again
    let ports = format!("{:?}", way.ports.lock().unwrap());
    let ended = format!(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
         WHERE client_port = ANY (ARRAY{ports})"
    );
    hall.data.run(&ended).await.unwrap();
    let back = hall.post(&save, &chair, "version=2&level.1.1=3").await;
    assert_eq!(back.status, 303, "{}", back.text);
    let checked = hall.evening.verify_trail().await.unwrap();
    assert_eq!(checked.broken_at, None);
    let versions = "SELECT CAST(version AS TEXT) FROM sheet WHERE product = 'p1' AND member = 'm1'";
    assert_eq!(hall.data.texts(versions).await, ["3"]);
}
