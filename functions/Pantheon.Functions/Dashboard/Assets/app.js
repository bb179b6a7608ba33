// Signs in, and shows the page that the address names.
import { call, currentSession, forgetSession, loadSession, Offline, Problem, whenSignInIsNeeded } from './api.js';
import { announce, button, fill, h, show } from './dom.js';
import { showList } from './pages/list.js';
import { showMigration } from './pages/migration.js';
import { askToSignIn, showSignIn } from './pages/signin.js';
import { showWizard } from './pages/wizard.js';
import { strings } from './strings.js';

const routes = [
  [/^#\/new$/, showWizard],
  [/^#\/migrations\/([\w-]+)$/, showMigration],
  [/^(#\/?)?$/, showList],
];

let leave = null;
let turn = 0;

async function route() {
  leave?.();
  leave = null;
  const mine = ++turn;
  const [match, page] = routes.map(([pattern, show]) => [location.hash.match(pattern), show]).find(([match]) => match) ?? [null, showList];
  try {
    const left = await page(...(match ?? []).slice(1));
    // The reader may have gone on while the page was loading.
    if (mine === turn) leave = left ?? null;
    else left?.();
  } catch (error) {
    if (mine === turn) fail(error);
  }
  if (mine === turn) document.querySelector('main h1')?.focus({ preventScroll: true });
}

function fail(error) {
  if (!(error instanceof Problem) && !(error instanceof Offline)) console.error(error);
  const text = error instanceof Problem ? error.sentence : error instanceof Offline ? strings.offline : strings.unexpected;
  show(error instanceof Problem && error.status === 404 ? strings.migration.notFound : strings.appTitle,
    h('p', { class: 'error', role: 'alert' }, text), h('p', {}, h('a', { href: '#/' }, strings.back)));
}

function showAccount() {
  const session = currentSession();
  fill(document.getElementById('nav'), session && [h('span', {}, session.email ?? session.name), button(strings.signOut, signOut, { class: 'link' })]);
}

async function signOut() {
  await call('POST', '/signout');
  forgetSession();
  showAccount();
  await start();
}

async function start() {
  try {
    await loadSession();
  } catch (error) {
    if (error instanceof Problem && error.status === 401) {
      await showSignIn();
    } else {
      fail(error);
      return;
    }
  }
  showAccount();
  await route();
}

whenSignInIsNeeded(async (code) => {
  const signedIn = await askToSignIn(code);
  showAccount();
  return signedIn;
});
window.addEventListener('hashchange', route);
window.addEventListener('unhandledrejection', ({ reason }) => {
  const text = reason instanceof Problem ? reason.sentence : reason instanceof Offline ? strings.offline : strings.unexpected;
  announce(text);
  document.getElementById('main').prepend(h('p', { class: 'error', role: 'alert' }, text));
});
start();
