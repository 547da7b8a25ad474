"""Regular expressions for the sentences and titles of pages that are not articles."""

import re
from typing import NamedTuple

from newsgroups.text.languages.english_calendar import MONTHS


class Kind(NamedTuple):
    """A kind of page: expressions for its sentences and for its title."""

    name: str
    says: re.Pattern[str]
    titled: re.Pattern[str]


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


NOTICES = (
    Kind(
        "error",
        _any(
            r"\b(?:page|article|story|content|file|url|address)\b.{0,40}\b(?:not (?:be )?found|"
            r"no longer (?:available|exists?)|(?:does|do)(?: not|n.t) exist|(?:has|"
            r"have) been (?:re)?moved)",
            r"\b(?:can.?t|cannot|could ?n.t|could not|unable to) (?:find|locate|load|display|access) "
            r"(?:(?:the|this|that) (?:page|article|address|url|file|content|site)|what you)",
            r"\b(?:access denied|forbidden|internal server error|bad gateway|service unavailable|"
            r"gateway time-?out|error 404|404 (?:error|page|not found))\b",
            r"\byou (?:do not|don.t) have permission to (?:access|view)\b|^\W*reference #[\w.]{6,}",
            r"\b(?:something went wrong|an error (?:has )?occurred|please try again|"
            r"(?:try )?refresh(?:ing)? (?:the|this|your) (?:page|browser)|error (?:code|reference|id)|"
            r"ray id)\b",
            r"\b(?:are you a (?:human|robot)|not a robot|unusual (?:traffic|activity)|"
            r"verify(?:ing)? (?:that )?you are (?:a )?human|security check|captcha|"
            r"checking your browser)\b",
            r"\b(?:return|go back|back) to (?:the |our )?(?:home ?page|front page|previous page)\b|"
            r"\buse (?:the|our) search\b",
            r"\b(?:enable|turn on|requires?) javascript\b|\bjavascript (?:is |"
            r"seems to be )?(?:disabled|not enabled|required)\b|\bbrowser is (?:not supported|"
            r"out of date|outdated)\b",
            r"\bSeite (?:wurde )?nicht gefunden\b|\bpage (?:est )?introuvable\b|\bpágina no encontrada\b",
        ),
        _any(
            r"^\W*(?:error )?(?:404|403|401|410|429|50[0-4])\b(?:\W|$)(?!\w+ (?:people|dead|jobs|years|killed|new))",
            r"\b(?:page|article|seite|página) (?:not|nicht|no|cannot be) (?:found|gefunden|encontrada)\b",
            r"^\W*(?:access denied|forbidden|just a moment|attention required|are you a (?:human|"
            r"robot)\??|service unavailable|bad gateway|something went wrong|page unavailable|"
            r"robot check)\W*(?:$|[|–—-])",
        ),
    ),
    Kind(
        "log-in",
        _any(
            r"^\W*(?:log|sign) ?(?:in|on)\b",
            r"\b(?:log|sign) ?(?:in|on) (?:to|with|using|below|here) (?:your|our|google|facebook|"
            r"apple|an?\b|the (?:account|form)|continue|read|view|access|comment)",
            r"\b(?:forgot(?:ten)?|reset|enter|create|choose|confirm) (?:a |your |"
            r"my )?(?:new )?(?:password|user ?name|e-?mail)\b",
            r"\b(?:create|register|sign up) (?:for )?(?:an? |your |my )?(?:free )?account\b|"
            r"\bdon.t have an account\b|\balready (?:have an account|registered|a member)\b",
            r"\bremember me\b|\bkeep me (?:logged|signed) in\b|\bby (?:logging|signing) (?:in|up),? you agree\b",
            r"\b(?:jetzt |bitte )?(?:anmelden|einloggen)\b|\bPasswort vergessen\b|\bse connecter\b|"
            r"\bmot de passe oublié\b|\biniciar sesión\b",
        ),
        _any(
            r"^\W*(?:log|sign) ?(?:in|on|up)\b(?:\W*$|\W*[|–—:-]| to (?:your|continue))",
            r"^\W*(?:register|create (?:an|your) account|my account)\W*(?:$|[|–—-])",
        ),
    ),
    Kind(
        "paywall",
        _any(
            r"\bsubscribe (?:now|today|to (?:continue|read|keep|get|unlock|access)|"
            r"for (?:full|unlimited|only|just|[$£€]))\b",
            r"\bsubscription (?:is )?(?:required|to (?:continue|read|access))|"
            r"\b(?:exclusive|only|available|reserved) (?:to|for) (?:our )?(?:paying )?subscribers\b",
            r"\b(?:continue|keep|finish) reading\b(?! below)|"
            r"\bto (?:read|view|access|unlock) (?:the|this) (?:full|rest|whole|entire|article|story|content)\b",
            r"\balready a (?:subscriber|member)\b|\b(?:for|to) subscribers (?:only)?\b|\bmembers?[- ]only\b",
            r"\b(?:free|remaining|monthly) (?:articles?|stor(?:y|ies)|trial)\b|\bcancel (?:at )?any ?time\b|"
            # A price per month as in offers; news reports what things cost, pay, or earn.
            r"(?:^\W*|\b(?:for|from|just|now|only|then|at) )"
            r"[$£€] ?\d{1,2}(?:\.\d\d)? ?(?:a|per|each|/) ?(?:week|month)\b",
            r"\b(?:start|begin|choose|select|view|see) (?:your |a |our )?(?:free )?(?:trial|plan|subscription)s?\b",
            r"\bweiterlesen mit\b|\bnur für Abonnenten\b|\bréservé aux abonnés\b|\bsolo para suscriptores\b",
        ),
        _any(
            r"^\W*(?:subscribe|subscription required|subscribers only|subscribe (?:to|"
            r"now)\b.{0,40})\W*(?:$|[|–—-])"
        ),
    ),
    Kind(
        "cookies",
        _any(
            r"\b(?:we|site|website|page|partners?|"
            r"vendors?)\b.{0,40}\buses? (?:of )?(?:\w+ ){0,2}cookies\b|\buse of cookies\b",
            r"\b(?:accept|reject|manage|allow|block|enable|decline) (?:all |your |our |non-essential |"
            r"necessary )?(?:cookies?|preferences|consent|settings|purposes)\b",
            r"\b(?:cookie|privacy) (?:policy|notice|settings|preferences|statement|banner|centre|center)\b",
            r"\b(?:your|you) (?:consent|privacy choices)\b|\bwithdraw (?:your )?consent\b|"
            r"\blegitimate interest\b|\bpersonali[sz]ed (?:ads|advertising|content)\b",
            r"\b(?:verwenden|nutzen|setzen) Cookies\b|\butilisons des cookies\b|"
            r"\butilizamos cookies\b|\bZustimmung\b",
        ),
        _any(
            r"^\W*(?:cookie|privacy)s? (?:policy|notice|settings|preferences|consent|statement)\b",
            r"^\W*before you continue\b",
            r"^\W*we value your privacy\b",
        ),
    ),
)

OFFER = _any(
    r"\b(?:promo(?:tional)?|coupon|discount|voucher|offer|referral) codes?\b",
    r"\bcoupons?\b|\bpromo codes?\b",
    r"\b(?:up to )?\d{1,2} ?% (?:off|discount|cash ?back)\b|[$£€] ?\d[\d,.]* off\b",
    r"\bfree (?:shipping|delivery)\b|\b(?:shop|buy|order) now\b|\bget (?:the |this )?(?:deal|"
    r"code|offer)\b|\b(?:see|view|show) (?:deal|code|coupon)\b",
    r"\b(?:verified|expires?|expired) (?:on |today|tomorrow|\d)|\bapply (?:the |this )?code\b|\bat checkout\b",
)
OFFER_TITLE = _any(
    r"\b(?:promo(?:tional)?|coupon|discount|voucher) codes?\b",
    rf"\bcoupons?\b.{{0,30}}\b(?:20\d\d|{'|'.join(MONTHS)}|% off)\b",
    r"\b\d{1,2} ?% off\b.{0,40}\b(?:deals?|codes?|coupons?)\b",
)
PLAYER = _any(
    r"\b(?:enable|turn on|requires?) javascript to (?:watch|view|play|see|hear|listen to) (?:this|the|our) "
    r"(?:video|clip|audio|player|live ?stream|gallery|map|chart|slide ?show|poll|comments)\b(?! *[.!?])"
)
LIVE_TITLE = _any(
    r"^\W*live\s*[:|–—-]",
    r"\blive (?:blog|ticker|updates|coverage|stream|score)s?\b",
    r"\bas it happen(?:s|ed)\b",
    # In other languages "live" is said of concerts, too, so it must stand apart.
    r"\b(?:news|live)-?(?:ticker|blog)\b|\bminuto a minuto\b|\bonline[- ]?трансляция|\bонлайн-трансляция|"
    r"速報ライブ|文字直播",
    r"^\W*(?:(?:en )?direct|(?:en )?directo|en vivo|ao vivo|(?:in )?diretta|na żywo)\s*[:|–—.-]",
    r"(?:[:|–—(,]|\s-)\s*(?:en direct|en directo|en vivo|ao vivo|ao minuto|in diretta|na żywo)\b",
    r"^(?:\w+\W+){1,2}(?:en direct|en directo|en vivo|ao vivo|in diretta|na żywo)\W*$",
)
NOT_YET = _any(
    r"\b(?:check back|stay tuned|will (?:appear|be posted|start|begin)|(?:has|have) not (?:yet )?(?:started|begun))\b",
    r"\bfollow (?:our|the|all the|along)\b|\brefresh(?:es)?\b|\bupdates? (?:here|automatically|below)\b",
    r"\b(?:beginnt|startet|folgen in kürze|aktualisier\w+|verfolgen sie|hier (?:live|im))\b|"
    r"\b(?:suivez|actualisez|débutera|commencera|rafraîch\w+)\b|\b(?:sig(?:a|ue|an)|comenzará|empezará|actualizaremos|actualiza)\b",
    r"\b(?:acompanhe|começa|segui|inizierà|aggiorn\w+|śledź|rozpocznie|volg)\b|\b(?:следите|начнётся|начнется|обновля\w+)",
)
