<?php

// The package for PHP on the same dossiers: `value` is text in and array out, `round` text in and text out.
// OCOP_LIBRARY says where the library for C is.

declare(strict_types=1);

foreach (['Refused', 'WrongCall', 'Reply', 'Native', 'Operations', 'Ocop'] as $name) {
    require __DIR__ . "/../../packages/php/src/$name.php";
}

use Ocop\Ocop;

$lines = explode("\n", trim(file_get_contents($argv[2])));
while (($command = fgets(STDIN)) !== false) {
    if ($command === "check\n") {
        foreach ($lines as $line) {
            echo Ocop::call('rate', $line, ['brief' => true])->bytes, "\n";
        }
        continue;
    }
    $start = hrtime(true);
    if ($command === "value\n") {
        foreach ($lines as $line) {
            Ocop::rate($line, brief: true);
        }
    } else {
        foreach ($lines as $line) {
            Ocop::call('rate', $line, ['brief' => true]);
        }
    }
    echo hrtime(true) - $start, "\n";
}
