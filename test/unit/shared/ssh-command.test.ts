import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_SSH } from '../../../src/shared/model';
import { sshCommand } from '../../../src/shared/ssh-command';

const addresses = { publicDnsName: 'ec2-1.example.com', publicIpAddress: '203.0.113.25', privateIpAddress: '10.0.0.1' };

describe('the ssh command', () => {
  test('goes to the public DNS name, else the public, else the private IP address', () => {
    expect(sshCommand(DEFAULT_SSH, addresses)).toBe('ssh ec2-user@ec2-1.example.com');
    expect(sshCommand(DEFAULT_SSH, { ...addresses, publicDnsName: null })).toBe('ssh ec2-user@203.0.113.25');
    const hidden = { publicDnsName: null, publicIpAddress: null, privateIpAddress: '10.0.0.1' };
    expect(sshCommand(DEFAULT_SSH, hidden)).toBe('ssh ec2-user@10.0.0.1');
    expect(sshCommand(DEFAULT_SSH, { ...hidden, privateIpAddress: null })).toBeNull();
  });

  test.each([
    ['~/.ssh/work.pem', 'ssh -i ~/.ssh/work.pem ec2-user@ec2-1.example.com'],
    ['~/my keys/work.pem', "ssh -i ~/'my keys/work.pem' ec2-user@ec2-1.example.com"],
    ["/keys/anna's.pem", "ssh -i '/keys/anna'\\''s.pem' ec2-user@ec2-1.example.com"],
    ['/keys/$(reboot).pem', "ssh -i '/keys/$(reboot).pem' ec2-user@ec2-1.example.com"],
    ['C:\\keys\\work.pem', "ssh -i 'C:\\keys\\work.pem' ec2-user@ec2-1.example.com"],
  ])('takes the key %s along', (keyFile, command) => {
    expect(sshCommand({ ...DEFAULT_SSH, keyFile }, addresses)).toBe(command);
  });

  test.each([
    ['ssh -i {key} {user}@{host}', 'ssh ec2-user@ec2-1.example.com'],
    ['ssh -A -i {key} -p 22 {host}', 'ssh -A -p 22 ec2-1.example.com'],
    ['ssh -o IdentityFile={key} {host}', 'ssh ec2-1.example.com'],
    ['mosh --ssh="ssh -i {key}" {host}', 'mosh --ssh="ssh" ec2-1.example.com'],
    ['ssh {host} -l {user}', 'ssh ec2-1.example.com -l ec2-user'],
    ['ssh {unknown}@{host}', 'ssh {unknown}@ec2-1.example.com'],
  ])('without a key leaves its option out: %s', (template, command) => {
    expect(sshCommand({ ...DEFAULT_SSH, template }, addresses)).toBe(command);
  });

  test('fills nothing into what was filled in', () => {
    expect(sshCommand({ ...DEFAULT_SSH, user: '{host}' }, addresses)).toBe("ssh '{host}'@ec2-1.example.com");
  });

  test.each(['-oProxyCommand=reboot', 'a;reboot', '$(reboot)', 'a b', 'a\nb', ''])(
    'never goes to the “host” %j',
    (host) => {
      expect(sshCommand(DEFAULT_SSH, { ...addresses, publicDnsName: host })).toBe('ssh ec2-user@203.0.113.25');
    },
  );

  test('keeps whatever a user is called in one word of the shell', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (user) => {
        const command = sshCommand({ ...DEFAULT_SSH, user, template: '{user}@{host}' }, addresses) ?? '';
        const word = command.slice(0, -'@ec2-1.example.com'.length);
        const read = /^[\w@%+=:,./-]+$/.test(word) ? word : word.replace(/^'|'$/g, '').replaceAll("'\\''", "'");
        expect(read).toBe(user);
      }),
    );
  });
});
