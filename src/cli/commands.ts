/** What can stand after `ec2-tray`. */
export const COMMANDS = ['list', 'status', 'start', 'stop', 'reboot'] as const;
export type Command = (typeof COMMANDS)[number];
