// The steps of a migration as a checklist: what is done, what is to do now, what comes.
import { copyButton, fill, h } from '../dom.js';
import { strings } from '../strings.js';
import { archivePart } from './archive.js';
import { pluginWorks, progressFigures } from './progress.js';
import { tokenPart } from './token.js';

const words = strings.migration;
const machineSteps = ['copying', 'inspecting', 'importing', 'verifying', 'completing'];

// Each step: the phases in which it is the current one, its words, what stands under it then, and whether it is done all the same.
function stepsOf({ framework }) {
  const byMachine = machineSteps.map((phase) => ({ phases: [phase], words: words[phase], content: figures }));
  return framework === 'wordpress'
    ? [
      { phases: ['creatingSite'], words: words.creating },
      { phases: ['awaitingPlugin'], words: words.token, content: ({ id }) => tokenPart(id), isDone: pluginWorks },
      { phases: ['awaitingPlugin'], words: words.install, content: install, isDone: pluginWorks },
      { phases: ['awaitingPlugin'], words: words.paste, content: paste },
      ...byMachine,
    ]
    : [
      { phases: ['creatingSite'], words: words.creating },
      { phases: ['awaitingArchive'], words: framework === 'drupal7' ? words.drush : words.drushComposer, content: drush, isDone: ({ awaitsNewLink }) => awaitsNewLink },
      { phases: ['awaitingArchive'], words: words.archive, content: ({ id }, taken) => archivePart(id, taken) },
      ...byMachine,
    ];
}

export function stepsPart(taken) {
  const list = h('ol', { class: 'steps' });
  let key = null;
  let live = [];
  return {
    element: h('section', { class: 'card', 'aria-labelledby': 'steps-title' }, h('h2', { id: 'steps-title' }, words.steps), list),
    update(migration) {
      // Only a change of step builds anew: what somebody types stays.
      const next = `${migration.phase} ${migration.attempt} ${migration.awaitsNewLink} ${pluginWorks(migration)}`;
      if (next !== key) {
        key = next;
        live = [];
        build(migration);
      }
      live.forEach((part) => part.update(migration));
    },
  };

  function build(migration) {
    const steps = stepsOf(migration);
    const first = steps.findIndex(({ phases }) => phases.includes(migration.phase));
    fill(list, steps.map((step, at) => {
      const isItsPhase = step.phases.includes(migration.phase);
      const isDone = migration.phase === 'succeeded' || at < first || (isItsPhase && !!step.isDone?.(migration));
      const isCurrent = isItsPhase && !isDone;
      const state = isDone ? 'done' : isCurrent ? 'current' : 'later';
      const content = isCurrent ? step.content?.(migration, taken) : null;
      if (content?.update) live.push(content);
      return h('li', { class: state, 'aria-current': isCurrent && 'step' },
        h('div', {}, h('h3', {}, step.words[0]), isCurrent && [step.words[1] && h('p', {}, step.words[1]), content?.element ?? content]));
    }));
  }
}

const figures = () => progressFigures();

function install({ pluginInstallUrl }) {
  return h('p', {}, h('a', { class: 'button', href: pluginInstallUrl, target: '_blank', rel: 'noopener noreferrer' }, words.installButton));
}

function paste(migration, taken) {
  const progress = pluginWorks(migration) ? progressFigures() : null;
  const element = h('div', {},
    h('dl', {}, h('dt', {}, words.siteName), h('dd', { class: 'row' }, h('code', {}, migration.siteName), copyButton(() => migration.siteName))),
    progress && h('p', { class: 'note' }, words.pluginWorks), progress?.element,
    h('details', { open: migration.awaitsNewLink }, h('summary', {}, words.byHand), h('p', { class: 'hint' }, words.byHandHint), archivePart(migration.id, taken)));
  return { element, update: (changed) => progress?.update(changed) };
}

function drush({ framework }) {
  const command = framework === 'drupal7' ? 'drush ard --destination=site.tar.gz' : 'drush archive:dump --destination=site.tar.gz';
  return h('div', {}, h('pre', { tabindex: '0' }, command), h('p', {}, copyButton(() => command)));
}
