import type { CommandName } from '../../src/shared/contract';
import { DEFAULT_LIST } from '../../src/shared/list-settings';
import { DEFAULT_SETTINGS } from '../../src/shared/settings';
import { aDraft, aScope, instanceIdOf, someIds } from './snapshot-builder';

const scopeId = aScope().id;
const one = { scopeId, instanceId: instanceIdOf(1) };
const some = { scopeId, instanceIds: someIds(2) };

const everything = { text: '', action: null, result: null, since: null, instanceId: null };

const enteredKeys = {
  accessKeyId: 'AKIAEXAMPLEEXAMPLE77',
  secretAccessKey: 'abc/def+ghi=',
  sessionToken: null,
  region: 'ap-northeast-2',
  endpointUrl: null,
  keep: { kind: 'keyring' },
};

/** An input that each command takes. */
export const goodInputs: Readonly<Record<CommandName, unknown>> = {
  getSnapshot: undefined,
  refresh: { scopeId },
  startInstances: some,
  stopInstances: some,
  undoStop: some,
  rebootInstances: some,
  forceStopInstances: some,
  hibernateInstances: some,
  requestAction: { action: 'stop', targets: [one] },
  keepTrying: some,
  stopTrying: some,
  confirm: { id: 'question', typed: '' },
  cancelConfirmation: { id: 'question' },
  dismissFailure: one,
  checkPermissions: { scopeId: one.scopeId },
  copyInstanceField: { ...one, field: 'publicDnsName' },
  copyTags: { ...one, tags: { kind: 'pair', key: 'Env' } },
  describeInstance: one,
  copyInstanceDetail: { ...one, field: 'imageId', index: 0 },
  copySshCommand: one,
  openInConsole: one,
  listCredentialSources: undefined,
  signIn: { profileId: 'work' },
  openSignInPage: { id: 'corp' },
  cancelSignIn: { id: 'corp' },
  answerMfaPrompt: { id: 'role', code: '123456' },
  dismissMfaPrompt: { id: 'role' },
  reopenMfaPrompt: { id: 'role' },
  getKeyStorage: undefined,
  getLaunchAtLogin: undefined,
  setLaunchAtLogin: { isOn: true },
  getVersions: undefined,
  readLicenses: undefined,
  openLogsFolder: undefined,
  getPageState: undefined,
  keepPageState: { state: '{}' },
  releaseWindow: undefined,
  reportPageError: { message: 'x is not a function', stack: null },
  enterAccessKeys: enteredKeys,
  listRegions: { source: { kind: 'environment' }, endpointUrl: null, homeRegion: null },
  scanRegions: { source: { kind: 'demo' }, endpointUrl: null, homeRegion: 'us-east-1', regions: null, filter: 'web-*' },
  cancelRegionScan: undefined,
  closeRegionScan: undefined,
  addProfile: aDraft(),
  updateProfile: { id: 'work', draft: aDraft() },
  removeProfile: { id: 'work' },
  moveProfile: { id: 'work', by: -1 },
  exportProfiles: undefined,
  readProfilesFile: undefined,
  addProfiles: { drafts: [aDraft()] },
  openDemoAccount: undefined,
  updateSettings: DEFAULT_SETTINGS,
  readJournal: everything,
  exportJournal: { format: 'csv', filter: everything },
  setPinned: { ...one, isPinned: true },
  saveGroup: { id: 'stack', name: 'Stack', steps: [{ kind: 'rule', rule: 'Stack=demo*' }] },
  removeGroup: { id: 'stack' },
  saveView: { id: 'mine', name: 'Mine', search: 'tag:Owner=anna', list: DEFAULT_LIST },
  removeView: { id: 'mine' },
  startGroup: { id: 'stack' },
  stopGroup: { id: 'stack' },
  cancelGroupRun: { id: 'stack' },
  dismissNotice: { id: 'kept-file-0' },
  setDetached: { isDetached: true },
  hideWindow: undefined,
  quit: undefined,
};
