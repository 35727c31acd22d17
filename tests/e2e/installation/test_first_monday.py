"""A company of its own: opened from sheets, worked with, kept, lost and brought back whole."""

from pathlib import Path

from bot.postgres.embedded import throw_away
from bot.settings import ROOT
from bot.workspace.driver import Human
from bot.workspace.seen import Post
from tests.support.installation import Installation

BOT = "Retaguarda"
SHEETS = {
    "people": "pessoas",
    "accounts": "contas",
    "suppliers": "fornecedores",
    "customers": "clientes",
    "titles": "titulos",
    "balances": "saldos",
}
COMPANY = ("--name", "Oficina Ipê Ltda", "--cnpj", "27.182.818/0001-29", "--uf", "SP")


def sheets() -> list[str]:
    folder = ROOT / "docs" / "sheets"
    return [word for kind, name in SHEETS.items() for word in (f"--{kind}", f"{folder / name}.csv")]


def answered(human: Human, words: str) -> str:
    asked = human.say(human.dm(BOT), words)
    return human.wait_for_reply(asked, seconds=90).text


def button(post: Post) -> str:
    named = (str(block.get("block_id", "")) for block in post.blocks)
    return next((name for name in named if name.startswith("proposal:")), "")


def card(human: Human, posts: list[Post]) -> Post | None:
    return next((each for each in posts if button(each) and each.user != human.id), None)


def test_a_company_lives_from_its_first_day_to_its_restoring(folder: Path) -> None:
    old = Installation(folder / "old")
    assert "4 pessoas" in old.bot("init", *COMPANY, "--admin", "Rita Prado", *sheets())
    with old.running():
        assert "Tudo pronto" in old.bot("doctor")
        with Human(old.address, "Rita Prado") as rita:
            due = answered(rita, "o que está vencido?")
            assert "Ferragens São João: Parafusos e brocas: R$\u00a01.240,55" in due
            assert "Hotel Beira-Mar: 1203 Conserto" in due
        pay(old, "Davi Araújo", "Rita Prado")
        (folder / "passphrase").write_text("uma frase longa de verdade\n", encoding="utf-8")
        lock = ("--passphrase-file", str(folder / "passphrase"))
        assert "Backup feito" in old.bot("backup", str(folder / "copy.zip"), *lock)
    throw_away(folder / "old")

    new = Installation(folder / "new")
    new.bot("restore", str(folder / "copy.zip"), *lock)
    with new.running(), Human(new.address, "Rita Prado") as rita:
        assert "Aço" not in answered(rita, "o que está vencido?")
        assert "R$\u00a044.852,30" in answered(rita, "quanto temos no banco?")
        assert "A trilha está íntegra" in new.bot("audit", "verify")
        assert "já está rodando" in new.bot("run", "--no-browser", code=1)


def pay(shop: Installation, asker: str, approver: str) -> None:
    """Have a payment above the asker's limit asked for, confirmed and approved."""
    with Human(shop.address, asker) as human, Human(shop.address, approver) as other:
        words = "registra que pagamos hoje R$ 3.860,00 para a Aço & Cia"
        asked = human.say(human.dm(BOT), words)
        mine = human.wait_for(lambda: card(human, human.thread(asked)), 90)
        human.click(mine, "proposal.confirm")
        theirs = other.wait_for(lambda: card(other, other.history(other.dm(BOT))), 90)
        assert "Aço & Cia Comércio Ltda" in theirs.words
        other.click(theirs, "proposal.approve")
        human.wait_for(lambda: not button(human.look_again(mine)), 90)
