// Takes the archive's address.
import { call, Problem } from '../api.js';
import { announce, busy, field, h } from '../dom.js';
import { strings } from '../strings.js';

const words = strings.migration;
const services = [
  [/(^|\.)dropbox\.com$/, 'Dropbox'], [/^drive\.google\.com$/, 'Google Drive'], [/(^|\.)(onedrive\.live\.com|1drv\.ms|sharepoint\.com)$/, 'OneDrive'], [/(^|\.)app\.box\.com$/, 'Box'],
];

export function archivePart(id, taken) {
  const url = field(words.archiveLabel, h('input', { type: 'url', inputmode: 'url', autocomplete: 'off', spellcheck: 'false', required: true }));
  const mended = h('p', { class: 'hint', role: 'status' });
  const submit = h('button', { class: 'primary' }, words.archiveButton);
  url.input.addEventListener('input', () => {
    url.complain();
    mended.textContent = told(url.input.value) ?? '';
  });
  url.element.append(mended);
  return h('form', {
    novalidate: true,
    onsubmit: (event) => {
      event.preventDefault();
      busy(submit, async () => {
        const typed = url.input.value.trim();
        url.complain(typed ? null : words.archiveMissing);
        if (!typed) return url.input.focus();
        try {
          const migration = await call('PUT', `/api/migrations/${id}/archive`, { body: { url: typed } });
          announce(words.archiveTaken);
          taken(migration);
        } catch (problem) {
          if (!(problem instanceof Problem)) throw problem;
          url.complain(problem.errors.url?.[0] ?? problem.sentence);
          url.input.focus();
        }
      });
    },
  }, url.element, submit);
}

function told(typed) {
  try {
    const { hostname } = new URL(typed.trim());
    const service = services.find(([host]) => host.test(hostname));
    return service && words.shareLink(service[1]);
  } catch {
    return null;
  }
}
