import { i18n } from '#i18n';
import type { CaptureSettings } from '../../lib/features/capture/settings.ts';
import { isForAllHosts } from '../../lib/platform/permissions.ts';
import { sites } from '../../lib/services/sites/registry.ts';

/** What decides for what a host is used. */
export interface HostUseFacts {
  capture: Pick<CaptureSettings, 'captureSites' | 'captureDownloads'>;
  /** Server of the webhook topic. */
  topicServer: string | undefined;
}

/** A granted match pattern as users read it: the host, or what stands for many. */
export function getHostLabel(pattern: string): string {
  if (pattern.startsWith('file:')) return i18n.t('hosts.files');
  if (isForAllHosts(pattern)) return i18n.t('hosts.all');
  return pattern.replace(/^(https|\*):\/\//, '').replace(/\/\*$/, '');
}

/** What a granted match pattern is used for. What nothing else uses was once allowed for a link. */
export function describeHostUses(pattern: string, { capture, topicServer }: HostUseFacts): string[] {
  if (pattern.startsWith('file:')) return [i18n.t('hosts.forFiles')];
  const host = pattern.replace(/^[^:]+:\/\//, '').replace(/\/\*$/, '');
  const uses = [
    ...sites
      .filter(({ pages, hosts }) => [...pages, ...hosts].includes(pattern))
      .map(({ label, listActivities }) => i18n.t(listActivities ? 'hosts.forSite' : 'hosts.forLinks', { site: label })),
    ...(capture.captureSites.some(site => site.host === host) ? [i18n.t('hosts.forPages')] : []),
    ...(topicServer && URL.parse(topicServer)?.hostname === host ? [i18n.t('hosts.forTopic')] : []),
  ];
  if (uses.length === 0) uses.push(i18n.t(isForAllHosts(pattern) ? 'hosts.forAll' : 'hosts.forLink'));
  return capture.captureDownloads ? [...uses, i18n.t('hosts.forDownloads')] : uses;
}
