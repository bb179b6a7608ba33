// How far a migration is: a bar for the list, and figures for its page.
import { h, fill } from '../dom.js';
import { amount, bytes, duration } from '../format.js';
import { strings } from '../strings.js';

const words = strings.migration;
const order = ['creatingSite', 'awaitingPlugin', 'awaitingArchive', 'copying', 'inspecting', 'importing', 'verifying', 'completing', 'succeeded'];

// Whether the plugin was started and has not yet given the archive.
export const pluginWorks = ({ phase, progress, awaitsNewLink }) => phase === 'awaitingPlugin' && !!progress && !awaitsNewLink;

// How a migration stands, in words.
export const stateOf = (migration) => migration.awaitsNewLink ? strings.awaitsNewLink : pluginWorks(migration) ? strings.pluginWorks : strings.phases[migration.phase];

// The whole way as one bar: phases in order, and how far the current one is.
export function progressBar(migration) {
  if (!order.includes(migration.phase) || migration.phase === 'succeeded') return null;
  const { done, total } = migration.progress ?? {};
  const within = total ? Math.min(1, done / total) : 0;
  return h('progress', { max: '1', value: String((order.indexOf(migration.phase) + within) / (order.length - 1)), 'aria-label': stateOf(migration) });
}

// The figures of the phase that runs: done of total, speed, time left, and what is at hand. Speed is what the last half minute showed.
export function progressFigures() {
  const bar = h('progress', { 'aria-label': strings.loading });
  const figures = h('p', { class: 'figures', 'aria-live': 'off' });
  const item = h('p', { class: 'item', 'aria-live': 'off' });
  let seen = [];
  return {
    element: h('div', {}, bar, figures, item),
    update(migration) {
      const { done, total, unit, item: name } = migration.progress ?? {};
      fill(item, name && (strings.items[unit]?.(name) ?? name));
      item.title = name ?? '';
      bar.setAttribute('aria-label', strings.phases[migration.phase]);
      if (total) {
        bar.max = total;
        bar.value = Math.min(done, total);
      } else {
        bar.removeAttribute('value');
      }
      if (done === undefined || (done === 0 && !total)) {
        seen = [];
        fill(figures);
        return;
      }
      const now = performance.now();
      if (seen.length && (seen[0].unit !== unit || seen[seen.length - 1].done > done)) seen = [];
      seen = [...seen.filter((point) => now - point.at < 30000), { at: now, done, unit }];
      const unitName = unit === 'bytes' ? '' : ` ${strings.units[unit] ?? unit}`;
      const told = [(total ? words.of(amount(done, unit), amount(total, unit)) : amount(done, unit)) + unitName];
      const seconds = (now - seen[0].at) / 1000;
      const rate = seconds > 2 ? (done - seen[0].done) / seconds : 0;
      if (rate > 0 && unit === 'bytes') told.push(words.speed(bytes(rate)));
      if (rate > 0 && total) told.push(words.left(duration((total - done) / rate)));
      fill(figures, told.map((text) => h('span', {}, text)));
    },
  };
}
