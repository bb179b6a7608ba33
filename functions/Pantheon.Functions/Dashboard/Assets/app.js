// Signs in, and shows the page that the address names.
import { call, currentSession, forgetSession, loadSession, Offline, Problem, whenSignInIsNeeded } from './api.js';
import { button, complain, fill, h, show } from './dom.js';
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

const tryAgainAfter = 3000;

let leave = null;
let turn = 0;
let again = null;

function leavePage() {
  leave?.();
  leave = null;
  clearTimeout(again);
  return ++turn;
}

async function route() {
  const mine = leavePage();
  const [match, page] = routes.map(([pattern, show]) => [location.hash.match(pattern), show]).find(([match]) => match) ?? [null, showList];
  try {
    const left = await page(...(match ?? []).slice(1));
    // The reader may have gone on while the page was loading.
    if (mine === turn) leave = left ?? null;
    else left?.();
  } catch (error) {
    if (mine === turn) fail(error, route);
  }
  if (mine === turn) document.querySelector('main h1')?.focus({ preventScroll: true });
}

function fail(error, retry) {
  if (!isExpected(error)) console.error(error);
  show(error instanceof Problem && error.status === 404 ? strings.migration.notFound : strings.appTitle,
    h('p', { class: 'error', role: 'alert' }, wordsOf(error)), h('p', {}, h('a', { href: '#/' }, strings.back)));
  if (error instanceof Offline) again = setTimeout(retry, tryAgainAfter);
}

const isExpected = (error) => error instanceof Problem || error instanceof Offline;
const wordsOf = (error) => error instanceof Problem ? error.sentence : error instanceof Offline ? strings.offline : strings.unexpected;

function showAccount() {
  const session = currentSession();
  fill(document.getElementById('nav'), session && [h('span', {}, session.email ?? session.name), button(strings.signOut, signOut, { class: 'link' })]);
}

async function signOut() {
  const page = currentSession()?.signOutPage;
  await call('POST', '/signout');
  if (page) {
    location.href = page;
    return;
  }
  leavePage();
  forgetSession();
  showAccount();
  await start();
}

async function start() {
  try {
    await loadSession();
  } catch (error) {
    if (error instanceof Problem && error.status === 401) {
      try {
        await showSignIn();
      } catch (other) {
        fail(other, start);
        return;
      }
    } else {
      fail(error, start);
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
window.addEventListener('unhandledrejection', (event) => {
  complain(wordsOf(event.reason));
  if (isExpected(event.reason)) event.preventDefault();
});
// The address names the page: the link to the content must not change it.
document.querySelector('.skip').addEventListener('click', (event) => {
  event.preventDefault();
  document.getElementById('main').focus();
});
start();
