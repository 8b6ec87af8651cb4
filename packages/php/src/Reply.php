<?php

declare(strict_types=1);

namespace Ocop;

/** The output of an operation, as the engine writes it. */
final class Reply
{
    /** @param string $mediaType such as application/json, or text/html; charset=utf-8 */
    public function __construct(public readonly string $bytes, public readonly string $mediaType)
    {
    }

    /**
     * The output as arrays.
     *
     * @return array<mixed>
     *
     * @throws \JsonException where it is no JSON
     */
    public function json(): array
    {
        return json_decode($this->bytes, true, 512, JSON_THROW_ON_ERROR);
    }
}
