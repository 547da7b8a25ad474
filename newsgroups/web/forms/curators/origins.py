"""What a curator says about the origin of shared text."""

from django import forms

from newsgroups.models import Pair


class OriginForm(forms.Form):
    origin = forms.ChoiceField(choices=Pair.Origin.choices)
    name = forms.CharField(required=False, max_length=100, label="Name of the third party")
    reason = forms.CharField(required=False, max_length=500)
