import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ControlServer } from './control-server.ts';
import { DEMO_KEY, seedDemo } from './demo-data.ts';
import { startEmulator } from './emulator.ts';

/**
 * `npm run emulator`: the emulator by itself, for any program on this machine, until Ctrl+C. `-- --port 9000` chooses the one
 * port that programs and people need; README.md says what can be done there.
 */
const { values } = parseArgs({ options: { port: { type: 'string', default: '8470' } } });

const emulator = await startEmulator();
seedDemo(emulator);
const control = new ControlServer(emulator, () => seedDemo(emulator));
const origin = await control.listen(Number(values.port)).catch((error: Error) => {
  console.error(`${error.message}\nChoose another port: npm run emulator -- --port 8471`);
  process.exit(1);
});

const folder = mkdtempSync(join(tmpdir(), 'intervals-emulator-'));
const certificate = join(folder, 'certificate.pem');
writeFileSync(certificate, emulator.certificate);

process.once('SIGINT', () => void stop());
process.once('SIGTERM', () => void stop());

console.log(`
An Intervals.icu and some training sites of your own, on this machine only. Ctrl+C ends them.

  Proxy and control  ${origin}
  Certificate        ${certificate}
  Athlete            ${emulator.athlete.name}, id ${emulator.athlete.id}, API key ${DEMO_KEY}
  Sites              ${emulator.hosts.filter(host => host !== 'localhost').join('\n                     ')}

In another terminal, send a program there:
  export HTTPS_PROXY=${origin} CURL_CA_BUNDLE=${certificate}
and use it like the real one:
  curl -u API_KEY:${DEMO_KEY} https://intervals.icu/api/v1/athlete/0/profile
  curl -u API_KEY:${DEMO_KEY} 'https://intervals.icu/api/v1/athlete/0/activities?oldest=2026-01-01&fields=id,name,start_date_local'
  curl -O ${origin}/ride.fit
  curl -u API_KEY:${DEMO_KEY} -F file=@ride.fit https://intervals.icu/api/v1/athlete/0/activities

Make the next two requests fail, list the requests, then reset:
  curl -d '{"reply":"rateLimited","times":2}' ${origin}/faults
  curl ${origin}/requests
  curl -X POST ${origin}/reset

All of it: curl ${origin}/   and tests/emulator/README.md
`);

async function stop(): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  await control.close();
  await emulator.close();
}
