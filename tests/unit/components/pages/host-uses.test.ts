import { describe, expect, test, vi } from 'vitest';

await vi.hoisted(() => import('../../../support/english.ts').then(({ speakEnglish }) => speakEnglish()));

import { describeHostUses, getHostLabel, type HostUseFacts } from '../../../../components/pages/host-uses.ts';

const FACTS: HostUseFacts = {
  capture: { captureSites: [{ host: 'rides.example.org', automatic: false }], captureDownloads: false },
  topicServer: 'https://ntfy.example.org:8443',
};

describe('S3 a host that was allowed', () => {
  test.each([
    ['https://connect.garmin.com/*', 'connect.garmin.com', 'Garmin Connect: to list and download your activities.'],
    [
      'https://tpapi.trainingpeaks.com/*',
      'tpapi.trainingpeaks.com',
      'TrainingPeaks: to list and download your activities.',
    ],
    ['https://www.strava.com/*', 'www.strava.com', 'Strava: to download activities from links.'],
    ['https://rides.example.org/*', 'rides.example.org', 'To watch its pages, under “Sites”.'],
    ['https://ntfy.example.org/*', 'ntfy.example.org', 'To receive webhooks.'],
    ['https://files.example.org/*', 'files.example.org', 'For a link that you uploaded.'],
    ['http://files.example.org/*', 'http://files.example.org', 'For a link that you uploaded.'],
    ['*://*/*', 'All sites', 'Musette never asks for this, and does not need it.'],
    ['<all_urls>', 'All sites', 'Musette never asks for this, and does not need it.'],
    ['file:///*', 'Files on your disk', 'To read finished downloads.'],
  ])('%s is shown as %s, with its use', (pattern, label, use) => {
    expect([getHostLabel(pattern), describeHostUses(pattern, FACTS)]).toEqual([label, [use]]);
  });

  test('is said to be read where downloads are uploaded', () => {
    const facts = { ...FACTS, capture: { ...FACTS.capture, captureDownloads: true } };
    expect(describeHostUses('https://files.example.org/*', facts)).toHaveLength(2);
  });
});
