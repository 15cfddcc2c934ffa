import { startEndpoint } from '../../src/demo/endpoint';
import { generatedFleet } from '../../src/demo/seed';

const REGIONS = [
  'ap-northeast-2',
  'us-east-1',
  'eu-west-1',
  'us-west-2',
  'ap-northeast-1',
  'ap-southeast-1',
  'eu-central-1',
  'us-east-2',
  'ca-central-1',
  'sa-east-1',
];

/** Local endpoints with so many scopes, ten for each account, and instances among them, in which nothing goes on. */
export async function settledRegions({ scopes, instances }: { readonly scopes: number; readonly instances: number }) {
  const accounts = Math.ceil(scopes / REGIONS.length);
  const endpoints = await Promise.all(
    Array.from({ length: accounts }, async (_, index) => {
      const regions = REGIONS.slice(0, Math.min(REGIONS.length, scopes - index * REGIONS.length));
      const fleet = generatedFleet({ instances: Math.round((instances * regions.length) / scopes), regions });
      return { endpoint: await startEndpoint({ fleet }), regions };
    }),
  );
  return {
    endpoints: endpoints.map(({ endpoint }) => endpoint),
    profiles: endpoints.map(({ endpoint, regions }) => ({
      endpointUrl: endpoint.url,
      accessKey: endpoint.accessKey,
      regions,
    })),
    [Symbol.asyncDispose]: async () => {
      await Promise.all(endpoints.map(({ endpoint }) => endpoint.close()));
    },
  };
}
