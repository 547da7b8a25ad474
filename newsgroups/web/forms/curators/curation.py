"""Forms for curators' decisions about a story or a pair."""

import re
from typing import Any

from django import forms
from django.contrib.auth.models import User

from newsgroups.models import Article, CurationEvent, Judgement, Story
from newsgroups.stories.curation import actions

_NUMBER = re.compile(r"(?:^|/groups/)(\d{1,18})/?(?:curate/)?$")
_ACTIONS = ("split", "move", "apart", "merge", "confirm", "lock", "unlock", "rename")


class GroupField(forms.CharField):
    """Another story, by id or URL; a merged one means the story it was merged into."""

    def clean(self, value: Any) -> Story | None:
        text = super().clean(value).strip()
        if not text:
            return None
        number = _NUMBER.search(text)
        story = Story.objects.filter(pk=int(number[1])).first() if number else None
        if story is None:
            raise forms.ValidationError("There is no such story. Enter its number or address.")
        return story.surviving()


class ArticlesField(forms.ModelMultipleChoiceField):
    """Articles of one story; rejects numbers that are too large for the database."""

    _GONE = "An article is no longer in this story. Reload the page."
    default_error_messages = {"invalid_choice": _GONE, "invalid_pk_value": _GONE}

    def clean(self, value: Any) -> Any:
        if not all(str(number).isdecimal() and len(str(number)) < 19 for number in value or ()):
            raise forms.ValidationError(self._GONE)
        return super().clean(value)


class CurateForm(forms.Form):
    action = forms.ChoiceField(choices=[(each, each) for each in _ACTIONS])
    articles = ArticlesField(Article.objects.none(), required=False)
    group = GroupField(required=False, label="Other story", widget=forms.TextInput(attrs={"inputmode": "url"}))
    title = forms.CharField(required=False, max_length=500)
    reason = forms.CharField(required=False, max_length=500, label="Reason")
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, story: Story, **options: Any) -> None:
        super().__init__(*args, **options)
        self.story = story
        self.fields["articles"] = ArticlesField(story.articles.visible().defer("text"), required=False)

    def value(self, name: str, default: Any = None) -> Any:
        return getattr(self, "cleaned_data", {}).get(name) or default

    def clean(self) -> dict[str, Any]:
        action = self.cleaned_data.get("action")
        if action in ("move", "merge") and not self.cleaned_data.get("group") and "group" not in self.errors:
            self.add_error("group", "Enter the number or address of the other story.")
        if action == "merge" and self.cleaned_data.get("group") == self.story:
            self.add_error("group", "That is this story. Enter the number or address of the other one.")
        return self.cleaned_data

    def act(self, *, by: User) -> CurationEvent:
        """Carry out the requested action. Raises RefusedCuration."""
        said = {"by": by, "reason": self.cleaned_data["reason"], "seen": self.cleaned_data["seen"]}
        articles, group = self.cleaned_data["articles"], self.cleaned_data["group"]
        match self.cleaned_data["action"]:
            case "split":
                return actions.move_articles(articles, to=None, **said)
            case "move":
                return actions.move_articles(articles, to=group, **said)
            case "apart":
                return actions.keep_apart(articles, **said)
            case "merge":
                return actions.merge_stories({self.story, group}, **said)
            case "rename":
                return actions.rename_story(self.story, title=self.cleaned_data["title"], **said)
            case "confirm":
                return actions.confirm_story(self.story, **said)
            case "lock":
                return actions.lock_story(self.story, **said)
            case _:
                return actions.unlock_story(self.story, **said)


class JudgeForm(forms.Form):
    SKIP = "skip"

    left = forms.IntegerField(min_value=1, max_value=2**62, widget=forms.HiddenInput)
    right = forms.IntegerField(min_value=1, max_value=2**62, widget=forms.HiddenInput)
    verdict = forms.ChoiceField(choices=[*Judgement.Verdict.choices, (SKIP, "skip")])
    note = forms.CharField(required=False, max_length=500, label="Reason (optional)")
    # Where to go on: the queue, or the comparison that the pair was judged on.
    compare = forms.BooleanField(required=False, widget=forms.HiddenInput)
    # Or the query of the list of pairs.
    similar = forms.CharField(required=False, max_length=2_000, widget=forms.HiddenInput)
