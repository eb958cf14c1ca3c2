import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { severityOfScore } from '../../model/severity.ts'
import { normalAdvisoryId } from '../values/advisory-id.ts'
import { cvssRating } from '../values/cvss.ts'
import { label, listOf, needed, number, part, text, texts } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { paragraphs } from '../values/paragraphs.ts'
import { type HostPort, hostPlace } from '../values/scanned-host.ts'

const algorithmSchema = z.object({
  algorithm: needed,
  keysize: label,
  casize: label,
  notes: part(z.object({ fail: texts, warn: texts, info: texts })),
})
const adviceSchema = part(z.record(z.string(), listOf(z.object({ name: text, notes: text }))))

export const serverSchema = z.object({
  target: text,
  banner: part(z.object({ software: text, raw: text })),
  cves: listOf(z.object({ name: needed, cvssv2: number, description: text })),
  kex: listOf(algorithmSchema),
  key: listOf(algorithmSchema),
  enc: listOf(algorithmSchema),
  mac: listOf(algorithmSchema),
  recommendations: part(z.record(z.string(), part(z.record(z.string(), adviceSchema)))),
})

type Server = z.output<typeof serverSchema>
type Algorithm = z.output<typeof algorithmSchema>

const LISTS = {
  kex: 'Key exchange',
  key: 'Host key',
  enc: 'Cipher',
  mac: 'Message authentication',
} as const

/** The tool's own levels: it fails or warns. */
const LEVELS = [
  ['fail', 'high'],
  ['warn', 'medium'],
] as const

/** What is wrong with a server: algorithms that it should not offer, and the CVEs of its software's version. */
export function* serverObservations(server: Server, place: HostPort): Generator<Observation> {
  for (const list of Object.keys(LISTS) as (keyof typeof LISTS)[])
    for (const one of server[list]) {
      const [level, severity] = LEVELS.find(([word]) => one.notes?.[word].length) ?? []
      if (level === undefined || severity === undefined) continue
      yield observe({
        kind: 'runtime',
        rule: `${list}:${one.algorithm}`,
        title: `${LISTS[list]} ${one.algorithm}: ${one.notes?.[level][0]}`,
        description: notesOf(one),
        severity,
        toolSeverity: level,
        ...hostPlace(place),
        remediation: adviceOf(server, list, one.algorithm),
        raw: JSON.stringify({ [list]: [one] }),
      })
    }
  for (const cve of server.cves) {
    const rule = normalAdvisoryId(cve.name)
    const rating = cvssRating({ score: cve.cvssv2, version: '2' })
    yield observe({
      kind: 'runtime',
      rule,
      title: `${rule}: ${cve.description ?? server.banner?.software ?? 'SSH server'}`,
      description: paragraphs(cve.description, server.banner?.raw && `Banner: ${server.banner.raw}`),
      severity: rating?.score === undefined ? 'unknown' : severityOfScore(rating.score),
      cvss: rating ? [rating] : [],
      advisories: [rule],
      ...hostPlace(place),
      raw: JSON.stringify({ cves: [cve] }),
    })
  }
}

function notesOf({ notes, keysize, casize }: Algorithm): string | undefined {
  const said = (['fail', 'warn', 'info'] as const).flatMap((level) =>
    (notes?.[level] ?? []).map((note) => `${level}: ${note}`),
  )
  const sizes = [keysize && `Key size: ${keysize}`, casize && `CA key size: ${casize}`]
  return [...said, ...sizes].filter(Boolean).join('\n') || undefined
}

const ACTIONS: Record<string, string> = { del: 'Remove it', chg: 'Change it', add: 'Add it' }

function adviceOf(server: Server, list: string, algorithm: string): string | undefined {
  for (const actions of Object.values(server.recommendations ?? {}))
    for (const [action, lists] of Object.entries(actions ?? {})) {
      const advice = lists?.[list]?.find(({ name }) => name === algorithm)
      const what = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : action
      if (advice) return advice.notes ? `${what}: ${advice.notes}.` : `${what}.`
    }
  return undefined
}
