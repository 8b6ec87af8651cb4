"""Rates OCOP dossiers the plain way: what a program around the engine is to be measured against.

    python3 rate.py CRITERIA_FOLDER DOSSIERS.ndjson

Commands on standard input: `check` prints the rating of each dossier, one a line; `round` rates
them all once, text in and text out, and prints the nanoseconds that it took; `value` does so text in
and dict out. Nothing of a dossier is checked, and notices are left out.
"""

import json
import sys
from pathlib import Path
from time import perf_counter_ns

EFFECTS = ["stop", "eligibility", "rejection"]  # the strongest last
OUTCOMES = {"stop": "stopped", "eligibility": "ineligible", "rejection": "rejected"}


def load_set(file):
    """One product set, its levels as lists of points and its minimums lowest stars first."""
    data = json.loads(file.read_text(encoding="utf-8"))
    criteria, minimums = [], []
    for part in data["parts"]:
        for section in part["sections"]:
            for criterion in section["criteria"]:
                name = criterion["criterion"]
                points = [0] + [level["points"] for level in criterion["levels"]]
                criteria.append((name, part["part"], points))
                for level in criterion["levels"]:
                    if "minimum_for" in level:
                        minimums.append((level["minimum_for"], name, level["points"], level.get("case")))
    cases = {
        criterion["criterion"]: [None] + [level.get("case") for level in criterion["levels"]]
        for part in data["parts"]
        for section in part["sections"]
        for criterion in section["criteria"]
        if any("case" in level for level in criterion["levels"])
    }
    requires, findings, zero_stops, zero_source = {}, {}, [], None
    for rule in data["rules"]:
        if rule["rule"] == "dependency":
            requires[rule["criterion"]] = rule["requires"]
        elif rule["rule"] == "finding":
            findings[rule["finding"]] = rule
        elif rule["rule"] == "zero-stop":
            zero_stops, zero_source = rule["criteria"], rule["source"]
    return {
        "criteria": sorted(criteria, key=lambda c: [int(step) for step in c[0].split(".")]),
        "minimums": sorted(minimums, key=lambda m: (m[0], [int(step) for step in m[1].split(".")])),
        "max_points": {part["part"]: part["max_points"] for part in data["parts"]},
        "cases": cases,
        "requires": requires,
        "findings": findings,
        "zero_stops": zero_stops,
        "zero_source": zero_source,
    }


def rate(text, instrument, sets):
    """The brief rating of a dossier."""
    dossier = json.loads(text)
    sheet = sets[dossier["product_set"]]
    answers = dossier["answers"]
    requires = sheet["requires"]

    scored, unanswered = {}, []
    parts = dict.fromkeys(sheet["max_points"], 0)
    for name, part, points in sheet["criteria"]:
        level = answers.get(name)
        if level is not None:
            scored[name] = points[level]
            parts[part] += points[level]
        elif scored.get(requires.get(name)) != 0:
            unanswered.append(name)
    for name, needed in requires.items():
        # nothing counts while the criterion that it depends on has no points
        if not scored.get(needed) and name in scored:
            part = next(part for other, part, _ in sheet["criteria"] if other == name)
            parts[part] -= scored.pop(name)
    total = sum(parts.values())

    case = None
    for name, of_level in sheet["cases"].items():
        case = case or of_level[answers.get(name, 0)]
    unmet = {"3": [], "4": [], "5": []}
    for needed_for, name, points, of_case in sheet["minimums"]:
        if of_case is not None and case is not None and of_case != case:
            continue
        if not answers.get(name) or scored.get(name, -1) < points:
            unmet[str(needed_for)].append(name)

    points_stars = next(band["stars"] for band in instrument["bands"] if total >= band["from_points"])
    stars = points_stars
    for needed_for in (5, 4, 3):
        if unmet[str(needed_for)]:
            stars = min(stars, needed_for - 1)

    reasons = [
        {"finding": None, "effect": "stop", "criterion": name, "source": sheet["zero_source"]}
        for name in sheet["zero_stops"]
        if scored.get(name) == 0
    ]
    given = dossier.get("findings", [])
    for finding, rule in sheet["findings"].items():
        if finding in given:
            reasons.append({
                "finding": finding,
                "effect": rule["effect"],
                "criterion": rule.get("criterion"),
                "source": rule["source"],
            })
    reasons.sort(key=lambda reason: -EFFECTS.index(reason["effect"]))
    if reasons:
        outcome, stars, points_stars = OUTCOMES[reasons[0]["effect"]], None, None
    else:
        outcome = "provisional" if unanswered else "rated"
    recognised = stars is not None and stars >= instrument["recognition"]["from_stars"]
    authority = None
    if recognised:
        authority = next(a["authority"] for a in instrument["authority"] if stars in a["stars"])
    return {
        "format": "ocop-rating/1",
        "criteria": dossier["criteria"],
        "product_set": dossier["product_set"],
        "product": dossier["product"],
        "producer": dossier["producer"],
        "registration": dossier["registration"],
        "assessed_on": dossier["assessed_on"],
        "outcome": outcome,
        "stars": stars,
        "recognised": recognised,
        "authority": authority,
        "points": total,
        "max_points": instrument["max_points"],
        "points_stars": points_stars,
        "parts": [
            {"part": part, "points": points, "max_points": sheet["max_points"][part]}
            for part, points in parts.items()
        ],
        "unmet": unmet,
        "unanswered": unanswered,
        "reasons": reasons,
    }


def text(rating):
    return json.dumps(rating, ensure_ascii=False, separators=(",", ":"))


def main(folder, dossiers):
    folder = Path(folder)
    instrument = json.loads((folder / "instrument.json").read_text(encoding="utf-8"))
    sets = {int(file.stem): load_set(file) for file in sorted((folder / "sets").glob("*.json"))}
    lines = Path(dossiers).read_text(encoding="utf-8").splitlines()
    for command in sys.stdin:
        if command == "check\n":
            for line in lines:
                print(text(rate(line, instrument, sets)))
        else:
            start = perf_counter_ns()
            if command == "value\n":
                for line in lines:
                    rate(line, instrument, sets)
            else:
                for line in lines:
                    text(rate(line, instrument, sets))
            print(perf_counter_ns() - start)
        sys.stdout.flush()


main(*sys.argv[1:])
