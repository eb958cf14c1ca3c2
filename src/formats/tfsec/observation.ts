import { z } from 'zod'
import type { CodeLocation, Observation, Resource } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Element } from '../syntax/json.ts'
import { linksIn } from '../values/html-text.ts'
import { flag, needed, number, position, text, texts } from '../values/lenient.ts'
import { linksOf } from '../values/links.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'

/** A result; before version 1 they had `link` and `passed` in place of `links` and `status`, and no resource. */
export const resultSchema = z.object({
  rule_id: needed,
  location: z.object({ filename: needed, start_line: position, end_line: position }),
  long_id: text,
  rule_description: text,
  rule_provider: text,
  rule_service: text,
  impact: text,
  resolution: text,
  links: texts,
  link: text,
  description: text,
  severity: text,
  status: number,
  passed: flag,
  resource: text,
})

type Result = z.output<typeof resultSchema>

const [PASSED, IGNORED] = [1, 2]

export const isPassed = ({ status, passed }: Result): boolean => passed === true || status === PASSED

export function observationOf(result: Result, element: Element): Observation {
  const { long_id, rule_id, rule_provider: provider, location } = result
  return observe({
    kind: 'config',
    rule: long_id ?? rule_id,
    title: result.rule_description ?? result.description ?? rule_id,
    description: [result.description, result.impact].filter(Boolean).join('\n\n') || undefined,
    severity: severityOfWord(result.severity),
    toolSeverity: result.severity,
    location: {
      path: relativePath(location.filename),
      line: location.start_line,
      endLine: location.end_line,
    } as CodeLocation,
    resource: resourceOf(result),
    // The older links stand in a sentence.
    references: linksOf(result.links, linksIn(result.link)),
    remediation: result.resolution,
    verdict:
      result.status === IGNORED
        ? { state: 'accepted', reason: 'ignored', source: 'tfsec-ignore' }
        : undefined,
    tags: [long_id && rule_id, provider, result.rule_service].filter((tag): tag is string => Boolean(tag)),
    raw: element.text,
  })
}

/** Before version 1 only the description names the resource, in quotes. */
function resourceOf(result: Result): Resource | undefined {
  const named = /'((?:module\.[\w-]+\.)*(?:data\.)?[a-z]\w*\.[\w.[\]"-]+)'/.exec(
    result.description ?? '',
  )?.[1]
  const address = result.resource ?? named
  if (address === undefined) return undefined
  const parts = address.replace(/^(?:module\.[^.]+\.)+/, '').split('.')
  const type = parts[0] === 'data' ? parts[1] : parts[0]
  return { address, type, provider: result.rule_provider } as Resource
}
