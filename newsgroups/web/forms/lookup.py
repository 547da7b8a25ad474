"""The look-up form. It is sent by POST, so that no URL ever contains any of the text."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import cached_property

from newsgroups.ingest.files.uploads import ENDINGS
from newsgroups.matching.passages import AlignOptions
from newsgroups.models import Article, Source
from newsgroups.stories.lookup.text_limits import MAX_TEXT_LENGTH, MIN_WORDS, too_long
from newsgroups.text.tokens.web_addresses import addresses_in, has_only_addresses, without_addresses

from .filter_base import FilterForm
from .lookup_input import EnteredAddress, entered

NOTHING = "There is no text to look up. Paste a few sentences."
# All files of a request together have at most 14 MB, and these share the processor time of three look-ups.
MAX_FILES = 10
TOO_MANY_FILES = f"At most {MAX_FILES} files can be looked up at once."


class TextField(forms.CharField):
    """A pasted text. Browsers send each line break as two characters, which become one."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, strip=False, **options)
        self.validators = []

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n")


class _FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files as a list. A single empty file is rejected here; one of several has a result of its own."""

    widget = _FilesInput(attrs={"accept": ENDINGS, "class": "form-control-file"})
    default_error_messages = {"empty": "The file is empty."}

    def clean(self, data: Any, initial: Any = None) -> Any:
        files = data or []
        return files if len(files) > 1 else [super(FilesField, self).clean(each) for each in files]


class LookupForm(FilterForm):
    """`limit` is the number of sources per page; further sources are on the following pages."""

    LIMIT = 20
    MAX_TEXT_LENGTH = MAX_TEXT_LENGTH

    text = TextField(label="Text or address", widget=forms.Textarea(attrs={"rows": 8}))
    file = FilesField(required=False, label="or files (.txt, .html, .docx, .pdf, .eml, .srt, .vtt)")
    limit = forms.IntegerField(required=False, min_value=1, max_value=100, label="Results per page")
    of = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)
    page = forms.IntegerField(required=False, min_value=1, max_value=100, widget=forms.HiddenInput)
    min_words = forms.IntegerField(required=False, min_value=0, max_value=1_000, label="Minimum passage length (words)")
    without_quotations = forms.BooleanField(required=False, label="Ignore quotations")
    without_boilerplate = forms.BooleanField(required=False, label="Ignore boilerplate")
    without_source = forms.ModelMultipleChoiceField(
        Source.objects.only("name", "slug"), to_field_name="slug", required=False, label="Excluded outlets"
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.is_answerable and not cleaned.get("text", "").strip() and not cleaned.get("file"):
            self.add_error("text", NOTHING)
        if len(self.files_given) > MAX_FILES:
            self.add_error("file", TOO_MANY_FILES)
        if len(cleaned.get("text", "")) > MAX_TEXT_LENGTH:
            self.add_error("text", too_long(cleaned["text"]))
        return cleaned

    @property
    def is_answerable(self) -> bool:
        """Return whether there is a text to look up; invalid filters are ignored."""
        return not {"text", "file"} & self.errors.keys()

    @property
    def files_given(self) -> list[UploadedFile]:
        return self.value("file") or []

    @property
    def kind(self) -> str:
        """The kind of input: `upload`, `address` or `paste`."""
        if self.files_given:
            return "upload"
        return "address" if self._is_one_address else "paste"

    @property
    def entered_address(self) -> str:
        """The URL entered, or "" for a text or file."""
        return self._addresses[0] if self.kind == "address" else ""

    @cached_property
    def entered_addresses(self) -> list[EnteredAddress]:
        """The URLs of a text that has almost no other words, but is not just one URL."""
        if self.files_given or self._is_one_address or not self._addresses:
            return []
        too_few_words = len(without_addresses(self.value("text", "")).split()) < MIN_WORDS
        return entered(self._addresses) if too_few_words else []

    @cached_property
    def unknown_address(self) -> str:
        """The URL entered if it is valid, and the archive has no article there."""
        found = entered([self.entered_address] if self.entered_address else [])
        return "".join(each.address for each in found if not (each.articles or each.refused))

    @cached_property
    def _addresses(self) -> list[str]:
        return addresses_in(self.value("text", ""))

    @property
    def _is_one_address(self) -> bool:
        return len(self._addresses) == 1 and has_only_addresses(self.value("text", ""))

    def with_text(self, text: str, article: Article | None) -> "LookupForm":
        """Return this form with the text that was looked up, so that it can be sent again with other filters.

        `article` is the archive's article from which the text was taken; it is excluded from the sources.
        """
        data = self.data.copy()
        data["text"] = text
        data["of"] = str(article.pk) if article else ""
        return LookupForm(data)

    @property
    def filters(self) -> dict[str, Any]:
        """Return the arguments for `look_up` other than the text."""
        return {
            "date_from": self.value("date_from"),
            "date_to": self.value("date_to"),
            "sources": self.sources,
            "without_sources": self.excluded_sources,
            "options": self.options,
        }

    @property
    def hidden_inputs(self) -> list[tuple[str, str]]:
        """Return all inputs other than the text, as names and values for the next form."""
        names = {self.add_prefix(name) for name in self.fields} - {"text", "file", "page"}
        return [(name, value) for name in sorted(names) for value in self.data.getlist(name) if value]

    @property
    def query_params(self) -> dict[str, list[str]]:
        """Return all inputs other than the text, for a shared look-up."""
        params: dict[str, list[str]] = {}
        for name, value in self.hidden_inputs:
            params.setdefault(name, []).append(value)
        return params

    @property
    def excluded_sources(self) -> list[Source]:
        return list(self.value("without_source", []))

    @property
    def options(self) -> AlignOptions:
        return AlignOptions(
            min_words=self.value("min_words", 0),
            without_quotations=bool(self.value("without_quotations")),
            without_boilerplate=bool(self.value("without_boilerplate")),
        )
