"""A number proved by its digits is right: any single sign changed is noticed."""

import random
import string
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum.br import cnpj

from domain.kernel.money import Money
from ingest.proofs import access_key, boleto, brcode, tax_id

DIGITS = string.digits
SIGNS = DIGITS + string.ascii_uppercase


def digits(size: int) -> st.SearchStrategy[str]:
    return st.text(DIGITS, min_size=size, max_size=size)


@st.composite
def bank_bars(draw: st.DrawFn) -> str:
    rest = draw(digits(39))
    front = draw(digits(3)) + "9"
    assume(front[0] != "8")
    return f"{front}{boleto.bank_digit(front + rest)}{rest}"


@st.composite
def utility_bars(draw: st.DrawFn) -> str:
    front = "8" + draw(st.sampled_from(DIGITS)) + draw(st.sampled_from("6789"))
    rest = draw(digits(40))
    return f"{front}{boleto.utility_digit(front, front + rest)}{rest}"


@given(bank_bars())
def test_bars_and_line_of_a_bank_say_the_same(bars: str) -> None:
    by_bars = boleto.from_digits(bars)
    by_line = boleto.from_digits(boleto.bank_linha(bars))

    assert by_bars is not None
    assert by_bars == by_line
    assert by_bars.bank == bars[:3]


@given(utility_bars())
def test_bars_and_line_of_a_utility_say_the_same(bars: str) -> None:
    by_bars = boleto.from_digits(bars)

    assert by_bars is not None
    assert by_bars == boleto.from_digits(by_bars.linha)
    assert by_bars.due_on(date(2026, 1, 1)) is None


@given(bank_bars(), st.integers(0, 46), st.sampled_from(DIGITS))
def test_any_digit_changed_in_a_banks_line_is_noticed(bars: str, at: int, other: str) -> None:
    linha = boleto.bank_linha(bars)
    assume(linha[at] != other)
    changed = boleto.from_digits(linha[:at] + other + linha[at + 1 :])

    # Modulo 11 has one weak spot: the remainders 0 and 1 (and 10) all print 1; field digits close it.
    if at in {4, *range(33, 47)} or at == 32:
        assert (
            changed is None or boleto.mod11(bars[:4] + bars[5:]) >= 10 or _is_blind(changed.barcode)
        )
    else:
        assert changed is None


def _is_blind(bars: str) -> bool:
    return boleto.mod11(bars[:4] + bars[5:]) >= 10 or bars[4] == "1"


@given(utility_bars(), st.integers(3, 47), st.sampled_from(DIGITS))
def test_any_digit_changed_in_a_utilitys_line_is_noticed(bars: str, at: int, other: str) -> None:
    # Two digits watch each place: its field's own and the general one.
    assume(bars[2] in "67")
    linha = boleto.utility_linha(bars)
    assume(linha[at] != other)

    assert boleto.from_digits(linha[:at] + other + linha[at + 1 :]) is None


@given(st.dates(date(2000, 7, 3), date(2049, 10, 13)))
def test_a_due_day_comes_back_from_its_factor_when_it_is_near(day: date) -> None:
    front, rest = "3419", f"{boleto.factor(day):04d}{12345:010d}{'7' * 25}"
    found = boleto.from_digits(f"{front}{boleto.bank_digit(front + rest)}{rest}")

    assert found is not None
    assert found.amount == Money(12345)
    assert found.due_on(day + timedelta(days=60)) == day
    assert found.due_on(day - timedelta(days=4000), printed=day) == day


def test_the_factor_began_again_in_2025() -> None:
    assert boleto.factor(date(2025, 2, 21)) == 9999
    assert boleto.factor(date(2025, 2, 22)) == 1000
    assert boleto.factor(date(2000, 7, 3)) == 1000


def test_a_factor_of_zeros_tells_no_day_and_an_amount_of_zeros_none() -> None:
    front, rest = "3419", "0000" + "0" * 10 + "7" * 25
    found = boleto.from_digits(f"{front}{boleto.bank_digit(front + rest)}{rest}")

    assert found is not None
    assert found.due_days == ()
    assert found.amount is None


@pytest.mark.parametrize(
    "text", ["", "8" * 44, "1" * 47, "8" * 48, "٣" * 44, "3" * 43, "82" + "0" * 42]
)
def test_what_is_no_boleto_is_none(text: str) -> None:
    assert boleto.from_digits(text) is None


def test_a_quantity_of_a_utility_is_no_amount() -> None:
    front, rest = "817", "0" * 30 + "1" * 10
    found = boleto.from_digits(f"{front}{boleto.utility_digit(front, front + rest)}{rest}")

    assert found is not None
    assert found.amount is None


def test_lines_are_printed_in_their_groups() -> None:
    bank = "34191750090000017851751501600004187040000030000"

    assert boleto.printed(bank) == "34191.75009 00000.178517 51501.600004 1 87040000030000"
    assert boleto.printed("8" * 48) == " ".join(["88888888888-8"] * 4)


@given(st.text(SIGNS, min_size=12, max_size=12), st.integers(0, 13), st.sampled_from(SIGNS))
def test_any_sign_changed_in_a_cnpj_is_noticed(body: str, at: int, other: str) -> None:
    whole = body + cnpj.calc_check_digits(body)
    assume(len(set(whole)) > 1 and whole[at] != other)
    # Digits only is what it always was; with letters, the sum is over ASCII less 48.
    assert tax_id.holds(whole)

    changed = whole[:at] + other + whole[at + 1 :]

    # Signs that are 11 apart weigh the same in a modulo of 11: the two digits cannot tell them.
    if (ord(other) - ord(whole[at])) % 11 and at < 12:
        assert not tax_id.holds(changed) or _remainders_meet(whole, changed)
    elif at >= 12:
        assert not tax_id.holds(changed)


def _remainders_meet(one: str, other: str) -> bool:
    """Whether both digits are 0 by the two remainders (0 and 1) that print the same."""
    return "0" in one[12:] and one[12:] == other[12:]


@pytest.mark.parametrize("bare", ["11222333000181", "12ABC34501DE35", "52998224725"])
def test_true_tax_ids_hold_and_are_printed(bare: str) -> None:
    assert tax_id.holds(bare)
    assert {char for char in tax_id.printed(bare) if char not in bare} <= set("./-")


@pytest.mark.parametrize("bare", ["00000000000000", "11111111111", "", "11222333000182", "abc"])
def test_false_tax_ids_do_not_hold(bare: str) -> None:
    assert not tax_id.holds(bare)


@given(
    st.sampled_from(["35", "43", "11"]),
    st.text(SIGNS, min_size=12, max_size=12),
    digits(2),
    digits(9),
    st.integers(0, 42),
    st.sampled_from(DIGITS),
)
def test_any_digit_changed_in_an_access_key_is_noticed(
    state: str, issuer: str, pair: str, number: str, at: int, other: str
) -> None:
    body = f"{state}2605{issuer}{pair}55001{number}112345678"
    key = body + access_key.check_digit(body)
    assume(key[at].isdigit() and key[at] != other)
    changed = key[:at] + other + key[at + 1 :]

    assert access_key.holds(key)
    # Remainders 0 and 1 print the same digit.
    assert not access_key.holds(changed) or key[43] == "0"


def test_an_access_key_says_who_when_and_which() -> None:
    parsed = access_key.parsed("35131060891033000109550010000445251634720505")

    assert parsed is not None
    assert (parsed.tax_id, parsed.model, parsed.series, parsed.number) == (
        "60891033000109",
        "55",
        "1",
        "44525",
    )
    assert parsed.month == date(2013, 10, 1)


def test_a_persons_key_holds_a_cpf() -> None:
    parsed = access_key.parsed("351310" + "000" + "52998224725" + "55920" + "1" * 19)

    assert parsed is not None
    assert parsed.tax_id == "52998224725"


@pytest.mark.parametrize(
    "key", ["", "99" + "1" * 42, "3513" + "13"[::-1] + "1" * 38, "3513" + "1" * 40]
)
def test_what_is_no_access_key_is_none(key: str) -> None:
    assert access_key.parsed(key) is None


def a_pix(amount: str = "12.34", kind: str = "br.gov.bcb.pix") -> str:
    merchant = brcode.written([("00", kind), ("01", "chave@padaria.example")])
    return brcode.composed(
        [("00", "01"), ("26", merchant), ("53", "986"), ("54", amount), ("59", "PADARIA"),
         ("62", brcode.written([("05", "PEDIDO7")]))]
    )  # fmt: skip


def test_a_pix_code_says_whom_and_how_much() -> None:
    found = brcode.parsed(a_pix())

    assert found is not None
    assert (found.name, found.key, found.url) == ("PADARIA", "chave@padaria.example", None)
    assert (found.amount, found.reference) == (Money(1234), "PEDIDO7")


@given(st.data())
def test_any_sign_changed_in_a_pix_code_is_noticed(data: st.DataObject) -> None:
    code = a_pix()
    at = data.draw(st.integers(0, len(code) - 1))
    other = data.draw(st.sampled_from(SIGNS + string.ascii_lowercase + "@.-"))
    assume(other.upper() != code[at].upper() if at >= len(code) - 4 else other != code[at])

    assert brcode.parsed(code[:at] + other + code[at + 1 :]) is None


@pytest.mark.parametrize("amount", ["NaN", "1e3", "-1.00", "1.234", ""])
def test_a_pix_amount_that_is_none_stays_blank(amount: str) -> None:
    found = brcode.parsed(a_pix(amount))

    assert found is not None
    assert found.amount is None


def test_codes_that_are_no_pix_are_none() -> None:
    cut = "26991234"

    assert brcode.parsed("") is None
    assert brcode.parsed(a_pix(kind="com.example")) is None
    assert brcode.parsed(cut + "6304" + brcode.crc(cut + "6304")) is None


def test_a_thousand_random_numbers_prove_nothing() -> None:
    chance = random.Random(2026)

    lucky = sum(
        boleto.from_digits("".join(chance.choices(DIGITS, k=47))) is not None for _ in range(1000)
    )

    assert lucky == 0
