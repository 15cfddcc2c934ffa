import type { NewInstance } from '../fleet-types';
import { day, minute } from './ago';

/** What runs in Ireland. */
export const ireland: readonly NewInstance[] = [
  {
    name: 'eu-gdpr-export',
    state: 'stopped',
    instanceType: 'm6a.large',
    keyName: 'eu-data',
    tags: { Env: 'prod', Owner: 'data', Team: 'data', DataClass: 'personal' },
    privateOnly: true,
    launchedAgoMs: 28 * day,
    stoppedAgoMs: 27 * day,
  },
  {
    name: 'eu-web-1',
    state: 'running',
    instanceType: 't4g.medium',
    keyName: 'eu-web',
    tags: { Env: 'prod', Team: 'web', 'aws:cloudformation:stack-name': 'eu-web', Stack: 'eu-web' },
    launchedAgoMs: 17 * day,
  },
  {
    name: 'eu-web-2',
    state: 'stopped',
    instanceType: 't4g.medium',
    keyName: 'eu-web',
    tags: { Env: 'prod', Team: 'web', 'aws:cloudformation:stack-name': 'eu-web', Stack: 'eu-web' },
    launchedAgoMs: 17 * day,
    stoppedAgoMs: 2 * day,
  },
  {
    name: 'Übung für Jörg',
    state: 'stopped',
    instanceType: 't3.micro',
    tags: { Env: 'training', Owner: 'jörg', Größe: 'klein' },
    launchedAgoMs: 45 * day,
    stoppedAgoMs: 44 * day,
  },
  {
    name: 'demo-for-sales',
    state: 'stopped',
    instanceType: 't3.large',
    keyName: 'sales',
    tags: { Env: 'demo', Owner: 'sales', Team: 'sales' },
    launchedAgoMs: 5 * day,
    stoppedAgoMs: 4 * day,
    hibernationConfigured: true,
  },
  {
    name: 'old-jenkins',
    state: 'terminated',
    instanceType: 'm4.large',
    tags: { Env: 'ci', Owner: 'platform' },
    launchedAgoMs: 900 * day,
    stoppedAgoMs: 10 * minute,
  },
];
