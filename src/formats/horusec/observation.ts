import { z } from 'zod'
import type { Kind } from '../../model/kind.ts'
import type { CodeLocation, Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Element } from '../syntax/json.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { confidenceOfWord } from '../values/confidence.ts'
import { cwesOf } from '../values/cwe.ts'
import { firstSentence } from '../values/first-sentence.ts'
import { linksIn } from '../values/html-text.ts'
import { position, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { secretInMatch } from '../values/secret-in-match.ts'
import { isoTime } from '../values/time.ts'

const vulnerability = z.object({
  file: z.string(),
  details: text,
  line: position,
  column: position,
  code: text,
  severity: text,
  confidence: text,
  type: text,
  language: text,
  securityTool: text,
  rule_id: text,
  vulnHash: text,
  commitAuthor: text,
  commitHash: text,
})

export const entrySchema = z
  .object({ vulnerabilities: vulnerability, createdAt: text })
  .refine(({ vulnerabilities }) => vulnerabilities.details ?? vulnerabilities.rule_id, {
    path: ['vulnerabilities', 'details'],
  })

type Entry = z.output<typeof entrySchema>
type Vulnerability = Entry['vulnerabilities']

/** The secret in the code of a leak. */
export const secretOf = ({ vulnerabilities }: Entry): string | undefined =>
  kindOf(vulnerabilities) === 'secret' ? secretInMatch(vulnerabilities.code ?? '') : undefined

export function observationOf(entry: Entry, element: Element): Observation {
  const { vulnerabilities: found, createdAt } = entry
  const { severity, rule_id, securityTool, language, vulnHash } = found
  // `(1/2) * Possible vulnerability detected: ` stands before the tool's own words.
  const details = found.details?.replace(/^\(\d+\/\d+\) \* Possible vulnerability detected: ?/, '')
  const title = firstSentence(details?.split('\n')[0]) ?? rule_id ?? 'Untitled'
  return observe({
    kind: kindOf(found),
    rule: rule_id ?? title,
    title,
    description: details,
    severity: severityOfWord(severity),
    toolSeverity: severity,
    confidence: confidenceOfWord(found.confidence),
    cwes: cwesOf(details),
    advisories: advisoryIdsIn(details),
    location: locationOf(found),
    secret: secretOf(entry),
    references: linksIn(details),
    fingerprints: vulnHash ? { horusec: vulnHash } : undefined,
    verdict: verdictOf(found.type),
    seenAt: isoTime(createdAt),
    tags: [
      ...[securityTool, language].filter((tag) => tag !== undefined),
      ...(said(found.commitHash) ? [`commit:${found.commitHash}`] : []),
      ...(said(found.commitAuthor) ? [`author:${found.commitAuthor}`] : []),
    ],
    raw: element.text,
  })
}

/** A dash stands for what Horusec did not ask Git for. */
const said = (value: string | undefined): boolean => value !== undefined && value !== '-'

const DEPENDENCY_TOOLS =
  /^(?:NpmAudit|YarnAudit|BundlerAudit|Safety|Nancy|OwaspDependencyCheck|DotnetCli|Trivy)$/i
const CONFIG_TOOLS = /^(?:TfSec|Checkov)$/i
const CONFIG_LANGUAGES = /^(?:HCL|YAML|Nginx|Generic)$/i

function kindOf({ securityTool = '', language = '', details }: Vulnerability): Kind {
  if (/^Leaks$/i.test(language) || /^GitLeaks$/i.test(securityTool)) return 'secret'
  // Trivy looks at settings as well.
  if (
    DEPENDENCY_TOOLS.test(securityTool) &&
    (!/^Trivy$/i.test(securityTool) || advisoryIdsIn(details).length > 0)
  )
    return 'dependency'
  return CONFIG_TOOLS.test(securityTool) || CONFIG_LANGUAGES.test(language) ? 'config' : 'code'
}

/** Bandit's code comes in its own way, each line behind its number; what has no line has 0. */
function locationOf({ file, line, column, code, securityTool }: Vulnerability): CodeLocation | undefined {
  if (file.trim() === '') return undefined
  const plain = /^Bandit$/i.test(securityTool ?? '') ? banditLine(code, line) : code
  return { path: relativePath(file), line, column, snippet: plain }
}

function banditLine(code: string | undefined, line: number | undefined): string | undefined {
  const own = code?.split('\n').find((text) => text.startsWith(`${line} `))
  return own === undefined ? code : text.parse(own.slice(`${line} `.length))
}

/** Types besides `Vulnerability`: what a person decided in Horusec's configuration or platform. */
function verdictOf(type: string | undefined): Observation['verdict'] {
  const states = {
    'false positive': 'false_positive',
    'risk accepted': 'accepted',
    corrected: 'fixed',
  } as const
  const word = type?.toLowerCase() ?? ''
  const state = Object.hasOwn(states, word) ? states[word as keyof typeof states] : undefined
  return state && ({ state, reason: type, source: 'horusec-type' } as Observation['verdict'])
}
