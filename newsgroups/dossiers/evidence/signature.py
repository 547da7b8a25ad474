"""Signs packets with the key of this archive (Ed25519, RFC 8032), and checks signatures."""

import json
import os
import tempfile
from base64 import b64decode, b64encode
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

ALGORITHM = "Ed25519"
NAME = "evidence_key.pem"


def signed(packet: dict[str, Any]) -> dict[str, Any]:
    """Return the packet with its signature and the public key."""
    key = _key()
    signature = {
        "algorithm": ALGORITHM,
        "public_key": public_key(),
        "value": b64encode(key.sign(canonical(packet))).decode(),
    }
    return {"packet": packet, "signature": signature}


def is_signed(packet: Any, signature: dict[str, Any]) -> bool:
    """Whether the signature was made over exactly this packet, with the key that it names."""
    try:
        if signature["algorithm"] != ALGORITHM:
            return False
        key = Ed25519PublicKey.from_public_bytes(b64decode(signature["public_key"], validate=True))
        key.verify(b64decode(signature["value"], validate=True), canonical(packet))
    except (KeyError, TypeError, ValueError, InvalidSignature):
        return False
    return True


def canonical(packet: Any) -> bytes:
    """Return the bytes that are signed: JSON with sorted keys and no spaces, in UTF-8, as RFC 8785 for these values."""
    text = json.dumps(packet, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode("utf-8", "surrogatepass")


def public_key() -> str:
    """Return the public key of this archive in base64."""
    raw = _key().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return b64encode(raw).decode()


def fingerprint(key: str) -> str:
    """Return a short form of a public key, which people can compare: 16 groups of four hexadecimal digits."""
    digest = sha256(b64decode(key)).hexdigest()
    return " ".join(digest[at : at + 4] for at in range(0, 64, 4))


def _key() -> Ed25519PrivateKey:
    """The key in the data folder, created on first use, readable only by its owner."""
    file = Path(settings.DATA_DIR) / NAME
    if not file.exists():
        # Linked into place as a whole, so that two processes that start together end up with the same key.
        handle, draft = tempfile.mkstemp(dir=file.parent, prefix=f"{NAME}.")
        pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        with os.fdopen(handle, "wb") as stream:
            stream.write(pem)
        with suppress(FileExistsError):
            os.link(draft, file)
        Path(draft).unlink()
    key = load_pem_private_key(file.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise ImproperlyConfigured(f"{file} is no Ed25519 key. Move it away, and a new one will be made.")
    return key
