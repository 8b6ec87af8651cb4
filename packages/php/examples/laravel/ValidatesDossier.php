<?php

declare(strict_types=1);

namespace App\Http\Requests;

use Illuminate\Validation\Validator;
use Ocop\Ocop;
use Ocop\Refused;

/**
 * Has the engine look at the field `dossier` after the rules of the form. Everything that is wrong
 * becomes a message of the field it concerns, in the language of the application.
 */
trait ValidatesDossier
{
    /** @var array<string, mixed>|null */
    private ?array $rating = null;

    public function withValidator(Validator $validator): void
    {
        $validator->after(function (Validator $validator): void {
            if ($validator->errors()->isNotEmpty()) {
                return;
            }
            try {
                // of the request, not of the validator, which rewrites names with dots such as "1.1"
                $this->rating = Ocop::rate($this->input('dossier'), brief: true);
            } catch (Refused $refused) {
                $lang = $this->language() === 'en' ? 'en' : 'vi';
                foreach ($refused->errors as $error) {
                    $help = isset($error['help']) ? ' ' . $error['help'][$lang] : '';
                    $field = 'dossier' . str_replace('/', '.', $error['path']);
                    $validator->errors()->add($field, $error['message'][$lang] . $help);
                }
            }
        });
    }

    /** @return array<string, mixed>|null what the dossier comes to, once it has been validated */
    public function rating(): ?array
    {
        return $this->rating;
    }

    private function language(): string
    {
        return function_exists('app') ? app()->getLocale() : 'vi';
    }
}
