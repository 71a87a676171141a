"""Named operators and their passwords: a TOML file of scrypt hashes. Knows nothing of HTTP."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
import tomllib
from pathlib import Path

from corpus.errors import InputError

_N, _R, _P = 2**14, 8, 1
NAME = re.compile(r"[\w.@-]{1,64}")


def hashed(password: str) -> str:
    """``scrypt$<salt>$<hash>`` in base64."""
    salt = secrets.token_bytes(16)
    return f"scrypt${_b64(salt)}${_b64(_derive(password, salt))}"


def _derive(password: str, salt: bytes) -> bytes:
    return hashlib.scrypt(password.encode(), salt=salt, n=_N, r=_R, p=_P)


def _b64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


class Operators:
    """Who may come in."""

    def __init__(self, hashes: dict[str, str]) -> None:
        self._hashes = hashes
        self._nobody = hashed(secrets.token_hex())
        self._pepper = secrets.token_bytes(16)
        self._right: set[tuple[str, bytes]] = set()  # at most one a name

    @classmethod
    def read(cls, path: Path) -> Operators:
        """An operators file: ``[operators]`` with a line ``name = "scrypt$..."`` each.

        :raises InputError: the file cannot be read, or is not of that form, or names nobody.
        """
        try:
            table = tomllib.loads(path.read_text(encoding="utf-8")).get("operators", {})
        except (OSError, ValueError) as error:
            raise InputError(f"{path}: operators file: {error}") from error
        if not isinstance(table, dict) or not table:
            raise InputError(f"{path}: operators file: no [operators], expected a name and its hash a line")
        for name, value in table.items():
            if not NAME.fullmatch(name) or not isinstance(value, str) or len(value.split("$")) != 3:
                raise InputError(f'{path}: operators file: {name}: expected "scrypt$salt$hash"')
        return cls(dict(table))

    def knows(self, name: str, password: str) -> bool:
        """Whether the password is that operator's."""
        if len(password) > 1024:
            return False
        # programs send it with each request: what was found right is remembered, by a hash and not in plain
        key = (name, hashlib.sha256(self._pepper + password.encode("utf-8", "surrogatepass")).digest())
        if key in self._right:
            return True
        # an unknown name takes as long as a wrong password
        _, salt, wanted = self._hashes.get(name, self._nobody).split("$")
        found = _derive(password, base64.b64decode(salt))
        right = hmac.compare_digest(found, base64.b64decode(wanted)) and name in self._hashes
        if right:
            self._right.add(key)
        return right
