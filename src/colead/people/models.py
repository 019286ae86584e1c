"""A person is a human on the roster; a login is how that person signs in. Neither holds age, gender or origin."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.crypto import get_random_string, salted_hmac

from colead.foundation import clock
from colead.foundation.models import Record
from colead.foundation.prepared import Prepared
from colead.rules.reset_holds import is_held
from colead.rules.roles import Role


class Profession(models.TextChoices):
    NURSING = "nursing", "Nursing"
    MEDICINE = "medicine", "Medicine"
    OTHER = "other", "Other"


class Person(Record):
    """Someone who works here. Quiet blocks and the digest hour are that person's own wishes."""

    external_id = models.CharField(max_length=80, null=True, blank=True, unique=True)  # noqa: DJ001 - unique, so absent is null
    name = models.CharField(max_length=120)
    title = models.CharField(max_length=120, blank=True)
    profession = models.CharField(max_length=10, choices=Profession.choices, default=Profession.OTHER)
    email = models.EmailField(blank=True)
    address_before = models.EmailField(blank=True)
    address_held_until = models.DateTimeField(null=True, blank=True)
    reach_by = models.CharField(max_length=160, blank=True)
    digest_hour = models.PositiveSmallIntegerField(default=7)
    digest_is_on = models.BooleanField(default=True)
    time_zone = models.CharField(max_length=40, blank=True)
    locale = models.CharField(max_length=10, default="en")
    left_on = models.DateField(null=True, blank=True)

    PRIVACY: ClassVar[dict[str, str]] = {
        **Record.PRIVACY,
        "external_id": "account",
        "name": "public",
        "title": "public",
        "profession": "public",
        "email": "account",
        "address_before": "account",
        "address_held_until": "account",
        "reach_by": "C1",
        "digest_hour": "account",
        "digest_is_on": "account",
        "time_zone": "account",
        "locale": "account",
        "left_on": "account",
    }

    class Meta:
        ordering: ClassVar = ["name", "id"]
        indexes: ClassVar = [models.Index(fields=["name"]), models.Index(fields=["email"])]

    def __str__(self) -> str:
        return self.name

    @property
    def is_address_held(self) -> bool:
        """A list has just changed where this person is reached; nobody is invited there yet."""
        return is_held(self.address_held_until, now=clock.now())

    @property
    def initials(self) -> str:
        words = [word for word in self.name.replace("Dr ", "").split() if word]
        return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()


class QuietBlock(Record):
    """Hours in which nothing may disturb: clinic, theatre, on call."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="quiet_blocks")
    weekday = models.PositiveSmallIntegerField()
    from_hour = models.PositiveSmallIntegerField(default=0)
    until_hour = models.PositiveSmallIntegerField(default=24)

    PRIVACY: ClassVar[dict[str, str]] = {
        **Record.PRIVACY,
        "person": "account",
        "weekday": "C1",
        "from_hour": "C1",
        "until_hour": "C1",
    }

    class Meta:
        ordering: ClassVar = ["weekday", "from_hour"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(weekday__lte=6, until_hour__lte=24, from_hour__lt=models.F("until_hour")),
                name="quiet_block_is_a_span",
            )
        ]


class Digest(Record):
    """The one mail of a weekday: on which day the last one went, and since which one this person has not come.

    Coming clears the day and leaves none behind, so that nothing here tells when anybody was last here.
    """

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="digest")
    last_on = models.DateField(null=True)
    silent_since = models.DateField(null=True)
    asked_on = models.DateField(null=True)

    PRIVACY: ClassVar[dict[str, str]] = {
        **Record.PRIVACY,
        "person": "account",
        "last_on": "account",
        "silent_since": "account",
        "asked_on": "account",
    }


class LoginManager(BaseUserManager["Login"]):
    def get_queryset(self) -> models.QuerySet["Login"]:
        """With its person, whom every page needs."""
        return super().get_queryset().select_related("person")

    def get(self, *args: Any, **kwargs: Any) -> "Login":
        """By its id alone, as every page asks for it, in a prepared statement."""
        if args or set(kwargs) != {"pk"}:
            return super().get(*args, **kwargs)
        for login in login_of(id=int(kwargs["pk"])):
            return login
        raise self.model.DoesNotExist

    def create_user(self, email: str, password: str | None = None, **fields: object) -> "Login":
        login = self.model(email=self.normalize_email(email).lower(), **fields)
        login.set_password(password)
        login.save()
        return login

    def get_by_natural_key(self, username: str | None) -> "Login":
        return self.get(email=(username or "").lower())


@Prepared
def login_of(id: int) -> models.QuerySet["Login"]:
    return Login.objects.filter(pk=id)


def new_session_mark() -> str:
    return get_random_string(32)


class Login(AbstractBaseUser):
    """An account: an address and the ways to prove it is you. No superuser, no staff flag, no last-seen moment.

    Every session carries a hash of `session_mark`; a new mark ends them all, wherever they are. So do another password
    and another address.
    """

    last_login = None
    email = models.EmailField(unique=True)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="login")
    is_active = models.BooleanField(default=True)
    covenant_read = models.CharField(max_length=20, blank=True)
    session_mark = models.CharField(max_length=32, default=new_session_mark)
    held_until = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = LoginManager()

    PRIVACY: ClassVar[dict[str, str]] = {
        "id": "id",
        "password": "account",
        "email": "account",
        "person": "account",
        "is_active": "account",
        "covenant_read": "account",
        "session_mark": "account",
        "held_until": "account",
    }

    def __str__(self) -> str:
        return f"login {self.pk}"

    @property
    def is_held(self) -> bool:
        """Private areas stay closed for a while after a reset, so that nobody becomes somebody by resetting."""
        return is_held(self.held_until, now=clock.now())

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        words = f"{self.password} {self.session_mark} {self.email}"
        return salted_hmac("colead.people.session", words, secret=secret, algorithm="sha256").hexdigest()


class Invitation(Record):
    """One link by which a person sets the first password. Only its hash is kept; it works once and for seven days."""

    login = models.ForeignKey(Login, on_delete=models.CASCADE, related_name="invitations")
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    PRIVACY: ClassVar[dict[str, str]] = {
        **Record.PRIVACY,
        "login": "account",
        "token_hash": "account",
        "invited_by": "account",
        "expires_at": "time",
        "used_at": "time",
        "withdrawn_at": "time",
    }

    class Meta:
        ordering: ClassVar = ["-created_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["login"], condition=Q(used_at=None, withdrawn_at=None), name="one_open_invitation_to_a_login"
            )
        ]


class FactorReset(Record):
    """Taking away somebody's second steps after a lost phone: one administrator asks, another confirms."""

    login = models.ForeignKey(Login, on_delete=models.CASCADE, related_name="factor_resets")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    confirmed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    PRIVACY: ClassVar[dict[str, str]] = {
        **Record.PRIVACY,
        "login": "account",
        "asked_by": "account",
        "confirmed_by": "account",
        "confirmed_at": "time",
        "withdrawn_at": "time",
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["login"],
                condition=Q(confirmed_at=None, withdrawn_at=None),
                name="one_open_factor_reset_of_a_login",
            ),
            models.CheckConstraint(
                condition=~Q(asked_by=models.F("confirmed_by")), name="another_administrator_confirms_a_factor_reset"
            ),
        ]


class Appointment(Record):
    """A person holds a role from a day to a day; two administrators stand behind it."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="appointments")
    role = models.CharField(max_length=24, choices=[(role.value, role.value) for role in Role])
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    confirmed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    confirmed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    PRIVACY: ClassVar[dict[str, str]] = {
        **Record.PRIVACY,
        "person": "account",
        "role": "account",
        "proposed_by": "account",
        "confirmed_by": "account",
        "confirmed_at": "time",
        "ended_at": "time",
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "role"], condition=Q(ended_at=None), name="one_open_appointment_to_a_role"
            ),
        ]

    @property
    def is_in_force(self) -> bool:
        return self.confirmed_at is not None and (self.ended_at is None or self.ended_at > clock.now())
