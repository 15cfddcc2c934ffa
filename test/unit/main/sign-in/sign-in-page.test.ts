import { expect, test } from 'vitest';
import { isSignInPage } from '../../../../src/main/sign-in/sign-in-page';

const startUrl = 'https://login.corp.example/start';

test.each([
  'https://device.sso.ap-northeast-2.amazonaws.com/?user_code=ABCD-EFGH',
  'https://corp.awsapps.com/start/#/device?user_code=ABCD-EFGH',
  'https://ssoins-1234.ap-northeast-2.portal.app.aws/',
  'https://start.cn-north-1.home.awsapps.cn/directory/corp#/device',
  'https://login.corp.example/start/#/device?user_code=ABCD-EFGH',
  'http://127.0.0.1:4566/device',
  'http://[::1]:4566/device',
])('%s is opened', (address) => {
  expect(isSignInPage(address, startUrl)).toBe(true);
});

test.each([
  'https://awsapps.com.evil.example/start',
  'https://evilawsapps.com/start',
  'https://corp.awsapps.com@evil.example/',
  'https://user:word@corp.awsapps.com/',
  'http://corp.awsapps.com/start',
  'https://login.corp.example:8443/start',
  'https://127.0.0.1.evil.example/',
  'javascript:alert(1)//corp.awsapps.com',
  'file:///etc/passwd',
  'smb://corp.awsapps.com/share',
  'ms-settings:privacy',
  'vbscript:x',
  '//corp.awsapps.com/start',
  'corp.awsapps.com',
  '',
])('%j is not', (address) => {
  expect(isSignInPage(address, startUrl)).toBe(false);
});
