import type { Kind } from '../../model/kind.ts'
import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Element } from '../syntax/ndjson.ts'
import { advisoryIds, advisoryIdsIn } from '../values/advisory-id.ts'
import { cvssRating } from '../values/cvss.ts'
import { cwesOf } from '../values/cwe.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { secretInMatch } from '../values/secret-in-match.ts'
import { isoTime } from '../values/time.ts'
import type { Result } from './result.ts'

/** One observation for a match; one for each token where a template extracts tokens. */
export function observationsOf(result: Result, element: Element): Observation[] {
  const kind = kindOf(result)
  if (kind !== 'secret' || result.extracted.length === 0) return [observationOf(result, kind, element.text)]
  const tokens = [...new Set(result.extracted)]
  if (tokens.length === 1) return [ofToken(result, tokens[0] as string, element.text)]
  return tokens.map((token) => ofToken({ ...result, response: undefined }, token, rawOf(element, token)))
}

/** The tokens that a match of such a template extracted. */
export const tokensOf = (result: Result): string[] =>
  kindOf(result) === 'secret' ? result.extracted.map((token) => secretInMatch(token) ?? token) : []

/** The record with one token: the others, and the response that holds them all, would stay in clear. */
const rawOf = ({ value }: Element, token: string): string =>
  JSON.stringify({
    ...(value as object),
    extracted_results: undefined,
    'extracted-results': [token],
    response: undefined,
  })

const ofToken = (result: Result, token: string, raw: string): Observation => ({
  ...observationOf({ ...result, extracted: [token] }, 'secret', raw),
  secret: secretInMatch(token) ?? token,
})

function observationOf(result: Result, kind: Kind, raw: string): Observation {
  const { info, check, template } = result
  const ids = info?.classification?.['cve-id'] ?? []
  const name = info?.name ?? template
  return observe({
    kind,
    // As the tool prints it: a template's matchers are checks of their own.
    rule: check ? `${template}:${check}` : template,
    title: check ? `${name}: ${check}` : name,
    description: descriptionOf(info),
    severity: severityOfWord(info?.severity),
    toolSeverity: info?.severity,
    cvss: ratingsOf(info),
    cwes: cwesOf(info?.classification?.['cwe-id'] ?? []),
    advisories: ids.length > 0 ? advisoryIds(ids) : advisoryIdsIn(template),
    ...placeOf(result),
    references: [
      ...new Set([...(info?.reference ?? []), ...(result.templateUrl ? [result.templateUrl] : [])]),
    ],
    remediation: info?.remediation,
    epss: probability(info?.classification?.['epss-score']),
    knownExploited: info?.tags.includes('kev') || undefined,
    seenAt: isoTime(result.timestamp),
    tags: [
      ...new Set([...(info?.tags ?? []), ...(result.type && result.type !== 'http' ? [result.type] : [])]),
    ],
    raw,
  })
}

/** Templates of other things than network services lie in folders of their own. */
function kindOf({ type, paths, info }: Result): Kind {
  const inFolder = (folder: string) => paths.some((path) => `/${path}`.includes(`/${folder}/`))
  if (inFolder('exposures/tokens') || inFolder('exposed-tokens') || inFolder('file/keys')) return 'secret'
  if (type === 'file') return info?.tags.some((tag) => tag === 'keys' || tag === 'token') ? 'secret' : 'code'
  return inFolder('cloud') ? 'cloud' : 'web'
}

function descriptionOf(info: Result['info']): string | undefined {
  const parts = [info?.description?.trim(), info?.impact && `Impact: ${info.impact.trim()}`]
  return parts.filter(Boolean).join('\n\n') || undefined
}

function ratingsOf(info: Result['info']): Observation['cvss'] {
  const rating = cvssRating({
    vector: info?.classification?.['cvss-metrics'],
    // Templates that nobody rated say 0.
    score: info?.classification?.['cvss-score'] || undefined,
  })
  return rating ? [rating] : []
}

const probability = (value: number | undefined): number | undefined =>
  value !== undefined && value > 0 && value <= 1 ? value : undefined

/** Where it matched: a file for file templates, otherwise an address (URL, `host:port` or a name). */
function placeOf(result: Result): Partial<Observation> {
  if (result.type === 'file') return { location: { path: relativePath(result.place) } }
  return {
    endpoint: {
      url: result.place,
      method: methodOf(result),
      parameter: result.parameter,
      request: result.request ?? result.curl,
      response: result.response,
      evidence: [...result.extracted, ...result.facts].join('\n') || undefined,
    },
  }
}

const methodOf = ({ method, request, curl }: Result): string | undefined =>
  method ?? /^([A-Z]+) \S+ HTTP\//.exec(request ?? '')?.[1] ?? /^curl -X '?([A-Z]+)/.exec(curl ?? '')?.[1]
