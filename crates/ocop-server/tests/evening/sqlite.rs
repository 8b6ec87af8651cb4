//! What is particular to the one file: a disk that is full, a copy, a file of a later version. These
//! run on SQLite whatever database the others run on.

use ocop_server::{Evening, FILE, Store, StoreError};

use crate::data::Data;
use crate::program::{Server, Typist, command, session};

/// The most bytes that a file of a folder has.
fn largest(data: &Data) -> u64 {
    let files = std::fs::read_dir(data.folder()).unwrap();
    let sizes = files.map(|file| file.unwrap().metadata().unwrap().len());
    sizes.max().unwrap()
}

#[test]
fn on_a_full_disk_nothing_is_half_done_and_it_is_said() {
    let data = Data::sqlite();
    let id = session(&data);
    let sheet = |server: &Server| format!("{}/sessions/{id}/sheets/p1/m1", server.address);
    // room for a little more: whatever a block is, 512 or 1024 bytes
    let server = Server::limited(&data, largest(&data) / 512 + 400);
    let typist = Typist::sign_in(&server.address);
    let mut version = 0;
    let refused = loop {
        let note = format!("{version} {}", "bằng chứng ".repeat(60));
        match typist.save(&sheet(&server), version, &note).unwrap() {
            (200, told) => version = told["version"].as_i64().unwrap(),
            (507, told) => break told,
            other => panic!("{other:?}"),
        }
        assert!(version < 5000, "the disk is never full");
    };
    assert!(version > 3, "{version}");
    let said = refused["refused"][0].as_str().unwrap();
    assert!(said.contains("đã đầy"), "{said}");
    // what was stored is still given, and the next try is told the same
    let again = typist
        .save(&sheet(&server), version, &"x".repeat(900))
        .unwrap();
    assert_eq!(again.0, 507, "{again:?}");
    server.kill();

    // there is room again
    command(&data, &["verify-trail"], "");
    let server = Server::start(&data);
    let (status, told) = typist
        .save(&sheet(&server), version, "sau khi dọn đĩa")
        .unwrap();
    assert_eq!((status, told["version"].as_i64()), (200, Some(version + 1)));
}

#[tokio::test]
async fn a_copy_taken_meanwhile_is_sound_and_is_put_back_only_where_nothing_is() {
    let data = Data::sqlite();
    let evening = Evening::new(data.store().await);
    evening.demo().await.unwrap();
    let to = tempfile::tempdir().unwrap();
    let file = to.path().join(FILE);
    let file = file.to_str().unwrap();
    evening.store().backup(file).await.unwrap();
    let copy = Evening::new(Store::open(to.path()).await.unwrap());
    let (copied, first) = (copy.verify_trail().await, evening.verify_trail().await);
    assert_eq!(copied.unwrap(), first.unwrap());
    let again = evening.store().backup(file).await;
    assert!(again.is_err(), "a copy is never written over");
    copy.store().close().await;
    let elsewhere = Data::sqlite();
    command(&elsewhere, &["restore", file], "");
    let restored = Evening::new(elsewhere.store().await);
    let (restored, first) = (restored.verify_trail().await, evening.verify_trail().await);
    assert_eq!(restored.unwrap(), first.unwrap());
}

#[tokio::test]
async fn a_file_of_a_later_version_is_left_alone() {
    let data = Data::sqlite();
    data.store().await.close().await;
    data.run("PRAGMA user_version = 99").await.unwrap();
    let told = Store::open(data.folder()).await;
    let later = matches!(told, Err(StoreError::Later { found: 99, .. }));
    assert!(later, "{told:?}");
}
