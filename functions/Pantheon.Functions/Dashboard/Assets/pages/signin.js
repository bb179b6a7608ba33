// Signs in with the key, or leads to the page that does.
import { currentSession, loadSession } from '../api.js';
import { busy, dialog, field, h, show } from '../dom.js';
import { strings } from '../strings.js';

const words = strings.signIn;

export async function showSignIn() {
  await new Promise((resolve) => {
    const form = signInForm(resolve);
    show(words.title, h('div', { class: 'card' }, form));
    form.querySelector('input')?.focus();
  });
}

let asking = null;

// One dialog, however many calls were refused.
export function askToSignIn(code) {
  asking ??= ask(code).finally(() => { asking = null; });
  return asking;
}

async function ask(code) {
  const page = currentSession()?.signInPage;
  const box = page
    ? dialog(words.again, h('p', {}, words.expired), h('p', {}, h('a', { class: 'button primary', href: page }, words.page)))
    : dialog(words.again, h('p', {}, code === 'reauthenticate' ? words.why : words.expired), signInForm(() => box.element.close('yes')),
      h('p', {}, h('button', { type: 'button', class: 'link', onclick: () => box.element.close('no') }, strings.cancel)));
  return await box.closed === 'yes';
}

function signInForm(signedIn) {
  const key = field(words.key, h('input', { type: 'password', autocomplete: 'current-password', required: true }), words.keyHint);
  const submit = h('button', { class: 'primary' }, words.button);
  return h('form', {
    novalidate: true,
    onsubmit: (event) => {
      event.preventDefault();
      busy(submit, async () => {
        key.complain();
        const response = await fetch('/signin', { method: 'POST', headers: { Authorization: `Bearer ${key.input.value.trim()}` } });
        if (!response.ok) {
          const { title, detail } = await response.json();
          key.complain(`${title} ${detail}`);
          key.input.focus();
          return;
        }
        await loadSession();
        signedIn();
      });
    },
  }, key.element, submit);
}
