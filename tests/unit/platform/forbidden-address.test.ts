import { describe, expect, test } from 'vitest';
import { assertPublicAddress } from '../../../lib/platform/forbidden-address.ts';

test.each([
  'http://localhost./x.fit',
  'https://LOCALHOST/x.fit',
  'https://a.localhost/x.fit',
  'https://127.0.0.1/x.fit',
  'https://127.1/x.fit',
  'https://2130706433/x.fit',
  'https://0x7f000001/x.fit',
  'https://0177.0.0.1/x.fit',
  'https://127.0.0.1./x.fit',
  'https://0.0.0.0/x.fit',
  'https://10.1.2.3/x.fit',
  'https://172.16.0.1/x.fit',
  'https://172.31.255.255/x.fit',
  'https://192.168.1.1/x.fit',
  'https://100.64.0.1/x.fit',
  'http://169.254.169.254/latest/meta-data',
  'https://224.0.0.1/x.fit',
  'https://[::1]/x.fit',
  'https://[::]/x.fit',
  'https://[fe80::1]/x.fit',
  'https://[fd12:3456::1]/x.fit',
  'https://[::ffff:127.0.0.1]/x.fit',
  'https://[::ffff:c0a8:0101]/x.fit',
  'https://[64:ff9b::7f00:1]/x.fit',
  'https://[2002:7f00:1::]/x.fit',
  'https://router/x.fit',
  'https://nas.local/x.fit',
  'https://nas.lan/x.fit',
  'https://router.home.arpa/x.fit',
  'https://db.internal/x.fit',
  'https://me:secret@files.example.org/x.fit',
  'ftp://files.example.org/x.fit',
  'file:///etc/passwd',
  "javascript:document.title='ran'",
  'data:application/octet-stream;base64,AAAA',
  'blob:https://files.example.org/1',
])('isForbiddenAddress refuses %s', address => {
  expect(() => assertPublicAddress(new URL(address))).toThrow('forbidden-address');
});

test.each([
  'https://files.example.org/x.fit',
  'http://files.example.org:8080/x.fit',
  'https://files.example.org./x.fit',
  'https://172.32.0.1/x.fit',
  'https://8.8.8.8/x.fit',
  'https://[2606:4700::1111]/x.fit',
  'https://[::ffff:8.8.8.8]/x.fit',
  'https://localhost.example.org/x.fit',
])('isForbiddenAddress allows %s', address => {
  expect(() => assertPublicAddress(new URL(address))).not.toThrow();
});

describe('S15 names and addresses that no public server has', () => {
  test.each([
    'https://fritz.box/x.fit',
    'https://nas.fritz.box./x.fit',
    'https://FRITZ.BOX/x.fit',
    'https://wpad.fritz.box/x.fit',
    'https://router.ip/x.fit',
    'https://site.test/x.fit',
    'https://nothing.invalid/x.fit',
    'https://abcdefghijklmnop.onion/x.fit',
    'https://service.alt/x.fit',
    'https://my.speedport.ip/x.fit',
    'https://nas.home/x.fit',
    'https://[2001::1]/x.fit',
    'https://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/x.fit',
    'https://[2001:2::1]/x.fit',
    'https://[2001:10::1]/x.fit',
    'https://[2001:20::1]/x.fit',
    'https://[2001:db8::1]/x.fit',
    'https://[3fff::1]/x.fit',
    'https://192.0.2.7/x.fit',
    'https://198.51.100.7/x.fit',
    'https://203.0.113.7/x.fit',
  ])('%s is refused', address => {
    expect(() => assertPublicAddress(new URL(address))).toThrow('forbidden-address');
  });

  test.each([
    'https://fritz.box.example.org/x.fit',
    'https://files.box/x.fit',
    'https://www.zip/x.fit',
    'https://[2001:4860:4860::8888]/x.fit',
    'https://[2001:470::1]/x.fit',
    'https://example.com:22/x.fit',
  ])('%s is public', address => {
    expect(() => assertPublicAddress(new URL(address))).not.toThrow();
  });
});
