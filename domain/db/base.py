"""Tables say what each column means to people; the effect recorder and the cards read that.

Every column is made by one of four functions, so that none can be forgotten:

| function     | hashed in an effect | shown | for                                                      |
|--------------|---------------------|-------|----------------------------------------------------------|
| `identity()` | no                  | no    | the surrogate primary key                                |
| `meant()`    | yes                 | yes   | what a person would sign for                             |
| `volatile()` | no                  | yes   | timestamps, legal numbers assigned at execution          |
| `inner()`    | no                  | no    | search text and the like, derived from meant columns     |
"""

from datetime import datetime
from typing import Any, ClassVar, cast

from sqlalchemy import BigInteger, DateTime, Dialect, Identity, MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from domain.kernel.money import Money
from domain.kernel.text import folded as folded  # noqa: PLC0414 - the rooms take it from here


class Cents(TypeDecorator[Money]):
    """Money, stored as BIGINT centavos."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Money | None, dialect: Dialect) -> int | None:  # noqa: ARG002 - SQLAlchemy's signature
        return None if value is None else value.cents

    def process_result_value(self, value: Any, dialect: Dialect) -> Money | None:  # noqa: ARG002 - SQLAlchemy's signature
        return None if value is None else Money(int(value))


class Base(DeclarativeBase):
    """Every table of the domain."""

    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        Money: Cents,
        datetime: DateTime(timezone=True),
        int: BigInteger,
    }


class Record(Base):
    """A business record: something an action may create or change, and an effect can show."""

    __abstract__ = True

    #: A volatile column that gets the next legal number at execution: (attribute, series).
    __numbered__: ClassVar[tuple[str, str] | None] = None
    #: True where a database trigger refuses every later change: the audit compares such rows.
    __immutable__: ClassVar[bool] = False

    def title(self) -> str:
        """Return the few words by which people recognise this record."""
        raise NotImplementedError(type(self).__name__)


def identity() -> Mapped[Any]:
    """Return the surrogate key of a table."""
    return cast(
        "Mapped[Any]",
        mapped_column(BigInteger, Identity(), primary_key=True, info={"role": "identity"}),
    )


def meant(*args: Any, **options: Any) -> Mapped[Any]:
    """Return a column that people sign for; its old value is always loaded before a change."""
    return cast(
        "Mapped[Any]",
        mapped_column(*args, active_history=True, info={"role": "meant"}, **options),
    )


def volatile(*args: Any, **options: Any) -> Mapped[Any]:
    """Return a column that is shown but not hashed."""
    return cast("Mapped[Any]", mapped_column(*args, info={"role": "volatile"}, **options))


def inner(*args: Any, **options: Any) -> Mapped[Any]:
    """Return a column of no meaning to people."""
    return cast("Mapped[Any]", mapped_column(*args, info={"role": "inner"}, **options))
