//! `ocop assess`: self-assessment in a terminal, saved after every answer.

mod ask;
mod asker;
mod interview;
mod layout;
mod menus;
mod plain;
mod screen;

use ocop::plan::{Costs, PlanRequest, next_target, plan};
use ocop::{AssessOptions, Criterion, Lang, LevelNumber, Library, Problems, Stars};
use ocop_text::{Document, Format, clean, say};

use crate::Exit;
use crate::cli::AssessArgs;
use crate::io::{Failure, print_text, refuse, shown};

use ask::{Asker, Papers, Reply};
use asker::asker;
use interview::Interview;
use layout::fitted;

pub fn run(args: &AssessArgs, library: &Library, lang: Lang) -> Result<Exit, Failure> {
    let mut interview = match Interview::begin(args, library)? {
        Ok(interview) => interview,
        Err(problems) => return refuse(&problems, Some(lang), false),
    };
    let mut asker = asker(lang);
    print_text(&welcome(&interview, lang, asker.width()))?;
    if let Err(problems) = converse(&mut interview, asker.as_mut(), library, lang)? {
        return refuse(&problems, Some(lang), false);
    }
    match farewell(&interview, library, lang, asker.width()) {
        Ok(text) => print_text(&text)?,
        Err(problems) => return refuse(&problems, Some(lang), false),
    }
    Ok(Exit::Done)
}

fn welcome(interview: &Interview, lang: Lang, width: usize) -> String {
    let name = interview.criteria.translate(interview.set.name());
    let file = shown(&interview.file);
    let (head, how) = match lang {
        Lang::Vi => (
            format!("TỰ ĐÁNH GIÁ: {}. {}", interview.set.number(), name.vi),
            format!(
                "Mỗi câu trả lời được lưu ngay vào {file}; dừng lúc nào cũng được, làm tiếp bằng: ocop assess --resume {file}"
            ),
        ),
        Lang::En => (
            format!("SELF-ASSESSMENT: {}. {}", interview.set.number(), name.en),
            format!(
                "Every answer is saved to {file} at once; stop at any time and go on with: ocop assess --resume {file}"
            ),
        ),
    };
    format!(
        "{}\n{}\n",
        fitted(width, "", &head),
        fitted(width, "", &how)
    )
}

/// Criterion after criterion, until all are answered or the person stops.
fn converse(
    interview: &mut Interview,
    asker: &mut dyn Asker,
    library: &Library,
    lang: Lang,
) -> Result<Result<(), Problems>, Failure> {
    let count = interview.set.criteria().len();
    let mut at = interview.first_open().unwrap_or(0);
    let mut after_last = interview.first_open().is_none();
    let mut backwards = false;
    loop {
        if after_last || at >= count {
            match asker.finished(interview.open().count())? {
                Reply::Go(id) if id.is_empty() => continue,
                Reply::Go(id) => match interview.index(&id) {
                    Some(index) => at = index,
                    None => tell(asker, &unknown(&id, lang))?,
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
        let set = std::sync::Arc::clone(&interview.set);
        let Some(criterion) = set.criteria().get(at) else {
            return Ok(Ok(()));
        };
        if let Some(required) = interview.not_asked(criterion) {
            let id = criterion.id;
            let sentence = match lang {
                Lang::Vi => format!("{id}: không cần chấm vì {required} là 0 điểm."),
                Lang::En => format!("{id}: not to be answered, since {required} is at 0 points."),
            };
            tell(asker, &sentence)?;
            at = if backwards {
                at.saturating_sub(1)
            } else {
                at.saturating_add(1)
            };
            continue;
        }
        backwards = false;
        asker.show(&page(interview, criterion, at, library, lang, &*asker))?;
        match asker.level(interview, criterion)? {
            Reply::Level(level, papers) => {
                if !answered(interview, asker, criterion, level, papers, lang)? {
                    return Ok(Ok(()));
                }
                at = at.saturating_add(1);
            }
            Reply::Later => at = at.saturating_add(1),
            Reply::Back => {
                at = at.saturating_sub(1);
                backwards = true;
            }
            Reply::Go(id) if id.is_empty() => {}
            Reply::Go(id) => match interview.index(&id) {
                Some(index) => at = index,
                None => tell(asker, &unknown(&id, lang))?,
            },
            Reply::Clear => {
                interview.clear(criterion);
                interview.save()?;
            }
            Reply::Stop => return Ok(Ok(())),
        }
    }
}

/// Saves an answer, and asks for the papers that prove it; whether the person goes on.
fn answered(
    interview: &mut Interview,
    asker: &mut dyn Asker,
    criterion: &Criterion,
    level: LevelNumber,
    papers: Option<Vec<String>>,
    lang: Lang,
) -> Result<bool, Failure> {
    let papers_given = papers.is_some();
    if let Some(cleared) = interview.answer(criterion, level, papers) {
        let id = criterion.id;
        let sentence = match lang {
            Lang::Vi => format!("Bỏ câu trả lời {cleared}: tiêu chí này phụ thuộc {id}."),
            Lang::En => format!("The answer to {cleared} is dropped: it depends on {id}."),
        };
        tell(asker, &sentence)?;
    }
    // on the disk before anything else is asked
    interview.save()?;
    if !papers_given && interview.wants_papers(criterion, level) {
        match asker.papers(&interview.papers(criterion))? {
            Papers::Given(papers) => {
                interview.answer(criterion, level, Some(papers));
                interview.save()?;
            }
            Papers::Unchanged => {}
            Papers::Stop => return Ok(false),
        }
    }
    Ok(true)
}

/// Says a sentence.
fn tell(asker: &mut dyn Asker, sentence: &str) -> Result<(), Failure> {
    let sentence = fitted(asker.width(), "", sentence);
    asker.show(&format!("{sentence}\n"))
}

fn unknown(id: &str, lang: Lang) -> String {
    let id: String = clean(id).chars().take(20).collect();
    match lang {
        Lang::Vi => format!("Không có tiêu chí \"{id}\"."),
        Lang::En => format!("There is no criterion \"{id}\"."),
    }
}

/// What a person reads before answering: progress, the levels, what proves them.
fn page(
    interview: &Interview,
    criterion: &Criterion,
    at: usize,
    library: &Library,
    lang: Lang,
    asker: &dyn Asker,
) -> String {
    let width = asker.width();
    let t = |vi: &str| match lang {
        Lang::Vi => vi.to_owned(),
        Lang::En => interview.criteria.translate(vi).en,
    };
    let mut out = String::from("\n");
    let mut line = |text: &str| {
        out.push_str(text);
        out.push('\n');
    };
    let (number, count) = (at.saturating_add(1), interview.set.criteria().len());
    line(&fitted(width, "", &interview.standing(library, lang)));
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
    line(&fitted(width, "", &head));
    for note in &criterion.notes {
        line(&fitted(width, "    ", &t(note)));
    }
    // where one is chosen from a list, it stands there once
    if !asker.lists_levels() {
        for level in interview.offered(criterion) {
            let (first, words) = interview.words(level, lang);
            line(&fitted(width, &format!("  {first}"), &words));
        }
        line(&fitted(
            width,
            "  0. ",
            say(lang, "Không đạt mức nào", "None of the levels is reached"),
        ));
    }
    for paper in interview.criteria.papers(&criterion.key) {
        let first = say(lang, "    Minh chứng: ", "    Evidence: ");
        line(&fitted(
            width,
            first,
            &format!("{}. {}", paper.name.get(lang), paper.requirement.get(lang)),
        ));
    }
    if let Some(level) = interview.level(criterion) {
        line(&match lang {
            Lang::Vi => format!("    Đã chọn: mức {level}"),
            Lang::En => format!("    Chosen: level {level}"),
        });
    }
    out
}

/// The rating, the plan to the next star, and where the file is.
fn farewell(
    interview: &Interview,
    library: &Library,
    lang: Lang,
    width: usize,
) -> Result<String, Problems> {
    let file = shown(&interview.file);
    let saved = match lang {
        Lang::Vi => format!("Hồ sơ đã lưu: {file}. Làm tiếp: ocop assess --resume {file}"),
        Lang::En => format!("The dossier is saved: {file}. Go on: ocop assess --resume {file}"),
    };
    let saved = fitted(width, "", &saved);
    if !interview.has_answers() {
        let nothing = say(
            lang,
            "Chưa có câu trả lời nào: chưa xếp hạng.",
            "Nothing is answered: not rated yet.",
        );
        return Ok(format!("\n{nothing}\n{saved}\n"));
    }
    let bytes = interview.bytes();
    let assessment = library.assess_json(&bytes, &AssessOptions::default())?;
    let columns = u16::try_from(width).unwrap_or(u16::MAX);
    let written = |page: &Document| ocop_text::write(page, Format::Text { width: columns });
    let mut out = String::from("\n");
    let rated = ocop_text::page::rating(&assessment.brief(), library, lang);
    out.push_str(&written(&rated));
    out.push('\n');
    let rating = assessment.rating();
    if rating.stars() != Some(Stars::MAX) {
        let costs = Costs::embedded()?;
        let plan = plan(
            assessment.sheet(),
            &PlanRequest::to(next_target(&rating)),
            &costs,
        )?;
        let report = plan.report();
        let planned = ocop_text::page::plan(&report, None, library, lang);
        out.push_str(&written(&planned));
        out.push('\n');
    }
    out.push_str(&saved);
    out.push('\n');
    Ok(out)
}
