// Asks for what a migration needs, a question at a time, and creates the site.
import { call, intention, Problem } from '../api.js';
import { announce, busy, field, fill, h, show } from '../dom.js';
import { forgetDraft, keepDraft, keptDraft } from '../parts/draft.js';
import { strings } from '../strings.js';

const words = strings.wizard;
const titles = [words.address, words.platform, words.name];

export async function showWizard() {
  const { answers, key, at: begin } = keptDraft() ?? {
    answers: { typed: '', sourceUrl: '', framework: null, siteName: '', organization: '', notifyEmail: '' }, key: intention(), at: 0,
  };
  const organizations = (await call('GET', '/api/organizations')).items;
  const place = h('div', { class: 'card' });
  const pages = [addressPage, platformPage, namePage];

  function go(at, focus = true) {
    const keep = () => keepDraft({ answers, key, at });
    keep();
    const heading = h('h2', { tabindex: '-1' }, words.step(at + 1, pages.length, titles[at]));
    const { content, read, check, label, created } = pages[at](answers, { organizations, key });
    const cancel = h('a', { class: 'button', href: '#/', onclick: forgetDraft }, strings.cancel);
    const submit = h('button', { class: 'primary' }, label ?? words.next);
    const form = h('form', {
      novalidate: true,
      oninput: () => { read(); keep(); },
      onsubmit: (event) => {
        event.preventDefault();
        busy(submit, async () => {
          read();
          if (!await check()) {
            form.querySelector('[aria-invalid="true"]')?.focus();
            return;
          }
          if (created) await created();
          else go(at + 1);
        });
      },
    }, heading, content, h('div', { class: 'row' }, submit, at > 0 && h('button', { type: 'button', onclick: () => go(at - 1) }, words.previous), cancel));
    fill(place, form);
    if (focus) {
      heading.focus();
      announce(heading.textContent);
    }
  }

  show(words.title, place);
  go(begin, false);
}

function addressPage(answers) {
  const address = field(words.addressLabel, h('input', { type: 'url', autocomplete: 'url', inputmode: 'url', value: answers.typed, required: true }), words.addressHint);
  return {
    content: address.element,
    read: () => { answers.typed = address.input.value.trim(); },
    check: async () => {
      const { typed } = answers;
      let url = null;
      try {
        url = new URL(typed.includes('://') ? typed : `https://${typed}`);
      } catch { /* told below */ }
      const isGood = typed && url && /^https?:$/.test(url.protocol) && url.hostname;
      address.complain(isGood ? null : words.addressMissing);
      if (isGood && answers.sourceUrl !== url.href) Object.assign(answers, { sourceUrl: url.href, guess: undefined, framework: null, siteName: answers.siteName || suggest(url) });
      return isGood;
    },
  };
}

function platformPage(answers) {
  const status = h('p', { class: 'hint', role: 'status' }, answers.guess === undefined ? words.looking : told(answers.guess));
  const problem = h('p', { class: 'problem', role: 'alert' });
  const radios = Object.entries(words.platforms).map(([value, [name, what]]) => {
    const radio = h('input', { type: 'radio', name: 'framework', value });
    radio.checked = answers.framework === value;
    return h('label', { class: 'choice' }, radio, h('span', {}, h('strong', {}, name), what));
  });
  const group = h('fieldset', {}, h('legend', {}, words.platformLabel), status, radios, problem);
  const chosen = () => group.querySelector(':checked')?.value ?? null;
  const choose = () => {
    if (answers.guess && !chosen()) group.querySelector(`[value="${answers.guess}"]`).checked = true;
  };
  if (answers.guess === undefined) {
    const asked = answers.sourceUrl;
    call('GET', `/api/source-sites?url=${encodeURIComponent(asked)}`).catch(() => ({ framework: null })).then(({ framework }) => {
      if (answers.sourceUrl !== asked) return;
      answers.guess = framework;
      status.textContent = told(answers.guess);
      choose();
    });
  }
  choose();
  return {
    content: group,
    read: () => { answers.framework = chosen(); },
    check: async () => {
      problem.textContent = answers.framework ? '' : words.platformMissing;
      if (!answers.framework) group.querySelector('input').focus();
      return !!answers.framework;
    },
  };
}

const told = (guess) => guess ? words.guessed(words.platforms[guess][0]) : words.notGuessed;

function namePage(answers, { organizations, key }) {
  const name = field(words.nameLabel, h('input', { autocomplete: 'off', spellcheck: 'false', maxlength: '51', value: answers.siteName, required: true }), words.nameHint);
  const free = h('p', { class: 'hint', role: 'status' });
  name.element.append(free);
  const organization = field(words.organization, h('select', {}, h('option', { value: '' }, words.noOrganization), organizations.map(({ id, name: label }) => h('option', { value: id }, label))));
  organization.input.value = answers.organization;
  const email = field(words.email, h('input', { type: 'email', autocomplete: 'email', value: answers.notifyEmail }));
  const refused = h('p', { class: 'problem', role: 'alert' });

  let typing = null;
  let turn = 0;
  async function check() {
    clearTimeout(typing);
    const mine = ++turn;
    const typed = name.input.value.trim();
    free.textContent = words.nameChecking;
    let answer = { available: false };
    try {
      answer = typed ? await call('GET', `/api/site-names/${encodeURIComponent(typed)}`) : { available: false, reason: words.nameMissing };
    } finally {
      if (mine === turn) {
        name.complain(answer.available ? null : answer.reason);
        free.textContent = answer.available ? words.nameFree(typed) : '';
      }
    }
    return mine === turn && answer.available;
  }
  name.input.addEventListener('input', () => { clearTimeout(typing); typing = setTimeout(check, 300); });
  if (answers.siteName) check();

  return {
    content: h('div', {}, name.element, organizations.length > 0 && organization.element, email.element, refused),
    read: () => {
      Object.assign(answers, { siteName: name.input.value.trim(), organization: organization.input.value, notifyEmail: email.input.value.trim() });
    },
    check,
    label: words.create,
    created: async () => {
      const { sourceUrl, framework, siteName } = answers;
      refused.textContent = '';
      try {
        const migration = await call('POST', '/api/migrations', {
          body: { sourceUrl, framework, siteName, organization: answers.organization || null, notifyEmail: answers.notifyEmail || null },
          headers: { 'Idempotency-Key': `${key}-${siteName}` },
        });
        forgetDraft();
        location.hash = `#/migrations/${migration.id}`;
      } catch (problem) {
        if (!(problem instanceof Problem)) throw problem;
        const { siteName: wrongName, organization: wrongOrganization, notifyEmail: wrongEmail, ...others } = problem.errors;
        name.complain(wrongName?.[0]);
        organization.complain(wrongOrganization?.[0]);
        email.complain(wrongEmail?.[0]);
        refused.textContent = Object.values(others)[0]?.[0] ?? (Object.keys(problem.errors).length ? '' : problem.sentence);
        if (wrongName) free.textContent = '';
        document.querySelector('[aria-invalid="true"]')?.focus();
      }
    },
  };
}

// www.example.com/blog -> example-blog
function suggest(url) {
  const host = url.hostname.replace(/^www\./, '').split('.');
  const words = [...host.slice(0, Math.max(1, host.length - 1)), ...url.pathname.split('/')];
  return words.join('-').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 51).replace(/-+$/, '');
}
