"""A real company opens from sheets, whole and proved; whatever is wrong is said at once and nothing done."""

from pathlib import Path

import psycopg
import pytest

from bot.__main__ import main
from bot.build import furnished
from bot.postgres.addresses import conninfo
from bot.settings import Settings
from bot.supervisor.prepare import prepare
from domain.audit.verify import verify
from tests.support.postgres import Database
from tests.support.workspace import BOT_TOKEN, running

COMPANY = ["init", "--name", "Oficina Ipê Ltda", "--cnpj", "27.182.818/0001-29", "--uf", "sp"]
WHO = ["--admin", "Rita Prado", "--admin-slack", "U0RITA"]
GOOD = {
    "people": "name;role;slack_user_id;manager;admitted_on\nDavi;finance;U0DAVI;;01/03/2024\n"
    "Lia;employee;U0LIA;Davi;2025-01-02\n",
    "accounts": "code,name,kind\n5.1.20,Peças,expense\n",
    "suppliers": "name;tax_id;account\nFerragens Sol;31415926000171;5.1.20\n",
    "customers": "name;tax_id\nFerragens Sol;31.415.926/0001-71\nHotel Mar;26457513000110\n",
    "titles": "kind;party;description;number;amount;issued_on;due_on\n"
    "payable;Ferragens Sol;Parafusos;77;1.240,55;01/11/2026;10/12/2026\n"
    "receivable;Hotel Mar;Conserto;;300,00;01/11/2026;10/12/2026\n",
    "balances": "account;amount\n1.1.02;10.000,00\n2.1.02;-250,00\n",
}
BAD = {
    "people": "name;role;manager;admitted_on\nDavi;boss;Nobody;31/02/2024\n;finance;;\n",
    "suppliers": "name;tax_id;account\nFerragens Sol;31415926000170;9.9.99\n",
    "titles": "kind;party;description;amount;issued_on;due_on\n"
    "receivable;Hotel Mar;Conserto;1.2.3;01/11/2026;01/10/2026\n",
    "balances": "account;amount\n2.1.01;10,00\n1.1.02;5,00\n1.1.02;5,00\n",
}


@pytest.fixture
def home(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RETAGUARDA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("DATABASE_URL", database.owner)
    monkeypatch.setenv("LANG", "en_US")
    return tmp_path


def sheets(folder: Path, texts: dict[str, str]) -> list[str]:
    words = []
    for name, text in texts.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8-sig")
        words += [f"--{name}", str(folder / f"{name}.csv")]
    return words


def rows(database: Database, query: str) -> list[tuple[object, ...]]:
    with psycopg.connect(conninfo(database.owner)) as connection:
        return connection.execute(query.encode()).fetchall()


def test_sheets_become_a_company_whose_trail_holds_and_no_demo_comes_into_it(
    home: Path, database: Database
) -> None:
    assert main([*COMPANY, *WHO, *sheets(home, GOOD)]) == 0

    settings = Settings()
    prepare(settings, database.addresses)
    assert rows(database, "select name from person order by id") == [
        ("Rita Prado",),
        ("Davi",),
        ("Lia",),
    ]
    balances = "select code, sum(amount_cents)::bigint from posting join account on account.id ="
    assert rows(database, f"{balances} account_id group by code order by code") == [
        ("1.1.02", 1_000_000),
        ("1.1.03", 30_000),
        ("2.1.01", -124_055),
        ("2.1.02", -25_000),
        ("3.1.01", -880_945),
    ]
    assert rows(database, "select name, supplies, buys from party order by id") == [
        ("Ferragens Sol", True, True),
        ("Hotel Mar", False, True),
    ]
    managers = "select p.name, m.name from person p left join person m on m.id = p.manager_id"
    assert rows(database, f"{managers} order by p.id") == [
        ("Rita Prado", None),
        ("Davi", "Rita Prado"),
        ("Lia", "Davi"),
    ]
    with furnished(settings, database.addresses) as house, house.desk.read() as read:
        assert verify(read).faults == ()


def test_a_company_that_is_there_stays_as_it_is(
    home: Path, database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*COMPANY, *WHO]) == 0
    before = rows(database, "select * from note")
    assert main([*COMPANY, *WHO]) == 1
    assert "RETAGUARDA_HOME" in capsys.readouterr().err
    assert rows(database, "select * from note") == before


def test_everything_wrong_is_named_by_sheet_and_line_and_nothing_is_done(
    home: Path, database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*COMPANY, *WHO, *sheets(home, BAD)]) == 1
    told = capsys.readouterr().err
    for sentence in (
        "people.csv, line 2: “boss”",
        "people.csv, line 2: “31/02/2024”",
        "people.csv, line 3: “name” is missing",
        "suppliers.csv, line 2: “31415926000170”",
        "titles.csv, line 2: “1.2.3”",
        "titles.csv, line 2: it is due before",
        "titles.csv, line 2: “amount” must be more than zero",
        "balances.csv, line 2: account 2.1.01",
        "“1.1.02” is there twice",
        "“Nobody” is named",
        "“9.9.99” is named",
        "“Hotel Mar” is named",
    ):
        assert sentence in told
    assert rows(database, "select * from person") == []


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        (["--cnpj", "27182818000120"], "not valid"),
        (["--uf", "XX"], "not a state"),
        (["--admin", ""], "--admin is missing"),
        (["--people", "nowhere.csv"], "cannot be read"),
        (["--admin-slack", "rita@oficina.example"], "SLACK_BOT_TOKEN"),
    ],
)
def test_what_is_missing_or_wrong_is_one_sentence(
    home: Path, capsys: pytest.CaptureFixture[str], changed: list[str], told: str
) -> None:
    assert main([*COMPANY, *WHO, *changed]) == 1
    assert told in capsys.readouterr().err


def test_a_person_is_found_in_slack_by_e_mail(
    home: Path,
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with running(database.workspace) as slack:
        monkeypatch.setenv("SLACK_BOT_TOKEN", BOT_TOKEN)
        monkeypatch.setenv("SLACK_API_URL", slack.api)
        stranger = ["--admin", "Rita", "--admin-slack", "rita@padaria.example"]
        assert main([*COMPANY, *stranger]) == 1
        assert "users_not_found" in capsys.readouterr().err
        assert main([*COMPANY, "--admin", "Ana", "--admin-slack", "ana@padaria.example"]) == 0
    ((account,),) = rows(database, "select slack_user_id from person")
    assert str(account).startswith("U")
