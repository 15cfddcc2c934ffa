import { contextBridge, ipcRenderer } from 'electron';
import type {
  CommandAnswer,
  CommandInput,
  CommandName,
  ContractEvents,
  EventName,
  PreloadApi,
} from '../shared/contract';
import type { Result } from '../shared/errors';

/*
 * What the window may do: one named function per command and event of the contract, and nothing generic. The channel
 * names are written again here, because the contract's own file brings its schemas along, which a preload does not need;
 * their types keep both from drifting apart.
 */

type CommandFunction<Name extends CommandName> = (input?: CommandInput<Name>) => Promise<Result<CommandAnswer<Name>>>;

const command =
  <Name extends CommandName>(name: Name): CommandFunction<Name> =>
  (input) =>
    ipcRenderer.invoke(`ec2-tray:command:${name}`, input);

function subscribe<Name extends EventName>(name: Name, listener: (payload: ContractEvents[Name]) => void): () => void {
  const channel = `ec2-tray:event:${name}`;
  // The event itself would hand the page a way to main: it gets the payload alone.
  const forward = (_event: unknown, payload: ContractEvents[Name]): void => listener(payload);
  ipcRenderer.on(channel, forward);
  return () => ipcRenderer.off(channel, forward);
}

const api: PreloadApi = {
  getSnapshot: command('getSnapshot'),
  refresh: command('refresh'),
  startInstances: command('startInstances'),
  stopInstances: command('stopInstances'),
  undoStop: command('undoStop'),
  rebootInstances: command('rebootInstances'),
  forceStopInstances: command('forceStopInstances'),
  hibernateInstances: command('hibernateInstances'),
  requestAction: command('requestAction'),
  keepTrying: command('keepTrying'),
  stopTrying: command('stopTrying'),
  startGroup: command('startGroup'),
  stopGroup: command('stopGroup'),
  cancelGroupRun: command('cancelGroupRun'),
  confirm: command('confirm'),
  cancelConfirmation: command('cancelConfirmation'),
  dismissFailure: command('dismissFailure'),
  checkPermissions: command('checkPermissions'),
  copyInstanceField: command('copyInstanceField'),
  copyTags: command('copyTags'),
  describeInstance: command('describeInstance'),
  copyInstanceDetail: command('copyInstanceDetail'),
  copySshCommand: command('copySshCommand'),
  openInConsole: command('openInConsole'),
  listCredentialSources: command('listCredentialSources'),
  signIn: command('signIn'),
  openSignInPage: command('openSignInPage'),
  cancelSignIn: command('cancelSignIn'),
  answerMfaPrompt: command('answerMfaPrompt'),
  dismissMfaPrompt: command('dismissMfaPrompt'),
  reopenMfaPrompt: command('reopenMfaPrompt'),
  getKeyStorage: command('getKeyStorage'),
  enterAccessKeys: command('enterAccessKeys'),
  listRegions: command('listRegions'),
  scanRegions: command('scanRegions'),
  cancelRegionScan: command('cancelRegionScan'),
  closeRegionScan: command('closeRegionScan'),
  addProfile: command('addProfile'),
  updateProfile: command('updateProfile'),
  removeProfile: command('removeProfile'),
  moveProfile: command('moveProfile'),
  exportProfiles: command('exportProfiles'),
  readProfilesFile: command('readProfilesFile'),
  addProfiles: command('addProfiles'),
  openDemoAccount: command('openDemoAccount'),
  updateSettings: command('updateSettings'),
  getLaunchAtLogin: command('getLaunchAtLogin'),
  setLaunchAtLogin: command('setLaunchAtLogin'),
  getVersions: command('getVersions'),
  readLicenses: command('readLicenses'),
  openLogsFolder: command('openLogsFolder'),
  reportPageError: command('reportPageError'),
  getPageState: command('getPageState'),
  keepPageState: command('keepPageState'),
  releaseWindow: command('releaseWindow'),
  readJournal: command('readJournal'),
  exportJournal: command('exportJournal'),
  setPinned: command('setPinned'),
  saveGroup: command('saveGroup'),
  removeGroup: command('removeGroup'),
  saveView: command('saveView'),
  removeView: command('removeView'),
  dismissNotice: command('dismissNotice'),
  setDetached: command('setDetached'),
  hideWindow: command('hideWindow'),
  quit: command('quit'),
  onSnapshotChange: (listener) => subscribe('snapshotChange', listener),
  onShowView: (listener) => subscribe('showView', listener),
  onOutOfSight: (listener) => subscribe('outOfSight', listener),
};

contextBridge.exposeInMainWorld('ec2Tray', api);
