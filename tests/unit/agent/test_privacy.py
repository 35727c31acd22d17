"""Personal values leave as tokens however they are written, and come back as they were; the rest stays."""

import pytest

from bot.agent.privacy import Mask

HIDDEN = {
    "o CPF é 529.982.247-25": "o CPF é [CPF-1]",
    "cpf 52998224725": "cpf [CPF-1]",
    "CPF 529 982 247 25": "CPF [CPF-1]",
    "529.982.247/25": "[CPF-1]",
    "fale com joao.silva@padaria.com.br": "fale com [EMAIL-1]",
    "tel +55 11 91234-5678": "tel [PHONE-1]",
    "zap 11912345678": "zap [PHONE-1]",
    "(11)912345678": "[PHONE-1]",
    "fixo 11 3123-4567": "fixo [PHONE-1]",
    "ag. 1234 c/c 98765-4": "ag. [ACCOUNT-1] c/c [ACCOUNT-2]",
    "conta corrente: 98.765-4": "conta corrente: [ACCOUNT-1]",
    "conta nº 0098765-4": "conta nº [ACCOUNT-1]",
    "pix 3f2504e0-4f89-41d3-9a0c-0305e82c3301": "pix [ACCOUNT-1]",
    "BR15 0000 0000 0000 1093 2840 814P 2": "[ACCOUNT-1]",
    "salário do João: R$ 4.321": "salário do João: R$ [PAY-1]",
    "salário de 3.000,00 para 3.500,00": "salário de [PAY-1] para [PAY-2]",
    "paguei 4.321,00 de salário": "paguei [PAY-1] de salário",
    "ganha 5 mil por mês de salário": "ganha [PAY-1] mil por mês de salário",
    "a salary of 1 to 1": "a salary of [PAY-1] to [PAY-1]",
}


@pytest.mark.parametrize(("said", "sent"), HIDDEN.items())
def test_a_personal_value_is_hidden_and_shown_again(said: str, sent: str) -> None:
    mask = Mask()

    assert mask.hide(said) == sent
    assert mask.show(sent) == said
    assert mask.show({"a": [sent, 1]}) == {"a": [said, 1]}


@pytest.mark.parametrize(
    "said",
    [
        "CNPJ 31.415.926/0001-71",
        "31415926000171",
        "conta de luz 1.240,55",
        "conta da Energisa, R$ 1.240,55, NF 4471",
        "boleto 34191.79001 01043.510047 91020.150008 5 10540000124055",
        "férias de 4 a 18 de fevereiro",
        "paguei 24/11/2026",
    ],
)
def test_what_is_public_or_of_the_company_goes_as_it_is(said: str) -> None:
    assert Mask().hide(said) == said
