//! `ocop assess`: self-assessment in a terminal, saved after every answer.

mod ask;
mod session;

use ocop::plan::{Costs, PlanRequest, next_target, plan};
use ocop::{AssessOptions, Criterion, Lang, Library, Problems, Stars};
use ocop_text::{Format, page, say, wrapped};

use crate::Exit;
use crate::cli::AssessArgs;
use crate::io::{Failure, print_text, refuse};

use ask::{Asker, Reply, asker};
use session::Session;

pub fn run(args: &AssessArgs, library: &Library, lang: Lang) -> Result<Exit, Failure> {
    let mut session = match Session::begin(args, library)? {
        Ok(session) => session,
        Err(problems) => return refuse(&problems, Some(lang), false),
    };
    let mut asker = asker(lang);
    print_text(&welcome(&session, lang))?;
    if let Err(problems) = converse(&mut session, asker.as_mut(), library, lang)? {
        return refuse(&problems, Some(lang), false);
    }
    match farewell(&session, library, lang) {
        Ok(text) => print_text(&text)?,
        Err(problems) => return refuse(&problems, Some(lang), false),
    }
    Ok(Exit::Done)
}

fn welcome(session: &Session, lang: Lang) -> String {
    let name = session.criteria.translate(session.set.name());
    let file = session.file.display();
    let (head, how) = match lang {
        Lang::Vi => (
            format!("TỰ ĐÁNH GIÁ: {}. {}", session.set.number(), name.vi),
            format!(
                "Mỗi câu trả lời được lưu ngay vào {file}; dừng lúc nào cũng được, làm tiếp bằng: ocop assess --resume {file}"
            ),
        ),
        Lang::En => (
            format!("SELF-ASSESSMENT: {}. {}", session.set.number(), name.en),
            format!(
                "Every answer is saved to {file} at once; stop at any time and go on with: ocop assess --resume {file}"
            ),
        ),
    };
    format!("{}\n{}\n", wrapped("", &head), wrapped("", &how))
}

/// Criterion after criterion, until all are answered or the person stops.
fn converse(
    session: &mut Session,
    asker: &mut dyn Asker,
    library: &Library,
    lang: Lang,
) -> Result<Result<(), Problems>, Failure> {
    let count = session.set.criteria().len();
    let mut at = session.first_open().unwrap_or(0);
    let mut after_last = session.first_open().is_none();
    let mut backwards = false;
    loop {
        if after_last || at >= count {
            match asker.finished(session.open().count())? {
                Reply::Go(id) => match session.place(&id) {
                    Some(place) => at = place,
                    None => asker.tell(&unknown(&id, lang))?,
                },
                Reply::Back => {
                    at = count.saturating_sub(1);
                    backwards = true;
                }
                _ => return Ok(Ok(())),
            }
            after_last = false;
            continue;
        }
        let set = std::sync::Arc::clone(&session.set);
        let Some(criterion) = set.criteria().get(at) else {
            return Ok(Ok(()));
        };
        if let Some(required) = session.not_asked(criterion) {
            asker.tell(&match lang {
                Lang::Vi => format!("{}: không cần chấm vì {required} là 0 điểm.", criterion.id),
                Lang::En => format!(
                    "{}: not to be answered, since {required} is at 0 points.",
                    criterion.id
                ),
            })?;
            at = if backwards {
                at.saturating_sub(1)
            } else {
                at.saturating_add(1)
            };
            continue;
        }
        backwards = false;
        asker.show(&page(session, criterion, at, library, lang))?;
        match asker.level(session, criterion)? {
            Reply::Level(level, papers) => {
                if let Some(cleared) = session.answer(criterion, level, papers) {
                    asker.tell(&match lang {
                        Lang::Vi => format!(
                            "Bỏ câu trả lời {cleared}: tiêu chí này phụ thuộc {}.",
                            criterion.id
                        ),
                        Lang::En => format!(
                            "The answer to {cleared} is dropped: it depends on {}.",
                            criterion.id
                        ),
                    })?;
                }
                session.save()?;
                at = at.saturating_add(1);
            }
            Reply::Later => at = at.saturating_add(1),
            Reply::Back => {
                at = at.saturating_sub(1);
                backwards = true;
            }
            Reply::Go(id) => match session.place(&id) {
                Some(place) => at = place,
                None => asker.tell(&unknown(&id, lang))?,
            },
            Reply::Clear => {
                session.clear(criterion);
                session.save()?;
            }
            Reply::Stop => return Ok(Ok(())),
        }
    }
}

fn unknown(id: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Không có tiêu chí \"{id}\"."),
        Lang::En => format!("There is no criterion \"{id}\"."),
    }
}

/// What a person reads before answering: progress, the levels, what proves them.
fn page(
    session: &Session,
    criterion: &Criterion,
    at: usize,
    library: &Library,
    lang: Lang,
) -> String {
    let t = |vi: &str| match lang {
        Lang::Vi => vi.to_owned(),
        Lang::En => session.criteria.translate(vi).en,
    };
    let mut out = String::from("\n");
    let mut line = |text: &str| {
        out.push_str(text);
        out.push('\n');
    };
    let (number, count) = (at.saturating_add(1), session.set.criteria().len());
    line(&session.standing(library, lang));
    let most = criterion.max_points;
    let head = match lang {
        Lang::Vi => format!(
            "[{number}/{count}] {} {} (tối đa {most} điểm)",
            criterion.id,
            t(&criterion.name)
        ),
        Lang::En => format!(
            "[{number}/{count}] {} {} ({most} points at most)",
            criterion.id,
            t(&criterion.name)
        ),
    };
    line(&wrapped("", &head));
    for note in &criterion.notes {
        line(&wrapped("    ", &t(note)));
    }
    for level in session.offered(criterion) {
        let case = level.case.map(|c| format!("{c}) ")).unwrap_or_default();
        let mark = level
            .minimum_for
            .map(|s| format!(" {}", "*".repeat(usize::from(s.get()))));
        let first = match lang {
            Lang::Vi => format!("  {}. {} điểm  ", level.number, level.points),
            Lang::En => format!("  {}. {} points  ", level.number, level.points),
        };
        line(&wrapped(
            &first,
            &format!("{case}{}{}", t(&level.label), mark.unwrap_or_default()),
        ));
    }
    line(&wrapped(
        "  0. ",
        say(lang, "Không đạt mức nào", "None of the levels is reached"),
    ));
    for paper in session.criteria.papers(&criterion.key) {
        let first = say(lang, "    Minh chứng: ", "    Evidence: ");
        line(&wrapped(
            first,
            &format!("{}. {}", paper.name.get(lang), paper.requirement.get(lang)),
        ));
    }
    if let Some(level) = session.level(criterion) {
        line(&match lang {
            Lang::Vi => format!("    Đã chọn: mức {level}"),
            Lang::En => format!("    Chosen: level {level}"),
        });
    }
    out
}

/// The rating, the plan to the next star, and where the file is.
fn farewell(session: &Session, library: &Library, lang: Lang) -> Result<String, Problems> {
    let bytes = session.bytes();
    let assessment = library.assess_json(&bytes, &AssessOptions::default())?;
    let mut out = String::from("\n");
    let rated = page::rating(&assessment.brief(), library, lang);
    out.push_str(&ocop_text::write(&rated, Format::TEXT));
    out.push('\n');
    let rating = assessment.rating();
    if rating.stars() != Some(Stars::MAX) {
        let costs = Costs::embedded()?;
        let plan = plan(
            assessment.sheet(),
            &PlanRequest::to(next_target(&rating)),
            &costs,
        )?;
        let report = plan.report(assessment.criteria(), &costs);
        let planned = page::plan(&report, None, library, lang);
        out.push_str(&ocop_text::write(&planned, Format::TEXT));
        out.push('\n');
    }
    let file = session.file.display();
    out.push_str(&wrapped(
        "",
        &match lang {
            Lang::Vi => format!("Hồ sơ đã lưu: {file}. Làm tiếp: ocop assess --resume {file}"),
            Lang::En => format!("The dossier is saved: {file}. Go on: ocop assess --resume {file}"),
        },
    ));
    out.push('\n');
    Ok(out)
}
