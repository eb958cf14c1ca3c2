import { z } from 'zod'
import type { Input, Problem, ReadContext, ReportHeader, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { sampleOf } from '../sample.ts'
import { eachRecord } from '../syntax/ndjson.ts'
import { UnreadableReport } from '../unreadable.ts'
import { asObject, isObject } from '../values/fields.ts'
import { part, text } from '../values/lenient.ts'
import { readBy } from '../values/read-schema.ts'

// Alerts of GitHub come in lists of the REST API (of a repository, an organisation or an enterprise), alone, and in webhooks' payloads.

export interface GivenAlert {
  type: 'alert'
  where: string
  value: unknown
  text: string
  /** `owner/name` */
  repository?: string
}

/** What an alert looks like, whichever way it comes, for detection. */
export function sampleAlert({ outline }: Sample): unknown {
  const [first] = Array.isArray(outline) ? outline : [outline]
  // `gh api --paginate --slurp` makes a list of pages.
  const alert = Array.isArray(first) ? first[0] : first
  return asObject(alert)?.alert ?? alert
}

const payload = z.object({ alert: z.object({}).loose(), action: text })
const named = z.object({ repository: part(z.object({ full_name: text })), html_url: text, url: text })

/** Every alert of a document; one that stands alone says nothing about others, which must not pass for fixed. `isAlert` tells alerts from other objects. */
export async function* eachAlert(
  input: Input,
  context: ReadContext,
  isAlert: (value: unknown) => boolean,
): AsyncGenerator<GivenAlert | Problem> {
  const inList = Array.isArray((await sampleOf(input)).outline)
  for await (const element of eachRecord(input, context)) {
    if (element.type === 'problem') {
      yield element
      continue
    }
    const { where, value, text } = element
    if (Array.isArray(value))
      for (const [index, alert] of value.entries())
        yield given(`${where}/${index}`, alert, JSON.stringify(alert))
    else {
      const told = readBy(payload, value)
      if (!inList && !isAlert(told?.alert ?? value))
        throw new UnreadableReport(
          'broken',
          'This is no alert of GitHub and no list of them: choose the right format.',
        )
      if (told) {
        const repository = readBy(named, value)?.repository?.full_name
        const { alert, action } = told
        yield given(`${where}/alert`, alert, JSON.stringify({ action, alert }), repository)
      } else yield given(where, value, text)
      if (!inList) yield loss(where, 'this is a single alert: nothing follows from it for others')
    }
  }
}

function given(where: string, value: unknown, text: string, told?: string): GivenAlert {
  const { repository, html_url, url } = (isObject(value) && readBy(named, value)) || {}
  const own = told ?? repository?.full_name ?? repositoryIn(html_url) ?? repositoryIn(url)
  return { type: 'alert', where, value, text, ...(own && { repository: own }) }
}

/** `https://github.com/owner/name/security/…`, `https://api.github.com/repos/owner/name/…` */
const repositoryIn = (url: string | undefined): string | undefined =>
  /^https?:\/\/[^/]+\/(?:api\/v3\/)?(?:repos\/)?([^/]+\/[^/]+)\/(?:security|secret-scanning|code-scanning|dependabot)\//.exec(
    url ?? '',
  )?.[1]

/** Headers as tools and repositories come: alerts of several are in one list. */
export class Headers {
  #last: string | undefined

  /** The header that belongs before what comes now; undefined where it is the one before. */
  next(header: Omit<ReportHeader, 'type'>): ReportHeader | undefined {
    const key = JSON.stringify([header.tool, header.target])
    if (key === this.#last) return undefined
    this.#last = key
    return { type: 'header', ...header }
  }
}
