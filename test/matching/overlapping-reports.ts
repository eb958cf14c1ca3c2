import { zipOf } from '../../src/formats/unpack/test-zip.ts'
import type { Dice } from './dice.ts'

/** A report to upload, and what it says of which scope: `tool|name` → its observations as `rule path:line`. */
export interface OverlappingReport {
  asset: string
  branch: string
  scope?: string
  content: string | Uint8Array
  says: Map<string, string[]>
}

const ASSETS = ['shop', 'ledger', 'gateway']
const TOOLS = ['Alpha', 'Beta', 'Gamma']
const PACKAGES = Array.from({ length: 12 }, (_, i) => `package-${i}`)

/** One of a few hundred possible reports about three assets: tools see much of the same, some send the very same bytes again. */
export function overlappingReport(roll: Dice): OverlappingReport {
  const at = {
    asset: roll.pick(ASSETS),
    branch: roll.chance(0.75) ? 'main' : 'feature',
    ...(roll.chance(0.2) && { scope: 'backend' }),
  }
  if (roll.chance(0.15)) return { ...at, ...materials(roll) }
  const documents = roll
    .shuffle(TOOLS)
    .slice(0, roll.chance(0.2) ? 2 : 1)
    .map((tool) => ({ tool, findings: findingsOf(tool, roll.between(0, 3)) }))
  const texts = documents.map(({ tool, findings }) => JSON.stringify({ stance: 1, tool, findings }))
  const [only] = texts
  const says = documents.map(({ tool, findings }): [string, string[]] => [
    `${tool}|${at.scope ?? ''}`,
    findings.map(({ rule, path = '', line = '' }) => `${rule} ${path}:${line}`).sort(),
  ])
  const content =
    texts.length === 1
      ? (only as string)
      : zipOf(texts.map((text, i) => ({ name: `${i}.json`, content: text })))
  return { ...at, content, says: new Map(says) }
}

interface Finding {
  rule: string
  title: string
  path?: string
  line?: number
  [field: string]: unknown
}

/** The same code in every variant, some of it missing, further down or in another file. */
function findingsOf(tool: string, variant: number): Finding[] {
  const code = Array.from(
    { length: 14 },
    (_, i): Finding => ({
      rule: `${tool}-${i % 3}`,
      title: 'Input reaches a query',
      severity: i % 2 ? 'high' : 'medium',
      cwe: 89,
      path: variant === 3 && i > 9 ? 'src/renamed.ts' : `src/file-${i % 4}.ts`,
      line: 10 * (i + 1) + (variant > 0 ? 7 : 0),
      snippet: i % 5 === 0 ? 'db.query(text)' : `db.query("select ${i}" + id)`,
    }),
  )
  const secrets = [1, 2].map(
    (i): Finding => ({
      rule: `${tool}-secret`,
      title: 'Token in the source',
      severity: 'high',
      secret: `token-of-service-number-${i}-0a1b2c3d`,
      path: 'src/settings.ts',
      line: i,
      snippet: `token: "token-of-service-number-${i}-0a1b2c3d"`,
    }),
  )
  // Tools name an advisory by one id or by both: what is one becomes known late.
  const dependencies = PACKAGES.slice(0, 5).map((name, i): Finding => {
    const ids = [`CVE-2024-100${i}`, `GHSA-aaaa-bbbb-cc${i}${i}`]
    const known = tool === 'Alpha' ? ids.slice(0, 1) : tool === 'Beta' ? ids.slice(1) : ids
    return {
      rule: known[0] as string,
      title: `${name} is vulnerable`,
      kind: 'dependency',
      advisories: known,
      package: name,
      version: '1.0.0',
    }
  })
  return [...code, ...secrets, ...dependencies].filter((_, i) => (i + variant) % 6 !== 0)
}

/** Two bills of materials in a zip, in either order: they list the same packages, and so do those of other assets. */
function materials(roll: Dice): Pick<OverlappingReport, 'content' | 'says'> {
  const bom = (target: string): string =>
    JSON.stringify({
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      metadata: {
        tools: { components: [{ type: 'application', name: 'lister' }] },
        component: { type: 'application', name: target, 'bom-ref': target },
      },
      components: roll
        .shuffle(PACKAGES)
        .slice(0, 8)
        .map((name) => ({
          type: 'library',
          name,
          version: '1.0.0',
          'bom-ref': name,
          purl: `pkg:npm/${name}@1.0.0`,
        })),
    })
  const entries = roll
    .shuffle(['web', 'worker'])
    .map((target) => ({ name: `${target}.json`, content: bom(target) }))
  return { content: zipOf(entries), says: new Map() }
}
