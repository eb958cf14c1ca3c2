import type { CloudTypes } from './contract.ts'

/** What the Serverless Framework makes out of its own words. */
export const SERVERLESS: CloudTypes = {
  'Serverless::Function': {
    kind: 'function',
    show: { image: ['Image'], runtime: ['Runtime'], handler: ['Handler'], memory: ['MemorySize'] },
    exposure: [
      { when: [{ at: 'Url', is: 'open' }], tells: 'internet', says: 'a function URL without an authorizer' },
    ],
    actsAs: ['Role'],
    grants: [{ policy: 'Policies' }],
    links: [
      { kind: 'exposes', from: ['Apis'], to: [''] },
      { kind: 'reads', to: ['Reads'] },
    ],
  },
  'Serverless::Api': {
    kind: 'gateway',
    exposure: [
      { when: [{ at: 'Private', is: true }], tells: 'internal', says: 'endpointType PRIVATE' },
      { tells: 'internet', says: 'an API with a public endpoint' },
    ],
  },
}
