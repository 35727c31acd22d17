"""Who is needed for a proposal, and who may not: pure rules over what the policy says.

Nobody approves what benefits them, and nobody approves their own proposal above their limit. What
the policy does not mention takes the strict branch: somebody else must approve. A limit of zero
allows nothing, not even what is worth nothing in money, such as a vacation.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.kernel.ids import PersonId
from domain.kernel.money import Money
from domain.kernel.say import Say, say


@dataclass(frozen=True, slots=True)
class Stakes:
    """What a proposal is worth and who gains from it."""

    amount: Money
    beneficiaries: frozenset[PersonId] = frozenset()


@dataclass(frozen=True, slots=True)
class Allowance:
    """The most a person may confirm alone and approve, over all their roles."""

    confirm: Money = Money(0)
    approve: Money = Money(0)

    @classmethod
    def best(cls, limits: Sequence[tuple[Money, Money]]) -> "Allowance":
        """Return the highest of several (confirm, approve) limits."""
        return cls(
            max((confirm for confirm, _ in limits), default=Money.zero()),
            max((approve for _, approve in limits), default=Money.zero()),
        )


@dataclass(frozen=True, slots=True)
class Requirement:
    """Whether the maker's own confirmation is enough, and why not."""

    alone: bool
    reason: Say


def require(stakes: Stakes, maker: PersonId, allowance: Allowance) -> Requirement:
    """Return who must agree before `stakes` may become true."""
    if maker in stakes.beneficiaries:
        return Requirement(alone=False, reason=say("authority.maker_benefits"))
    if Money.zero() < allowance.confirm >= stakes.amount:
        return Requirement(
            alone=True, reason=say("authority.within_limit", limit=allowance.confirm)
        )
    return Requirement(alone=False, reason=say("authority.above_limit", limit=allowance.confirm))


def why_not(
    approver: PersonId, *, maker: PersonId, stakes: Stakes, allowance: Allowance
) -> Say | None:
    """Return why `approver` may not approve, or None when they may."""
    if approver == maker:
        return say("authority.own_proposal")
    if approver in stakes.beneficiaries:
        return say("authority.approver_benefits")
    if allowance.approve <= Money.zero() or stakes.amount > allowance.approve:
        return say("authority.beyond_approval", limit=allowance.approve)
    return None
