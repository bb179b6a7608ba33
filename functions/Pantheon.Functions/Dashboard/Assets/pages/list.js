// My migrations.
import { call } from '../api.js';
import { announce, button, fill, h, show, time } from '../dom.js';
import { progressBar, stateOf } from '../parts/progress.js';
import { strings } from '../strings.js';

const words = strings.list;

export async function showList() {
  const search = h('input', { type: 'search', id: 'search', autocomplete: 'off' });
  const phase = h('select', { id: 'phase' }, h('option', { value: '' }, words.allPhases), Object.entries(strings.phases).map(([value, label]) => h('option', { value }, label)));
  const results = h('div');
  let cursor = null;
  let rows = null;
  let turn = 0;

  async function load(isMore) {
    const mine = ++turn;
    const query = new URLSearchParams({ limit: 50 });
    if (search.value.trim()) query.set('q', search.value.trim());
    if (phase.value) query.set('phase', phase.value);
    if (isMore && cursor) query.set('cursor', cursor);
    const page = await call('GET', `/api/migrations?${query}`);
    if (mine !== turn) return null;
    cursor = page.cursor;
    return page.items;
  }

  async function refresh(isMore = false) {
    const items = await load(isMore);
    if (!items) return;
    const added = items.map(row);
    if (isMore) rows.append(...added);
    else if (items.length === 0) fill(results, h('p', { class: 'muted' }, words.noMatch));
    else {
      rows = h('tbody', {}, added);
      fill(results, table(rows));
    }
    results.querySelector('.more')?.remove();
    if (cursor) results.append(h('p', { class: 'more' }, button(words.more, () => refresh(true))));
    // The button that was pressed is gone: the keyboard goes on from what it brought.
    if (isMore) added[0]?.querySelector('a').focus();
    announce(words.shown(results.querySelectorAll('tbody tr').length));
  }

  const items = await load(false);
  const create = h('a', { class: 'button primary', href: '#/new' }, words.create);
  if (items.length === 0) {
    show(words.title, h('div', { class: 'card' }, h('h2', {}, words.emptyTitle), h('p', {}, words.empty), create));
    return null;
  }

  rows = h('tbody', {}, items.map(row));
  fill(results, table(rows), cursor && h('p', { class: 'more' }, button(words.more, () => refresh(true))));
  let typing = null;
  search.addEventListener('input', () => { clearTimeout(typing); typing = setTimeout(refresh, 250); });
  phase.addEventListener('change', () => refresh());
  show(words.title, h('p', {}, create),
    h('div', { class: 'filters', role: 'search' },
      h('div', {}, h('label', { for: 'search' }, words.search), search),
      h('div', {}, h('label', { for: 'phase' }, words.phase), phase)),
    results);
  return () => clearTimeout(typing);
}

const table = (rows) => h('table', { class: 'cards' }, h('caption', { class: 'visually-hidden' }, words.caption),
  h('thead', {}, h('tr', {}, Object.values(words.columns).map((column) => h('th', { scope: 'col' }, column)))), rows);

const row = (migration) => h('tr', {},
  h('th', { scope: 'row' }, h('a', { href: `#/migrations/${migration.id}` }, migration.siteName)),
  h('td', {}, migration.sourceUrl),
  h('td', {}, h('span', { class: `badge ${migration.phase}` }, stateOf(migration)), progressBar(migration)),
  h('td', {}, time(migration.createdAt)),
  h('td', { class: 'muted' }, migration.notifyEmail ?? '—'));
