import { register } from 'node:module';

/*
 * electron-store imports Electron for the app's version and folders, and Electron is not to be had in plain Node. What is
 * tested uses neither: every file is opened with a directory of its own. vi.mock('electron') does not reach inside a
 * package that Node itself loads, so Node is told where its `electron` is. Import this before what opens a kept file.
 */
const app = "{ getPath: () => '/nowhere', getVersion: () => '0.0.0', getName: () => 'ec2-tray' }";
const standIn = `export default { app: ${app}, ipcMain: { on() {} }, shell: {} };`;
const hooks = `export async function resolve(specifier, context, next) {
  if (specifier !== 'electron') return next(specifier, context);
  return { url: ${JSON.stringify(`data:text/javascript,${encodeURIComponent(standIn)}`)}, shortCircuit: true };
}`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);
