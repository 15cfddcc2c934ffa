import { DEFAULT_SSH, type Profile, toProfileId, toRegion } from '../shared/model';
import type { DemoAccess } from './aws/credentials';

const DEMO_REGIONS = ['ap-northeast-2', 'us-east-1', 'eu-west-1'].map(toRegion);

/** The demo account as a Profile. It asks the local endpoint, never AWS, and is labelled as a demo wherever it is shown. */
export const demoProfile = (name: string): Profile => ({
  id: toProfileId('demo'),
  name,
  color: 'violet',
  source: { kind: 'demo' },
  regions: DEMO_REGIONS,
  endpointUrl: null,
  filter: null,
  isDryRun: false,
  isEnabled: true,
  ssh: DEFAULT_SSH,
});

/** Owns the local endpoint: loaded and started on loopback when the demo account is first asked, ended with the app. */
export class DemoAccount {
  #running: Promise<{ readonly access: DemoAccess; readonly close: () => Promise<void> }> | null = null;

  access = async (): Promise<DemoAccess> => {
    this.#running ??= startDemo().catch((thrown: unknown) => {
      // It may start at the next call.
      this.#running = null;
      throw thrown;
    });
    return (await this.#running).access;
  };

  async close(): Promise<void> {
    const running = this.#running;
    this.#running = null;
    await running?.then(({ close }) => close());
  }
}

async function startDemo() {
  const { startEndpoint } = await import('../demo/endpoint');
  const endpoint = await startEndpoint();
  return {
    access: {
      endpointUrl: endpoint.url,
      accessKeyId: endpoint.accessKey.accessKeyId,
      secretAccessKey: endpoint.accessKey.secretAccessKey,
    },
    close: () => endpoint.close(),
  };
}
