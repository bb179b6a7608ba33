// Signs in with the key, or leads to the page that does.
import { call, loadSession } from '../api.js';
import { busy, dialog, field, h, show } from '../dom.js';
import { strings } from '../strings.js';

const words = strings.signIn;

export async function showSignIn() {
  const { mode, page } = await call('GET', '/api/sign-in', { mayAsk: false });
  await new Promise((resolve) => {
    const content = page ? h('p', {}, h('a', { class: 'button primary', href: page }, words.page)) : signInForm(mode, resolve);
    show(words.title, h('div', { class: 'card' }, content));
    content.querySelector('input, a')?.focus();
  });
}

let asking = null;

// One dialog, however many calls were refused.
export function askToSignIn(code) {
  asking ??= ask(code).finally(() => { asking = null; });
  return asking;
}

async function ask(code) {
  const { mode, page } = await call('GET', '/api/sign-in', { mayAsk: false });
  const box = page
    ? dialog(words.again, h('p', {}, words.expired), h('p', {}, h('a', { class: 'button primary', href: page }, words.page)))
    : dialog(words.again, h('p', {}, code === 'reauthenticate' ? words.why : words.expired), signInForm(mode, () => box.element.close('yes'), h('button', { type: 'button', onclick: () => box.element.close('no') }, strings.cancel)));
  return await box.closed === 'yes';
}

function signInForm(mode, signedIn, ...others) {
  const [label, hint] = mode === 'jwtBearer' ? [words.token, words.tokenHint] : [words.key, words.keyHint];
  const key = field(label, h('input', { type: 'password', autocomplete: 'current-password', required: true }), hint);
  const submit = h('button', { class: 'primary' }, words.button);
  return h('form', {
    novalidate: true,
    onsubmit: (event) => {
      event.preventDefault();
      busy(submit, async () => {
        const wrong = await refusal(key.input.value.trim());
        key.complain(wrong);
        if (wrong) return key.input.focus();
        await loadSession();
        signedIn();
      });
    },
  }, key.element, h('div', { class: 'row' }, submit, others));
}

// Signs in; answers why not, in words.
async function refusal(key) {
  if (!/^[!-~]+$/.test(key)) return words.keyMissing;
  try {
    const response = await fetch('/signin', { method: 'POST', headers: { Authorization: `Bearer ${key}` } });
    if (response.ok) return null;
    const { title, detail } = await response.json();
    return `${title} ${detail}`;
  } catch {
    return strings.offline;
  }
}
