"""Forms that ask for the password again: to confirm it, and to set up and remove a second factor."""

from typing import Any

from django import forms
from django.contrib.auth.models import User

from newsgroups.accounts import second_factor

_CODE = {"autocomplete": "one-time-code", "inputmode": "numeric"}


class PasswordForm(forms.Form):
    password = forms.CharField(
        label="Your password",
        max_length=4096,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.user = user

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not self.user.check_password(password):
            raise forms.ValidationError("The password is wrong.")
        return password


class PasswordAndCodeForm(PasswordForm):
    code = forms.CharField(label="Code from the app", max_length=10, widget=forms.TextInput(attrs=_CODE))

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"].replace(" ", "")
        return code


class SetUpForm(PasswordAndCodeForm):
    """Confirms that the app produces the codes of a new device."""

    def __init__(self, *args: Any, key: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.device = second_factor.new_device(self.user, key)

    def save(self, *, address: str, keep: str) -> bool:
        """Set up the device; return whether the code was right, and say so on the form if it was not."""
        is_right = second_factor.set_up(self.device, self.cleaned_data["code"], address=address, keep=keep)
        if not is_right:
            self.add_error("code", "The code is wrong. Check the clock of your device, and enter the current code.")
        return is_right


class RemoveForm(PasswordAndCodeForm):
    def save(self, *, address: str, keep: str) -> bool:
        """Remove the device; return whether the code was right, and say so on the form if it was not."""
        if second_factor.verify(self.user, self.cleaned_data["code"]) is None:
            self.add_error("code", "The code is wrong, or was used before. Wait for the next one.")
            return False
        return second_factor.remove(self.user, by=self.user.get_username(), address=address, keep=keep)
