<?php

// The tests of the package: every vector byte for byte, and what the package adds to the engine.
// They need nothing but PHP; `OCOP_LIBRARY` says where the library is.

declare(strict_types=1);

use Ocop\Native;
use Ocop\Ocop;
use Ocop\Refused;
use Ocop\WrongCall;

spl_autoload_register(static function (string $class): void {
    $file = __DIR__ . '/../src/' . str_replace('\\', '/', substr($class, strlen('Ocop\\'))) . '.php';
    if (str_starts_with($class, 'Ocop\\') && is_file($file)) {
        require $file;
    }
});

const DOSSIER = ['criteria' => 'qd-26-2026', 'product_set' => 1, 'answers' => ['1.1' => 3, '1.5' => 2]];

$failed = 0;

function check(bool $holds, string $what): void
{
    global $failed;
    if (!$holds) {
        $failed++;
        fwrite(STDERR, "FAILED $what\n");
    }
}

/** @param class-string<Throwable> $kind */
function thrown(string $kind, callable $call, string $what): ?Throwable
{
    try {
        $call();
    } catch (Throwable $error) {
        check($error::class === $kind, "$what: threw " . $error::class);

        return $error;
    }
    check(false, "$what: threw nothing");

    return null;
}

/** @return list<string> */
function codes(?Throwable $error): array
{
    return $error instanceof Refused ? array_column($error->errors, 'code') : [];
}

/** The fields of a vector as they are written, and as they are read. */
function vector(string $path): array
{
    $text = file_get_contents($path);
    $lines = [];
    foreach (array_slice(explode("\n", $text), 1) as $line) {
        if (preg_match('/^"([a-z_]+)": (.*?),?$/sD', $line, $parts)) {
            $lines[$parts[1]] = $parts[2];
        }
    }

    return [$lines, json_decode($text, true, 512, JSON_THROW_ON_ERROR)];
}

function given(string $name, array $lines, array $fields): string
{
    return isset($fields["{$name}_hex"]) ? hex2bin($fields["{$name}_hex"]) : $fields["{$name}_text"] ?? $lines[$name] ?? '';
}

$vectors = glob(__DIR__ . '/../../../tests/vectors/*/*.json');
check(count($vectors) > 100, 'there are vectors');
$agreed = 0;
foreach ($vectors as $path) {
    [$lines, $fields] = vector($path);
    $input = given('input', $lines, $fields);
    [$status, $bytes] = Native::answer($fields['operation'], $input, given('options', $lines, $fields));
    $expected = $fields['output_text'] ?? $lines['output'];
    $same = [$status, $bytes] === [$fields['status'], $expected];
    $agreed += $same ? 1 : 0;
    check($same, substr($path, strlen(dirname($path, 2)) + 1));
}

// the README's example, as it stands there
preg_match('/```php\n(.+?)```/s', file_get_contents(__DIR__ . '/../README.md'), $example);
ob_start();
eval($example[1]);
check(ob_get_clean() === "4 1\n", 'the first lines of the README');
$rating = Ocop::rate(DOSSIER);
check(Ocop::rate(json_encode(DOSSIER)) === $rating, 'a dossier as text');
check(Ocop::call('rate', DOSSIER)->json() === $rating, 'call');
check(Ocop::version() !== '', 'version');

// documents, and options by name
$page = Ocop::document(DOSSIER, document: 'rating', lang: 'en');
check($page->mediaType === 'text/html; charset=utf-8' && str_starts_with($page->bytes, '<!DOCTYPE'), 'a page');
check(Ocop::compareLaws(from: 'qd-148-2023', to: 'qd-26-2026', set: 1)['format'] === 'ocop-law-comparison/1', 'an operation without input');

// refusals
$error = thrown(Refused::class, fn () => Ocop::rate(['product_set' => 1, 'anwsers' => ['1.1' => 1]]), 'a wrong dossier');
check(in_array('unknown-field', codes($error), true) && str_contains($error->getMessage(), '/anwsers: '), 'its list');
check(codes(thrown(WrongCall::class, fn () => Ocop::rate(DOSSIER, breif: true), 'an unknown option')) === ['unknown-option'], 'its code');
check(codes(thrown(WrongCall::class, fn () => Ocop::rate(DOSSIER, brief: 1), 'an option of another type')) === ['wrong-type'], 'its code');
check(codes(thrown(WrongCall::class, fn () => Ocop::call('rat', DOSSIER), 'an unknown operation')) === ['unknown-operation'], 'its code');
check(codes(thrown(WrongCall::class, fn () => Ocop::call("rate\0", DOSSIER), 'a NUL in a name')) === ['unknown-operation'], 'its code');
check(codes(thrown(WrongCall::class, fn () => Ocop::call('rate', DOSSIER, "{}\0"), 'a NUL in options')) === ['not-json'], 'its code');
check(codes(thrown(Refused::class, fn () => Ocop::rate("\0"), 'a NUL')) === ['not-json'], 'its code');
check(codes(thrown(Refused::class, fn () => Ocop::rate("\xff"), 'no UTF-8')) === ['not-utf8'], 'its code');
check(codes(thrown(Refused::class, fn () => Ocop::rate('"\ud800"'), 'half a character')) !== [], 'its code');
check(codes(thrown(Refused::class, fn () => Ocop::rate(null), 'nothing')) === ['not-json'], 'its code');
check(codes(thrown(Refused::class, fn () => Ocop::rate(['answers' => ['1.1' => 2 ** 60]] + DOSSIER), 'a huge number')) !== [], 'its code');
check(codes(thrown(Refused::class, fn () => Ocop::rate(str_repeat('[', 100 << 20)), 'a hundred megabytes')) === ['too-large'], 'its code');
thrown(JsonException::class, fn () => Ocop::rate(['answers' => ['1.1' => NAN]] + DOSSIER), 'NAN');
thrown(JsonException::class, fn () => Ocop::rate(['note' => "\xff"] + DOSSIER), 'a field that is no UTF-8');
$around = new stdClass();
$around->around = $around;
thrown(JsonException::class, fn () => Ocop::rate($around), 'an object that holds itself');
thrown(TypeError::class, fn () => Ocop::rate(5), 'a number for a dossier');

// nothing leaks: resident memory, in KiB
$resident = static fn (): int => is_readable('/proc/self/statm') ? (int) explode(' ', file_get_contents('/proc/self/statm'))[1] * 4 : 0;
$text = json_encode(DOSSIER);
$some = static function (int $count) use ($text): void {
    for ($i = 0; $i < $count; $i++) {
        Native::answer($i % 10 === 0 ? 'rat' : 'rate', $text, '{"brief":true}');
    }
};
$some(5_000);
$before = $resident();
$some((int) ($argv[1] ?? 300_000));
check($resident() < $before + 4096, 'no leak: ' . $before . ' KiB before, ' . $resident() . ' after');

// a request of Laravel, where its validation is installed
$laravel = '/usr/share/php/Illuminate/Validation/autoload.php';
if (is_file($laravel)) {
    require __DIR__ . '/laravel.php';
} else {
    echo "not run: the Laravel example (php-illuminate-validation is not installed)\n";
}

$said = sprintf("%d of %d\n", $agreed, count($vectors));
echo 'vectors: ', $said;
if (getenv('OCOP_VECTORS_REPORT')) {
    file_put_contents(getenv('OCOP_VECTORS_REPORT'), $said);
}
echo $failed === 0 ? "all passed\n" : "$failed failed\n";
exit($failed === 0 ? 0 : 1);
