import { Activity, useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { I18nProvider } from 'react-aria-components';
import type { ProfilesFileContents } from '../shared/credential-facts';
import type { Group } from '../shared/group';
import type { InstanceTarget, Profile, ProfileDraft, Snapshot } from '../shared/model';
import { translatorFor } from '../shared/translator';
import { bridge, latestSnapshot, subscribeToShowView, subscribeToSnapshot } from './bridge';
import { ConfirmDialog } from './components/ConfirmDialog';
import { Footer } from './components/Footer';
import { InstanceDetails } from './components/InstanceDetails';
import { Notices } from './components/Notices';
import { SignInBar } from './components/SignInBar';
import { draftOfGroup, EMPTY_GROUP } from './group-draft';
import type { ListFocus } from './instance-list/InstanceList';
import {
  detailedSchema,
  type Editing,
  type EditingGroup,
  editingGroupSchema,
  editingSchema,
  keptEditing,
  type Page,
  pageSchema,
} from './kept-page';
import { useKeptState } from './kept-state';
import { EMPTY_KEYS } from './keys-draft';
import { OpenDetailsContext } from './open-details';
import { useReleaseOutOfSight } from './release-window';
import { StatusContext, type StatusMessage } from './status-line';
import { TranslationContext } from './translation';
import { useEscape } from './use-escape';
import { useMedia } from './use-media';
import { useResting } from './use-resting';
import { DisabledProfilesView } from './views/DisabledProfilesView';
import { GroupEditor } from './views/GroupEditor';
import { ImportView } from './views/ImportView';
import { InstancesView, WIDE } from './views/InstancesView';
import { JournalView } from './views/JournalView';
import { ProfileEditor } from './views/ProfileEditor';
import { SettingsView } from './views/SettingsView';
import { WelcomeView } from './views/WelcomeView';

const NEW_WITH_KEYS: Editing = { profile: null, draft: {}, keys: EMPTY_KEYS };

/** The details beside the list follow the focus when it has rested for so long, ms. */
const FOLLOWS_AFTER_MS = 350;

export function App() {
  const snapshot = useSyncExternalStore(subscribeToSnapshot, latestSnapshot);
  return snapshot === null ? null : <AppWindow snapshot={snapshot} />;
}

function AppWindow({ snapshot }: { readonly snapshot: Snapshot }) {
  const translator = translatorFor(snapshot.language);
  const [page, setPage] = useKeptState<Page>('page', pageSchema, 'instances');
  const [editing, setEditing] = useKeptState<Editing | null>('editing', editingSchema, null, keptEditing);
  const [editingGroup, setEditingGroup] = useKeptState<EditingGroup | null>('group', editingGroupSchema, null);
  const [importing, setImporting] = useState<ProfilesFileContents | null>(null);
  const [detailed, setDetailed] = useKeptState<InstanceTarget | null>('detailed', detailedSchema, null);
  /** The instance whose details the journal was opened from: they are what it goes back to. */
  const [journalAbout, setJournalAbout] = useState<InstanceTarget | null>(null);
  const [status, setStatus] = useState<StatusMessage | null>(null);

  useEffect(
    () =>
      subscribeToShowView((view) => {
        setJournalAbout(null);
        setPage(view);
      }),
    [],
  );
  useEffect(() => {
    document.documentElement.lang = snapshot.language;
  }, [snapshot.language]);

  // The other pages, and what they leave unfinished, hold more than is kept.
  useReleaseOutOfSight(
    ['instances', 'details'].includes(page) &&
      editing === null &&
      editingGroup === null &&
      importing === null &&
      snapshot.mfaPrompts.length === 0 &&
      snapshot.confirmation === null,
  );

  const edit = useCallback(
    (profile: Profile) => {
      // What was begun and not saved is gone on with.
      if (editing?.profile?.id !== profile.id) setEditing({ profile, draft: profile, keys: null });
      setPage('editor');
    },
    [editing],
  );
  const addProfile = useCallback(
    (draft?: Partial<ProfileDraft>) => {
      if (draft !== undefined || editing === null || editing.profile !== null)
        setEditing({ profile: null, draft: draft ?? {}, keys: null });
      setPage('editor');
    },
    [editing],
  );
  const enterKeys = useCallback(() => {
    setEditing((now) => (now?.profile === null ? { ...now, keys: now.keys ?? EMPTY_KEYS } : NEW_WITH_KEYS));
    setPage('editor');
  }, []);
  const editGroup = useCallback(
    (group: Group | null) => {
      const isBegun = editingGroup !== null && editingGroup.group?.id === group?.id;
      if (!isBegun) setEditingGroup({ group, draft: group === null ? EMPTY_GROUP : draftOfGroup(group) });
      setPage('group');
    },
    [editingGroup],
  );
  const back = useCallback(() => setPage('instances'), []);
  const openSettings = useCallback(() => setPage('settings'), []);
  const hasList = !snapshot.isStarting && snapshot.profiles.length > 0;

  const listFocus = useRef<ListFocus>(null);
  /** How often the keyboard has gone into the details from the list. */
  const [entered, setEntered] = useState(0);
  const openDetails = useCallback((target: InstanceTarget, enters?: 'enters') => {
    setDetailed(target);
    setEntered((count) => (enters === undefined ? 0 : count + 1));
    setPage('details');
  }, []);
  const leaveDetails = useCallback(() => listFocus.current?.focusCurrent(), []);
  const closeDetails = useCallback(() => {
    leaveDetails();
    setPage('instances');
  }, [leaveDetails]);
  const leaveJournal = useCallback(() => {
    setJournalAbout(null);
    setPage(journalAbout === null ? 'instances' : 'details');
  }, [journalAbout]);

  const stepBack = useCallback(() => {
    if (page === 'instances') void bridge.hideWindow();
    else if (page === 'journal') leaveJournal();
    else setPage('instances');
  }, [page, leaveJournal]);
  useEscape(stepBack, 'window');

  // The panel follows where the keyboard or the pointer goes, once it rests: each look is a question to AWS.
  const follow = useResting(setDetailed, FOLLOWS_AFTER_MS);
  const isWide = useMedia(WIDE);
  const details = page === 'details' && detailed !== null && (
    <InstanceDetails
      snapshot={snapshot}
      target={detailed}
      layout={isWide ? 'panel' : 'page'}
      entered={entered}
      onClose={closeDetails}
      onLeave={isWide ? leaveDetails : closeDetails}
      onOpenJournal={() => {
        setJournalAbout(detailed);
        setPage('journal');
      }}
    />
  );

  const view = useMemo(() => {
    if (page === 'editor' && editing !== null) {
      return (
        <ProfileEditor
          profile={editing.profile}
          draft={editing.draft}
          keys={editing.keys}
          onChange={(draft) => setEditing((now) => now && { ...now, draft })}
          onKeysChange={(keys) => setEditing((now) => now && { ...now, keys })}
          onKeysEntered={(sent, source) =>
            setEditing((now) => (now?.keys === sent ? { ...now, draft: { ...now.draft, source }, keys: null } : now))
          }
          onDone={() => {
            setEditing(null);
            setPage('instances');
          }}
        />
      );
    }
    if (page === 'group' && editingGroup !== null) {
      const { group, draft } = editingGroup;
      return (
        <GroupEditor
          snapshot={snapshot}
          group={group}
          draft={draft}
          onChange={(changed) => setEditingGroup({ group, draft: changed })}
          onDone={() => {
            setEditingGroup(null);
            setPage('settings');
          }}
        />
      );
    }
    if (page === 'settings') {
      return (
        <SettingsView
          snapshot={snapshot}
          onBack={back}
          onAddProfile={addProfile}
          onEditProfile={edit}
          onImportProfiles={(contents) => {
            setImporting(contents);
            setPage('import');
          }}
          onAddGroup={() => editGroup(null)}
          onEditGroup={editGroup}
          onOpenJournal={() => setPage('journal')}
        />
      );
    }
    if (page === 'import' && importing !== null) {
      return <ImportView contents={importing} onDone={() => setPage('settings')} />;
    }
    if (page === 'journal') {
      return <JournalView snapshot={snapshot} about={journalAbout?.instanceId ?? null} onBack={leaveJournal} />;
    }
    if (snapshot.isStarting) return <main className="page" aria-busy="true" />;
    if (snapshot.allProfiles.length === 0) return <WelcomeView onAddProfile={addProfile} onEnterKeys={enterKeys} />;
    if (snapshot.profiles.length === 0) {
      return <DisabledProfilesView profiles={snapshot.allProfiles} onOpenSettings={openSettings} />;
    }
    return null;
  }, [
    page,
    editing,
    editingGroup,
    importing,
    snapshot,
    journalAbout,
    leaveJournal,
    back,
    addProfile,
    edit,
    editGroup,
    enterKeys,
    openSettings,
  ]);
  const isListInSight = details === false ? view === null : isWide;

  return (
    <I18nProvider locale={snapshot.language}>
      <TranslationContext value={translator}>
        <StatusContext value={setStatus}>
          <OpenDetailsContext value={openDetails}>
            <div className={snapshot.isDetached ? 'window detached' : 'window'}>
              <Notices notices={snapshot.notices} />
              <SignInBar snapshot={snapshot} />
              <div className="beside">
                {/* What was searched for, chosen and scrolled to is still there when one comes back to it. */}
                {hasList && (
                  <Activity mode={isListInSight ? 'visible' : 'hidden'}>
                    <InstancesView
                      snapshot={snapshot}
                      listFocus={listFocus}
                      onOpenSettings={openSettings}
                      onAddProfile={addProfile}
                      onEditProfile={edit}
                      onFocusInstance={details === false ? null : follow}
                    />
                  </Activity>
                )}
                {details === false ? view : details}
              </div>
              {snapshot.confirmation !== null && (
                <ConfirmDialog
                  key={snapshot.confirmation.id}
                  confirmation={snapshot.confirmation}
                  snapshot={snapshot}
                />
              )}
              <Footer
                status={status}
                hint={isListInSight && hasList ? translator.t('list.keys') : ''}
                onDismiss={() => setStatus(null)}
              />
            </div>
          </OpenDetailsContext>
        </StatusContext>
      </TranslationContext>
    </I18nProvider>
  );
}
