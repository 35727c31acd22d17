// Gallery samples: buttons, choices, cards, agent work, and a modal with every input.

const mrkdwn = (text) => ({ type: "mrkdwn", text });
const plain = (text) => ({ type: "plain_text", text });
const option = (text, value, description) => ({ text: plain(text), value, ...(description ? { description: plain(description) } : {}) });
const rich = (text) => ({ type: "rich_text", elements: [{ type: "rich_text_section", elements: [{ type: "text", text }] }] });
const input = (block_id, label, element, more = {}) => ({ type: "input", block_id, label: plain(label), element: { action_id: "value", ...element }, ...more });

const ACCOUNTS = [option("Energia elétrica", "6.1.03"), option("Água e esgoto", "6.1.04"), option("Material de limpeza", "6.1.09")];
const GROUPS = [{ label: plain("Despesas"), options: ACCOUNTS }, { label: plain("Ativos"), options: [option("Caixa", "1.1.01"), option("Banco", "1.1.02")] }];

export const CONTROLS = [
  ["Actions", [
    { type: "actions", elements: [
      { type: "button", action_id: "proposal.approve", text: plain("Aprovar Despesa"), style: "primary", value: "p1", confirm: { title: plain("Aprovar R$ 187,40?"), text: mrkdwn("Lança *energia* e cria a conta a pagar."), confirm: plain("Aprovar"), deny: plain("Voltar") } },
      { type: "button", action_id: "proposal.edit", text: plain("Corrigir") }, { type: "button", action_id: "proposal.reject", text: plain("Recusar") },
      { type: "button", action_id: "proposal.erase", text: plain("Apagar"), style: "danger" }, { type: "button", action_id: "doc.open", text: plain("Ver o recibo"), url: "https://example.com/doc" },
      { type: "button", action_id: "secret", text: plain("Só para Marcos"), visible_to_user_ids: ["U0MARCOS"] },
      { type: "overflow", action_id: "more", options: [option("Ver a trilha", "trail"), option("Copiar o link", "link", "Vale por 10 minutos")] }] },
    { type: "actions", elements: [
      { type: "static_select", action_id: "s1", placeholder: plain("Conta"), option_groups: GROUPS }, { type: "datepicker", action_id: "d1", initial_date: "2026-12-04" },
      { type: "timepicker", action_id: "t1", initial_time: "09:30" }, { type: "users_select", action_id: "u1", placeholder: plain("Quem?") }] },
    { type: "actions", elements: [
      { type: "radio_buttons", action_id: "r1", initial_option: option("Hoje", "today"), options: [option("Hoje", "today"), option("No vencimento", "due", "30 de novembro")] },
      { type: "checkboxes", action_id: "c1", options: [{ text: mrkdwn("*Energisa* R$ 1.240,55"), value: "1" }, { text: mrkdwn("Água R$ 312,20"), value: "2" }] }] },
  ]],
  ["Context actions", [
    { type: "context_actions", elements: [
      { type: "feedback_buttons", action_id: "f", positive_button: { text: plain("Boa"), accessibility_label: "Boa resposta", value: "up" }, negative_button: { text: plain("Ruim"), accessibility_label: "Resposta ruim", value: "down" } },
      { type: "icon_button", icon: "trash", action_id: "i", text: plain("Apagar"), accessibility_label: "Apagar a resposta" }] },
  ]],
  ["Card, carousel, container", [
    { type: "card", icon: { type: "image", image_url: "gallery-receipt.svg", alt_text: "recibo" }, title: mrkdwn("Recibo da Padaria Pão Quente"), subtitle: mrkdwn("R$ 187,40 · hoje"), body: mrkdwn("Três campos conferidos; *um* por confirmar."), actions: [{ type: "button", action_id: "card.open", text: plain("Conferir"), style: "primary" }] },
    { type: "carousel", elements: ["Energisa", "Moinho Sul", "Aluguel"].map((name) => ({ type: "card", title: mrkdwn(name), subtitle: mrkdwn("vence em 3 dias"), body: mrkdwn("R$ 1.240,55"), actions: [{ type: "button", action_id: `pay.${name}`, text: plain("Registrar") }] })) },
    { type: "container", title: plain("O que vai acontecer"), subtitle: mrkdwn("Nada mudou ainda"), is_collapsible: true, has_header_divider: true, child_blocks: [{ type: "section", text: mrkdwn("D *6.1.03* Energia 187,40\nC *2.1.01* Fornecedores 187,40") }, { type: "context", elements: [mrkdwn("Caixa hoje R$ 12.410,00 → R$ 12.410,00")] }] },
  ]],
  ["Plan, task card", [
    { type: "plan", title: "Lendo o recibo e preparando a despesa", tasks: [
      { type: "task_card", task_id: "1", title: "Li o recibo", status: "complete", details: rich("4 campos, 3 conferidos") },
      { type: "task_card", task_id: "2", title: "Conferindo o CNPJ", status: "in_progress", details: rich("00.864.214/0001-06"), sources: [{ type: "url", url: "https://example.com/cnpj", text: "cartão do CNPJ" }] },
      { type: "task_card", task_id: "3", title: "Montar a proposta", status: "pending" }, { type: "task_card", task_id: "4", title: "Falar com o banco", status: "error", output: rich("O banco não respondeu.") }] },
    { type: "task_card", task_id: "5", title: "Consultei as contas a pagar", status: "complete" },
  ]],
];

export const MODAL = {
  id: "V1", hash: "1", type: "modal", callback_id: "gallery", title: plain("Corrigir a despesa"), submit: plain("Confirmar"), close: plain("Voltar"),
  blocks: [
    { type: "alert", level: "warning", text: mrkdwn("Não li a *data*. Confira no papel.") }, { type: "alert", level: "info", text: plain("Nada é lançado antes da aprovação.") },
    { type: "alert", level: "success", text: plain("CNPJ conferido.") }, { type: "alert", level: "error", text: plain("Esta nota já foi lançada.") },
    input("supplier", "Fornecedor", { type: "plain_text_input", initial_value: "Energisa S.A.", max_length: 40 }, { hint: plain("Como está no papel.") }),
    input("note", "Observação", { type: "plain_text_input", multiline: true, placeholder: plain("Se quiser explicar") }, { optional: true }),
    input("amount", "Total", { type: "number_input", is_decimal_allowed: true, min_value: "0.01" }),
    input("email", "E-mail do fornecedor", { type: "email_text_input" }, { optional: true }), input("site", "Endereço da nota", { type: "url_text_input" }, { optional: true }),
    input("date", "Data", { type: "datepicker" }), input("time", "Hora", { type: "timepicker" }, { optional: true }), input("when", "Lembrar em", { type: "datetimepicker" }, { optional: true }),
    input("account", "Conta", { type: "static_select", option_groups: GROUPS }), input("tags", "Etiquetas", { type: "multi_static_select", options: ACCOUNTS, max_selected_items: 2, initial_options: [ACCOUNTS[0]] }),
    input("customer", "Cliente", { type: "external_select", min_query_length: 2, placeholder: plain("Digite o nome") }, { optional: true }),
    input("who", "Quem gastou", { type: "users_select", initial_user: "U0ANA" }), input("watchers", "Quem acompanha", { type: "multi_users_select" }, { optional: true }), input("place", "Onde avisar", { type: "conversations_select" }, { optional: true }),
    input("how", "Como foi pago", { type: "radio_buttons", options: [option("Dinheiro", "cash"), option("Cartão da empresa", "card", "Final 4410")] }),
    input("what", "Inclui", { type: "checkboxes", options: [option("Nota fiscal", "nf"), option("Comprovante", "proof")] }, { optional: true }),
    input("paper", "Recibos", { type: "file_input", filetypes: ["jpg", "png", "pdf"], max_files: 3 }, { optional: true }), input("text", "Justificativa", { type: "rich_text_input", placeholder: plain("*negrito*, listas, citações") }, { optional: true }),
  ],
};

export const LOADING = { id: "V2", hash: "1", type: "modal", title: plain("Lendo…"), blocks: [{ type: "section", text: plain("Um instante.") }] };
