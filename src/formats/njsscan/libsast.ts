import { z } from 'zod'
import type { CodeLocation, Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Problem } from '../contract.ts'
import { loss } from '../problem.ts'
import type { Element } from '../syntax/json.ts'
import { keyAt } from '../syntax/json-paths.ts'
import { cwesOf } from '../values/cwe.ts'
import { firstSentence } from '../values/first-sentence.ts'
import { needed, shaped, text, texts } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { readBy } from '../values/read-schema.ts'
import { secretInMatch } from '../values/secret-in-match.ts'

// The results of libsast, the library under njsscan and mobsfscan: an object by rule, each with its matches and what the rule says.

const lines = z.tuple([z.int().positive(), z.int().positive()]).optional().catch(undefined)

const matchSchema = z.object({ file_path: needed, match_lines: lines, match_string: text })

const ruleSchema = z.object({
  files: z.array(z.unknown()).optional(),
  metadata: z.object({
    description: text,
    severity: text,
    cwe: texts,
    reference: texts,
    masvs: texts,
    owasp: texts,
    'owasp-web': texts,
    'owasp-mobile': texts,
  }),
})

type Match = z.output<typeof matchSchema>
type Metadata = z.output<typeof ruleSchema>['metadata']

/** Hard-coded password, cryptographic key, credentials: the match holds them in clear. */
const SECRET_CWES = [259, 321, 798]

/** A rule's observations: one for each match, or one for the whole source where the rule misses something that should be there. */
export function* ruleItems(element: Element): Generator<Observation | Problem> {
  const rule = keyAt(element.where)
  const result = shaped(ruleSchema, element)
  if (result.type === 'problem') {
    yield result
    return
  }
  const { files, metadata } = result.value
  if (!files?.length) {
    yield observationOf(rule, metadata, undefined, JSON.stringify({ [rule]: element.value }))
    return
  }
  for (const [index, value] of files.entries()) {
    const match = shaped(matchSchema, { where: `${element.where}/files/${index}`, value })
    const raw = JSON.stringify({ [rule]: { ...(element.value as object), files: [value] } })
    yield match.type === 'problem' ? match : observationOf(rule, metadata, match.value, raw)
  }
}

/** The secrets that a rule's matches print. */
export function secretsOfRule({ value }: Element): (string | undefined)[] {
  const rule = ruleSchema.safeParse(value)
  if (!rule.success) return []
  return (rule.data.files ?? []).map((file) => {
    const match = matchSchema.safeParse(file)
    return match.success ? secretOf(rule.data.metadata, match.data) : undefined
  })
}

function secretOf({ cwe }: Metadata, match: Match | undefined): string | undefined {
  const isSecret = cwesOf(cwe).some((number) => SECRET_CWES.includes(number))
  return isSecret && match?.match_string ? secretInMatch(match.match_string) : undefined
}

function observationOf(rule: string, metadata: Metadata, match: Match | undefined, raw: string): Observation {
  const { description, severity, masvs } = metadata
  const secret = secretOf(metadata, match)
  return observe({
    kind: secret === undefined ? 'code' : 'secret',
    rule,
    title: firstSentence(description) ?? rule,
    description,
    severity: severityOfWord(severity),
    toolSeverity: severity,
    cwes: cwesOf(metadata.cwe),
    location: match && locationOf(match),
    secret,
    controls: masvs.map((control) => `MASVS:${control}`),
    references: metadata.reference,
    tags: [...metadata.owasp, ...metadata['owasp-web'], ...metadata['owasp-mobile']],
    raw,
  })
}

/** `match_position` is an offset for some rules and a column for others, without a word about which. */
const locationOf = ({ file_path, match_lines, match_string }: Match): CodeLocation => ({
  path: relativePath(file_path),
  line: match_lines?.[0],
  endLine: match_lines && Math.max(...match_lines),
  snippet: match_string,
})

const errorSchema = z.object({ type: text, path: text })

/** A file that Semgrep, which runs under libsast, could not use. Its message may quote source. */
export function scanProblem({ where, value }: Element): Problem {
  const { type, path } = readBy(errorSchema, value) ?? {}
  const what = [type && `"${type.slice(0, 80)}"`, path && `in ${path}`].filter(Boolean).join(' ')
  return loss(where, `the scan reports an error ${what}`.trimEnd())
}
