import type { Observation } from '../../model/observation.ts'
import type { Item } from '../contract.ts'
import { loss } from '../problem.ts'
import { asList, asObject, isObject, type Json } from '../values/fields.ts'
import { observe } from '../values/observe.ts'

type Section = 'missing' | 'fingerprint' | 'insecure' | 'empty'

export interface Response {
  url: string | undefined
  /** The response's headers as lines, when the report lists them. */
  head: string | undefined
  values: Map<string, string>
}

const TITLES: Record<Section, string> = {
  missing: 'Missing HTTP security header',
  fingerprint: 'HTTP header that tells the software',
  insecure: 'Deprecated or insecure HTTP header',
  empty: 'Empty HTTP header',
}

/** The sections that hold findings. Since there is one of enabled headers before them, all numbers are one higher. */
export function sectionsOf(report: Json): [Section, string][] {
  const numbered = new Map(
    Object.keys(report).map((key) => [Number(/^\[(\d)\. /.exec(key)?.[1] ?? -1), key] as const),
  )
  const first = numbered.has(6) ? 2 : 1
  const order: Section[] = ['missing', 'fingerprint', 'insecure', 'empty']
  return order.flatMap((section, index) => {
    const key = numbered.get(first + index)
    return key === undefined ? [] : [[section, key] satisfies [Section, string]]
  })
}

/** The headers of the response, from the section without a number. */
export function responseIn(report: Json): Pick<Response, 'head' | 'values'> {
  const key = Object.keys(report).find((name) => /^\[(?!\d)/.test(name))
  const listed = key === undefined ? undefined : report[key]
  const pairs: [string, string][] = isObject(listed)
    ? Object.entries(listed).map(([name, value]) => [name, asList([value]).flat().join(', ')])
    : asList(listed).flatMap((item) => {
        const [name, value] = Object.values(asObject(item) ?? {}).map(String)
        return name === undefined ? [] : [[name, value ?? ''] satisfies [string, string]]
      })
  return {
    head: pairs.map(([name, value]) => `${name}: ${value}`).join('\n') || undefined,
    values: new Map(pairs.map(([name, value]) => [name.toLowerCase(), value])),
  }
}

/** A header's name, perhaps with what is wrong in brackets; where nothing was found the section has a sentence instead. */
const NAME = /^(?:\(\*\) )?[\w.-]+(?: \(.+\))?$/

export function* entriesIn(
  section: Section,
  value: unknown,
  where: string,
  response: Response,
): Generator<Item> {
  if (isObject(value)) {
    const lists = Object.values(value).filter((item) => Array.isArray(item))
    for (const list of lists) yield* entriesIn(section, list, where, response)
    return
  }
  const entries = asList(value)
  for (const [index, entry] of entries.entries()) {
    if (typeof entry === 'string') {
      if (entries.length > 1 || NAME.test(entry))
        yield observationOf(section, { name: entry }, response, entry)
    } else {
      const told = toldIn(entry)
      yield told
        ? observationOf(section, told, response, JSON.stringify(entry))
        : loss(`${where}/${index}`, 'left out, because it names no header')
    }
  }
}

interface Told {
  name: string
  value?: string | undefined
  details?: string[]
  references?: string[]
}

/** The names of an entry's members are in the run's language, their order is fixed: the header, details, references. */
function toldIn(entry: unknown): Told | undefined {
  const [name, ...others] = Object.values(asObject(entry) ?? {})
  if (typeof name !== 'string' || name.trim() === '') return undefined
  const texts = others.flat().filter((text): text is string => typeof text === 'string' && text.trim() !== '')
  const isLink = (text: string) => /^https?:\/\/\S+$/.test(text)
  return { name, details: texts.filter((text) => !isLink(text)), references: texts.filter(isLink) }
}

function observationOf(section: Section, told: Told, response: Response, raw: string): Observation {
  const name = told.name.replace(/^\(\*\) /, '')
  const header = name.replace(/ \(.*$/, '')
  const details = told.details ?? []
  const sent =
    response.values.get(header.toLowerCase()) ?? (section === 'fingerprint' ? details.join('\n') : undefined)
  return observe({
    kind: 'web',
    rule: `${section}:${name}`,
    title: `${TITLES[section]}: ${name}`,
    description: details.join('\n') || undefined,
    severity: 'unknown',
    endpoint: response.url
      ? { url: response.url, parameter: header, response: response.head, evidence: sent || undefined }
      : undefined,
    references: told.references ?? [],
    tags: [section, ...(told.name.startsWith('(*)') ? ['experimental'] : [])],
    raw,
  })
}
