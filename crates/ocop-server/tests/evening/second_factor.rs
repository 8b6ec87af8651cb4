//! The second factor of an account: codes of an app, and codes for the day when the app is gone.

use totp_rs::{Builder, Secret, Totp};

use crate::hall::{Browser, Got, Hall};

/// A telephone with the app.
struct App(Totp);

impl App {
    /// Puts the key of a page into the app.
    fn of(page: &str) -> Self {
        let (_, rest) = page.split_once("class=\"secret\">").unwrap();
        let key = rest.split('<').next().unwrap().replace('-', "");
        let secret = Secret::try_from_base32(key).unwrap();
        Self(Builder::new().with_secret(secret).build().unwrap())
    }

    /// What it shows, so many half minutes from now.
    fn shows(&self, hall: &Hall, steps: i64) -> String {
        let now = ocop_server::infra::clock::Clock::now(&*hall.clock);
        let time = u64::try_from(now.as_second().saturating_add(steps.saturating_mul(30))).unwrap();
        self.0.generate(time).to_string()
    }
}

fn password(hall: &Hall, number: usize) -> String {
    hall.demo.accounts[number].1.clone()
}

/// Turns it on; the app, and the codes for the day when it is gone.
async fn turned_on(hall: &Hall, browser: &Browser, number: usize) -> (App, Vec<String>) {
    let form = format!("present={}", password(hall, number));
    let page = hall.post("/account/second-factor", browser, &form).await;
    assert_eq!(page.status, 200, "{}", page.text);
    assert!(page.text.contains("otpauth://totp/OCOP:"), "{}", page.text);
    let app = App::of(&page.text);
    let form = format!("code={}", app.shows(hall, 0));
    let codes = hall
        .post("/account/second-factor/confirm", browser, &form)
        .await;
    assert_eq!(codes.status, 200, "{}", codes.text);
    (app, listed(&codes))
}

fn listed(page: &Got) -> Vec<String> {
    let (_, list) = page.text.split_once("class=\"secrets\">").unwrap();
    let list = list.split("</ul>").next().unwrap();
    let codes = list.split("<li>").skip(1);
    codes
        .map(|c| c.split('<').next().unwrap().to_owned())
        .collect()
}

/// Gives name and password; what is asked for next.
async fn half(hall: &Hall, number: usize) -> Browser {
    let (login, password) = &hall.demo.accounts[number];
    let form = format!("login={login}&password={password}");
    let got = hall.post("/sign-in", &Browser::default(), &form).await;
    assert_eq!(got.headers["location"], "/sign-in/code", "{}", got.text);
    let cookie = got.headers["set-cookie"].to_str().unwrap();
    let mut browser = Browser {
        cookie: cookie.split(';').next().unwrap().to_owned(),
        csrf: String::new(),
    };
    let page = hall.get("/sign-in/code", &browser).await;
    let (_, rest) = page.text.split_once("name=\"csrf\" value=\"").unwrap();
    browser.csrf = rest[..64].to_owned();
    browser
}

async fn given(hall: &Hall, browser: &Browser, form: &str) -> Got {
    hall.post("/sign-in/code", browser, form).await
}

#[tokio::test]
async fn once_it_is_on_a_code_of_the_app_is_asked_for_and_each_works_once() {
    let hall = Hall::new().await;
    let secretary = hall.account(1).await;
    let (app, codes) = turned_on(&hall, &secretary, 1).await;
    assert_eq!(codes.len(), 8);
    // the code that turned it on is used up
    let so_far = half(&hall, 1).await;
    let form = format!("code={}", app.shows(&hall, 0));
    assert_eq!(given(&hall, &so_far, &form).await.status, 422);
    // by then the app shows another; spaces in the middle are how people read it
    hall.clock.advance(30);
    let shown = app.shows(&hall, 0);
    let spaced = format!("code={}+{}", &shown[..3], &shown[3..]);
    let got = given(&hall, &so_far, &spaced).await;
    let browser = hall.entered(got).await;
    assert_ne!(browser.cookie, so_far.cookie, "a new token");
    assert_eq!(hall.get("/sessions", &browser).await.status, 200);
    // nobody signs in once more by what somebody has read over a shoulder
    let other = half(&hall, 1).await;
    let form = format!("code={shown}");
    assert_eq!(given(&hall, &other, &form).await.status, 422);
    assert_eq!(given(&hall, &so_far, &form).await.status, 422);
}

#[tokio::test]
async fn a_clock_that_is_a_little_off_is_no_matter_and_one_that_is_far_off_is() {
    let hall = Hall::new().await;
    let secretary = hall.account(1).await;
    let (app, _) = turned_on(&hall, &secretary, 1).await;
    hall.clock.advance(300);
    for (steps, status) in [(-2, 422), (2, 422), (-1, 303), (1, 303)] {
        let so_far = half(&hall, 1).await;
        let form = format!("code={}", app.shows(&hall, steps));
        let got = given(&hall, &so_far, &form).await;
        assert_eq!(got.status, status, "{steps}: {}", got.text);
    }
}

#[tokio::test]
async fn a_recovery_code_stands_in_once_and_new_ones_end_the_old() {
    let hall = Hall::new().await;
    let secretary = hall.account(1).await;
    let (_, codes) = turned_on(&hall, &secretary, 1).await;
    let so_far = half(&hall, 1).await;
    let spoken = codes[0].to_lowercase().replace('-', "+");
    let form = format!("code=&recovery={spoken}");
    let got = given(&hall, &so_far, &form).await;
    let browser = hall.entered(got).await;
    let account = hall.get("/account", &browser).await.text;
    assert!(account.contains("còn lại: 7"), "{account}");
    let again = half(&hall, 1).await;
    assert_eq!(given(&hall, &again, &form).await.status, 422);

    let form = format!("present={}", password(&hall, 1));
    let made = hall
        .post("/account/second-factor/recovery", &browser, &form)
        .await;
    let made = listed(&made);
    for (code, status) in [(&codes[1], 422), (&made[1], 303)] {
        let form = format!("recovery={code}");
        assert_eq!(given(&hall, &again, &form).await.status, status, "{code}");
    }
    // in the database are digests alone
    let kept = hall.data.texts("SELECT code FROM recovery_code").await;
    assert!(
        kept.len() == 7 && kept.iter().all(|c| c.len() == 64),
        "{kept:?}"
    );
}

#[tokio::test]
async fn a_password_alone_opens_nothing_and_is_soon_forgotten() {
    let hall = Hall::new().await;
    let secretary = hall.account(1).await;
    let (app, _) = turned_on(&hall, &secretary, 1).await;
    let so_far = half(&hall, 1).await;
    for path in ["/sessions", "/account", "/register"] {
        assert_eq!(
            hall.get(path, &so_far).await.headers["location"],
            "/sign-in",
            "{path}"
        );
    }
    let board = hall.at("/members/m1/presence");
    assert_eq!(hall.post(&board, &so_far, "present=true").await.status, 401);
    // a form of somebody else's login
    let forged = Browser {
        csrf: "0".repeat(64),
        ..so_far.clone()
    };
    hall.clock.advance(60);
    let form = format!("code={}", app.shows(&hall, 0));
    assert_eq!(given(&hall, &forged, &form).await.status, 422);
    assert_eq!(given(&hall, &Browser::default(), &form).await.status, 422);
    hall.clock.advance(5 * 60);
    let form = format!("code={}", app.shows(&hall, 0));
    let late = given(&hall, &so_far, &form).await;
    assert!(
        late.status == 422 && late.text.contains("hết hạn"),
        "{}",
        late.text
    );
    let page = hall.get("/sign-in/code", &so_far).await;
    assert_eq!(page.headers["location"], "/sign-in");
}

#[tokio::test]
async fn guesses_at_a_second_factor_are_held_back_by_account() {
    let hall = Hall::new().await;
    let secretary = hall.account(1).await;
    let (app, _) = turned_on(&hall, &secretary, 1).await;
    hall.clock.advance(30);
    let mut statuses = Vec::new();
    for guess in 0..7 {
        // each from a login of its own, as from an address of its own
        let so_far = half(&hall, 1).await;
        let got = given(&hall, &so_far, &format!("code=00000{guess}")).await;
        statuses.push(got.status.as_u16());
    }
    assert_eq!(statuses.last(), Some(&429), "{statuses:?}");
    // whoever knows the right one waits too
    let so_far = half(&hall, 1).await;
    let form = format!("code={}", app.shows(&hall, 0));
    assert_eq!(given(&hall, &so_far, &form).await.status, 429);
    // the others do not
    let admin = hall.account(0).await;
    turned_on(&hall, &admin, 0).await;
}

#[tokio::test]
async fn it_is_turned_on_and_off_by_the_password_and_a_first_code_only() {
    let hall = Hall::new().await;
    let secretary = hall.account(1).await;
    let begin = "/account/second-factor";
    for wrong in ["", "present=mot+mat+khau+khac"] {
        assert_eq!(hall.post(begin, &secretary, wrong).await.status, 422);
    }
    let right = format!("present={}", password(&hall, 1));
    let page = hall.post(begin, &secretary, &right).await;
    let app = App::of(&page.text);
    // not before a first code was right: who gives up in the middle is not locked out
    hall.account(1).await;
    let confirm = "/account/second-factor/confirm";
    let wrong = hall.post(confirm, &secretary, "code=000000").await;
    assert_eq!(wrong.status, 422);
    assert_eq!(
        App::of(&wrong.text).shows(&hall, 0),
        app.shows(&hall, 0),
        "the same key"
    );
    let form = format!("code={}", app.shows(&hall, 0));
    assert_eq!(hall.post(confirm, &secretary, &form).await.status, 200);
    // it is not made anew over the one that is there
    assert_eq!(hall.post(begin, &secretary, &right).await.status, 422);
    assert_eq!(hall.post(confirm, &secretary, &form).await.status, 422);
    for path in [
        "/account/second-factor/end",
        "/account/second-factor/recovery",
    ] {
        let wrong = hall.post(path, &secretary, "present=x").await;
        assert_eq!(wrong.status, 422, "{path}");
    }
    let ended = hall
        .post("/account/second-factor/end", &secretary, &right)
        .await;
    assert_eq!(ended.status, 303, "{}", ended.text);
    hall.account(1).await;
}

#[tokio::test]
async fn an_administrator_takes_it_from_whoever_has_lost_the_telephone() {
    let hall = Hall::new().await;
    let (admin, secretary) = (hall.account(0).await, hall.account(1).await);
    turned_on(&hall, &secretary, 1).await;
    let accounts = hall.get("/accounts", &admin).await.text;
    let (before, _) = accounts.split_once("/second-factor\"").unwrap();
    let id = before.rsplit('/').next().unwrap();
    let reset = format!("/accounts/{id}/second-factor");
    assert_eq!(hall.post(&reset, &secretary, "").await.status, 403);
    assert_eq!(hall.post(&reset, &admin, "").await.status, 303);
    assert_eq!(
        hall.post(&reset, &admin, "").await.status,
        422,
        "there is none"
    );
    assert_eq!(
        hall.get("/sessions", &secretary).await.headers["location"],
        "/sign-in?ended=1",
        "whoever was signed in is signed out"
    );
    hall.account(1).await;
    let trail = hall.get("/accounts/trail", &admin).await.text;
    for said in [
        "bật xác thực hai bước",
        "gỡ xác thực hai bước",
        "thêm tài khoản",
    ] {
        assert!(trail.contains(said), "{said}: {trail}");
    }
    let secrets = hall
        .data
        .texts("SELECT COALESCE(after, '') FROM trail")
        .await;
    assert!(
        !secrets.iter().any(|s| s.contains("otpauth")),
        "no secret is in the trail"
    );
}

#[tokio::test]
async fn a_password_of_ones_own_is_changed_by_the_present_one() {
    let hall = Hall::new().await;
    let secretary = hall.account(1).await;
    let present = password(&hall, 1);
    for wrong in [
        "present=x&password=mot+mat+khau+moi".to_owned(),
        format!("present={present}&password=ngan"),
    ] {
        let got = hall.post("/account/password", &secretary, &wrong).await;
        assert_eq!(got.status, 422, "{wrong}");
    }
    let form = format!("present={present}&password=mot+mat+khau+moi");
    let done = hall.post("/account/password", &secretary, &form).await;
    assert_eq!(done.headers["location"], "/sign-in", "{}", done.text);
    assert_eq!(
        hall.get("/account", &secretary).await.status,
        303,
        "signed out"
    );
    let login = &hall.demo.accounts[1].0;
    for (password, status) in [(present.as_str(), 422), ("mot+mat+khau+moi", 303)] {
        let form = format!("login={login}&password={password}");
        let got = hall.post("/sign-in", &Browser::default(), &form).await;
        assert_eq!(got.status, status);
    }
}

#[cfg(unix)]
#[tokio::test]
async fn from_the_console_a_password_is_set_and_a_second_factor_taken_away() {
    use crate::program::{command, refused};
    let hall = Hall::new().await;
    let admin = hall.account(0).await;
    turned_on(&hall, &admin, 0).await;
    hall.evening.store().close().await;
    let login = hall.demo.accounts[0].0.clone();
    let of = |login: &str| ["--login".to_owned(), login.to_owned()];
    let named = of(&login);
    let reset = ["reset-second-factor", &named[0], &named[1]];
    command(&hall.data, &reset, "");
    let said = refused(&hall.data, &reset, "");
    assert!(said.contains("no second factor"), "{said}");
    let nobody = of("nobody");
    let said = refused(
        &hall.data,
        &["reset-second-factor", &nobody[0], &nobody[1]],
        "",
    );
    assert!(said.contains("nobody"), "{said}");
    let set = ["set-password", &named[0], &named[1]];
    let said = refused(&hall.data, &set, "ngan\n");
    assert!(said.contains("12"), "{said}");
    command(&hall.data, &set, "mot mat khau khac\n");
    let hall = hall.again().await;
    let form = format!("login={login}&password=mot+mat+khau+khac");
    let got = hall.post("/sign-in", &Browser::default(), &form).await;
    hall.entered(got).await;
}
