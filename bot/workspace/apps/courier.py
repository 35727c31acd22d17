"""Brings events and interactive payloads to apps: at once, and for events again when not acknowledged.

    event: waiting -> delivered -> acknowledged (gone)
              ^           | not acknowledged within 3 s, or nobody there
              +-----------+ again at once, after 1 minute, after 5 minutes; then given up

Events wait in the database, so a restart goes on where it was. One that failed because nobody was
connected is also tried again when the app connects. Interactive payloads are tried once.
"""

import asyncio
from datetime import timedelta
from time import perf_counter
from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.workspace.apps.line import Answer, Line, PayloadKind
from bot.workspace.apps.signed import post_signed
from bot.workspace.faults import Kind
from bot.workspace.tables import App, Delivery
from bot.workspace.wire import Json

if TYPE_CHECKING:
    from bot.workspace.workspace import Workspace

NOTHING = timedelta(0)


class Courier:
    """Knows how each app is reached, and keeps trying with events."""

    def __init__(self, workspace: "Workspace") -> None:
        self._workspace = workspace

    def resume(self) -> None:
        """Take up the events that a former run left unacknowledged."""
        with self._workspace.session() as session:
            waiting = list(session.scalars(select(Delivery.id).order_by(Delivery.id)))
        for delivery_id in waiting:
            self.start(delivery_id)

    def start(self, delivery_id: int) -> None:
        self._workspace.errand(self._deliver(delivery_id))

    async def ask(self, line: Line, kind: PayloadKind, payload: Json) -> Answer:
        """Deliver an interactive payload or a slash command, once, and return the app's answer."""
        if lost := self._workspace.faults.take(Kind.LOST_CLICK, _name(payload)):
            answer = Answer("not_delivered", reason=lost.kind.value)
            self._note(line, kind, payload, answer, note=lost.kind.value)
            return answer
        return await self._once(line, kind, payload, attempt=0, reason="")

    async def _deliver(self, delivery_id: int) -> None:
        while (order := self._order(delivery_id)) is not None:
            line, envelope, attempt, reason, wait = order
            await self._rest(line, wait)
            answer = await self._once(line, "events_api", envelope, attempt=attempt, reason=reason)
            if answer.outcome == "acked":
                await self._acknowledged(delivery_id, line, envelope)
                return
            self._postpone(delivery_id, answer)

    def _order(self, delivery_id: int) -> tuple[Line, Json, int, str, timedelta] | None:
        with self._workspace.work() as work:
            delivery = work.session.get(Delivery, delivery_id)
            if delivery is None:
                return None
            line = Line.to(work.session.get_one(App, delivery.app_id))
            wait = max(delivery.due_at - work.now(), NOTHING)
            return line, delivery.envelope, delivery.attempt, delivery.reason, wait

    async def _rest(self, line: Line, wait: timedelta) -> None:
        """Wait for the time of the next try, or for the app to come back if nobody is there."""
        if wait <= NOTHING:
            return
        sockets = self._workspace.sockets
        if not line.is_socket or sockets.is_connected(line.app_id):
            await asyncio.sleep(wait / timedelta(seconds=1))
            return
        try:
            async with asyncio.timeout(wait / timedelta(seconds=1)):
                await sockets.arrival(line.app_id)
        except TimeoutError:
            return

    async def _acknowledged(self, delivery_id: int, line: Line, envelope: Json) -> None:
        with self._workspace.work() as work:
            if (delivery := work.session.get(Delivery, delivery_id)) is not None:
                work.session.delete(delivery)
        if self._workspace.faults.take(Kind.REPEATED_DELIVERY, _name(envelope)):
            await self._once(line, "events_api", envelope, attempt=1, reason="timeout")

    def _postpone(self, delivery_id: int, answer: Answer) -> None:
        retries = self._workspace.pace.retries
        with self._workspace.work() as work:
            delivery = work.session.get(Delivery, delivery_id)
            if delivery is None:
                return
            if delivery.attempt >= len(retries) or not answer.wants_retry:
                work.session.delete(delivery)
                return
            delivery.due_at = work.now() + retries[delivery.attempt]
            delivery.attempt += 1
            delivery.reason = answer.reason if answer.reason != "no_connection" else "timeout"

    async def _once(
        self, line: Line, kind: PayloadKind, payload: Json, *, attempt: int, reason: str
    ) -> Answer:
        began = perf_counter()
        late = self._workspace.faults.take(Kind.LATE_ACK, _name(payload))
        wait = self._workspace.pace.acknowledge
        if line.is_socket:
            answer = await self._workspace.sockets.ask(
                line.app_id, kind, payload, accepts=kind != "events_api", wait=wait,
                retry=_retry(attempt, reason) if kind == "events_api" else None,
            )  # fmt: skip
        else:
            answer = await post_signed(
                line, kind, payload, wait=wait, attempt=attempt, reason=reason
            )
        if late is not None and answer.outcome == "acked":
            spent = timedelta(seconds=perf_counter() - began)
            await asyncio.sleep(max(wait - spent, NOTHING) / timedelta(seconds=1))
            answer = Answer("not_acked", reason="timeout")
        took = int((perf_counter() - began) * 1000)
        note = late.kind.value if late else ("" if not attempt else f"retry {attempt}")
        self._note(line, kind, payload, answer, ms=took, note=note)
        return answer

    def _note(
        self,
        line: Line,
        kind: PayloadKind,
        payload: Json,
        answer: Answer,
        *,
        note: str,
        ms: int = 0,
    ) -> None:
        kinds = {"events_api": "event", "interactive": "interactive"}
        self._workspace.traffic.note(
            line.app_id, "out", kinds.get(kind, kind), _name(payload),
            status=answer.outcome, ms=ms, request=payload, response=answer.payload, note=note,
        )  # fmt: skip


def _retry(attempt: int, reason: str) -> Json:
    return {"retry_attempt": attempt, "retry_reason": reason}


def _name(payload: Json) -> str:
    """Return what a payload is called in the inspector and matched by in faults."""
    if "event" in payload:
        return str(payload["event"]["type"])
    return str(payload.get("command") or payload.get("type", ""))
