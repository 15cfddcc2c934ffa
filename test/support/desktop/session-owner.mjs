// @ts-check
/** Starts a desktop session, says what it is on stdout, and never stops it: a test ends this process instead. */
import { startDesktopSession } from '../../../scripts/desktop-session.mjs';

const { pids, busAddress, display } = await startDesktopSession();
console.log(JSON.stringify({ pids, busAddress, display }));
setInterval(() => undefined, 60_000);
