// A failed migration: what happened, and what to do about it.
import { call } from '../api.js';
import { announce, button, fill, h, time } from '../dom.js';
import { strings } from '../strings.js';
import { archivePart } from './archive.js';

const words = strings.migration;

export function failurePart(taken) {
  const element = h('section', { class: 'card', 'aria-labelledby': 'failure-title', hidden: true });
  let key = null;
  return {
    element,
    update({ id, phase, attempt, failure, retryAt }) {
      element.hidden = phase !== 'failed';
      const next = `${phase} ${attempt} ${retryAt}`;
      if (element.hidden || next === key) return;
      key = next;
      fill(element,
        h('div', { class: 'error', role: 'alert' }, h('h2', { id: 'failure-title' }, failure.title), h('p', {}, failure.detail), h('code', {}, failure.code)),
        retryAt && h('p', {}, words.retryAt, ' ', time(retryAt)),
        h('div', { class: 'row' },
          button(words.retry, async () => {
            taken(await call('POST', `/api/migrations/${id}/retry`, { body: {} }));
            announce(words.startedAgain);
          }, { class: 'primary' }),
          h('a', { class: 'button', href: failure.supportUrl, target: '_blank', rel: 'noopener noreferrer' }, words.support)),
        h('h3', {}, words.otherArchive), archivePart(id, taken));
    },
  };
}
