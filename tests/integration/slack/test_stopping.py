"""Stop reaches the turn that runs in its thread, and no other."""

from domain.conversation.model import TurnId
from domain.conversation.queries import is_stopping
from domain.conversation.service import Place, begin
from domain.kernel.canonical import digest
from tests.integration.slack.stage import CARLA, a_stage
from tests.support.company import Company


def _turn(company: Company, thread_ts: str) -> TurnId:
    with company.desk.work() as work:
        place = Place("D1", thread_ts, thread_ts)
        prompt = digest("prompt")
        return begin(work, place, "oi", [], by=company.carla, model="m", prompt=prompt).id


async def test_stop_is_asked_of_the_turns_of_one_thread(company: Company) -> None:
    mine, other = _turn(company, "1.0"), _turn(company, "2.0")
    async with a_stage(company) as stage:
        stop = {"type": "agent_session_stopped", "channel": "D1", "user": CARLA}
        await stage.event("Ev1", **stop, thread_ts="1.0")

        with company.desk.read() as read:
            assert is_stopping(read, mine)
            assert not is_stopping(read, other)
