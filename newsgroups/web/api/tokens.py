"""Logging in programs: bearer tokens with scopes (RFC 6750)."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja.errors import HttpError
from ninja.security import HttpBearer

from newsgroups.models import ApiToken
from newsgroups.web.middleware.rate_limit import count_request

Scope = ApiToken.Scope
# What the owner of a token must be permitted to do, too.
RIGHTS = {
    Scope.ADD: "newsgroups.add_article",
    Scope.JUDGE: "newsgroups.add_curationevent",
    Scope.CURATE: "newsgroups.add_curationevent",
}


class TokenAuth(HttpBearer):
    """Requires a token with a scope, whose owner still has the permission; sets `request.user` to the owner."""

    def __init__(self, scope: ApiToken.Scope) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """Return the token, or None for one that is not valid. Raises HttpError 403 if it does not permit this."""
        count_request(request, "write")
        now = timezone.now()
        found = ApiToken.objects.with_key(token, now)
        if found is None:
            return None
        if self.scope not in found.scopes:
            raise HttpError(403, f"This token does not have the scope “{self.scope}”.")
        if not found.owner.has_perm(RIGHTS[self.scope]):
            raise HttpError(403, "The account of this token is not permitted to do this.")
        found.note_use(now)
        request.user = found.owner
        return found


may_add, may_judge, may_curate = TokenAuth(Scope.ADD), TokenAuth(Scope.JUDGE), TokenAuth(Scope.CURATE)
