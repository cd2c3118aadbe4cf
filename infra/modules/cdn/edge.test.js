// The functions of the CDN, run as the CDN runs them: the text of the file, and a call of `handler`.

const assert = require('node:assert/strict');
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { test } = require('node:test');

const load = (name) => new Function(`${readFileSync(join(__dirname, name), 'utf8')}; return handler;`)();
const addresses = JSON.parse(readFileSync(join(__dirname, '../../addresses.json'), 'utf8'));

function ask(handler, uri, headers = {}) {
  const all = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, { value }]));
  return handler({ viewer: { ip: '203.0.113.7' }, request: { method: 'GET', uri, querystring: {}, headers: all } });
}

test('an address is answered by the file that the local edge answers with', () => {
  const site = load('site.js');
  for (const { address, file } of addresses) {
    assert.equal(ask(site, address).uri, `/${file ?? '.nothing'}`, address);
  }
});

test('brotli goes to those who take it, for kinds of files that lie there compressed', () => {
  const site = load('site.js');
  const brotli = { 'accept-encoding': 'gzip, deflate, br' };
  for (const [address, headers, uri] of [
    ['/', brotli, '/index.html.br'],
    ['/orgs/x', { 'accept-encoding': 'br;q=1.0' }, '/index.html.br'],
    ['/assets/app.1.wasm', brotli, '/assets/app.1.wasm.br'],
    ['/icons/192.png', brotli, '/icons/192.png'],
    ['/assets/app.1.js', { 'accept-encoding': 'br;q=0' }, '/assets/app.1.js'],
    ['/assets/app.1.js', { 'accept-encoding': 'gzip, brotli' }, '/assets/app.1.js'],
    ['/assets/app.1.js', {}, '/assets/app.1.js'],
    ['/.git/config', brotli, '/.nothing'],
  ]) {
    assert.equal(ask(site, address, headers).uri, uri, `${address} ${JSON.stringify(headers)}`);
  }
});

test('the caller cannot choose the address that limits go by', () => {
  const request = ask(load('api.js'), '/api/auth/sign-in', { 'x-viewer-address': '198.51.100.1' });
  assert.deepEqual(request.headers['x-viewer-address'], { value: '203.0.113.7' });
  assert.equal(request.uri, '/api/auth/sign-in');
});
