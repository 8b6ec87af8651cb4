//! The trail, and copies of the data.

use crate::hall::Hall;
use ocop_server::{Evening, Store};

#[tokio::test]
async fn the_trail_is_whole_and_shows_where_it_was_touched() {
    let hall = Hall::new().await;
    let chair = hall.member(0).await;
    let save = hall.at("/sheets/p1/m1/save");
    for (version, level) in [(0, 1), (1, 2), (2, 3)] {
        // the clock is set back, and what comes later still stands later
        hall.clock.advance(-60);
        let form = format!("version={version}&level.1.1={level}");
        assert_eq!(hall.post(&save, &chair, &form).await.status, 303);
    }
    let checked = hall.evening.verify_trail().await.unwrap();
    assert_eq!(checked.broken_at, None);
    assert!(checked.entries >= 9, "{checked:?}");
    hall.evening.store().close().await;

    let options = sqlx::sqlite::SqliteConnectOptions::new()
        .filename(hall.folder.path().join(ocop_server::FILE));
    let pool = sqlx::SqlitePool::connect_with(options).await.unwrap();
    let times: Vec<(String,)> = sqlx::query_as("SELECT at FROM trail ORDER BY number")
        .fetch_all(&pool)
        .await
        .unwrap();
    assert!(times.is_sorted(), "{times:?}");
    let touch = sqlx::query("UPDATE trail SET who = 'nobody' WHERE number = 5");
    assert!(touch.execute(&pool).await.is_err(), "append-only");
    let by_force =
        "DROP TRIGGER trail_is_not_changed; UPDATE trail SET who = 'nobody' WHERE number = 5";
    sqlx::raw_sql(by_force).execute(&pool).await.unwrap();
    pool.close().await;
    let evening = Evening::new(Store::open(hall.folder.path()).await.unwrap());
    assert_eq!(evening.verify_trail().await.unwrap().broken_at, Some(5));
}

#[tokio::test]
async fn a_copy_taken_meanwhile_is_sound_and_holds_what_was_saved() {
    let hall = Hall::new().await;
    let chair = hall.member(0).await;
    let save = hall.at("/sheets/p1/m1/save");
    assert_eq!(
        hall.post(&save, &chair, "version=0&level.1.1=3")
            .await
            .status,
        303
    );
    let to = tempfile::tempdir().unwrap();
    let file = to.path().join(ocop_server::FILE);
    hall.evening
        .store()
        .backup(file.to_str().unwrap())
        .await
        .unwrap();
    let copy = Evening::new(Store::open(to.path()).await.unwrap());
    assert_eq!(
        copy.verify_trail().await.unwrap(),
        hall.evening.verify_trail().await.unwrap()
    );
    let again = hall.evening.store().backup(file.to_str().unwrap()).await;
    assert!(again.is_err(), "a copy is never written over");
}
