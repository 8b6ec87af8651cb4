<?php

// The example of a request, with Laravel's own validator. Debian's packages are of Laravel 8, whose
// code tells PHP 8.2 of things it does no longer like: they are not ours to mend.

declare(strict_types=1);

error_reporting(E_ALL & ~E_DEPRECATED);
require '/usr/share/php/Illuminate/Validation/autoload.php';
require '/usr/share/php/Illuminate/Translation/autoload.php';
require __DIR__ . '/../examples/laravel/ValidatesDossier.php';

$factory = new Illuminate\Validation\Factory(new Illuminate\Translation\Translator(new Illuminate\Translation\ArrayLoader(), 'vi'));

/** A request as Laravel makes it: rules, then `withValidator`. */
$request = static function (array $data) use ($factory): array {
    $request = new class ($data) {
        use App\Http\Requests\ValidatesDossier;

        public function __construct(private array $data)
        {
        }

        public function input(string $name): mixed
        {
            return $this->data[$name];
        }
    };
    $validator = $factory->make($data, ['dossier' => 'required|array']);
    $request->withValidator($validator);

    return [$validator, $request];
};

[$validator, $made] = $request(['dossier' => DOSSIER]);
check($validator->passes() && $made->rating()['points'] === 4, 'Laravel: a right dossier passes');

[$validator, $made] = $request(['dossier' => ['criteria' => 'qd-26-2026', 'product_set' => 1, 'answers' => ['1.1' => 30], 'anwsers' => []]]);
$messages = $validator->fails() ? $validator->errors()->toArray() : [];
check(isset($messages['dossier.answers.1.1'], $messages['dossier.anwsers']), 'Laravel: each field has its message');
check(str_contains($messages['dossier.anwsers'][0] ?? '', 'Có phải ý là "answers"?'), 'Laravel: in Vietnamese, with help');
check($made->rating() === null, 'Laravel: a refused dossier has no rating');

[$validator] = $request([]);
check($validator->fails() && array_keys($validator->errors()->toArray()) === ['dossier'], 'Laravel: the rules of the form come first');
