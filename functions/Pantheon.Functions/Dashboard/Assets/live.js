// A migration as it changes: server-sent events, and looks every few seconds while those are away.
import { call, Offline, Problem } from './api.js';
import { announce } from './dom.js';
import { strings } from './strings.js';

const lookEvery = 3000;
const connection = () => document.getElementById('connection');

export function watch(id, changed) {
  let source = null;
  let timer = null;
  let ended = false;

  const isBack = () => {
    if (!connection().textContent) return;
    connection().textContent = '';
    announce(strings.online);
  };
  const isLost = () => { connection().textContent = strings.offline; };

  async function look() {
    timer = null;
    if (ended) return;
    try {
      const migration = await call('GET', `/api/migrations/${id}`);
      if (ended) return;
      isBack();
      changed(migration);
      if (!source || source.readyState === EventSource.CLOSED) listen();
    } catch (problem) {
      if (ended) return;
      if (problem instanceof Offline) isLost();
      // Who would not sign in is not asked again and again.
      if (problem instanceof Problem && problem.status === 401) {
        stop();
        connection().textContent = strings.signedOut;
      }
    }
    if (!ended && source?.readyState !== EventSource.OPEN) later();
  }

  function later() {
    if (!timer && !ended) timer = setTimeout(look, lookEvery);
  }

  function listen() {
    source?.close();
    source = new EventSource(`/api/migrations/${id}/events`);
    source.addEventListener('open', isBack);
    source.addEventListener('migration', (event) => { isBack(); changed(JSON.parse(event.data)); });
    // The browser connects again by itself, or has given up: either way the looks tell.
    source.addEventListener('error', later);
  }

  const gone = () => { isLost(); later(); };
  const there = () => { if (timer) clearTimeout(timer); timer = null; look(); };
  // A browser has few connections to a host: pages that nobody sees don't hold theirs.
  const seen = () => document.hidden ? source.close() : there();

  function stop() {
    ended = true;
    source?.close();
    clearTimeout(timer);
    window.removeEventListener('offline', gone);
    window.removeEventListener('online', there);
    document.removeEventListener('visibilitychange', seen);
    connection().textContent = '';
  }

  window.addEventListener('offline', gone);
  window.addEventListener('online', there);
  document.addEventListener('visibilitychange', seen);
  listen();
  return stop;
}
