import type { AppVersions, PackageLicense } from './about';
import type {
  AccountRegion,
  CredentialSources,
  EnteredAccessKeys,
  KeyStorage,
  ProfilesFileContents,
} from './credential-facts';
import type { Group } from './group';
import type { InstanceDetails } from './instance-details';
import type { JournalPage } from './journal';
import type { Profile, SavedView, Snapshot } from './model';
import type { Settings } from './settings';

/** What each command of the contract answers. */
export interface CommandAnswers {
  readonly getSnapshot: Snapshot;
  readonly refresh: null;
  readonly startInstances: null;
  readonly stopInstances: null;
  readonly undoStop: null;
  readonly rebootInstances: null;
  readonly forceStopInstances: null;
  readonly hibernateInstances: null;
  readonly requestAction: null;
  readonly keepTrying: null;
  readonly stopTrying: null;
  readonly startGroup: null;
  readonly stopGroup: null;
  readonly cancelGroupRun: null;
  readonly confirm: null;
  readonly cancelConfirmation: null;
  readonly dismissFailure: null;
  readonly describeInstance: InstanceDetails;
  readonly checkPermissions: null;
  /** What was copied. */
  readonly copyInstanceField: string;
  readonly copyTags: string;
  readonly copyInstanceDetail: string;
  readonly copySshCommand: string;
  readonly openInConsole: null;
  readonly listCredentialSources: CredentialSources;
  readonly signIn: null;
  readonly openSignInPage: null;
  readonly cancelSignIn: null;
  readonly answerMfaPrompt: null;
  readonly dismissMfaPrompt: null;
  readonly reopenMfaPrompt: null;
  readonly getKeyStorage: KeyStorage;
  readonly enterAccessKeys: EnteredAccessKeys;
  readonly listRegions: readonly AccountRegion[];
  readonly scanRegions: null;
  readonly cancelRegionScan: null;
  readonly closeRegionScan: null;
  readonly addProfile: Profile;
  readonly updateProfile: Profile;
  readonly removeProfile: null;
  readonly moveProfile: null;
  /** The file that was written; null where the person thought better of it. */
  readonly exportProfiles: string | null;
  /** Null where the person thought better of it. */
  readonly readProfilesFile: ProfilesFileContents | null;
  readonly addProfiles: readonly Profile[];
  readonly openDemoAccount: Profile;
  readonly updateSettings: Settings;
  readonly getLaunchAtLogin: boolean;
  /** What is in force then. */
  readonly setLaunchAtLogin: boolean;
  readonly getVersions: AppVersions;
  readonly readLicenses: readonly PackageLicense[];
  readonly openLogsFolder: null;
  readonly reportPageError: null;
  readonly getPageState: string | null;
  readonly releaseWindow: null;
  readonly keepPageState: null;
  readonly readJournal: JournalPage;
  /** The file that was written; null where the person thought better of it. */
  readonly exportJournal: string | null;
  readonly setPinned: null;
  readonly saveGroup: Group;
  readonly removeGroup: null;
  readonly saveView: SavedView;
  readonly removeView: null;
  readonly dismissNotice: null;
  readonly setDetached: null;
  readonly hideWindow: null;
  readonly quit: null;
}
