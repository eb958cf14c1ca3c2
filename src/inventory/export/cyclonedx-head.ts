import { VERSION } from '../../platform/version.ts'

/** What every CycloneDX document of ours begins with. `component` is what it is about. */
export const cyclonedxHead = (
  version: '1.6' | '1.7',
  { serial, at, asset, branch }: { serial: string; at: Date; asset: { name: string }; branch: string },
  component: object,
) => ({
  $schema: `http://cyclonedx.org/schema/bom-${version}.schema.json`,
  bomFormat: 'CycloneDX',
  specVersion: version,
  serialNumber: `urn:uuid:${serial}`,
  version: 1,
  metadata: {
    timestamp: at.toISOString(),
    tools: { components: [{ type: 'application', name: 'Stance', version: VERSION }] },
    component,
    properties: [
      { name: 'stance:asset', value: asset.name },
      { name: 'stance:branch', value: branch },
    ],
  },
})
