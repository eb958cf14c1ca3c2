import type { Format } from '../src/formats/contract.ts'
import { formats } from '../src/formats/registry.ts'

/** A text as a table's cell: bars and markup of Markdown are text. */
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '\\<').replace(/\s+/g, ' ')

const row = ({ id, name, link, kinds, extensions, howTo }: Format): string =>
  `| [${cell(name)}](${link.replace(/^docs\//, '')}) | \`${id}\` | ${kinds.join(', ') || 'inventory'} | ${extensions.join(' ')} | ${cell(howTo)} |`

/** docs/formats.md: every format of the registry, by name. */
export function formatsPage(): string {
  const sorted = formats.toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
  return `# Formats

Stance reads ${formats.length} formats. Which one a report is, is found by its content; \`--format ID\` (or the choice beside an import)
decides where it is not. What no format here covers, [a mapping of your own](mapping.md) does, without code, or
[Stance's own JSON and CSV](stance-format.md). Where a tool's JSON is read, YAML that says the same is read too, from whatever writes it
(\`kubectl get -o yaml\`, \`aws --output yaml\`).

Those of the kind \`inventory\` hold no findings: they tell of packages, or of what runs ([discovery.md](discovery.md)).

A result whose report names no CWE gets that of its rule, as the tool's own makers have it
([which tools](../src/formats/weaknesses/tables), [why](decisions/0020-weakness-by-rule.md)).

This page is made from the registry (\`node scripts/formats-docs.ts > docs/formats.md\`); what arrives of real reports of each tool is in
[formats-coverage.md](formats-coverage.md).

| format | id | kinds | files | how to get one |
|---|---|---|---|---|
${sorted.map(row).join('\n')}
`
}
