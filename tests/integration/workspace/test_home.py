"""The home tab: published for one person, and told when it is opened."""

from bot.workspace.driver import Human
from tests.support.ear import Ear, refused

TEXT = {"type": "plain_text", "text": "x"}


def test_the_home_tab_is_published_for_one_person(ana: Human, marcos: Human, ear: Ear) -> None:
    home = {"type": "home", "blocks": [{"type": "section", "text": TEXT}], "private_metadata": "p"}
    first = ear.web.views_publish(user_id=ana.id, view=home)["view"]

    second = ear.web.views_publish(user_id=ana.id, view=home, hash=first["hash"])["view"]

    assert first["id"] == second["id"]
    assert (
        refused(ear.web.views_publish, user_id=ana.id, view=home, hash=first["hash"])
        == "hash_conflict"
    )
    assert refused(ear.web.views_publish, user_id="U404", view=home) == "user_not_found"
    assert ana.wait_for_home("Retaguarda", "x").id == first["id"]
    assert marcos.home("Retaguarda") is None
    changed = ear.web.views_update(view_id=first["id"], view=home | {"private_metadata": "q"})
    assert changed["view"]["private_metadata"] == "q"
    opened = ana.open_home("Retaguarda")
    assert opened is not None
    assert ear.event("app_home_opened")["view"]["id"] == first["id"]
