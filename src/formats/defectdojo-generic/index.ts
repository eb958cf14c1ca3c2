import { TOOL_KINDS } from '../../model/kind.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { sampleOf } from '../sample.ts'
import { asObject, isObject } from '../values/fields.ts'
import { fieldOf, isTelling } from './columns.ts'
import { readCsv } from './csv-report.ts'
import { FIELDS, TELLING } from './finding.ts'
import { readJson } from './json-report.ts'

export const defectdojoGeneric = {
  id: 'defectdojo-generic',
  name: 'DefectDojo generic findings',
  link: 'https://docs.defectdojo.com/supported_tools/parsers/generic_findings_import/',
  extensions: ['.json', '.csv'],
  kinds: [...TOOL_KINDS],
  howTo:
    'curl -H "Authorization: Token $DD_TOKEN" "https://defectdojo.example/api/v2/findings/?limit=10000" > findings.json',
  detect,
  read,
} satisfies Format

function detect({ outline, columns }: Sample): number {
  if (columns) return detectCsv(columns)
  const { findings, results } = asObject(outline) ?? {}
  if (Array.isArray(findings)) return detectFinding(findings[0])
  // What the API lists, where each finding says which tests found it.
  const [first] = Array.isArray(results) ? results : []
  return isObject(first) && 'found_by' in first && 'numerical_severity' in first ? 1 : 0
}

const SEVERITIES = ['Critical', 'High', 'Medium', 'Low', 'Info']

/** Title, severity and description are what a finding must have; other tools call these the same and have more. */
function detectFinding(finding: unknown): number {
  if (!isObject(finding)) return 0
  const { title, severity, description } = finding
  if (typeof title !== 'string' || typeof description !== 'string') return 0
  if (!SEVERITIES.includes(String(severity))) return 0
  const names = Object.keys(finding)
  const known = names.filter((name) => FIELDS.has(name)).length
  if (known === names.length) return names.some((name) => TELLING.has(name)) ? 0.95 : 0.8
  return known / names.length > 0.5 ? 0.6 : 0
}

function detectCsv(columns: string[]): number {
  if (!columns.some((column) => fieldOf(column) === 'title')) return 0
  if (!columns.some(isTelling)) return 0
  const known = columns.filter((column) => fieldOf(column) !== undefined).length
  return known / columns.length > 0.5 ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { syntax } = await sampleOf(input)
  yield* syntax === 'json' || syntax === 'ndjson' ? readJson(input, context) : readCsv(input, context)
}
