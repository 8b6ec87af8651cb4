<?php

declare(strict_types=1);

namespace Ocop;

use FFI;

/** The library for C, and one call of it. */
final class Native
{
    private static ?FFI $library = null;

    private static ?string $path = null;

    /** What the library writes its answer to: made once, and away while it is in use. */
    private static ?FFI\CData $reply = null;

    /** Says where the library is: its whole path, such as /usr/local/lib/libocop_c.so. */
    public static function use(string $path): void
    {
        self::$path = $path;
        self::$library = null;
        self::$reply = null;
    }

    /**
     * Calls an operation, bytes in and bytes out.
     *
     * @return array{int, string, string} how it ended (0 done, 1 refused, 2 wrong call), the bytes,
     *                                    and their media type
     */
    public static function answer(string $operation, string $input = '', string $options = ''): array
    {
        $library = self::library();
        $reply = self::$reply ?? $library->new('struct ocop_reply');
        // a handler of signals may call in the middle of this: it must not find what is in use
        self::$reply = null;
        // a text of C ends at its first NUL: the rest must not be lost in silence
        $operation = str_replace("\0", "\u{FFFD}", $operation);
        $options = str_replace("\0", "\u{FFFD}", $options);
        $status = $library->ocop_call($operation, $input, strlen($input), $options, FFI::addr($reply));
        try {
            return [$status, FFI::string($reply->data, $reply->length), FFI::string($reply->media_type)];
        } finally {
            $library->ocop_reply_free(FFI::addr($reply));
            self::$reply = $reply;
        }
    }

    /** The version of the engine. */
    public static function version(): string
    {
        return self::library()->ocop_version();
    }

    private static function library(): FFI
    {
        if (self::$library === null) {
            $name = match (PHP_OS_FAMILY) {
                'Windows' => 'ocop_c.dll',
                'Darwin' => 'libocop_c.dylib',
                default => 'libocop_c.so',
            };
            $given = getenv('OCOP_LIBRARY');
            $path = self::$path ?? ($given === false || $given === '' ? $name : $given);
            $header = (string) file_get_contents(__DIR__ . '/../resources/ocop.h');
            try {
                self::$library = FFI::cdef($header, $path);
            } catch (FFI\Exception $error) {
                throw new \RuntimeException(
                    "Không nạp được thư viện \"$path\"; đặt biến OCOP_LIBRARY hoặc gọi Ocop\\Native::use(). · "
                    . "The library \"$path\" cannot be loaded; set OCOP_LIBRARY or call Ocop\\Native::use(). "
                    . $error->getMessage(),
                    0,
                    $error,
                );
            }
        }

        return self::$library;
    }
}
