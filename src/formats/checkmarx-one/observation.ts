import type { Kind } from '../../model/kind.ts'
import type { CodeLocation, Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import { controlOf, titleOfQuery, verdictOf } from '../checkmarx/triage.ts'
import { cwesOf } from '../values/cwe.ts'
import { firstSentence } from '../values/first-sentence.ts'
import { observe } from '../values/observe.ts'
import { paragraphs } from '../values/paragraphs.ts'
import { relativePath } from '../values/path.ts'
import { secretInMatch } from '../values/secret-in-match.ts'
import { isoTime } from '../values/time.ts'
import { packageFields } from './package.ts'
import type { Result } from './result.ts'

interface Around {
  engine: string
  raw: string
  advice: { risk?: string; cause?: string; advice?: string }
}

const isPackage = (engine: string): boolean => /^(?:sca|containers)/.test(engine)

export function observationOf(result: Result, { engine, raw, advice }: Around): Observation {
  const rule = result.queryName ?? result.ruleName ?? result.id ?? result.cveName ?? 'result'
  const kind = kindOf(engine)
  const steps = result.nodes.flatMap(placeOf)
  const ofPackage = isPackage(engine) ? packageFields(result, engine) : undefined
  return observe({
    kind,
    rule,
    title: result.queryName ? titleOfQuery(result.queryName) : (firstSentence(result.description) ?? rule),
    description: paragraphs(
      result.description ?? result.ruleDescription,
      advice.risk,
      advice.cause,
      result.actualValue ?? result.value,
    ),
    severity: severityOfWord(result.severity),
    toolSeverity: result.severity,
    // Advisories without a CVE have a weakness in its place.
    cwes: cwesOf(result.cweId, result.cveName?.startsWith('CWE') ? result.cveName : undefined),
    location: ofPackage ? undefined : locationOf(result, steps),
    flow: steps.length > 1 ? steps : [],
    controls: result.categories.flatMap(({ name, subCategories }) =>
      subCategories.flatMap((item) => (name && item !== name ? controlOf(name, item) : [])),
    ),
    references: [result.resultViewerLink, result.queryDescriptionLink].filter((link) => link !== undefined),
    remediation: paragraphs(result.remediation, result.expectedValue, advice.advice),
    fingerprints: result.similarityId && !ofPackage ? { similarityId: result.similarityId } : undefined,
    verdict: verdictOf(result.state, { status: result.status, reason: result.comments?.comments }),
    seenAt: isoTime(result.foundAt ?? result.foundDate ?? result.lastDetectionDate),
    tags: tagsOf(result),
    secret: kind === 'secret' && result.snippet ? secretInMatch(result.snippet) : undefined,
    raw,
    ...ofPackage,
  })
}

function kindOf(engine: string): Kind {
  if (engine.startsWith('kics')) return 'config'
  if (engine.includes('secret')) return 'secret'
  return engine.startsWith('sscs') ? 'pipeline' : 'code'
}

function locationOf(result: Result, steps: CodeLocation[]): CodeLocation | undefined {
  const path = result.destinationFileName ?? result.fileName ?? result.filename
  const sink = steps.at(-1)
  if (!path || relativePath(path) === '') return sink && { ...sink, message: undefined }
  return {
    path: relativePath(path),
    line: result.destinationLine ?? result.line,
    snippet: result.destinationCode?.trim() ?? result.snippet,
    symbol: result.destinationMethod,
  }
}

function placeOf(node: Result['nodes'][number]): CodeLocation[] {
  const path = relativePath(node.fileName ?? '')
  if (path === '') return []
  return [
    {
      path,
      line: node.line,
      column: node.column,
      endColumn: node.column && node.length ? node.column + node.length : undefined,
      snippet: node.code?.trim(),
      symbol: node.method,
      message: node.name ?? node.node,
    },
  ]
}

function tagsOf(result: Result): string[] {
  const words = [
    result.languageName,
    (result.group ?? result.groupName)?.replace(/ \[Taken from .*\]$/, '').replaceAll('_', ' '),
    result.platform ?? result.name,
    result.category,
    result.issueType,
    ...result.compliances,
    ...result.compliance,
    ...result.categories.map(({ name }) => name),
  ]
  return [...new Set(words)].filter((word): word is string => word !== undefined)
}
