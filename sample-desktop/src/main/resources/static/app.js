'use strict';

// Shows the state of the application and sends what the user asks for. Text from the
// application or the API is only ever set as text.

const WAYS = {
  CACHE: 'with a token from the cache',
  REFRESH: 'with a refresh token',
  INTEGRATED: 'by integrated Windows authentication',
  BROKER: 'by the broker',
  INTERACTIVE: 'in the browser',
  DEVICE_CODE: 'with a device code'
};

const LABELS = { CACHE: 'file', REFRESH: 'renew', INTEGRATED: 'ticket', BROKER: 'broker', INTERACTIVE: 'page', DEVICE_CODE: 'code' };

const byId = (id) => document.getElementById(id);
const text = (id, value) => {
  const element = byId(id);
  if (element.textContent !== String(value)) { // else a selection of the user would be lost
    element.textContent = value;
  }
};
const show = (id, shown) => { byId(id).hidden = !shown; };
const say = (sentence) => text('said', sentence);
const ms = (millis) => (millis < 10) ? `${millis.toFixed(1)} ms` : `${Math.round(millis)} ms`;
const time = (instant) => new Date(instant).toLocaleTimeString();

const buttons = document.querySelectorAll('button[data-action]');
let state = { person: null, deviceCode: null, acquisitions: [], path: '' };
let gone = false; // the application does not answer
let quit = false;

const GONE = { code: 'gone' };

// One request. What is no answer of the application has the form of one of its failures.
async function request(path, method) {
  let response;
  try {
    response = await fetch(path, { method, headers: { Accept: 'application/json' } });
  }
  catch {
    gone = true;
    render();
    throw GONE;
  }
  gone = false;
  if (!response.ok) {
    throw response.headers.get('Content-Type')?.startsWith('application/json') && response.status === 502
      ? await response.json()
      : { code: `http-${response.status}`, description: await response.text(), action: 'Start the application again.' };
  }
  return (response.status === 202) ? null : response.json();
}

const actions = {
  'sign-in': async () => {
    const pressed = document.activeElement === byId('sign-in');
    update(await request('/sign-in', 'POST'));
    if (pressed) {
      byId('renew').focus(); // the button that had the focus is hidden now
    }
    return `Signed in as ${state.person.username}.`;
  },
  renew: async () => {
    update(await request('/renew', 'POST'));
    return `There is a new token for ${state.person.username}.`;
  },
  'sign-out': async () => {
    update(await request('/sign-out', 'POST'));
    show('answer', false);
    show('api-hint', true);
    byId('sign-in').focus();
    return 'Signed out of this application. The Windows session goes on.';
  },
  call: async () => {
    const answer = await request('/call', 'POST');
    renderAnswer(answer);
    return `The API answered ${answer.status} in ${ms(answer.millis)}.`;
  },
  doctor: async () => {
    const report = await request('/doctor', 'POST');
    return renderReport(report);
  },
  quit: async () => {
    await request('/quit', 'POST');
    quit = gone = true;
    render();
    return '';
  }
};

async function run(name, button) {
  if (button.getAttribute('aria-busy') === 'true') {
    return;
  }
  button.setAttribute('aria-busy', 'true');
  show('failure', false);
  say('Please wait.');
  try {
    say(await actions[name]());
  }
  catch (failure) {
    if (failure instanceof Error) {
      throw failure;
    }
    say('');
    if (failure !== GONE) {
      renderFailure(failure);
    }
  }
  finally {
    await poll();
    button.removeAttribute('aria-busy');
  }
}

async function poll() {
  if (!quit) {
    try {
      update(await request('/state', 'GET'));
    }
    catch (failure) {
      if (failure !== GONE) {
        renderFailure(failure);
      }
    }
  }
}

function update(next) {
  state = next;
  render();
}

function render() {
  const { person, deviceCode } = state;
  show('ended', gone);
  for (const button of buttons) {
    button.disabled = gone;
  }
  text('path', state.path);
  text('name', person ? person.username : 'Nobody');
  text('initial', person ? person.username.charAt(0).toUpperCase() : '?');
  text('way', person ? WAYS[person.source] : 'A sign-in asks for no password: it uses the session of this machine.');
  show('sign-in', !person);
  for (const id of ['life', 'renew', 'sign-out']) {
    show(id, person);
  }
  if (person) {
    text('scopes', [...person.scopes].sort().join(' '));
    renderLife(person);
  }
  show('device', deviceCode);
  if (deviceCode && byId('device-code').textContent !== deviceCode.code) {
    text('device-code', deviceCode.code);
    text('device-page', deviceCode.page);
    byId('device-page').href = deviceCode.page;
    text('device-expiry', `The code is valid until ${time(deviceCode.expiresAt)}.`);
  }
  renderChart(state.acquisitions);
}

function renderLife(person) {
  const until = Date.parse(person.expiresAt);
  const left = Math.max(0, until - Date.now());
  const seconds = Math.floor(left / 1000);
  byId('life-bar').value = left / Math.max(1, until - Date.parse(person.since));
  text('life-left', seconds ? `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s left`
    : 'expired; the next call gets a new one');
}

function renderFailure(failure) {
  text('failure-code', failure.code);
  text('failure-description', failure.description);
  text('failure-action', failure.action);
  text('failure-correlation', failure.correlationId ? `Correlation id: ${failure.correlationId}` : '');
  show('failure', true);
}

function renderAnswer(answer) {
  let body = answer.body;
  try {
    body = JSON.stringify(JSON.parse(body), null, 2);
  }
  catch {
    // shown as it is
  }
  const status = byId('answer-status');
  status.textContent = answer.status;
  status.className = `pill ${answer.status < 300 ? 'pass' : answer.status < 400 ? 'warn' : 'fail'}`;
  text('answer-time', `in ${ms(answer.millis)}`);
  text('answer-body', body || '(empty)');
  show('api-hint', false);
  show('answer', true);
}

function renderReport(report) {
  const failed = report.checks.filter((check) => check.status === 'FAIL').length;
  const summary = report.healthy ? 'A sign-in works.'
    : `${failed} of ${report.checks.length} checks failed. The first that failed explains the others.`;
  byId('checks').replaceChildren(...report.checks.map((check) => {
    const row = element('tr');
    const found = element('td');
    found.append(element('p', check.description));
    if (check.action) {
      found.append(element('p', `What to do: ${check.action}`));
    }
    const result = element('td');
    result.append(element('span', check.status.toLowerCase(), `pill ${check.status.toLowerCase()}`));
    const name = element('th', check.id);
    name.scope = 'row';
    row.append(result, name, found);
    return row;
  }));
  text('doctor-summary', summary);
  show('report', true);
  return summary;
}

function element(name, content, classes) {
  const created = document.createElement(name);
  created.textContent = content ?? '';
  created.className = classes ?? '';
  return created;
}

// A column for each acquisition, the latest at the right.
function renderChart(acquisitions) {
  const latest = acquisitions.at(-1)?.at;
  if (!latest || byId('chart').dataset.latest === latest) {
    return;
  }
  const [columns, width, height, foot] = [12, 32, 112, 96];
  const longest = Math.max(...acquisitions.map((one) => one.millis));
  const chart = svg('svg', { viewBox: `0 0 ${columns * width} ${height}`, 'aria-hidden': 'true' });
  chart.append(svg('line', { x1: 0, x2: columns * width, y1: foot + .5, y2: foot + .5 }));
  acquisitions.forEach((one, index) => {
    const size = Math.max(2, one.millis / longest * (foot - 16));
    const x = index * width;
    chart.append(
      svg('rect', { x: x + 4, y: foot - size, width: width - 8, height: size, rx: 2, class: one.code ? 'failed' : 'token' }),
      svg('text', { x: x + width / 2, y: foot - size - 4 }, Math.round(one.millis)),
      svg('text', { x: x + width / 2, y: height - 4 }, one.code ? 'failed' : LABELS[one.source]));
  });
  byId('chart').replaceChildren(chart);
  byId('chart').dataset.latest = latest;
  byId('chart-text').replaceChildren(...acquisitions.map((one) =>
    element('li', `${time(one.at)}: ${one.code ?? WAYS[one.source]}, ${ms(one.millis)}`)));
}

function svg(name, attributes, content) {
  const created = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) {
    created.setAttribute(key, value);
  }
  created.textContent = content ?? '';
  return created;
}

for (const button of buttons) {
  button.addEventListener('click', () => run(button.dataset.action, button));
}

// The bar runs down each second; a device code appears while a sign-in waits for it.
setInterval(() => state.person && !gone && renderLife(state.person), 1000);
setInterval(poll, 2000);

// The first page signs in; after a sign-out the user decides.
poll().then(() => state.acquisitions.length || gone ? null : run('sign-in', byId('sign-in')));
