"""A reading: what a document says, field by field, with where it stands and why to believe it.

Pure values. What is unknown is absent; nothing is ever invented. Geometry is whole ten-thousandths
of the page and confidence a whole per cent, so that a reading has one exact written form.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.kernel.money import Money
from domain.kernel.say import Say

#: The unit of a box: a page is this wide and this high, whatever its paper.
PAGE = 10_000
#: From this per cent on, a value without a proof is called probable; below the other it is asked for.
_PROBABLE = 85
_DOUBTFUL = 70


class Kind(StrEnum):
    """What a paper is."""

    RECEIPT = "receipt"  # paid already: cupom fiscal, NFC-e on paper, card slip, foreign receipt
    BILL = "bill"  # to be paid: boleto of a bank (47/44 digits) or arrecadação (48)
    NFE = "nfe"  # NF-e or NFC-e, as XML or as its printed DANFE
    OTHER = "other"


class Source(StrEnum):
    """Where on the document a value was taken from, the most trusted first."""

    XML = "xml"
    BARCODE = "barcode"
    QR = "qr"
    KEY = "key"  # decoded from a number whose check digits hold: access key, linha digitável
    TEXT_LAYER = "text_layer"
    OCR = "ocr"


class Proof(StrEnum):
    """Why a value may be believed."""

    SIGNATURE = "signature"
    TWO_SOURCES = "two_sources"
    CHECK_DIGIT = "check_digit"
    QR = "qr"
    SUM = "sum"


class Name(StrEnum):
    """What a field may be called."""

    SUPPLIER_NAME = "supplier_name"
    SUPPLIER_TAX_ID = "supplier_tax_id"
    RECIPIENT_NAME = "recipient_name"
    RECIPIENT_TAX_ID = "recipient_tax_id"
    ISSUED_ON = "issued_on"
    DUE_ON = "due_on"
    TOTAL = "total"
    NUMBER = "number"
    SERIES = "series"
    ACCESS_KEY = "access_key"
    PROTOCOL = "protocol"
    LINHA_DIGITAVEL = "linha_digitavel"
    BANK = "bank"
    PIX = "pix"
    QR_URL = "qr_url"
    ICMS = "icms"
    IPI = "ipi"
    PIS = "pis"
    COFINS = "cofins"
    ICMS_ST = "icms_st"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in ten-thousandths of its width and height, from the top left."""

    x0: int
    y0: int
    x1: int
    y1: int

    def __post_init__(self) -> None:
        if not (0 <= self.x0 <= self.x1 <= PAGE and 0 <= self.y0 <= self.y1 <= PAGE):
            raise ValueError(f"not a box on a page: {self}")

    @property
    def height(self) -> int:
        return self.y1 - self.y0

    @property
    def middle(self) -> int:
        """The height at which its middle stands."""
        return (self.y0 + self.y1) // 2

    def joined(self, other: "Box") -> "Box":
        """Return the smallest box around both."""
        return Box(
            min(self.x0, other.x0),
            min(self.y0, other.y0),
            max(self.x1, other.x1),
            max(self.y1, other.y1),
        )

    def pixels(self, width: int, height: int) -> tuple[int, int, int, int]:
        """Return left, top, right and bottom on a picture of the page."""
        return (
            self.x0 * width // PAGE,
            self.y0 * height // PAGE,
            -(-self.x1 * width // PAGE),
            -(-self.y1 * height // PAGE),
        )


@dataclass(frozen=True, slots=True)
class Foreign:
    """An amount that is not in reais, in hundredths; `currency` is ISO 4217, XXX when not told."""

    cents: int
    currency: str

    def __str__(self) -> str:
        return f"{self.currency} {self.cents // 100}.{self.cents % 100:02d}"


type Read = str | int | Money | Foreign | date


@dataclass(frozen=True, slots=True)
class Field:
    """One value, as typed and as printed, with its place on the paper and how sure it is."""

    name: Name
    value: Read
    text: str
    source: Source
    confidence: int
    proof: Proof | None = None
    page: int | None = None  # from 1; None for what stands in no page (XML)
    box: Box | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.confidence <= 100:
            raise ValueError(f"confidence is a per cent, not {self.confidence}")
        if self.page is not None and self.page < 1:
            raise ValueError("pages count from 1")

    @property
    def is_proved(self) -> bool:
        """Whether something besides the reading itself speaks for the value."""
        return self.proof is not None or self.source is Source.XML

    @property
    def is_probable(self) -> bool:
        """Whether the value needs no second look."""
        return self.is_proved or self.confidence >= _PROBABLE

    @property
    def is_doubtful(self) -> bool:
        """Whether the value is too unsure to be written without somebody having looked."""
        return not self.is_proved and self.confidence < _DOUBTFUL


@dataclass(frozen=True, slots=True)
class Due:
    """A part of the total and the day it is due."""

    day: date
    amount: Money


@dataclass(frozen=True, slots=True)
class Reading:
    """What one paper says. `more` holds the other papers of the same file (a second boleto).

    `turned` tells, page by page, how many quarter turns clockwise set it upright; places are those
    on the upright page. Without it no page had to be turned.
    """

    kind: Kind
    fields: tuple[Field, ...] = ()
    warnings: tuple[Say, ...] = ()
    pages: int = 1
    engine: str = ""
    text: str = ""  # everything legible, for searching; never an instruction to anyone
    dues: tuple[Due, ...] = ()
    turned: tuple[int, ...] = ()
    more: tuple["Reading", ...] = ()

    def __post_init__(self) -> None:
        names = [field.name for field in self.fields]
        if len(names) != len(set(names)):
            raise ValueError("a field is read once")

    def __iter__(self) -> Iterator[Field]:
        return iter(self.fields)

    def field(self, name: Name) -> Field | None:
        """Return the field called `name`, or None when it was not read."""
        return next((field for field in self.fields if field.name == name), None)

    def text_of(self, name: Name) -> str | None:
        """Return the value of a field of words or digits, or None."""
        found = self.field(name)
        return found.value if found is not None and isinstance(found.value, str) else None

    def day(self, name: Name) -> date | None:
        """Return the value of a date, or None."""
        found = self.field(name)
        return found.value if found is not None and isinstance(found.value, date) else None

    def money(self, name: Name) -> Money | None:
        """Return the value of an amount in reais; None when unread or in another currency."""
        found = self.field(name)
        return found.value if found is not None and isinstance(found.value, Money) else None

    def told(self, name: Name) -> Read | None:
        """Return a value; the due date also where it stands in the only part of the total."""
        found = self.field(name)
        if found is None and name is Name.DUE_ON and len(self.dues) == 1:
            return self.dues[0].day
        return None if found is None else found.value

    @property
    def papers(self) -> tuple["Reading", ...]:
        """This paper and the others of the same file."""
        return (self, *self.more)
