"""Bring the catalogues of texts in step with the sources.

    python3 bootstrap.py textos [IDIOMA]

With the code of a language ("en") that has no file yet, begins it. Exit code 2 when that is no language's.
"""

import sys
from collections.abc import Sequence

from babel import UnknownLocaleError

from tests.texts import catalogue


def main(arguments: Sequence[str]) -> int:
    """Write them again and say which."""
    for language in arguments:
        try:
            catalogue.begin(language)
        except (UnknownLocaleError, ValueError):
            print(f"«{language}» no es el código de un idioma; escríbalo así: en.", file=sys.stderr)
            return 2
    for path in catalogue.refresh():
        print(path.relative_to(catalogue.ROOT).as_posix())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
