<?php

declare(strict_types=1);

namespace App\Http\Requests;

use Illuminate\Foundation\Http\FormRequest;

/** A request whose field `dossier` is rated: in a controller, `$request->rating()`. */
final class RateDossierRequest extends FormRequest
{
    use ValidatesDossier;

    /** @return array<string, string> */
    public function rules(): array
    {
        return ['dossier' => 'required|array'];
    }
}
