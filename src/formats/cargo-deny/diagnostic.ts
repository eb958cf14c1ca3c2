import { z } from 'zod'
import type { AffectedComponent, Observation, ProducerVerdict } from '../../model/observation.ts'
import { type Severity, severityOfWord } from '../../model/severity.ts'
import { advisoryFacts, advisorySchema } from '../cargo-audit/advisory.ts'
import type { Problem } from '../contract.ts'
import { problem } from '../problem.ts'
import type { Element } from '../syntax/ndjson.ts'
import { byWord } from '../values/by-word.ts'
import { asObject, asObjects, asText } from '../values/fields.ts'
import { linksIn } from '../values/html-text.ts'
import { anything, listOf, part, text, texts } from '../values/lenient.ts'
import { lowerBounds } from '../values/lower-bounds.ts'
import { observe } from '../values/observe.ts'
import { packageKind } from '../values/package-kind.ts'
import { purlOf } from '../values/purl.ts'

export const diagnosticSchema = z.object({
  severity: text,
  code: text,
  message: z.string().trim().min(1),
  labels: listOf(z.object({ message: text, span: text })),
  notes: texts,
  graphs: listOf(anything),
  advisory: part(advisorySchema),
})

type Diagnostic = z.output<typeof diagnosticSchema>

/** Printed so that people see why something is let through. */
const PASSED = new Set([
  'accepted',
  'allowed',
  'allowed-by-wrapper',
  'skipped',
  'skipped-by-root',
  'path-bypassed',
  'path-bypassed-by-glob',
  'checksum-match',
  'features-enabled',
  'skipped-private-workspace-crate',
  'allowed-source',
  'allowed-by-organization',
])

/** Letters of codes were of another case before 0.14. */
const codeOf = ({ code }: Diagnostic): string | undefined => code?.toLowerCase().replaceAll('_', '-')

export const isPassed = (diagnostic: Diagnostic): boolean => PASSED.has(codeOf(diagnostic) ?? '')

const LICENSE =
  /^(?:rejected|unlicensed|license-|parse-error|empty-license-field|no-license-field|missing-clarification-file)/

const SEVERITY: Record<string, Severity> = byWord({ help: 'info', bug: 'unknown' })

/** What is about a crate is a finding; the rest is about the configuration or the run. */
export function itemOf(found: Diagnostic, { where, text }: Element): Observation | Problem {
  const code = codeOf(found)
  const component = componentOf(found)
  if (!component) return problem(where, 'cargo-deny remarks on its own configuration or run, not on a crate')
  const facts = found.advisory && advisoryFacts(found.advisory)
  const rule = facts?.rule ?? code ?? 'cargo-deny'
  const word = found.severity
  return observe({
    ...facts,
    kind: code && LICENSE.test(code) ? 'license' : packageKind(rule, component.purl),
    rule,
    title: found.advisory?.title ?? found.message,
    description: [found.advisory?.description ?? found.message, ...labelsOf(found), ...othersOf(found)].join(
      '\n\n',
    ),
    severity:
      facts && facts.severity !== 'unknown' ? facts.severity : (SEVERITY[word ?? ''] ?? severityOfWord(word)),
    toolSeverity: word,
    component,
    references: [...new Set([...(facts?.references ?? []), ...linksIn(found.notes.join('\n'))])],
    remediation: solutionOf(found),
    verdict: verdictOf(code),
    tags: [...new Set([...(code ? [code] : []), ...(facts?.tags ?? [])])],
    raw: text,
  })
}

const labelsOf = ({ labels, advisory }: Diagnostic): string[] =>
  advisory ? [] : labels.flatMap(({ message, span }) => (message && span ? [`${message}: ${span}`] : []))

/** A duplicate is about several versions of a crate. */
const othersOf = ({ graphs }: Diagnostic): string[] =>
  graphs.slice(1).flatMap((graph) => {
    const krate = asObject(asObject(graph)?.Krate)
    const name = asText(krate?.name)
    return name ? [`Also: ${[name, asText(krate?.version)].filter(Boolean).join('@')}`] : []
  })

const solutionOf = ({ notes }: Diagnostic): string | undefined =>
  notes.find((note) => note.startsWith('Solution: '))?.slice('Solution: '.length)

const verdictOf = (code: string | undefined): ProducerVerdict | undefined =>
  code === 'advisory-ignored' || code === 'yanked-ignored'
    ? { state: 'accepted', reason: code, source: 'cargo-deny' }
    : undefined

const LONGEST_CHAIN = 100

/** The crate and the first way to it: its graph leads from the crate up to those that use it. */
function componentOf(found: Diagnostic): AffectedComponent | undefined {
  const chain: string[] = []
  let crate: { name: string; version: string | undefined } | undefined
  for (
    let node = asObject(found.graphs[0]);
    node && chain.length < LONGEST_CHAIN;
    node = asObjects(node.parents)[0]
  ) {
    const krate = asObject(node.Krate) ?? asObject(node.krate) ?? node
    const name = asText(krate.name)
    if (name === undefined) break
    const version = asText(krate.version)
    crate ??= { name, version }
    chain.unshift(version ? `${name}@${version}` : name)
  }
  if (!crate) return undefined
  const { name, version } = crate
  const purl = purlOf({ type: 'cargo', name, ...(version && { version }) })
  const fixVersions = lowerBounds(solutionOf(found))
  return {
    name,
    ...(version && { version }),
    ...(purl && { purl }),
    ...(fixVersions.length > 0 && { fixVersions }),
    ...(chain.length > 1 && { chain, direct: chain.length === 2 }),
  }
}
