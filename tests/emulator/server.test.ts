import { createHash, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:tls';
import { expect, test } from 'vitest';
import { fitFile } from '../fixtures/recordings.ts';
import { startEmulator } from './emulator.ts';
import { emulatorForTests } from './for-tests.ts';
import { plainClient } from './plain-client.ts';

const ride = fitFile({ startMs: Date.UTC(2026, 2, 1, 7), durationSecs: 60 });

const emulator = await emulatorForTests();
const client = plainClient(emulator);

test('the emulator answers under the real host name, with the certificate that Chromium is told to trust', async () => {
  const socket = connect({ port: emulator.port, servername: 'intervals.icu', ca: emulator.certificate });
  await once(socket, 'secureConnect');
  const { raw, subjectaltname } = socket.getPeerCertificate();
  const publicKey = new X509Certificate(raw).publicKey.export({ type: 'spki', format: 'der' });
  socket.destroy();
  expect(subjectaltname).toContain('DNS:intervals.icu');
  expect(createHash('sha256').update(publicKey).digest('base64')).toBe(emulator.spki);
});

test('the emulator records every request', async () => {
  await client.upload(ride, { query: '?name=Hello%20there' });
  expect(emulator.requests).toHaveLength(1);
  const [request] = emulator.requests;
  expect(request).toMatchObject({
    method: 'POST',
    host: 'intervals.icu',
    path: '/api/v1/athlete/0/activities',
    query: { name: 'Hello there' },
    status: 201,
    outcome: 'answered',
  });
  expect(request?.headers.authorization).toMatch(/^Basic /);
  expect(request?.bodySize).toBeGreaterThan(ride.length);
  expect(request?.endedAt).toBeGreaterThanOrEqual(request?.startedAt ?? Infinity);
  emulator.clearRequests();
  expect(emulator.requests).toEqual([]);
});

test('the request log keeps the text of a JSON body', async () => {
  const { id } = emulator.seed.activity({});
  await client.put(`/activity/${id}`, { name: 'Recovery' });
  expect(emulator.requests[0]?.bodyText).toBe('{"name":"Recovery"}');
});

test('a request to an unknown host is a violation', async () => {
  const response = await emulator.fetch('https://telemetry.example/collect');
  expect(response.status).toBe(404);
  expect(emulator.violations).toEqual([{ what: 'unknown host', url: 'https://telemetry.example/collect' }]);
});

test('a request without TLS is a violation', async () => {
  expect((await emulator.fetch('http://intervals.icu/settings?tab=1')).status).toBe(404);
  expect(emulator.violations).toEqual([{ what: 'plain http', url: 'http://intervals.icu/settings?tab=1' }]);
});

test('going offline cuts what is under way and refuses new connections', async () => {
  const held = emulator.fail({ hold: true });
  const underWay = client.upload(ride);
  await emulator.until(() => held.strikes === 1);
  emulator.online = false;
  await expect(underWay).rejects.toThrow('fetch failed');
  await expect(client.get('/athlete/0/profile')).rejects.toThrow('fetch failed');
  emulator.online = true;
  expect((await client.get('/athlete/0/profile')).status).toBe(200);
  expect(emulator.activities()).toEqual([]);
});

test('latency delays every request', async () => {
  emulator.latencyMs = 60;
  await client.get('/athlete/0/profile');
  const [request] = emulator.requests;
  expect((request?.endedAt ?? 0) - (request?.startedAt ?? 0)).toBeGreaterThanOrEqual(55);
});

test('until() resolves once the condition holds', async () => {
  const arrived = emulator.until(() => emulator.activities()[0]);
  await client.upload(ride, { query: '?name=Awaited' });
  expect((await arrived).name).toBe('Awaited');
});

test('until() lists the requests so far when it times out', async () => {
  await client.get('/athlete/0/profile');
  await expect(emulator.until(() => false, 20)).rejects.toThrow(
    'GET https://intervals.icu/api/v1/athlete/0/profile 200',
  );
});

test('reset() leaves nothing of the old world, not even requests under way', async () => {
  const oldKey = emulator.athlete.key;
  emulator.addAthlete({ id: 'i777' });
  emulator.seed.activity({});
  const held = emulator.fail({ hold: true });
  const underWay = client.upload(ride);
  await emulator.until(() => held.strikes === 1);
  emulator.reset();
  await expect(underWay).rejects.toThrow('fetch failed');
  expect(emulator.athlete.key).not.toBe(oldKey);
  expect(emulator.requests).toEqual([]);
  expect((await plainClient(emulator).get('/athlete/0/activities?oldest=2000-01-01')).json).toEqual([]);
});

test('two emulators run side by side', async () => {
  const other = await startEmulator();
  await plainClient(other).upload(ride);
  expect(other.activities()).toHaveLength(1);
  expect(emulator.activities()).toHaveLength(0);
  await other.close();
});
