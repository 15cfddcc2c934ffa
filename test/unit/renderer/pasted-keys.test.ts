import { describe, expect, test } from 'vitest';
import { pastedKeys } from '../../../src/renderer/pasted-keys';

const id = 'AKIAEXAMPLEEXAMPLE77';
const secret = 'abcdefghij/klmnopqrst+uvwxyzABCDEFGHIJKL';
const token = 'FwoGZXIvYXdzE/token+token==';
const both = { accessKeyId: id, secretAccessKey: secret, sessionToken: null, region: null };
const all = { ...both, sessionToken: token };

describe('access keys are found in', () => {
  test.each([
    ['lines for a shell', `export AWS_ACCESS_KEY_ID="${id}"\nexport AWS_SECRET_ACCESS_KEY="${secret}"\n`, both],
    [
      'lines for a shell with a token and a Region',
      `export AWS_ACCESS_KEY_ID=${id}\nexport AWS_SECRET_ACCESS_KEY=${secret}\nexport AWS_SESSION_TOKEN=${token}\nexport AWS_DEFAULT_REGION=ap-northeast-2\n`,
      { ...all, region: 'ap-northeast-2' },
    ],
    [
      'lines for PowerShell',
      `$Env:AWS_ACCESS_KEY_ID="${id}"\r\n$Env:AWS_SECRET_ACCESS_KEY="${secret}"\r\n$Env:AWS_SESSION_TOKEN="${token}"\r\n`,
      all,
    ],
    ['lines for cmd', `SET AWS_ACCESS_KEY_ID=${id}\r\nSET AWS_SECRET_ACCESS_KEY=${secret}\r\n`, both],
    [
      'a section of the credentials file',
      `[default]\naws_access_key_id = ${id}\naws_secret_access_key = ${secret}\naws_session_token=${token}\n`,
      all,
    ],
    [
      'a dialogue with “aws configure”',
      `AWS Access Key ID [None]: ${id}\nAWS Secret Access Key [****************abcd]: ${secret}\nDefault region name [None]: us-east-1\nDefault output format [None]: json\n`,
      { ...both, region: 'us-east-1' },
    ],
    ['the CSV file of the console', `\uFEFFAccess key ID,Secret access key\r\n${id},${secret}\r\n`, both],
    [
      'an older CSV file of the console',
      `User name,Password,Access key ID,Secret access key,Console login link\nme,,${id},${secret},https://123456789012.signin.aws.amazon.com/console\n`,
      both,
    ],
    ['the table of the console', `Access key\tSecret access key\n${id}\t${secret}\n`, both],
    [
      'JSON of the AWS CLI',
      JSON.stringify({ Credentials: { AccessKeyId: id, SecretAccessKey: secret, SessionToken: token } }, null, 2),
      all,
    ],
  ])('%s', (_where, text, expected) => {
    expect(pastedKeys(text)).toEqual(expected);
  });
});

describe('nothing is found in', () => {
  test.each([
    ['one value alone', id],
    ['the other value alone', secret],
    ['a session token alone', token],
    ['a digest of 64 digits beside an ID', `${id} ${'0123456789abcdef'.repeat(4)}`],
    ['an ARN', 'arn:aws:iam::123456789012:user/me'],
    ['nothing', ''],
  ])('%s', (_where, text) => {
    expect(pastedKeys(text)).toBe(null);
  });
});
