// Gallery samples: words, rich text, Markdown, tables, media.

const mrkdwn = (text) => ({ type: "mrkdwn", text });
const plain = (text) => ({ type: "plain_text", text });
const t = (text, style) => ({ type: "text", text, ...(style ? { style } : {}) });
const section = (...elements) => ({ type: "rich_text_section", elements });
const raw = (text) => ({ type: "raw_text", text });
const num = (value, text) => ({ type: "raw_number", value, text });

const ROWS = [
  ["Energisa", 124055, "1.240,55", "30/11"], ["Moinho Sul", 389000, "3.890,00", "02/12"], ["Água e Esgoto", 31220, "312,20", "05/12"],
  ["Laticínios Vale", 98710, "987,10", "05/12"], ["Contador", 65000, "650,00", "10/12"], ["Aluguel", 420000, "4.200,00", "10/12"], ["Internet", 14990, "149,90", "12/12"],
];

export const TEXT = [
  ["Section: mrkdwn", [
    { type: "section", text: mrkdwn("*Negrito*, _itálico_, ~riscado~, `código` e *_os dois_*. Um * solto, 2*3*4 e snake_case_aqui ficam como estão.\n<https://example.com/nota?a=1&amp;b=2|Ver a nota fiscal> · <mailto:ana@padaria.com.br|ana@padaria.com.br> · https://example.com/solto.\n<@U0ANA> pediu a <@U0MARCOS> em <#C0GERAL>; <!here> :tada: :inexistente:\n> Uma citação com *força*\n> em duas linhas\n• lista à mão\n```total = 1.240,55\nif a &lt; b: pass```\nDepois do código. Vence em <!date^1764450000^{date_long_pretty}|30 nov>, às <!date^1764450000^{time}|hora>.") },
  ]],
  ["Section: fields, accessory", [
    { type: "section", fields: [mrkdwn("*Fornecedor*\nEnergisa S.A."), mrkdwn("*CNPJ*\n00.864.214/0001-06 :white_check_mark:"), mrkdwn("*Vencimento*\n30 de novembro"), plain("Total\nR$ 1.240,55")] },
    { type: "section", text: mrkdwn("*Recibo da padaria*\nLido em 0,8 s. Confira antes de confirmar."), accessory: { type: "image", image_url: "gallery-receipt.svg", alt_text: "Foto do recibo" } },
    { type: "section", text: mrkdwn("Com um botão ao lado"), accessory: { type: "button", action_id: "a.open", text: plain("Abrir"), value: "1" } },
    { type: "section", text: mrkdwn("Com uma lista ao lado"), accessory: { type: "static_select", action_id: "a.pick", placeholder: plain("Conta"), options: [{ text: plain("Energia"), value: "e" }, { text: plain("Água"), value: "a" }] } },
  ]],
  ["Header, divider, context", [
    { type: "header", text: plain("Aprovar despesa de R$ 187,40 :receipt:") },
    { type: "divider" },
    { type: "context", elements: [{ type: "image", image_url: "gallery-receipt.svg", alt_text: "recibo" }, mrkdwn("Pedido por <@U0ANA> · *hoje, 10:42*"), plain("versão 2")] },
  ]],
  ["Rich text", [
    { type: "rich_text", elements: [
      section(t("Normal "), t("negrito", { bold: true }), t(" "), t("itálico", { italic: true }), t(" "), t("riscado", { strike: true }), t(" "), t("código", { code: true }), t(" "), t("sublinhado", { underline: true }), t(" "),
        { type: "user", user_id: "U0MARCOS" }, t(" "), { type: "channel", channel_id: "C0GERAL" }, t(" "), { type: "emoji", name: "wave" }, t(" "), { type: "link", url: "https://example.com", text: "um link" }, t(" "),
        { type: "broadcast", range: "channel" }, t(" "), { type: "date", timestamp: 1764450000, format: "{date_short} {time}", fallback: "30/11" }, t(" "), { type: "color", value: "#0d6450" }, t(" "), { type: "usergroup", usergroup_id: "S0FIN" }),
      { type: "rich_text_list", style: "ordered", indent: 0, elements: [section(t("Primeiro"))] },
      { type: "rich_text_list", style: "bullet", indent: 1, elements: [section(t("dentro")), section(t("também dentro"))] },
      { type: "rich_text_list", style: "ordered", indent: 0, offset: 1, elements: [section(t("Segundo")), section(t("Terceiro"))] },
      { type: "rich_text_quote", elements: [t("Citação de um documento.")] },
      { type: "rich_text_preformatted", elements: [t("D 6.1.03 Energia     187,40\nC 2.1.01 Fornecedores 187,40")] },
    ] },
  ]],
  ["Markdown", [
    { type: "markdown", text: "# Contas a pagar\nEstão **vencidas 2 contas**, somando *R$ 1.552,75*. ~~Nada~~ foi pago. [Ver todas](https://example.com/contas) · <@U0ANA>\n\n1. Energisa\n   - vence hoje\n   - `boleto` lido\n2. Água\n\n> Pague até sexta para evitar juros.\n\n| Conta | Vence | Valor |\n|:--|:-:|--:|\n| Energia | 30/11 | 1.240,55 |\n| Água | 05/12 | 312,20 |\n\n```sql\nselect sum(amount_cents) from payable;\n```\n\n- [x] Lido\n- [ ] Confirmado\n\n---\nFim com <script>alert(1)</script> inofensivo." },
  ]],
  ["Table", [
    { type: "table", column_settings: [{ is_wrapped: true }, { align: "right" }, { align: "center" }], rows: [
      [raw("Conta"), raw("Valor"), raw("Estado")],
      [raw("6.1.03 Energia elétrica da loja"), num(187.4, "187,40"), { type: "rich_text", elements: [section(t("novo", { bold: true }))] }],
      [raw("2.1.01 Fornecedores"), num(-187.4, "-187,40"), raw("a pagar")]] },
  ]],
  ["Data table", [
    { type: "data_table", caption: "Próximos vencimentos", page_size: 4, row_header_column_index: 0, rows: [
      [raw("Fornecedor"), raw("Valor"), raw("Vence")], ...ROWS.map(([who, cents, text, due]) => [raw(who), num(cents, text), raw(due)])] },
  ]],
  ["Data visualization", [
    { type: "data_visualization", title: "Caixa por semana", chart: { type: "bar", axis_config: { categories: ["S45", "S46", "S47", "S48"] }, series: [
      { name: "Entradas", data: [{ label: "S45", value: 8200 }, { label: "S46", value: 9100 }, { label: "S47", value: 7600 }, { label: "S48", value: 9900 }] },
      { name: "Saídas", data: [{ label: "S45", value: 6100 }, { label: "S46", value: 8800 }, { label: "S47", value: 8200 }, { label: "S48", value: 5400 }] }] } },
    { type: "data_visualization", title: "Gastos", chart: { type: "pie", segments: [{ label: "Farinha", value: 45 }, { label: "Energia", value: 20 }, { label: "Outros", value: 35 }] } },
    { type: "data_visualization", title: "Saldo", chart: { type: "area", axis_config: { categories: ["seg", "ter", "qua", "qui", "sex"] }, series: [{ name: "Saldo", data: [{ label: "seg", value: 12000 }, { label: "ter", value: 9000 }, { label: "qua", value: 9900 }, { label: "qui", value: 4100 }, { label: "sex", value: 15000 }] }] } },
  ]],
  ["Image, video, file, unknown", [
    { type: "image", title: plain("Recibo"), image_url: "gallery-receipt.svg", alt_text: "Recibo da Padaria Pão Quente, total R$ 187,40" },
    { type: "image", image_url: "https://example.com/outside.png", alt_text: "Uma imagem de outro site" },
    { type: "video", title: plain("Como aprovar em 30 segundos"), title_url: "https://example.com/v", video_url: "https://example.com/v", thumbnail_url: "https://example.com/t.png", alt_text: "vídeo", provider_name: "Retaguarda", description: plain("Um passeio rápido.") },
    { type: "file", external_id: "contrato-2026.pdf", source: "remote" },
    { type: "hologram", depth: 3, text: plain("um bloco que ainda não existe") },
  ]],
];
