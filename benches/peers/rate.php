<?php

// Rates OCOP dossiers the plain way: what the package for PHP is to be measured against.
//
//     php rate.php CRITERIA_FOLDER DOSSIERS.ndjson
//
// Commands on standard input: `check` prints the rating of each dossier, one a line; `round` rates them
// all once, text in and text out, and prints the nanoseconds that it took; `value` does so text in and
// array out. Nothing of a dossier is checked, and notices are left out.

declare(strict_types=1);

const EFFECTS = ['stop' => 0, 'eligibility' => 1, 'rejection' => 2]; // the strongest last
const OUTCOMES = ['stop' => 'stopped', 'eligibility' => 'ineligible', 'rejection' => 'rejected'];
const WRITTEN = JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_THROW_ON_ERROR;

function read(string $file): array
{
    return json_decode(file_get_contents($file), true, 512, JSON_THROW_ON_ERROR);
}

function order(string $name): array
{
    return array_pad(array_map(intval(...), explode('.', $name)), 3, 0);
}

/** One product set, its levels as lists of points and its minimums lowest stars first. */
function load_set(string $file): array
{
    $data = read($file);
    $criteria = [];
    $minimums = [];
    foreach ($data['parts'] as $index => $part) {
        foreach ($part['sections'] as $section) {
            foreach ($section['criteria'] as $criterion) {
                $name = $criterion['criterion'];
                $cases = array_map(fn ($level) => $level['case'] ?? null, $criterion['levels']);
                $criteria[$name] = [
                    'part' => $index,
                    'points' => [0, ...array_column($criterion['levels'], 'points')],
                    'cases' => array_filter($cases) === [] ? null : [null, ...$cases],
                    'requires' => null,
                ];
                foreach ($criterion['levels'] as $level) {
                    if (isset($level['minimum_for'])) {
                        $minimums[] = [$level['minimum_for'], $name, $level['points'], $level['case'] ?? null];
                    }
                }
            }
        }
    }
    uksort($criteria, fn ($a, $b) => order((string) $a) <=> order((string) $b));
    usort($minimums, fn ($a, $b) => [$a[0], order($a[1])] <=> [$b[0], order($b[1])]);
    $set = ['parts' => $data['parts'], 'minimums' => $minimums, 'findings' => [], 'zeroStops' => [], 'zeroSource' => null];
    foreach ($data['rules'] as $rule) {
        if ($rule['rule'] === 'dependency') {
            $criteria[$rule['criterion']]['requires'] = $rule['requires'];
        } elseif ($rule['rule'] === 'finding') {
            $set['findings'][] = $rule;
        } elseif ($rule['rule'] === 'zero-stop') {
            [$set['zeroStops'], $set['zeroSource']] = [$rule['criteria'], $rule['source']];
        }
    }

    return $set + ['criteria' => $criteria];
}

/** The brief rating of a dossier. */
function rate(string $text, array $instrument, array $sets): array
{
    $dossier = json_decode($text, true, 512, JSON_THROW_ON_ERROR);
    $sheet = $sets[$dossier['product_set']];
    $answers = $dossier['answers'];

    $scored = [];
    $unanswered = [];
    $parts = [];
    foreach ($sheet['parts'] as $part) {
        $parts[] = ['part' => $part['part'], 'points' => 0, 'max_points' => $part['max_points']];
    }
    $total = 0;
    $case = null;
    // a criterion that others depend on stands before them
    foreach ($sheet['criteria'] as $name => ['part' => $part, 'points' => $points, 'cases' => $cases, 'requires' => $requires]) {
        $level = $answers[$name] ?? null;
        $needed = $requires === null ? 1 : $scored[$requires] ?? null;
        if ($level === null) {
            if ($needed !== 0) {
                $unanswered[] = (string) $name;
            }
        } elseif ($needed > 0) {
            $scored[$name] = $points[$level];
            $parts[$part]['points'] += $points[$level];
            $total += $points[$level];
            if ($cases !== null) {
                $case ??= $cases[$level];
            }
        }
    }

    $unmet = [3 => [], 4 => [], 5 => []];
    foreach ($sheet['minimums'] as [$stars, $name, $points, $of]) {
        if ($of !== null && $case !== null && $of !== $case) {
            continue;
        }
        if (($answers[$name] ?? 0) === 0 || ($scored[$name] ?? -1) < $points) {
            $unmet[$stars][] = $name;
        }
    }

    $pointsStars = 0;
    foreach ($instrument['bands'] as $band) {
        if ($total >= $band['from_points']) {
            $pointsStars = $band['stars'];
            break;
        }
    }
    $stars = $pointsStars;
    foreach ([5, 4, 3] as $needed) {
        if ($unmet[$needed] !== []) {
            $stars = min($stars, $needed - 1);
        }
    }

    $reasons = [];
    foreach ($sheet['zeroStops'] as $name) {
        if (($scored[$name] ?? null) === 0) {
            $reasons[] = ['finding' => null, 'effect' => 'stop', 'criterion' => $name, 'source' => $sheet['zeroSource']];
        }
    }
    if (isset($dossier['findings'])) {
        foreach ($sheet['findings'] as $rule) {
            if (in_array($rule['finding'], $dossier['findings'], true)) {
                $reasons[] = [
                    'finding' => $rule['finding'],
                    'effect' => $rule['effect'],
                    'criterion' => $rule['criterion'] ?? null,
                    'source' => $rule['source'],
                ];
            }
        }
        usort($reasons, fn ($a, $b) => EFFECTS[$b['effect']] <=> EFFECTS[$a['effect']]);
    }
    $outcome = $unanswered === [] ? 'rated' : 'provisional';
    if ($reasons !== []) {
        [$outcome, $stars, $pointsStars] = [OUTCOMES[$reasons[0]['effect']], null, null];
    }
    $recognised = $stars !== null && $stars >= $instrument['recognition']['from_stars'];
    $authority = null;
    if ($recognised) {
        foreach ($instrument['authority'] as $rule) {
            if (in_array($stars, $rule['stars'], true)) {
                $authority = $rule['authority'];
                break;
            }
        }
    }

    return [
        'format' => 'ocop-rating/1',
        'criteria' => $dossier['criteria'],
        'product_set' => $dossier['product_set'],
        'product' => $dossier['product'],
        'producer' => $dossier['producer'],
        'registration' => $dossier['registration'],
        'assessed_on' => $dossier['assessed_on'],
        'outcome' => $outcome,
        'stars' => $stars,
        'recognised' => $recognised,
        'authority' => $authority,
        'points' => $total,
        'max_points' => $instrument['max_points'],
        'points_stars' => $pointsStars,
        'parts' => $parts,
        'unmet' => $unmet,
        'unanswered' => $unanswered,
        'reasons' => $reasons,
    ];
}

$instrument = read("$argv[1]/instrument.json");
$sets = [];
foreach (glob("$argv[1]/sets/*.json") as $file) {
    $sets[(int) basename($file)] = load_set($file);
}
$lines = explode("\n", trim(file_get_contents($argv[2])));
while (($command = fgets(STDIN)) !== false) {
    if ($command === "check\n") {
        foreach ($lines as $line) {
            echo json_encode(rate($line, $instrument, $sets), WRITTEN), "\n";
        }
        continue;
    }
    $start = hrtime(true);
    if ($command === "value\n") {
        foreach ($lines as $line) {
            rate($line, $instrument, $sets);
        }
    } else {
        foreach ($lines as $line) {
            json_encode(rate($line, $instrument, $sets), WRITTEN);
        }
    }
    echo hrtime(true) - $start, "\n";
}
