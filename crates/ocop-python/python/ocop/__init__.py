"""The OCOP rating engine: products of Vietnam's One Commune One Product programme.

Every operation is a function: its input first (a dict, or JSON as str or bytes), its options by
name. What is refused raises `Refused`, whose `errors` lists everything that is wrong.

    import ocop

    rating = ocop.rate({"criteria": "qd-26-2026", "product_set": 1, "answers": {"1.1": 3, "1.5": 2}})
    print(rating["points"], rating["stars"])
"""

from . import _operations
from ._columns import rate_batch
from ._native import Rated, Refused, WrongCall
from ._native import version as _version
from ._operations import *
from ._reply import Reply, call

__version__ = _version()
__all__ = ["Rated", "Refused", "Reply", "WrongCall", "call", "rate_batch", *_operations.__all__]
