import path from 'node:path';
import log from 'electron-log/main.js';
import { redacted } from './log-redaction';

/*
 * The app's log: a file in the logs folder, and the console. It gets names, codes and counts; never a credential, a
 * tag's value or what a person typed. Whatever it is given goes through the redaction first.
 */
log.hooks.push((message) => ({ ...message, data: message.data.map(redacted) }));
log.transports.file.level = 'info';
log.transports.file.maxSize = 1024 * 1024;
log.transports.console.level = 'info';

/** In the app's own folder for logs. */
export const logFile = (): string => log.transports.file.getFile().path;

export const logFolder = (): string => path.dirname(logFile());

export { log };
