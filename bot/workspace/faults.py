"""Faults on demand: what goes wrong on a bad day, so that an app can be tried on it."""

from dataclasses import dataclass, field
from enum import StrEnum
from fnmatch import fnmatchcase

from bot.workspace.wire import Json


class Kind(StrEnum):
    """What can go wrong; the words for people are in `says.toml`."""

    REPEATED_DELIVERY = "repeated_delivery"
    LATE_ACK = "late_ack"
    LOST_CLICK = "lost_click"
    EXPIRED_TRIGGER = "expired_trigger"
    RATE_LIMITED = "rate_limited"
    LOST_REPLY = "lost_reply"
    SERVER_ERROR = "server_error"
    SLOW = "slow"
    STREAM_EXPIRED = "stream_expired"
    LATE_SHARE = "late_share"
    DISCONNECT = "disconnect"
    REVOKED_TOKEN = "revoked_token"  # noqa: S105  the name of a fault, not a secret
    TIERS = "tiers"


@dataclass(slots=True)
class Fault:
    """One armed fault: `match` names the methods or events it touches, `times` 0 means until removed."""

    id: int
    kind: Kind
    match: str = "*"
    times: int = 1
    seconds: int = 5

    def written(self) -> Json:
        return {
            "id": self.id,
            "kind": self.kind.value,
            "match": self.match,
            "times": self.times,
            "seconds": self.seconds,
        }


@dataclass(slots=True)
class Faults:
    """The faults that wait to happen."""

    armed: list[Fault] = field(default_factory=list)
    made: int = 0

    def arm(self, kind: Kind, match: str = "*", times: int = 1, seconds: int = 5) -> Fault:
        self.made += 1
        fault = Fault(self.made, kind, match or "*", times, seconds)
        self.armed.append(fault)
        return fault

    def remove(self, fault_id: int | None = None) -> None:
        """Remove one fault, or all of them."""
        self.armed = [fault for fault in self.armed if fault_id not in (None, fault.id)]

    def take(self, kind: Kind, name: str = "") -> Fault | None:
        """Return the fault that happens now to `name`, and use it up."""
        for fault in self.armed:
            if fault.kind is kind and fnmatchcase(name, fault.match):
                if fault.times == 1:
                    self.armed.remove(fault)
                elif fault.times > 1:
                    fault.times -= 1
                return fault
        return None
