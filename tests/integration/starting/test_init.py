"""A real company opens from sheets, whole and proved; whatever is wrong is said at once and nothing done."""

from pathlib import Path

import psycopg
import pytest

from bot.__main__ import main
from bot.build import furnished
from bot.postgres.addresses import conninfo
from bot.settings import ROOT, Settings
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
    "people": "name;role;manager;admitted_on;email\nDavi;boss;Nobody;31/02/2024;davi\n"
    ";finance;;;\nDávi;finance;;01/01/2099;\n",
    "accounts": "code;name;kind\n5.1.01;Luz;expense\n",
    "suppliers": "name;tax_id;account\nFerragens Sol;31415926000170;9.9.99\n"
    "Aço;2,71828E+13;\nFilial;16180339000157;\nFilial;31415926000171;\n",
    "titles": "kind;party;description;amount;issued_on;due_on;number\n"
    "receivable;Hotel Mar;Conserto;1.2.3;01/11/2026;01/10/2026;\n"
    "payable;Filial;Tubos;-5;01/12/2026;10/12/2026;7\n"
    "payable;31415926000171;Tubos;5;;10/12/2026;8\n"
    "payable;31.415.926/0001-71;Tubos;5;;10/12/2026;8\n",
    "balances": "account;amount\n2.1.01;10,00\n1.1.02;5,00\n1.1.02;5,00\n",
}


@pytest.fixture
def home(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RETAGUARDA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("DATABASE_URL", database.owner)
    monkeypatch.setenv("LANG", "en_US")
    monkeypatch.setenv("TODAY", "2026-11-24")
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
        "people.csv, line 2: “davi” is neither",
        "people.csv, line 2: no sheet has “Nobody”",
        "people.csv, line 3: “name” is missing",
        "people.csv, line 4: “Dávi” is on line 2 already",
        "people.csv, line 4: “admitted_on” is still in the future",
        "accounts.csv, line 2: “5.1.01” is there already",
        "suppliers.csv, line 2: “31415926000170”",
        "suppliers.csv, line 2: no sheet has “9.9.99”",
        "suppliers.csv, line 3: the spreadsheet rounded",
        "titles.csv, line 2: “1.2.3”",
        "titles.csv, line 2: it is due before",
        "titles.csv, line 2: no sheet has “Hotel Mar”",
        "titles.csv, line 3: “amount” must be more than zero",
        "titles.csv, line 3: “issued_on” is still in the future",
        "titles.csv, line 3: there is more than one “Filial”",
        "titles.csv, line 5: “8” is on line 4 already",
        "balances.csv, line 2: account 2.1.01",
        "balances.csv, line 4: “1.1.02” is on line 3 already",
    ):
        assert sentence in told
    assert f"({told.count(chr(10)) - 1} points)" in told
    assert rows(database, "select * from person") == []


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        (["--cnpj", "27182818000120"], "not valid"),
        (["--uf", "XX"], "not a state"),
        (["--admin", ""], "--admin is missing"),
        (["--people", "nowhere.csv"], "cannot be read"),
        (["--admin-slack", "rita"], "neither a Slack user id"),
    ],
)
def test_what_is_missing_or_wrong_is_one_sentence(
    home: Path, capsys: pytest.CaptureFixture[str], changed: list[str], told: str
) -> None:
    assert main([*COMPANY, *WHO, *changed]) == 1
    assert told in capsys.readouterr().err


SAMPLES = {
    "people": "pessoas",
    "accounts": "contas",
    "suppliers": "fornecedores",
    "customers": "clientes",
    "titles": "titulos",
    "balances": "saldos",
}


def samples(folder: Path) -> list[str]:
    words = []
    for name, file in SAMPLES.items():
        words += [f"--{name}", str(folder / f"{file}.csv")]
    return words


def test_the_sheets_of_the_guide_open_a_company_as_office_programs_save_them(
    home: Path, database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    windows = home / "windows"
    windows.mkdir()
    for path in (ROOT / "docs" / "sheets").glob("*.csv"):
        (windows / path.name).write_bytes(path.read_bytes().decode("utf-8-sig").encode("cp1252"))
    assert main([*COMPANY, "--admin", "RITA PRADO", *samples(windows)]) == 0

    assert "local workspace" in capsys.readouterr().out
    roles = "select name, string_agg(role, ' ' order by role) from person join person_role on"
    assert rows(database, f"{roles} person_id = person.id group by 1 order by 1") == [
        ("Davi Araújo", "employee finance"),
        ("Lia Conceição", "employee"),
        ("Otávio Nunes", "employee manager"),
        ("Rita Prado", "administrator employee"),
    ]
    bills = "select name, number, amount_cents from payable join party on party.id = party_id"
    assert rows(database, f"{bills} order by payable.id") == [
        ("Ferragens São João", "NF 77", 124_055),
        ("Aço & Cia Comércio Ltda", "NF 4471", 386_000),
        ("José Ávila (pintor)", "abertura, linha 4", 85_000),
    ]
    assert rows(database, "select description, amount_cents from receivable") == [
        ("1203 Conserto das camareiras", 230_050)
    ]


def test_people_are_found_in_slack_by_e_mail_and_linked_later_by_the_same_sheet(
    home: Path,
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    everybody = "name;role;email\nAna;manager;ana@padaria.example\n"
    sheet = sheets(home, {"people": f"{everybody}Carla;finance;carla@padaria.example\n"})
    ours = ["--admin", "Ana"]
    assert main([*COMPANY, *ours, *sheet]) == 0
    assert main(["link", *sheet]) == 1
    assert "SLACK_BOT_TOKEN" in capsys.readouterr().err
    accounts = "select name, slack_user_id from person order by name"
    assert rows(database, accounts) == [("Ana", None), ("Carla", None)]
    with running(database.workspace) as slack:
        monkeypatch.setenv("SLACK_BOT_TOKEN", BOT_TOKEN)
        monkeypatch.setenv("SLACK_API_URL", slack.api)
        assert main(["link", *sheet]) == 0
        linked = rows(database, accounts)
        assert main(["link", *sheet]) == 0
        stranger = f"{everybody}Davi;finance;davi@padaria.example\n"
        assert main(["link", *sheets(home, {"people": stranger})]) == 1
    told = capsys.readouterr().out
    for sentence in ("2 people linked", "0 people linked", "users_not_found", "“Davi” is not of"):
        assert sentence in told
    assert rows(database, accounts) == linked
    assert all(str(account).startswith("U") for _, account in linked)


def test_at_the_opening_too_a_person_is_found_by_e_mail_and_an_unknown_one_is_told(
    home: Path,
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", BOT_TOKEN)
    monkeypatch.setenv("SLACK_API_URL", "http://127.0.0.1:9/api/")
    assert main([*COMPANY, *WHO]) == 1
    assert "Slack did not answer" in capsys.readouterr().err
    with running(database.workspace) as slack:
        monkeypatch.setenv("SLACK_API_URL", slack.api)
        for unknown in ("rita@padaria.example", "U0NOBODY"):
            assert main([*COMPANY, "--admin", "Rita", "--admin-slack", unknown]) == 1
        told = capsys.readouterr().err
        assert "rita@padaria.example (users_not_found)" in told
        assert "U0NOBODY (user_not_found)" in told
        assert main([*COMPANY, "--admin", "Ana", "--admin-slack", "ana@padaria.example"]) == 0
    ((account,),) = rows(database, "select slack_user_id from person")
    assert str(account).startswith("U")
    assert "only Ana may approve" in capsys.readouterr().out
