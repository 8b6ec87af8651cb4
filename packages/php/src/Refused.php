<?php

declare(strict_types=1);

namespace Ocop;

/**
 * The input is refused. `errors` lists everything that is wrong, in the format `ocop-errors/1`:
 * each with `code`, `path` (a JSON Pointer) and `message` (`vi`, `en`).
 */
class Refused extends \InvalidArgumentException
{
    /** @var list<array<string, mixed>> */
    public readonly array $errors;

    /** @param string $json the refusal as the engine writes it */
    public function __construct(public readonly string $json)
    {
        $this->errors = json_decode($json, true, 512, JSON_THROW_ON_ERROR)['errors'];
        $lines = array_map(
            static fn (array $error): string => ltrim($error['path'] . ': ' . $error['message']['en'], ': '),
            $this->errors,
        );
        parent::__construct(implode("\n", $lines));
    }
}
