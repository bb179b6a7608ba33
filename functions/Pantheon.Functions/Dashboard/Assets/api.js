// Calls of the HTTP API: the antiforgery token, problems as errors with words, and a sign-in where one is asked for.
import { strings } from './strings.js';

let session = null;
let signIn = async () => false;

export class Problem extends Error {
  constructor(status, body) {
    super(body.title ?? strings.unexpected);
    Object.assign(this, { status, code: body.code ?? 'unknown', detail: body.detail ?? '', errors: body.errors ?? {} });
  }
  get sentence() { return [this.message, this.detail].filter(Boolean).join(' '); }
}

export class Offline extends Error {}

export const currentSession = () => session;
export const whenSignInIsNeeded = (ask) => { signIn = ask; };
export const forgetSession = () => { session = null; };

export async function loadSession() {
  session = await call('GET', '/api/session', { mayAsk: false });
  return session;
}

export async function call(method, path, { body, headers = {}, mayAsk = true } = {}) {
  const response = await send(method, path, body, headers);
  if (response.status === 304) return null;
  const type = response.headers.get('content-type') ?? '';
  const content = response.status === 204 ? null : type.includes('json') ? await response.json() : await response.text();
  if (response.ok) return content;
  const problem = new Problem(response.status, typeof content === 'object' && content ? content : {});
  // The token of a page that was open for long, or of another sign-in.
  if (problem.code === 'antiforgery' && mayAsk) {
    await loadSession();
    return call(method, path, { body, headers, mayAsk: false });
  }
  if (problem.status === 401 && mayAsk && await signIn(problem.code)) return call(method, path, { body, headers, mayAsk: false });
  throw problem;
}

async function send(method, path, body, headers) {
  const all = { Accept: 'application/json', ...headers };
  if (body !== undefined) all['Content-Type'] = 'application/json';
  if (method !== 'GET' && session) all['X-Antiforgery-Token'] = session.antiforgeryToken;
  try {
    return await fetch(path, { method, headers: all, body: body === undefined ? undefined : JSON.stringify(body), credentials: 'same-origin', cache: 'no-store' });
  } catch {
    throw new Offline(strings.offline);
  }
}

// A key for one intention: sent again, it is still done once.
export function intention() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
