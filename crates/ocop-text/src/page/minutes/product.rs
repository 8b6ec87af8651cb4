//! What the minutes say of a product: its sheets, its result, and where members differ.

use ocop::Lang;
use ocop::council::{Mean, ProductTally};

use super::super::council::{name, notices, registration, result, within};
use super::frame::Minutes;
use crate::document::{Block, Column, Document, Fact, Item, Row, Table};
use crate::inline::Inline;
use crate::words::{counted, deviation, mean, notice};

impl Minutes<'_> {
    pub(super) fn product(&self, out: &mut Document, number: usize, product: &ProductTally<'_>) {
        let lang = self.lang();
        let code = product.product.as_ref().and_then(|p| p.code.as_deref());
        let code = code.map(|c| format!(" ({c})")).unwrap_or_default();
        out.heading(2, format!("{number}. {}{code}", name(product)));
        out.facts(self.facts(product));
        for earlier in &product.earlier_rounds {
            let totals = earlier
                .sheets
                .iter()
                .map(|s| format!("{} {}", self.council.who(&s.member), s.points));
            let totals = totals.collect::<Vec<_>>().join("; ");
            let spread = earlier.spread.map(|s| s.to_string()).unwrap_or_default();
            let round = earlier.round;
            out.paragraph(match lang {
                Lang::Vi => {
                    format!("Vòng {round} (không lấy kết quả, chênh lệch {spread} điểm): {totals}.")
                }
                Lang::En => format!("Round {round} (not the result, spread {spread}): {totals}."),
            });
        }
        if !product.sheets.is_empty() {
            out.push(Block::Table(self.scores(product)));
        }
        if !product.stands {
            out.push(Block::warning(self.say(
                "KẾT QUẢ CHƯA ĐỦ ĐIỀU KIỆN THÔNG QUA, vì:",
                "THE RESULT DOES NOT STAND, because:",
            )));
            out.list(product.reasons.iter().map(|r| r.message.get(lang)));
        }
        out.paragraph(
            Inline::from(self.say("Xếp hạng: ", "Result: "))
                .strong(result(lang, product))
                .plain("."),
        );
        if product.stars.is_some() && !product.minimums.is_empty() {
            out.push(Block::Table(self.minimums(product)));
        }
        let own = product.notices.iter().map(|n| notice(&self.council.law, n));
        let notices = own.chain(notices(&self.council, product));
        out.headed_list(3, self.say("Lưu ý", "Notes"), notices);
        self.opinions(out, product);
        self.proposal(out, product);
    }

    fn facts(&self, product: &ProductTally<'_>) -> Vec<Fact> {
        let lang = self.lang();
        let mut facts = Vec::new();
        if let Some(set) = product.product_set {
            facts.push(Fact::new(
                self.say("Bộ sản phẩm", "Product set"),
                self.council.law_of(product).set_name(set),
            ));
        }
        if let Some(name) = product.producer.as_ref().and_then(|p| p.name.as_deref()) {
            facts.push(Fact::new(self.say("Chủ thể", "Producer"), name));
        }
        if let Some(kind) = product.registration.as_ref().and_then(|r| r.kind) {
            facts.push(Fact::new(
                self.say("Đăng ký", "Registration"),
                registration(lang, kind),
            ));
        }
        if !product.recused.is_empty() {
            let who = product.recused.iter().map(|r| {
                let reason = r.reason.as_deref().map(|r| format!(" ({r})"));
                format!(
                    "{}{}",
                    self.council.who(&r.member),
                    reason.unwrap_or_default()
                )
            });
            facts.push(Fact::new(
                self.say("Không tham gia đánh giá", "Recused"),
                who.collect::<Vec<_>>().join("; "),
            ));
        }
        facts
    }

    fn scores(&self, product: &ProductTally<'_>) -> Table {
        let lang = self.lang();
        let mut columns = vec![Column::words(self.say("Thành viên", "Member"), 1)];
        columns.extend(product.parts.iter().map(|p| {
            let part = self.say("Phần", "Part");
            Column::figures(format!("{part} {} ({})", p.part, p.max_points))
        }));
        columns.push(Column::figures(self.say("Tổng điểm", "Total")));
        let mut table = Table::new(columns);
        let spread = product.spread.map(|s| s.to_string()).unwrap_or_default();
        let round = product.round.unwrap_or(1);
        table.caption = Some(Inline::from(match lang {
            Lang::Vi => format!("Điểm của các thành viên, vòng {round}; chênh lệch {spread} điểm"),
            Lang::En => format!("The members’ points, round {round}; spread {spread}"),
        }));
        for member in self.council.members() {
            let Some(sheet) = product.sheets.iter().find(|s| s.member == member.id) else {
                continue;
            };
            let mut row = vec![self.council.who(&member.id)];
            row.extend(sheet.parts.iter().map(|p| p.points.to_string()));
            row.push(sheet.points.to_string());
            table.rows.push(Row::new(row));
        }
        let sheets = counted(lang, i64::from(product.count), "phiếu", "sheet");
        let mut last = vec![match lang {
            Lang::Vi => format!("Trung bình (tổng {}, {sheets})", product.sum),
            Lang::En => format!("Mean (sum {}, {sheets})", product.sum),
        }];
        let shown = |m: Option<Mean>| m.map(|m| mean(lang, m)).unwrap_or_default();
        last.extend(product.parts.iter().map(|p| shown(p.mean)));
        last.push(shown(product.mean));
        table.rows.push(Row::total(last));
        table
    }

    fn minimums(&self, product: &ProductTally<'_>) -> Table {
        let law = self.council.law_of(product);
        let mut table = Table::new([
            Column::words(self.say("Hạng", "Stars"), 0),
            Column::figures(self.say("Đạt", "Met")),
            Column::words(self.say("Chưa đạt", "Not met"), 1),
        ]);
        let caption = self.say("Mức tối thiểu theo hạng sao", "Star minimums");
        table.caption = Some(caption.into());
        for needed in 1..=5_u8 {
            let of = || {
                product
                    .minimums
                    .iter()
                    .filter(move |m| m.stars.get() == needed)
            };
            let all = of().count();
            let unmet: Vec<String> = of()
                .filter(|m| !m.met)
                .map(|m| law.criterion(m.criterion))
                .collect();
            if all > 0 {
                let met = all.saturating_sub(unmet.len());
                table.rows.push(Row::new([
                    counted(self.lang(), needed, "sao", "star"),
                    format!("{met}/{all}"),
                    if unmet.is_empty() {
                        "–".to_owned()
                    } else {
                        unmet.join("; ")
                    },
                ]));
            }
        }
        table
    }

    /// Comments, findings, and where members differ.
    fn opinions(&self, out: &mut Document, product: &ProductTally<'_>) {
        let (council, law) = (&self.council, self.council.law_of(product));
        let mut items: Vec<Item> = Vec::new();
        for member in self.council.members() {
            let sheet = product.sheets.iter().find(|s| s.member == member.id);
            if let Some(comment) = sheet.and_then(|s| s.comment.as_deref()) {
                items.push(Item::new(format!("{}: {comment}", council.who(&member.id))));
            }
        }
        for finding in &product.findings {
            let label = council.finding(product, finding);
            let by = if finding.by_council {
                self.say("Hội đồng kết luận", "decided by the council")
                    .to_owned()
            } else {
                council.all(&finding.members)
            };
            items.push(Item::new(
                Inline::from(format!("{label} ({by})")).source(law.translate(&finding.source)),
            ));
        }
        items.extend(within(product).map(|c| Item::new(council.contested(product, c))));
        for apart in product.criteria.iter().filter(|c| !c.apart.is_empty()) {
            let what = law.criterion(apart.criterion);
            let (least, greatest) = (apart.least, apart.greatest);
            let lang = self.lang();
            let who = apart.apart.iter().map(|a| {
                let from = a.deviation.map(|d| deviation(lang, d)).unwrap_or_default();
                format!("{}: {} ({from})", council.who(&a.member), a.points)
            });
            let who = who.collect::<Vec<_>>().join("; ");
            items.push(Item::new(match self.lang() {
                Lang::Vi => format!(
                    "Tiêu chí {what} ({least}–{greatest} điểm): lệch nhiều so với trung bình của các phiếu khác: {who}"
                ),
                Lang::En => format!(
                    "{what} ({least}–{greatest} points): far from the mean of the others: {who}"
                ),
            }));
        }
        if let Some(note) = &product.note {
            items.push(Item::new(note.as_ref()));
        }
        out.headed_list(
            3,
            self.say("Ý kiến, bảo lưu", "Comments and dissent"),
            items,
        );
    }

    /// What the council proposes; where a result does not stand, its reasons are told already.
    fn proposal(&self, out: &mut Document, product: &ProductTally<'_>) {
        let steps = self.next.iter().flat_map(|n| &n.products);
        let Some(found) = steps
            .filter(|_| product.stands)
            .find(|p| p.id == product.id)
        else {
            return;
        };
        let law = &self.council.law;
        let items = found
            .steps
            .iter()
            .map(|step| crate::page::next::sourced(step, found, law));
        out.headed_list(3, self.say("Kiến nghị", "Proposed"), items);
    }
}
