<?php

declare(strict_types=1);

namespace Ocop;

/**
 * The OCOP rating engine: every operation is a static method. Its input comes first (an array, or
 * JSON as a string), its options by name:
 *
 *     $rating = Ocop::rate($dossier, brief: true);
 */
final class Ocop
{
    use Operations;

    /**
     * Calls an operation by its name, and gives its output byte for byte.
     *
     * @param array<mixed>|object|string|null $input   an array or object, or JSON as a string
     * @param array<string, mixed>|string     $options by name, or a JSON object as a string
     *
     * @throws Refused        the input is refused
     * @throws WrongCall      the operation or its options are wrong
     * @throws \JsonException a value that JSON cannot hold: NAN, text that is not UTF-8, an array
     *                        that holds itself
     */
    public static function call(string $operation, array|object|string|null $input = null, array|string $options = []): Reply
    {
        [$status, $bytes, $mediaType] = Native::answer($operation, self::json($input), self::json($options ?: null));

        return match ($status) {
            0 => new Reply($bytes, $mediaType),
            1 => throw new Refused($bytes),
            default => throw new WrongCall($bytes),
        };
    }

    /** The version of the engine. */
    public static function version(): string
    {
        return Native::version();
    }

    private static function json(array|object|string|null $value): string
    {
        return match (true) {
            $value === null => '',
            is_string($value) => $value,
            default => json_encode(
                $value,
                JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_PRESERVE_ZERO_FRACTION,
            ),
        };
    }
}
