import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { browserPid } from '../support/browsers/chromium.ts';

/**
 * The memory of the extension's own process, in which its pages and its worker live: how much it has grown at most since now.
 * From Linux' /proc, where writing 5 to `clear_refs` forgets the peak (man 5 proc); elsewhere it is not measured.
 */
export function memoryOf(profile: string): { growthMb: () => number } {
  const pid = extensionProcess(profile);
  if (pid === undefined) return { growthMb: () => Number.NaN };
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
  const before = kilobytes(pid, 'VmRSS');
  return { growthMb: () => (kilobytes(pid, 'VmHWM') - before) / 1024 };
}

function extensionProcess(profile: string): number | undefined {
  const browser = browserPid(profile);
  return globSync('/proc/[0-9]*')
    .map(folder => Number(folder.slice('/proc/'.length)))
    .find(pid => fileOf(pid, 'cmdline').includes('--extension-process') && descendsFrom(pid, browser));
}

function descendsFrom(pid: number, ancestor: number): boolean {
  for (let at = pid; at > 1; at = Number(/^PPid:\s*(\d+)/m.exec(fileOf(at, 'status'))?.[1] ?? 0)) {
    if (at === ancestor) return true;
  }
  return false;
}

const kilobytes = (pid: number, what: string): number =>
  Number(new RegExp(`^${what}:\\s*(\\d+) kB`, 'm').exec(fileOf(pid, 'status'))?.[1]);

function fileOf(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    // It has ended meanwhile.
    return '';
  }
}
