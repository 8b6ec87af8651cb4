<?php

declare(strict_types=1);

namespace Ocop;

/** The operation or its options are wrong: the program that calls has to be mended, not its input. */
final class WrongCall extends Refused
{
}
