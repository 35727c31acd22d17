"""An NF-e as a supplier's system sends it: the XML, with a key whose digit holds."""

from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape

from domain.kernel.money import Money
from ingest.proofs import access_key

_NAMESPACE = "http://www.portalfiscal.inf.br/nfe"


@dataclass(frozen=True, slots=True)
class Note:
    """One sale between firms."""

    supplier: str
    supplier_tax_id: str
    buyer: str
    buyer_tax_id: str
    number: int
    on: date
    due_on: date
    bought: tuple[tuple[str, int, Money], ...]  # what, how many, the price of one

    @property
    def total(self) -> Money:
        return sum((Money(each.cents * count) for _, count, each in self.bought), Money.zero())

    @property
    def key(self) -> str:
        """The access key."""
        body = f"35{self.on:%y%m}{self.supplier_tax_id}55001{self.number:09d}1{27182818}"
        return body + access_key.check_digit(body)


def nfe(note: Note) -> bytes:
    """Return the note's XML, authorised."""
    items = "".join(
        f'<det nItem="{at}"><prod><cProd>{at:04d}</cProd><xProd>{escape(what)}</xProd>'
        f"<CFOP>5102</CFOP><uCom>CX</uCom><qCom>{count}.0000</qCom>"
        f"<vUnCom>{_plain(each)}</vUnCom><vProd>{_plain(Money(each.cents * count))}</vProd>"
        "</prod></det>"
        for at, (what, count, each) in enumerate(note.bought, 1)
    )
    total = _plain(note.total)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><nfeProc xmlns="{_NAMESPACE}" versao="4.00"><NFe>'
        f'<infNFe versao="4.00" Id="NFe{note.key}"><ide><cUF>35</cUF><natOp>Venda</natOp>'
        f"<mod>55</mod><serie>1</serie><nNF>{note.number}</nNF>"
        f"<dhEmi>{note.on.isoformat()}T09:30:00-03:00</dhEmi><tpAmb>1</tpAmb></ide>"
        f"<emit><CNPJ>{note.supplier_tax_id}</CNPJ><xNome>{escape(note.supplier)}</xNome></emit>"
        f"<dest><CNPJ>{note.buyer_tax_id}</CNPJ><xNome>{escape(note.buyer)}</xNome></dest>"
        f"{items}<total><ICMSTot><vProd>{total}</vProd><vNF>{total}</vNF></ICMSTot></total>"
        f"<cobr><dup><nDup>001</nDup><dVenc>{note.due_on.isoformat()}</dVenc>"
        f"<vDup>{total}</vDup></dup></cobr></infNFe></NFe><protNFe><infProt>"
        f"<chNFe>{note.key}</chNFe><nProt>135260000271828</nProt><cStat>100</cStat>"
        "</infProt></protNFe></nfeProc>"
    ).encode()


def _plain(amount: Money) -> str:
    return f"{amount.cents // 100}.{amount.cents % 100:02d}"
