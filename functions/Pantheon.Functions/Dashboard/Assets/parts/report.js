// What the inspection found, and what was verified.
import { button, fill, h } from '../dom.js';
import { bytes, count } from '../format.js';
import { strings } from '../strings.js';

const words = strings.report;
const kinds = { error: 'error', warning: 'warning', note: 'note' };

export function reportPart() {
  const element = h('section', { class: 'card', 'aria-labelledby': 'report-title', hidden: true });
  return {
    element,
    update({ inspection, verification }) {
      element.hidden = !inspection;
      if (!inspection) return;
      fill(element,
        h('div', { class: 'row between' }, h('h2', { id: 'report-title' }, words.title), button(strings.migration.print, () => window.print())),
        h('h3', {}, words.findings), findings(inspection.findings),
        h('h3', {}, words.archive), facts(inspection),
        verification && (verification.code ? [h('h3', {}, words.verification), verified(verification)] : h('p', { class: 'note' }, words.notCompared)));
    },
  };
}

const findings = (list) => list.length === 0
  ? h('p', { class: 'muted' }, words.noFindings)
  : h('ul', { class: 'findings' }, list.map(({ severity, title, detail, path }) => h('li', { class: kinds[severity] },
    h('strong', {}, `${words.severity[severity]}: ${title}`), h('div', {}, detail), path && h('code', {}, path))));

function facts({ layout, framework, version, entries, bytes: size, database, files }) {
  const rows = [
    [words.layout, layout],
    [words.framework, framework && `${strings.frameworks[framework]}${version ? ` ${version}` : ''}`],
    [words.database, database && words.databaseValue(database.path, count(database.tables), count(database.rows))],
    [words.files, files && words.filesValue(files.path, count(files.count), bytes(files.bytes))],
    [words.entries, count(entries)],
    [words.bytes, bytes(size)],
  ];
  return h('dl', {}, rows.filter(([, value]) => value).map(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]));
}

function verified({ code, database, files }) {
  const tables = database?.tables ?? [];
  return [
    h('dl', {},
      code && [h('dt', {}, words.code), h('dd', {}, words.commit(count(code.files), (code.commit ?? '').slice(0, 12)))],
      files && [h('dt', {}, words.files), h('dd', {}, words.filesVerified(count(files.count), bytes(files.bytes)))]),
    tables.length > 0 && h('details', {}, h('summary', {}, `${words.tables}: ${count(tables.length)}, ${count(tables.reduce((sum, { rows }) => sum + rows, 0))} ${words.rows.toLowerCase()}`),
      h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': words.tables }, h('table', {},
        h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, words.table), h('th', { scope: 'col', class: 'number' }, words.rows), h('th', { scope: 'col', class: 'number' }, words.expected))),
        h('tbody', {}, tables.map(({ name, rows, expectedRows }) => h('tr', {},
          h('th', { scope: 'row' }, name), h('td', { class: 'number' }, count(rows)), h('td', { class: 'number' }, count(expectedRows)))))))),
  ];
}
