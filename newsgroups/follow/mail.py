"""Messages by mail, through Django's mail back end."""

from smtplib import SMTPException, SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from newsgroups.models import Delivery, Subscription

from .delivery_error import NotDelivered


def is_possible() -> bool:
    """Whether the site can send mail with links that work."""
    return bool(settings.EMAIL_URL and settings.SITE_URL)


def send_mail(delivery: Delivery) -> None:
    """Send a message to the address of the account, which only an administrator can set. Raises NotDelivered."""
    followed = delivery.subscription
    if not followed.owner.email:
        raise NotDelivered("The account has no mail address.", for_good=True)
    if not is_possible():
        raise NotDelivered("The site is not set up to send mail (EMAIL_URL, SITE_URL).")
    try:
        message_for(delivery).send()
    except SMTPRecipientsRefused:
        raise NotDelivered("The mail server refused the address.", for_good=True) from None
    except (SMTPException, OSError) as error:
        raise NotDelivered(f"The mail server did not take it ({type(error).__name__}).") from None


def message_for(delivery: Delivery) -> EmailMessage:
    followed = delivery.subscription
    leave = settings.SITE_URL + reverse("unsubscribe", args=[followed.token])
    shown = {"followed": followed, "entries": delivery.entries["entries"], "more": delivery.entries["more"]}
    shown |= {"site": settings.SITE_URL, "leave": leave}
    headers = {
        # Mail programs show a button to unsubscribe (RFC 2369, RFC 8058), and send no automatic replies (RFC 3834).
        "List-Unsubscribe": f"<{leave}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
        # The same in every attempt, so that a mail program can recognize a repetition.
        "Message-ID": f"<{delivery.token}@newsgroups>",
    }
    text = render_to_string("newsgroups/readers/mail_message.txt", shown)
    return EmailMessage(_subject(followed, delivery), text, to=[followed.owner.email], headers=headers)


def _subject(followed: Subscription, delivery: Delivery) -> str:
    count = len(delivery.entries["entries"]) + delivery.entries["more"]
    # Titles of stories come from outlets; a line break would end the header.
    return " ".join(f"Newsgroups: {count:,} new in {followed.title}".split())
