<?php

declare(strict_types=1);

namespace Ocop;

use FFI;

/** The library for C, and one call of it. */
final class Native
{
    /** The bytes of most answers fit into so many; for others the library makes room. */
    private const ROOM = 1 << 16;

    private static ?FFI $library = null;

    private static ?string $path = null;

    /**
     * What the library writes its answer to, with its address, and room for the bytes: made once, and away while it is
     * in use.
     *
     * @var array{FFI\CData, FFI\CData, FFI\CData}|null
     */
    private static ?array $frame = null;

    /** Says where the library is: its whole path, such as /usr/local/lib/libocop_c.so. */
    public static function use(string $path): void
    {
        self::$path = $path;
        self::$library = null;
        self::$frame = null;
    }

    /**
     * Calls an operation, bytes in and bytes out.
     *
     * @return array{int, string, string} how it ended (0 done, 1 refused, 2 wrong call), the bytes,
     *                                    and their media type
     */
    public static function answer(string $operation, string $input = '', string $options = ''): array
    {
        $library = self::$library ?? self::library();
        [$reply, $address, $room] = self::$frame ?? self::frame($library);
        // a handler of signals may call in the middle of this: it must not find what is in use
        self::$frame = null;
        // a text of C ends at its first NUL: the rest must not be lost in silence
        $operation = str_replace("\0", "\u{FFFD}", $operation);
        $options = str_replace("\0", "\u{FFFD}", $options);
        $length = strlen($input);
        $status = $library->ocop_call_into($operation, $input, $length, $options, $room, self::ROOM, $address);
        $data = $reply->data;
        try {
            return [$status, FFI::string($data ?? $room, $reply->length), FFI::string($reply->media_type)];
        } finally {
            if ($data !== null) {
                $library->ocop_reply_free($address);
            }
            self::$frame = [$reply, $address, $room];
        }
    }

    /** The version of the engine. */
    public static function version(): string
    {
        return self::library()->ocop_version();
    }

    /** @return array{FFI\CData, FFI\CData, FFI\CData} */
    private static function frame(FFI $library): array
    {
        $reply = $library->new('struct ocop_reply');

        return [$reply, FFI::addr($reply), $library->new('uint8_t[' . self::ROOM . ']')];
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
