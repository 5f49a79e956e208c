"""In charge of what the receiver keeps: cases with their history, uploads, messages, tallies.

Answers are codes and values, never labels: staff and residents read them in their own languages.
"""

from __future__ import annotations

import datetime as dt
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from forms.receiver import references


class CaseQuerySet(models.QuerySet["Case"]):
    """Cases by what is to be done with them."""

    def running(self) -> CaseQuerySet:
        """Those that we have still to answer."""
        return self.exclude(status__in=Case.SETTLED)

    def due(self, today: dt.date) -> CaseQuerySet:
        """Those whose acknowledgement or answer must be out today."""
        return self.running().filter(
            Q(due=today) | Q(acknowledge_by=today, acknowledged__isnull=True)
        )

    def overdue(self, today: dt.date) -> CaseQuerySet:
        """Those whose acknowledgement or answer should have been out before today."""
        return self.running().filter(
            Q(due__lt=today) | Q(acknowledge_by__lt=today, acknowledged__isnull=True)
        )


class Case(models.Model):
    """What one resident sent with one form."""

    class Status(models.TextChoices):
        """How far we are."""

        NEW = "new"
        WORKING = "working"
        EXTENDED = "extended"
        ANSWERED = "answered"
        CLOSED = "closed"

    class Outcome(models.TextChoices):
        """What we found."""

        UPHELD = "upheld"
        PARTLY = "partly"
        NOT_UPHELD = "not-upheld"

    SETTLED = (Status.ANSWERED, Status.CLOSED)

    reference = models.CharField(max_length=16, unique=True)
    """What the resident calls it by, without hyphens."""
    form = models.CharField(max_length=60)
    """Name of the form."""
    language = models.CharField(max_length=35)
    """Code of the language that the form was filled in, and that we answer in."""
    service = models.CharField(max_length=60, blank=True)
    """Team that answers; a key of `teams` in council.yml."""
    channel = models.CharField(max_length=20, default="online")
    """How it reached us."""
    follows = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="followed_by"
    )
    """The case that this one goes on with, such as stage one of a complaint."""
    stage = models.PositiveSmallIntegerField(default=1)
    """Stage of a complaint; 1 for everything else."""
    status = models.CharField(max_length=20, choices=Status, default=Status.NEW)
    """How far we are."""
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    """The member of staff who deals with it; empty until somebody does."""
    answers = models.JSONField(default=dict)
    """Code or value by name of the question."""
    received = models.DateTimeField()
    """When it was safe with us."""
    acknowledged = models.DateTimeField(null=True, blank=True)
    """When our acknowledgement was out; empty until then."""
    acknowledge_by = models.DateField(null=True, blank=True)
    """The day by which a person acknowledges it; empty where the first message does."""
    due = models.DateField(null=True, blank=True)
    """The day by which we said that we answer; empty for forms that promise no answer."""
    extended_from = models.DateField(null=True, blank=True)
    """What `due` was before we put it off; empty where we did not."""
    extension_reason = models.TextField(blank=True)
    """Why we put it off."""
    answered = models.DateTimeField(null=True, blank=True)
    """When our answer was given; empty until then."""
    closed = models.DateTimeField(null=True, blank=True)
    """When it was closed; empty while it is open."""
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    """What we found; empty until then, and for all that is no complaint."""
    contractor = models.CharField(max_length=100, blank=True)
    """The firm that it is about, where it is one of ours."""
    learning = models.TextField(blank=True)
    """What we learned."""
    correction = models.TextField(blank=True)
    """What we did so that it does not happen again."""
    is_for_publication = models.BooleanField(default=False)
    """Whether the website may tell what we learned and did."""
    is_stripped = models.BooleanField(default=False)
    """Whether its time is over: all that is left of it is what figures need."""

    objects = CaseQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["service", "status", "due"])]

    def __str__(self) -> str:
        return references.show(self.reference)

    @property
    def is_running(self) -> bool:
        """Whether our answer is still to come."""
        return self.status not in self.SETTLED

    def contact(self, name: str) -> str:
        """What the resident answered to a question of `definition.CONTACT`, here or before."""
        value = self.answers.get(name, "")
        if not value and self.follows is not None:
            return self.follows.contact(name)
        return value if isinstance(value, str) else ""


class Event(models.Model):
    """One change of a case."""

    case = models.ForeignKey(Case, models.CASCADE, null=True, blank=True, related_name="events")
    """The case that changed; empty for what was done with many at once, such as an export."""
    at = models.DateTimeField(db_default=Now())
    """When."""
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    """Who of the staff; empty for the resident and the receiver itself."""
    kind = models.CharField(max_length=40)
    """What happened, as a code such as `received`."""
    detail = models.JSONField(default=dict)
    """What it was before and after, as codes and values."""


class Upload(models.Model):
    """A file that a resident added. It lies in the data folder and no address leads to it."""

    token = models.CharField(max_length=64, unique=True)
    """What the resident's browser knows it by until the form is sent."""
    stored = models.CharField(max_length=80, unique=True)
    """Name of the file in the folder of uploads: random."""
    case = models.ForeignKey(Case, models.CASCADE, null=True, blank=True, related_name="uploads")
    """The case that it belongs to; empty until the form is sent."""
    form = models.CharField(max_length=60)
    """Name of the form that it was added to."""
    question = models.CharField(max_length=60)
    """Name of the question that it answers."""
    kind = models.CharField(max_length=10)
    """What is in it: jpeg, png, webp or pdf."""
    name = models.CharField(max_length=120)
    """What the resident called it, for people to read and never for a path."""
    size = models.PositiveIntegerField()
    """Bytes."""
    at = models.DateTimeField(db_default=Now())
    """When it arrived."""


class Message(models.Model):
    """A message to a resident: the queue, and what became of it."""

    class State(models.TextChoices):
        """Where in the queue it is."""

        WAITING = "waiting"
        SENDING = "sending"
        SENT = "sent"
        FAILED = "failed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    """Names the message to services that send it, so that they can tell a repeat."""
    key = models.CharField(max_length=80, unique=True)
    """What the message is for, so that no reason makes two of them."""
    case = models.ForeignKey(Case, models.CASCADE, null=True, blank=True, related_name="messages")
    """The case that it is about."""
    kind = models.CharField(max_length=40)
    """Which message it is, such as `acknowledgement`."""
    channel = models.CharField(max_length=10)
    """`email` or `text`."""
    to = models.CharField(max_length=254)
    """E-mail address or telephone number."""
    language = models.CharField(max_length=35)
    """Code of the language that it is written in."""
    subject = models.CharField(max_length=200, blank=True)
    """Subject of an e-mail."""
    text = models.TextField()
    """All that it says."""
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    """Where in the queue it is."""
    tries = models.PositiveSmallIntegerField(default=0)
    """How often it was taken from the queue."""
    next_try = models.DateTimeField(db_default=Now())
    """When it may be taken: after a fault later and later; while it is being sent, when whoever
    took it is believed to have died."""
    made = models.DateTimeField(db_default=Now())
    """When it was put into the queue."""
    sent = models.DateTimeField(null=True, blank=True)
    """When it was handed over; empty until then."""
    fault = models.CharField(max_length=60, blank=True)
    """Code of what went wrong the last time."""

    class Meta:
        indexes = [
            models.Index(
                fields=["next_try"],
                name="receiver_message_queue",
                condition=models.Q(state__in=["waiting", "sending"]),
            )
        ]


class SpentToken(models.Model):
    """A form that was sent: sending the same again leads to the same case."""

    token = models.CharField(max_length=64, primary_key=True)
    """Digest of the journey through the form and all its answers."""
    case = models.OneToOneField(Case, models.CASCADE, related_name="spent")
    """The case that it made."""


class GivenPassword(models.Model):
    """A password that somebody else made: its holder chooses another one before all else."""

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+"
    )
    """The account that it opens."""


class PageUse(models.Model):
    """Whether one page was of use to somebody; nobody knows to whom."""

    page = models.CharField(max_length=300)
    """Address of the page below the site's host."""
    is_useful = models.BooleanField()
    """What they said."""
    improve = models.TextField(blank=True)
    """What we should improve."""
    on = models.DateField()
    """The day, without the hour."""


class Tally(models.Model):
    """How often somebody asked within a span of time."""

    key = models.CharField(max_length=64)
    """Digest of an address with the salt of the day."""
    span = models.BigIntegerField()
    """Number of the span since 1970."""
    count = models.PositiveIntegerField()
    """How often."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "span"], name="receiver_tally_once")]


class Salt(models.Model):
    """The salt of a day. Once it is gone, tallies of that day lead back to nobody."""

    day = models.DateField(primary_key=True)
    """The day."""
    salt = models.CharField(max_length=64)
    """Random."""
