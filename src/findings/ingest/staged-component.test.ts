import { expect, test } from 'vitest'
import type { Format } from '../../formats/contract.ts'
import { cyclonedx } from '../../formats/cyclonedx/index.ts'
import { grype } from '../../formats/grype/index.ts'
import { spdx } from '../../formats/spdx/index.ts'
import { syft } from '../../formats/syft/index.ts'
import { itemsOf } from '../../formats/test-items.ts'
import { componentRow, STAGED_COMPONENT_COLUMNS } from './staged-component.ts'

// A Go module whose path has more than three words, as Syft and Grype write it in each of their formats, and as others do.
const NAME = 'example.com/acme/kettle/spout'
const VERSION = 'v0.4.0'
const BY_SYFT = `pkg:golang/example.com/acme/kettle@${VERSION}#spout`
const BY_OTHERS = `pkg:golang/${NAME}@${VERSION}`

const cyclonedxOf = (purl: string) => ({
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  components: [{ type: 'library', 'bom-ref': 'k', name: NAME, version: VERSION, purl }],
})
const SPDX_2 = {
  spdxVersion: 'SPDX-2.3',
  SPDXID: 'SPDXRef-DOCUMENT',
  name: 'shop',
  creationInfo: { created: '2026-11-01T10:00:00Z', creators: ['Tool: syft-1.18.1'] },
  packages: [
    {
      name: NAME,
      SPDXID: 'SPDXRef-k',
      versionInfo: VERSION,
      externalRefs: [
        { referenceCategory: 'PACKAGE-MANAGER', referenceType: 'purl', referenceLocator: BY_SYFT },
      ],
    },
  ],
}
const SPDX_3 = {
  '@context': 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld',
  '@graph': [
    { type: 'CreationInfo', '@id': '_:c', specVersion: '3.0.1', created: '2026-11-01T10:00:00Z' },
    {
      type: 'software_Package',
      spdxId: 'urn:shop:k',
      creationInfo: '_:c',
      name: NAME,
      software_packageVersion: VERSION,
      software_packageUrl: BY_SYFT,
    },
  ],
}
const SYFT = {
  artifacts: [{ id: 'k', name: NAME, version: VERSION, type: 'go-module', purl: BY_SYFT }],
  descriptor: { name: 'syft', version: '1.18.1' },
}

const documents: [string, Format, object][] = [
  ['CycloneDX of others', cyclonedx, cyclonedxOf(BY_OTHERS)],
  ['CycloneDX of Syft', cyclonedx, cyclonedxOf(BY_SYFT)],
  ['SPDX 2 of Syft', spdx, SPDX_2],
  ['SPDX 3 of Syft', spdx, SPDX_3],
  ["Syft's own", syft, SYFT],
]

test.each(documents)(
  'a module of many words is one package and has its advisories: %s',
  async (_, format, document) => {
    const items = await itemsOf(format, JSON.stringify(document))
    const rows = items
      .filter((item) => item.type === 'component')
      .map((item) => componentRow('', '', '', item).values)
      .map((values) => Object.fromEntries(STAGED_COMPONENT_COLUMNS.map((column, at) => [column, values[at]])))
    expect(rows).toMatchObject([
      { purl: BY_OTHERS, ecosystem: 'golang', namespace: 'example.com/acme/kettle', name: 'spout' },
    ])
    expect(rows[0]?.packages).toEqual([`Go:${NAME}`])
  },
)

test('Grype finds in the module what others find in it', async () => {
  const document = {
    matches: [
      {
        vulnerability: { id: 'GHSA-2c2c-3f3f-4g4g', severity: 'High' },
        artifact: { id: 'k', name: NAME, version: VERSION, type: 'go-module', purl: BY_SYFT },
      },
    ],
    descriptor: { name: 'grype', version: '0.95.0' },
  }
  const items = await itemsOf(grype, JSON.stringify(document))
  expect(items.filter((item) => item.type === 'observation')).toMatchObject([
    { component: { name: NAME, version: VERSION, purl: BY_OTHERS } },
  ])
})
