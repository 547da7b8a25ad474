"""Time-based one-time codes (RFC 6238) as an optional second factor, one device per account."""

import time

import segno
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User
from django.db import transaction
from django.utils import timezone
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from .audit import Kind, record
from .open_sessions import end_sessions_of

# Steps of 30 seconds by which a code that was used may be ahead of the clock. Further ahead, the clock was wrong.
_STEPS_AHEAD = 20


def device_of(user: AbstractBaseUser | AnonymousUser) -> TOTPDevice | None:
    """Return the device of the account; None if it has no second factor."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).first()


def is_missing(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whether the account must set up a second factor first."""
    return settings.SECOND_FACTOR == "required" and device_of(user) is None


def new_device(user: User, key: str) -> TOTPDevice:
    """Return an unsaved device with this key (40 hexadecimal digits)."""
    return TOTPDevice(user=user, name="code", key=key, confirmed=True)


def qr_code(device: TOTPDevice) -> str:
    """Return the drawing that authenticator apps read, as an SVG element; modules are 5 pixels wide."""
    drawn: str = segno.make(device.config_url, error="m").svg_inline(scale=5, border=4, light="#fff")
    return drawn


def verify(user: User, code: str) -> TOTPDevice | None:
    """Return the device if the code is right and was not used before. Wrong codes delay the next attempts."""
    with transaction.atomic():
        device = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=True).first()
        if device is None:
            return None
        _forget_future(device)
        return device if device.verify_token(code) else None


def _forget_future(device: TOTPDevice) -> None:
    """Forget what was noted by a clock that was ahead, which would lock the account until that time comes."""
    if device.last_t > time.time() / device.step + _STEPS_AHEAD:
        device.last_t = -1
    failed = device.throttling_failure_timestamp
    if failed and failed > timezone.now():
        device.throttle_reset(commit=False)


def set_up(device: TOTPDevice, code: str, *, address: str, keep: str) -> bool:
    """Store the device if the code is right, and end the account's other sessions than the one with key `keep`."""
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits)
    if not (code.isdecimal() and totp.verify(int(code), device.tolerance)):
        return False
    device.last_t, device.drift = totp.t(), totp.drift
    with transaction.atomic():
        TOTPDevice.objects.filter(user=device.user).delete()
        device.save()
        end_sessions_of(device.user, keep=keep)
    record(Kind.FACTOR, account=device.user.get_username(), address=address, detail="set up")
    return True


def remove(user: AbstractBaseUser, *, by: str, address: str = "", keep: str = "") -> bool:
    """Remove the second factor and end the account's other sessions; return whether it had one."""
    with transaction.atomic():
        removed = TOTPDevice.objects.filter(user=user).delete()[0] > 0
        if removed:
            end_sessions_of(user, keep=keep)
    if removed:
        record(Kind.FACTOR, account=user.get_username(), address=address, detail=f"removed by {by}")
    return bool(removed)
