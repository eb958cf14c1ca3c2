import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Problem } from '../contract.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { cvssRating } from '../values/cvss.ts'
import { cwesOf } from '../values/cwe.ts'
import { plainText, proseText } from '../values/html-text.ts'
import { flag, label, listOf, needed, part, shaped, text } from '../values/lenient.ts'
import { linksOf } from '../values/links.ts'
import { observe } from '../values/observe.ts'

export const definitionSchema = z.object({
  Title: text,
  Sections: part(z.object({ Summary: text, Remediation: text, Impact: text })),
  References: listOf(z.object({ Title: text, Link: text })),
  Classifications: listOf(z.object({ Foundation: text, Value: label, Formatted: text })),
})

type Definition = z.output<typeof definitionSchema>

const issueSchema = z.object({
  Title: needed,
  Severity: text,
  Url: text,
  HttpRequest: text,
  HttpResponse: text,
  Exploitable: flag,
  Payload: text,
  InjectionPoint: part(z.object({ Name: text, Type: text })),
  CommentGroups: listOf(z.object({ Name: text, Items: listOf(z.object({ Title: text, Text: text })) })),
  Comment: text,
})

/** One place of a weakness. What the tool proves it by stands in its comments; rules for firewalls (WAF) stand there too. */
export function issueOf(
  element: { where: string; value: unknown },
  definition: Definition,
  site: string | undefined,
): Observation | Problem {
  const result = shaped(issueSchema, element)
  if (result.type === 'problem') return result
  const { Title, Severity, Url, HttpRequest, HttpResponse, Exploitable, Payload, InjectionPoint } =
    result.value
  const { Sections, References, Classifications } = definition
  const rating = References.map(({ Title: vector }) => cvssRating({ vector })).find(Boolean)
  const remediation = proseText(Sections?.Remediation)
  const url = Url ?? site
  const method = /^([A-Z]+) /.exec(HttpRequest ?? '')?.[1]
  const proof = result.value.CommentGroups.filter(({ Name }) => Name !== 'WAF').flatMap(({ Items }) =>
    Items.map((item) => [item.Title, item.Text].filter(Boolean).join(': ')),
  )
  const evidence = [Payload, ...proof].filter(Boolean).join('\n')
  return observe({
    kind: 'web',
    rule: definition.Title ?? Title,
    title: Title,
    description: [proseText(Sections?.Summary), proseText(Sections?.Impact), plainText(result.value.Comment)]
      .filter(Boolean)
      .join('\n\n'),
    severity: severityOfWord(Severity),
    ...(Severity && { toolSeverity: Severity }),
    ...(Exploitable === true && { confidence: 'high' as const }),
    ...(rating && { cvss: [rating] }),
    cwes: cwesOf(
      Classifications.filter(({ Foundation }) => Foundation === 'CWE').map(({ Value }) => Value),
      References.map(({ Link }) => Link),
    ),
    advisories: advisoryIdsIn(Title),
    ...(url && {
      endpoint: {
        url,
        ...(method && { method }),
        ...(InjectionPoint?.Name && { parameter: InjectionPoint.Name }),
        ...(HttpRequest && { request: HttpRequest }),
        ...(HttpResponse && { response: HttpResponse }),
        ...(evidence && { evidence }),
      },
    }),
    references: linksOf(References.map(({ Link }) => Link)),
    ...(remediation && { remediation }),
    tags: Classifications.flatMap(({ Formatted }) => Formatted ?? []),
    raw: JSON.stringify(element.value),
  })
}
