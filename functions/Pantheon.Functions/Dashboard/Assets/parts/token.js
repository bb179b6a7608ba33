// Generates the machine token and shows it, this once.
import { call } from '../api.js';
import { announce, button, copyButton, fill, h } from '../dom.js';
import { ago, exactly } from '../format.js';
import { strings } from '../strings.js';

const words = strings.migration;

export function tokenPart(id) {
  const place = h('div');
  const shown = h('div', { role: 'status' });
  const status = h('p', { class: 'hint' });

  async function look() {
    const { state, lastUsedAt } = await call('GET', `/api/migrations/${id}/machine-token`);
    status.textContent = lastUsedAt ? words.tokenUsed(ago(lastUsedAt)) : state === 'shown' ? words.tokenShown : '';
    const isShown = state === 'shown';
    fill(place, button(isShown ? words.tokenAgain : words.tokenButton, generate, { class: isShown ? '' : 'primary' }), isShown && h('p', { class: 'hint' }, words.tokenReplaces), status);
    return isShown;
  }

  async function generate() {
    const { token, expiresAt } = await call('POST', `/api/migrations/${id}/machine-token`, { body: {} });
    const code = h('code', { class: 'token', tabindex: '0', 'aria-label': strings.migration.token[0] }, token);
    fill(shown, h('p', { class: 'warning' }, words.tokenOnce), h('p', {}, code), h('p', { class: 'row' }, copyButton(() => token), h('span', { class: 'muted' }, words.tokenUntil(exactly(expiresAt)))));
    announce(words.tokenOnce);
    await look();
    code.focus();
  }

  look();
  return h('div', {}, place, shown);
}
