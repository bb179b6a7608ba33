// One migration, from its creation to its end.
import { call, Offline } from '../api.js';
import { announce, button, dialog, fill, h, show, time } from '../dom.js';
import { watch } from '../live.js';
import { failurePart } from '../parts/failure.js';
import { stateOf } from '../parts/progress.js';
import { reportPart } from '../parts/report.js';
import { stepsPart } from '../parts/steps.js';
import { strings } from '../strings.js';

const words = strings.migration;
const ended = ['succeeded', 'failed', 'cancelled', 'expired'];

export async function showMigration(id) {
  let migration = await call('GET', `/api/migrations/${id}`);
  const [status, facts, actions] = [h('div'), h('dl'), h('div', { class: 'row' })];
  const [steps, failure, report] = [stepsPart(update), failurePart(update), reportPart()];
  let heading = null;
  let told = null;
  let shown = null;
  let reported = null;

  function update(changed) {
    // An answer may come after the event of a later change.
    if (new Date(changed.updatedAt) < new Date(migration.updatedAt)) return;
    migration = changed;
    const hadFocus = document.activeElement !== document.body;
    const state = stateOf(migration);
    const isNews = told !== null && told !== state;
    const { attempt, site, archive, completedAt } = migration;
    const next = JSON.stringify([state, attempt, site, archive, completedAt]);
    if (shown !== next) {
      shown = next;
      fill(status, statusOf(migration));
      fill(facts, factsOf(migration));
      fill(actions, actionsOf(migration, update));
    }
    if (isNews) announce(words.now(state));
    told = state;
    steps.element.hidden = ['failed', 'cancelled', 'expired'].includes(migration.phase);
    [steps, failure].forEach((part) => part.update(migration));
    // What had it is gone, and the step with it.
    if (hadFocus && document.activeElement === document.body) heading?.focus({ preventScroll: true });
    return loadReport();
  }

  // The report changes with the phases, and while the import tells more.
  async function loadReport() {
    const key = `${migration.phase} ${migration.attempt}`;
    if (reported === key || ['creatingSite', 'awaitingPlugin', 'awaitingArchive', 'copying'].includes(migration.phase)) return;
    reported = key;
    try {
      report.update(await call('GET', `/api/migrations/${id}/report`));
    } catch (problem) {
      reported = null;
      if (!(problem instanceof Offline)) throw problem;
    }
  }

  // Whole before it is shown, so that nothing moves under the reader's eyes.
  await update(migration);
  heading = show(migration.siteName, h('p', {}, h('a', { href: '#/' }, strings.back)), h('div', { class: 'columns' },
    h('div', {}, status, failure.element, steps.element, report.element),
    h('section', { class: 'card', 'aria-label': words.facts }, facts, actions)));
  return watch(id, update);
}

function statusOf(migration) {
  const badge = h('p', {}, h('span', { class: `badge ${migration.phase}` }, stateOf(migration)));
  switch (migration.phase) {
    case 'succeeded':
      return [badge, h('div', { class: 'success' }, words.succeeded), h('p', {}, h('a', { class: 'button primary', href: migration.site?.dashboardUrl }, words.visit))];
    case 'cancelled':
      return [badge, h('div', { class: 'note' }, words.cancelled), h('p', {}, h('a', { class: 'button primary', href: '#/new' }, words.again))];
    case 'expired':
      return [badge, h('div', { class: 'note' }, words.expired), h('p', {}, h('a', { class: 'button primary', href: '#/new' }, words.again))];
    default:
      return [badge, migration.awaitsNewLink && h('div', { class: 'warning', role: 'alert' }, words.newLink)];
  }
}

function factsOf(migration) {
  const rows = [
    [words.from, h('a', { href: migration.sourceUrl, rel: 'noopener noreferrer', target: '_blank' }, migration.sourceUrl)],
    [words.to, migration.site ? h('a', { href: migration.site.dashboardUrl }, migration.siteName) : migration.siteName],
    [words.platform, strings.frameworks[migration.framework]],
    [words.begun, time(migration.createdAt)],
    migration.completedAt && [words.ended, time(migration.completedAt)],
    migration.notifyEmail && [words.email, migration.notifyEmail],
    migration.attempt > 1 && [words.attempt, String(migration.attempt)],
    migration.archive?.sha256 && [strings.report.checksum, h('code', {}, migration.archive.sha256)],
  ];
  return rows.filter(Boolean).map(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]);
}

function actionsOf(migration, update) {
  const log = h('a', { class: 'button', href: `/api/migrations/${migration.id}/log`, download: `migration-${migration.id}.log` }, words.log);
  const mayCancel = !ended.includes(migration.phase) || migration.phase === 'failed';
  return [log, mayCancel && button(words.cancelButton, () => cancel(migration, update), { class: 'danger' })];
}

async function cancel(migration, update) {
  const box = dialog(words.cancelTitle, h('p', {}, words.cancelText), h('div', { class: 'row' },
    h('button', { type: 'button', class: 'danger', onclick: () => box.element.close('yes') }, words.cancelYes),
    h('button', { type: 'button', onclick: () => box.element.close('no') }, words.cancelNo)));
  if (await box.closed === 'yes') update(await call('POST', `/api/migrations/${migration.id}/cancel`, { body: {} }));
}
