import { act, cleanup } from '@testing-library/react';
import fc from 'fast-check';
import type { ReactElement } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ConfirmDialog } from '../../src/renderer/components/ConfirmDialog';
import { InstanceDetails } from '../../src/renderer/components/InstanceDetails';
import { TagChips } from '../../src/renderer/components/TagChips';
import { InstanceRow } from '../../src/renderer/instance-list/InstanceRow';
import { SectionHeading } from '../../src/renderer/instance-list/SectionHeading';
import { ok } from '../../src/shared/errors';
import { COLUMN_FIELDS, type ColumnId, tagColumn } from '../../src/shared/list-settings';
import { INSTANCE_STATES, type Instance, instanceLabel, type Tag } from '../../src/shared/model';
import { UNASKED_PERMISSIONS } from '../../src/shared/permissions';
import { plainText } from '../../src/shared/plain-text';
import { HOSTILE_KEYS, HOSTILE_TEXTS, TRACE } from '../support/hostile-texts';
import { anInstance, aProfile, aScope, aSnapshot, noon, seoul } from '../support/snapshot-builder';
import { someDetails } from '../support/some-details';
import { answer } from './main-side';
import { render } from './render';

/*
 * Whatever an instance and its tags are called, and whatever AWS leaves out of it: the window draws the same elements as for
 * plain words, shows the text or has it in a tooltip, and nothing of it is run.
 */

const anyText = fc.oneof(
  fc.constantFrom(...HOSTILE_TEXTS),
  fc.string({ unit: 'binary', maxLength: 255 }),
  fc.string({ unit: 'grapheme', maxLength: 100 }),
);
/** A name comes from AWS without spaces around it, and is null rather than empty. */
const anyName = anyText.map((text) => text.trim() || null);
const orNull = fc.option(anyText.map((text) => text || 'x'));
const anyTags = fc.uniqueArray(
  fc.record({
    key: fc.oneof(fc.constantFrom(...HOSTILE_KEYS), fc.string({ unit: 'binary', minLength: 1 })),
    value: anyText,
  }),
  { selector: ({ key }) => key, maxLength: 50 },
);
const anyInstance: fc.Arbitrary<Instance> = fc
  .record({
    name: fc.option(anyName).map((name) => name ?? null),
    state: fc.constantFrom(...INSTANCE_STATES),
    stateReason: orNull,
    stateTransitionTime: fc.option(fc.integer({ min: 0, max: noon })),
    instanceType: anyText.map((text) => text || 'x'),
    availabilityZone: orNull,
    publicDnsName: orNull,
    publicIpAddress: orNull,
    privateIpAddress: orNull,
    launchTime: fc.option(fc.integer({ min: 0, max: noon })),
    isSpot: fc.boolean(),
    isHibernationConfigured: fc.boolean(),
    tags: anyTags,
  })
  .map(anInstance);

/** The same instance in plain words. */
const plainTwin = (instance: Instance): Instance => ({
  ...instance,
  name: instance.name === null ? null : 'name',
  stateReason: instance.stateReason === null ? null : 'reason',
  instanceType: 't3.micro',
  availabilityZone: instance.availabilityZone === null ? null : 'zone',
  publicDnsName: instance.publicDnsName === null ? null : 'dns',
  publicIpAddress: instance.publicIpAddress === null ? null : 'ip',
  privateIpAddress: instance.privateIpAddress === null ? null : 'ip',
  tags: instance.tags.map((_tag, index) => ({ key: `key-${index}`, value: 'value' })),
});

// Each view is drawn twice for every instance, some hundred elements each.
vi.setConfig({ testTimeout: 60_000 });

let complained: ReturnType<typeof vi.spyOn>;
beforeEach(() => {
  complained = vi.spyOn(console, 'error');
});
afterEach(() => {
  expect(complained.mock.calls, 'what React complains about').toEqual([]);
  complained.mockRestore();
  expect(Reflect.has(globalThis, TRACE), 'nothing is run').toBe(false);
});

/** The elements that are drawn, without their text. */
const skeleton = (): readonly string[] => [...document.body.querySelectorAll('*')].map(({ tagName }) => tagName);

async function skeletonOf(element: ReactElement): Promise<readonly string[]> {
  cleanup();
  render(element, 'en');
  // What is asked of main is answered by then.
  await act(async () => {});
  return skeleton();
}

/** Holds the view against the same one in plain words; what is drawn last is the hostile one. */
async function expectSameElements(viewOf: (instance: Instance) => ReactElement, instance: Instance): Promise<void> {
  const plain = await skeletonOf(viewOf(plainTwin(instance)));
  expect(await skeletonOf(viewOf(instance))).toEqual(plain);
}

const titles = (): readonly string[] =>
  [...document.body.querySelectorAll('[title]')].map((element) => element.getAttribute('title') ?? '');

/** Every tag of every instance of the property below can be a column. */
function rowOf(columns: readonly ColumnId[] | null) {
  return (instance: Instance) => (
    <InstanceRow
      rowKey="row"
      itemIndex={1}
      rowIndex={1}
      measure={() => undefined}
      columns={columns === null ? null : [...columns, ...instance.tags.map(({ key }) => tagColumn(key))]}
      scopeId={aScope().id}
      region={seoul}
      profile={aProfile()}
      instance={instance}
      activity={undefined}
      isProtected
      isPinned
      permissions={UNASKED_PERMISSIONS.of}
      readyPort={22}
      showsScope
      isTabStop
      isSelected={false}
      onFocusRow={() => undefined}
      onSelectRow={() => undefined}
    />
  );
}

const written = ({ key, value }: Tag): string => plainText(value === '' ? key : `${key}=${value}`);

test('a compact row', async () => {
  await fc.assert(
    fc.asyncProperty(anyInstance, async (instance) => {
      await expectSameElements(rowOf(null), instance);
      expect(titles()).toContain(instanceLabel(instance));
    }),
    { numRuns: 60 },
  );
});

test('a line of the table, with a column for every tag', async () => {
  await fc.assert(
    fc.asyncProperty(anyInstance, async (instance) => {
      await expectSameElements(rowOf(COLUMN_FIELDS), instance);
      for (const { value } of instance.tags) expect(titles()).toContain(plainText(value));
    }),
    { numRuns: 40 },
  );
});

test('the chips of its tags, all of which the tooltip tells', () => {
  fc.assert(
    fc.property(anyTags, (tags) => {
      cleanup();
      const { container } = render(<TagChips tags={tags} />, 'en');
      expect(container.querySelectorAll('*')).toHaveLength(tags.length === 0 ? 0 : tags.length + 1);
      const title = titles().join('');
      for (const tag of tags) expect(title).toContain(written(tag));
    }),
  );
});

test('the head of those with a tag', () => {
  fc.assert(
    fc.property(fc.constantFrom(...HOSTILE_KEYS), fc.option(anyText), (tagKey, value) => {
      cleanup();
      const section = { key: 'section', head: { kind: 'tag', tagKey, value }, rows: [] } as const;
      render(<SectionHeading id="head" section={section} snapshot={aSnapshot()} />, 'en');
      expect(skeleton().filter((name) => !['DIV', 'H2', 'SPAN', 'B'].includes(name))).toEqual([]);
      const title = titles().join('');
      expect(title).toContain(plainText(tagKey));
      if (value !== null) expect(title).toContain(plainText(value));
    }),
  );
});

test('its details, whatever AWS tells of it', async () => {
  answer('readJournal', ok({ entries: [], matchCount: 0, totalCount: 0, unreadableLines: 0 }));
  const viewOf = (instance: Instance) => {
    const scope = aScope({ instances: [instance] });
    return (
      <InstanceDetails
        snapshot={aSnapshot({ scopes: [scope] })}
        target={{ scopeId: scope.id, instanceId: instance.instanceId }}
        onClose={() => undefined}
        onLeave={() => undefined}
        onOpenJournal={() => undefined}
      />
    );
  };
  const told = (text: string) =>
    answer(
      'describeInstance',
      ok({
        ...someDetails({
          imageId: text,
          keyName: text,
          stateReason: text,
          iamInstanceProfileArn: text,
          securityGroups: [{ groupId: text, groupName: text }],
          blockDevices: [{ deviceName: text, volumeId: text, deleteOnTermination: false }],
        }),
        asOf: noon,
      }),
    );
  await fc.assert(
    fc.asyncProperty(anyInstance, anyText, async (instance, text) => {
      told('plain');
      const plain = await skeletonOf(viewOf(plainTwin(instance)));
      told(text === '' ? 'x' : text);
      expect(await skeletonOf(viewOf(instance))).toEqual(plain);
      const shown = document.body.textContent ?? '';
      for (const { key, value } of instance.tags) {
        expect(shown).toContain(plainText(key));
        expect(shown).toContain(plainText(value));
      }
    }),
    { numRuns: 15 },
  );
});

test('the question before it is stopped', async () => {
  await fc.assert(
    fc.asyncProperty(anyInstance, async (instance) => {
      const viewOf = (asked: Instance) => {
        const scope = aScope({ instances: [asked] });
        const target = { scopeId: scope.id, instanceId: asked.instanceId };
        const phrase = instanceLabel(asked);
        return (
          <ConfirmDialog
            confirmation={{ id: 'question', action: 'stop', targets: [target], phrase, groupId: null }}
            snapshot={aSnapshot({ scopes: [scope] })}
          />
        );
      };
      await expectSameElements(viewOf, instance);
      expect(document.querySelector('.phrase')?.textContent).toBe(instanceLabel(instance));
    }),
    { numRuns: 15 },
  );
});
