// Builds elements, and what pages share. Text only ever becomes text: nothing is parsed as HTML.
import { ago, exactly } from './format.js';
import { strings } from './strings.js';

export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'value') element.value = value;
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export const fill = (element, ...children) => element.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));

// A time in words, the exact one on hover; kept fresh.
export function time(value) {
  return h('time', { datetime: value, title: exactly(value) }, ago(value));
}
setInterval(() => document.querySelectorAll('time').forEach((element) => {
  const words = ago(element.dateTime);
  if (element.textContent !== words) element.textContent = words;
}), 15000);

export function announce(text) {
  document.getElementById('announcer').textContent = text;
}

// A page begins with its heading: the reader is told, and the keyboard goes on from there.
export function show(title, ...content) {
  document.title = `${title} · ${strings.appTitle}`;
  const heading = h('h1', { tabindex: '-1' }, title);
  fill(document.getElementById('main'), heading, ...content);
  return heading;
}

// What went wrong with the last thing that was asked for; the next one takes it away.
export function complain(text) {
  document.getElementById('complaint')?.remove();
  if (text) document.getElementById('main').prepend(h('p', { class: 'error', id: 'complaint', role: 'alert' }, text));
}

// A button whose work can't be begun twice.
export function button(label, work, attributes = {}) {
  const element = h('button', { type: 'button', ...attributes, onclick: () => busy(element, () => work(element)) }, label);
  return element;
}

export async function busy(element, work) {
  if (element.getAttribute('aria-busy') === 'true') return;
  complain(null);
  element.setAttribute('aria-busy', 'true');
  try {
    await work();
  } finally {
    element.removeAttribute('aria-busy');
  }
}

export function copyButton(text, label = strings.copy) {
  return button(label, async (element) => {
    let told = strings.copied;
    try {
      // Browsers have a clipboard only where the connection is safe.
      await navigator.clipboard.writeText(text());
    } catch {
      told = strings.copyFailed;
    }
    element.textContent = told;
    announce(told);
    setTimeout(() => { element.textContent = label; }, 3000);
  });
}

let fields = 0;

// A labelled input with its hint and its problem.
export function field(label, input, hint) {
  const id = input.id || (input.id = `field-${++fields}`);
  const problem = h('p', { class: 'problem', id: `${id}-problem`, role: 'alert' });
  const described = hint ? `${id}-hint ${id}-problem` : `${id}-problem`;
  input.setAttribute('aria-describedby', described);
  const element = h('div', { class: 'field' }, h('label', { for: id }, label), input, hint && h('p', { class: 'hint', id: `${id}-hint` }, hint), problem);
  const complain = (text) => {
    problem.textContent = text ?? '';
    if (text) input.setAttribute('aria-invalid', 'true');
    else input.removeAttribute('aria-invalid');
  };
  return { element, input, complain };
}

// A modal dialog; answers what its closing says.
export function dialog(title, ...content) {
  const id = `dialog-${++fields}`;
  const element = h('dialog', { 'aria-labelledby': id }, h('h2', { id }, title), ...content);
  document.body.append(element);
  element.showModal();
  return {
    element,
    closed: new Promise((resolve) => element.addEventListener('close', () => {
      element.remove();
      resolve(element.returnValue);
    })),
  };
}
