import type { CvssRating } from '../../model/observation.ts'
import { childrenOf, type Node, textOf, xmlText } from '../syntax/xml.ts'
import { byWord } from '../values/by-word.ts'
import { cvssRating } from '../values/cvss.ts'
import type { Found, Host } from './found.ts'

/** A `ReportItem`. Web scans write `cvss` and `cvssv3` where others write base scores and vectors. */
export function foundIn(item: Node, host: Host): Found {
  const { attributes } = item
  const text = (name: string) => textOf(item, name)
  const texts = (name: string) => childrenOf(item, name).flatMap((node) => textOf(node) ?? [])
  return {
    plugin: attributes.pluginID ?? '',
    name: attributes.pluginName || text('plugin_name'),
    host: host.name,
    port: attributes.port,
    protocol: attributes.protocol,
    severity: attributes.severity || text('risk_factor'),
    isWeb: host.isWeb,
    synopsis: text('synopsis'),
    description: text('description'),
    solution: text('solution'),
    output: text('plugin_output'),
    links: texts('see_also'),
    cves: texts('cve'),
    xrefs: [
      ...texts('xref'),
      ...texts('bid').map((id) => `BID:${id}`),
      ...texts('msft').map((id) => `MSFT:${id}`),
    ],
    cwes: texts('cwe'),
    cpes: texts('cpe').flatMap((cpe) => cpe.split(/\s+/)),
    cvss: ratingsOf(text),
    epss: text('epss_score'),
    seenAt: host.seenAt,
    tags: tagsOf(item),
    raw: xmlText(item),
  }
}

const ratingsOf = (text: (name: string) => string | undefined): CvssRating[] =>
  [
    cvssRating({ vector: vectorIn(text('cvss4_vector')), score: text('cvss4_base_score'), version: '4.0' }),
    cvssRating({
      vector: vectorIn(text('cvss3_vector')),
      score: text('cvss3_base_score') ?? text('cvssv3'),
      version: '3.0',
    }),
    cvssRating({
      vector: vectorIn(text('cvss_vector')),
      score: text('cvss_base_score') ?? text('cvss'),
      version: '2.0',
    }),
  ].filter((rating) => rating !== undefined)

/** `CVSS2#AV:N/AC:L/Au:N/C:P/I:N/A:N`, some with `AU`. */
export const vectorIn = (text: string | undefined): string | undefined =>
  text
    ?.trim()
    .replace(/^CVSS2#/, '')
    .replace(/\/AU:/, '/Au:')

const FRAMEWORKS: Record<string, string> = byWord({
  exploit_framework_metasploit: 'metasploit',
  exploit_framework_core: 'core-impact',
  exploit_framework_canvas: 'canvas',
  exploit_framework_d2_elliot: 'd2-elliot',
})

function tagsOf(item: Node): string[] {
  const isTrue = (name: string) => textOf(item, name) === 'true'
  const priority = textOf(item, 'vpr_score')
  return [
    ...(item.attributes.pluginFamily ? [item.attributes.pluginFamily] : []),
    ...(item.attributes.svc_name && item.attributes.svc_name !== 'general' ? [item.attributes.svc_name] : []),
    ...(isTrue('exploit_available') ? ['exploit-available'] : []),
    ...(isTrue('exploited_by_malware') ? ['exploited-by-malware'] : []),
    ...(isTrue('in_the_news') ? ['in-the-news'] : []),
    ...Object.keys(FRAMEWORKS).flatMap((name) => (isTrue(name) ? (FRAMEWORKS[name] as string) : [])),
    ...(priority ? [`vpr:${priority}`] : []),
  ]
}
