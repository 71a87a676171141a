"""The exception tree. Every message is one line: file, place, what was found, what was expected.

PolicyError                 anything this project raises on purpose
├── InputError              bad input; commands exit with status 2
│   ├── DocumentError       a file that cannot be read as a policy text
│   ├── ManifestError       manifest.toml
│   ├── QuestionError       a question that cannot be answered as it stands
│   ├── GoldError           a gold file
│   └── StoreError          a store that is missing, corrupt or foreign
└── FailedError             the work failed although the input was good; status 1
"""

from __future__ import annotations


class PolicyError(Exception):
    """Anything this project raises on purpose; ``exit_status`` is what a command returns for it."""

    exit_status = 1


class InputError(PolicyError):
    """Bad input."""

    exit_status = 2


class DocumentError(InputError):
    """A file that cannot be read as a policy text."""


class ManifestError(InputError):
    """A manifest with a missing file, an unknown key, a wrong date, two documents with one id."""


class QuestionError(InputError):
    """An empty, overlong or unreadable question."""


class GoldError(InputError):
    """A gold file that is not in the gold format."""


class FailedError(PolicyError):
    """The work failed although the input was good."""


class StoreError(InputError):
    """A store that is missing, corrupt, or was built by another encoder or corpus."""
