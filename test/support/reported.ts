import type {
  CommandLineAnswer,
  ReportedError,
  ReportedInstance,
  ReportedScope,
} from '../../src/shared/command-line-protocol';
import { noon } from './snapshot-builder';

/*
 * Answers to the command line, with everything filled in that a test does not care about.
 */

export const anError = (given: Partial<ReportedError> = {}): ReportedError => ({
  code: 'access-denied',
  message: 'You are not allowed to do this',
  hint: 'Ask for it.',
  awsCode: 'UnauthorizedOperation',
  detail: null,
  requestId: null,
  ...given,
});

export const aReportedInstance = (given: Partial<ReportedInstance> = {}): ReportedInstance => ({
  instanceId: 'i-00000001',
  name: 'web-1',
  state: 'stopped',
  look: 'stopped',
  instanceType: 't3.micro',
  availabilityZone: null,
  publicDnsName: null,
  publicIpAddress: null,
  privateIpAddress: null,
  launchTime: null,
  tags: {},
  profile: 'work',
  region: 'ap-northeast-2',
  result: null,
  error: null,
  ...given,
});

export const aReportedScope = (given: Partial<ReportedScope> = {}): ReportedScope => ({
  profile: 'work',
  region: 'ap-northeast-2',
  isDemo: false,
  isDryRun: false,
  asOf: new Date(noon).toISOString(),
  error: null,
  ...given,
});

export const anAnswer = (given: Partial<CommandLineAnswer> = {}): CommandLineAnswer => ({
  kind: 'answer',
  language: 'en',
  instances: [],
  scopes: [],
  error: null,
  ...given,
});
