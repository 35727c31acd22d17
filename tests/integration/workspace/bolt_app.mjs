// An ordinary Bolt for JavaScript app. It says one line of JSON for each thing it noticed.
import bolt from '@slack/bolt';
import { WebClient } from '@slack/web-api';

const { App } = bolt;
const slackApiUrl = process.env.SLACK_API_URL;
const token = process.env.SLACK_BOT_TOKEN;
const say = (what) => process.stdout.write(`${JSON.stringify(what)}\n`);

const app = new App({
  token,
  appToken: process.env.SLACK_APP_TOKEN,
  socketMode: true,
  logLevel: 'error',
  clientOptions: { slackApiUrl },
});

const modal = {
  type: 'modal',
  callback_id: 'expense',
  title: { type: 'plain_text', text: 'Nova despesa' },
  submit: { type: 'plain_text', text: 'Lançar' },
  blocks: [
    {
      type: 'input',
      block_id: 'amount',
      label: { type: 'plain_text', text: 'Valor' },
      element: { type: 'plain_text_input', action_id: 'value' },
    },
  ],
};

app.message(async ({ message, say: reply }) => {
  if (message.subtype !== undefined || message.bot_id) return;
  await reply({
    text: `ouvi: ${message.text}`,
    thread_ts: message.ts,
    blocks: [
      {
        type: 'actions',
        elements: [
          { type: 'button', action_id: 'open', text: { type: 'plain_text', text: 'Abrir' } },
        ],
      },
    ],
  });
});

app.action('open', async ({ ack, body, client, respond }) => {
  await ack();
  await client.views.open({ trigger_id: body.trigger_id, view: modal });
  await respond({ text: 'abri a janela', response_type: 'ephemeral' });
});

app.view('expense', async ({ ack, view, client, body }) => {
  const value = view.state.values.amount.value.value;
  if (value === 'zero') {
    await ack({ response_action: 'errors', errors: { amount: 'Diga um valor.' } });
    return;
  }
  await ack();
  await client.chat.postMessage({ channel: body.user.id, text: `lançado: ${value}` });
});

app.command('/despesa', async ({ ack, command }) => {
  await ack(`anotado: ${command.text}`);
});

app.event('app_home_opened', async ({ event, client }) => {
  await client.views.publish({
    user_id: event.user,
    view: {
      type: 'home',
      blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'nada espera por você' } }],
    },
  });
});

async function tryTheWebApi() {
  const web = new WebClient(token, { slackApiUrl, retryConfig: { retries: 0 } });
  const me = await web.auth.test();
  const names = [];
  for await (const page of web.paginate('users.list', { limit: 1 })) {
    names.push(...page.members.map((member) => member.name));
  }
  const unknown = await web.conversations.info({ channel: 'C000' }).catch((error) => error.data.error);
  const channels = await web.conversations.list();
  const channel = channels.channels.find((each) => each.name === 'geral').id;
  const posted = await web.chat.postMessage({ channel, text: 'do node' });
  await web.reactions.add({ channel, timestamp: posted.ts, name: 'eyes' });
  const uploaded = await web.filesUploadV2({
    channel_id: channel,
    file: Buffer.from('conteúdo'),
    filename: 'nota.txt',
  });
  const history = await web.conversations.history({ channel });
  say({
    kind: 'web',
    user: me.user,
    names,
    unknown,
    uploaded: uploaded.ok,
    texts: history.messages.map((each) => each.text),
  });
}

await app.start();
await tryTheWebApi();
say({ kind: 'ready' });
process.on('SIGTERM', async () => {
  await app.stop();
  process.exit(0);
});
