"""Slack's mrkdwn and Markdown become the nodes that people expect, and nothing else."""

from typing import Any

import pytest
from playwright.sync_api import Page

# Draws a text with one of the page's own modules and writes the nodes down as compact markup.
WRITE_DOWN = """async ([module, name, text]) => {
  const draw = (await import(`/static/js/markup/${module}.js`))[name];
  const reader = {
    language: 'pt-BR', tz: 'America/Sao_Paulo', me: 'U1', say: (key) => key,
    person: (id) => ({U1: {real_name: 'Ana'}, U2: {real_name: 'Marcos'}})[id],
    channel: (id) => ({C1: {name: 'geral'}})[id],
  };
  const short = {STRONG: 'b', EM: 'i', S: 's', CODE: 'code', PRE: 'pre',
    BLOCKQUOTE: 'q', A: 'a', BUTTON: '@', TIME: 'time', P: 'p',
    UL: 'ul', OL: 'ol', LI: 'li', H3: 'h', H4: 'h', TABLE: 'table',
    THEAD: 'head', TBODY: 'body', TR: 'tr', TH: 'th', TD: 'td', HR: 'hr'};
  const put = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    const inner = [...node.childNodes].map(put).join('');
    const tag = short[node.tagName];
    return tag ? `[${tag}${node.tagName === 'A' ? ' ' + node.getAttribute('href') : ''}|${inner}]` : inner;
  };
  return [...draw(text, reader).childNodes].map(put).join('');
}"""


@pytest.fixture
def write_down(page: Page, gallery: str) -> Any:
    page.goto(gallery)
    return lambda module, text: page.evaluate(WRITE_DOWN, [module, module, text])


MRKDWN = {
    "*negrito* _itálico_ ~riscado~ `código`": "[b|negrito] [i|itálico] [s|riscado] [code|código]",
    "*a _b_ c*": "[b|a [i|b] c]",
    "2*3*4 e snake_case_aqui": "2*3*4 e snake_case_aqui",
    "* solto e *": "* solto e *",
    "`*não*`": "[code|*não*]",
    "<https://a.example/x?a=1&amp;b=2|nota &lt;1&gt;>": "[a https://a.example/x?a=1&b=2|nota <1>]",
    "<https://a.example>": "[a https://a.example|https://a.example]",
    "veja https://a.example/x.": "veja [a https://a.example/x|https://a.example/x].",
    "<@U2> e <@U9>": "[@|@Marcos] e [@|@U9]",
    "<#C1|geral>, <#C9|outro>": "[@|#geral], [@|#outro]",
    "<!here> <!subteam^S1|@fin>": "@here @fin",
    "1 &lt; 2 &amp; 3 &gt; 2": "1 < 2 & 3 > 2",
    "&gt; a\n&gt; b\nc": "[q|a\nb]c",
    "a\nb\n\nc": "a\nb\n\nc",
    "```\nx = 1\n```": "[pre|[code|x = 1]]",
    "*<https://a.example|nota>*": "[b|[a https://a.example|nota]]",
    "<nada disso>": "<nada disso>",
    "a < b e c > d": "a < b e c > d",
    "*aberto sem fim": "*aberto sem fim",
    "<!date^1764450000^{date_num} {time_secs}|x>": "[time|2025-11-29 18:00:00]",
    "<!date^nunca^{date}|sem data>": "[time|sem data]",
    "R$ 1.240,55 *pagos*.": "R$ 1.240,55 [b|pagos].",
}  # fmt: skip

MARKDOWN = {
    "# Um\n\ntexto": "[h|Um][p|texto]",
    "**a** *b* ~~c~~ `d` __e__ _f_": "[p|[b|a] [i|b] [s|c] [code|d] [b|e] [i|f]]",
    "***ambos***": "[p|[b|[i|ambos]]]",
    "snake_case_aqui 2*3*4": "[p|snake_case_aqui 2[i|3]4]",
    "[nota](https://a.example/x) ![foto](https://a.example/f)":
        "[p|[a https://a.example/x|nota] [a https://a.example/f|foto]]",
    "- a\n- b\n  1. c\n  2. d\n- e": "[ul|[li|a][li|b[ol|[li|c][li|d]]][li|e]]",
    "> a\n> b": "[q|[p|a\nb]]",
    "```py\nx = '<b>'\n```": "[pre|[code|x = '<b>']]",
    "```\nainda chegando": "[pre|[code|ainda chegando]]",
    "| a | b |\n|:--|--:|\n| 1 | 2 |": "[table|[head|[tr|[th|a][th|b]]][body|[tr|[td|1][td|2]]]]",
    "a\n\n---\n\nb": "[p|a][hr|][p|b]",
    r"\*não\* é": "[p|*não* é]",
    "<@U1> deve <b>nada</b>": "[p|[@|@Ana] deve <b>nada</b>]",
    "**chegan": "[p|**chegan]",
    "- [x] feito\n- [ ] falta": "[ul|[li|☑feito][li|☐falta]]",
    "3. três\n4. quatro": "[ol|[li|três][li|quatro]]",
}  # fmt: skip


def test_mrkdwn_is_drawn_as_slack_draws_it(write_down: Any) -> None:
    assert {text: write_down("mrkdwn", text) for text in MRKDWN} == MRKDWN


def test_markdown_is_drawn_with_what_is_still_arriving(write_down: Any) -> None:
    assert {text: write_down("markdown", text) for text in MARKDOWN} == MARKDOWN


def test_every_beginning_of_a_streamed_answer_can_be_drawn(write_down: Any) -> None:
    whole = "# Oi\n\n- **a** `b`\n  1. [c](https://d.example)\n\n| e | f |\n|--|--|\n| <@U1> | g |\n\n```\nh\n```"
    for end in range(len(whole)):
        assert isinstance(write_down("markdown", whole[:end]), str)


def test_numbers_are_read_as_people_write_them(page: Page, gallery: str) -> None:
    page.goto(gallery)
    read = """async ([text, language]) =>
      (await import('/static/js/markup/numbers.js')).plainNumber(text, language)"""
    portuguese = {
        "1.240,55": "1240.55",
        "187,4": "187.4",
        "1.240": "1240",
        "12": "12",
        "-3,5": "-3.5",
        "abc": "abc",
        "0.5": "0.5",
    }
    english = {"1,240.55": "1240.55", "187.4": "187.4", "1,240": "1240", "1.240,55": "1240.55"}

    assert {text: page.evaluate(read, [text, "pt-BR"]) for text in portuguese} == portuguese
    assert {text: page.evaluate(read, [text, "en-US"]) for text in english} == english


def test_sizes_are_told_in_the_unit_people_use(page: Page, gallery: str) -> None:
    page.goto(gallery)

    told = page.evaluate(
        """async () => {
          const { sizeOf } = await import('/static/js/markup/sizes.js');
          return [10, 1500, 82_400, 2_500_000].map((bytes) => sizeOf(bytes, { language: 'pt-BR' }));
        }"""
    )

    assert told == ["10 B", "1,5 kB", "82 kB", "2,5 MB"]
