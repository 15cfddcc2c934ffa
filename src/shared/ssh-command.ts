import type { Instance, SshSettings } from './model';

type Addresses = Pick<Instance, 'publicDnsName' | 'publicIpAddress' | 'privateIpAddress'>;

/**
 * The command to reach an instance, by its public DNS name, else its public, else its private IP address; null where it
 * has none. What is filled in is quoted for a POSIX shell.
 */
export function sshCommand({ template, user, keyFile }: SshSettings, instance: Addresses): string | null {
  const host = [instance.publicDnsName, instance.publicIpAddress, instance.privateIpAddress].find(isHost);
  if (host === undefined || host === null) return null;
  const values: Readonly<Record<string, string>> = { user: quoted(user), host, key: quotedPath(keyFile ?? '') };
  const used = keyFile === null ? template.replace(WITH_KEY, '') : template;
  // All at once: a value that looks like a placeholder is none.
  return used.replace(/\{(user|host|key)\}/g, (placeholder, name: string) => values[name] ?? placeholder).trim();
}

/** A word with the key in it, and the option before it that the word belongs to. */
const WITH_KEY = /\s*(?:(?<=\s)-\w\s+)?[^\s'"]*\{key\}[^\s'"]*/g;

/** What AWS gives as an address is data: what does not look like one could be an option of ssh, or a second command. */
const isHost = (text: string | null): boolean => text !== null && /^[A-Za-z0-9][A-Za-z0-9.-]*$/.test(text);

const quoted = (text: string): string => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);

/** The home folder is found by the shell, so its sign stays outside of the quotes. */
const quotedPath = (path: string): string => (path.startsWith('~/') ? `~/${quoted(path.slice(2))}` : quoted(path));
