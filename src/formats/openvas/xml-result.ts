import type { CvssRating } from '../../model/observation.ts'
import { child, childrenOf, type Node, type NodeSlice, textOf, xmlText } from '../syntax/xml.ts'
import { cvssRating } from '../values/cvss.ts'
import { epssOf, type Result } from './result.ts'

/** A `result` of the XML report. */
export function resultInNode({ node, where }: NodeSlice): Result {
  const nvt = child(node, 'nvt')
  const host = child(node, 'host')
  const tags = tagsIn(textOf(nvt, 'tags'))
  const refs = refsOf(nvt)
  const epss = child(nvt, 'epss')
  const scoreIn = (name: string) => textOf(child(epss, name), 'score')
  return {
    where,
    raw: xmlText(node),
    oid: nvt?.attributes.oid,
    name: textOf(node, 'name') ?? textOf(nvt, 'name'),
    host: textOf(host),
    hostname: textOf(host, 'hostname'),
    port: textOf(node, 'port'),
    protocol: /general\/(\w+)/.exec(textOf(node, 'port') ?? '')?.[1],
    threat: textOf(node, 'threat'),
    score: textOf(node, 'severity'),
    qod: textOf(child(node, 'qod'), 'value'),
    cvss: ratingsOf(nvt, tags.get('cvss_base_vector')),
    about: [
      tags.get('summary'),
      tags.get('insight'),
      labelled('Impact', tags.get('impact')),
      labelled('Affected', tags.get('affected')),
      labelled('Detection', tags.get('vuldetect')),
      ...notesOf(node),
    ],
    detail: textOf(node, 'description'),
    remediation: textOf(nvt, 'solution') ?? tags.get('solution'),
    cves: refs.filter(({ type }) => type === 'cve').map(({ id }) => id),
    references: refs.filter(({ type }) => type === 'url').map(({ id }) => id),
    tags: [
      textOf(nvt, 'family'),
      child(nvt, 'solution')?.attributes.type ?? tags.get('solution_type'),
      ...refs
        .filter(({ type }) => type !== 'cve' && type !== 'url')
        .map(({ type, id }) => (type === 'bid' ? `BID:${id}` : id)),
    ],
    epss: epssOf(scoreIn('max_severity'), scoreIn('max_epss')),
    time: textOf(node, 'creation_time') ?? textOf(node, 'modification_time'),
  }
}

const labelled = (name: string, text: string | undefined) => text && `${name}: ${text}`

/** `summary=…|insight=…`: texts hold line ends, and bars that no name follows. */
function tagsIn(text: string | undefined): Map<string, string> {
  const parts = (text ?? '').split(/\|(?=[A-Za-z_]+=)/)
  return new Map(
    parts.flatMap((part): [string, string][] => {
      const at = part.indexOf('=')
      const value = part.slice(at + 1).trim()
      return at > 0 && value !== '' && value !== 'NOTAG' ? [[part.slice(0, at), value]] : []
    }),
  )
}

function ratingsOf(nvt: Node | undefined, vector: string | undefined): CvssRating[] {
  const rated = childrenOf(child(nvt, 'severities'), 'severity').flatMap(
    (severity) =>
      cvssRating({
        vector: textOf(severity, 'value'),
        score: textOf(severity, 'score'),
        source: textOf(severity, 'origin'),
      }) ?? [],
  )
  const base = cvssRating({ vector, score: textOf(nvt, 'cvss_base') })
  return rated.length > 0 ? rated : base && (base.score || base.vector) ? [base] : []
}

interface Ref {
  type: string
  id: string
}

const NONE = /^NO(?:CVE|BID|XREF)$/i

/** References of the NVT; before version 9 of the protocol in elements of their own. */
function refsOf(nvt: Node | undefined): Ref[] {
  const refs = [...childrenOf(child(nvt, 'refs'), 'ref'), ...childrenOf(child(nvt, 'cert'), 'cert_ref')]
  const listed = (name: string) =>
    (textOf(nvt, name) ?? '').split(',').flatMap((id) => (id.trim() ? [{ type: name, id: id.trim() }] : []))
  const old = [...listed('cve'), ...listed('bid'), ...listed('xref').map(xref)]
  return [
    ...refs.map(({ attributes: { type = '', id = '' } }) => ({ type: type.toLowerCase(), id: id.trim() })),
    ...old,
  ]
    .map((ref) => (/^(?:cve_id|cve)$/.test(ref.type) ? { ...ref, type: 'cve' } : ref))
    .filter(({ id }) => id !== '' && !NONE.test(id))
}

/** `URL:https://…` */
const xref = ({ id }: Ref): Ref =>
  /^URL:/i.test(id) ? { type: 'url', id: id.replace(/^URL:\s*/i, '') } : { type: 'xref', id }

/** What people wrote about the result. */
const notesOf = (node: Node): (string | undefined)[] => [
  ...childrenOf(child(node, 'notes'), 'note').map((note) => labelled('Note', textOf(note, 'text'))),
  ...childrenOf(child(node, 'overrides'), 'override').map((override) =>
    labelled('Override', textOf(override, 'text')),
  ),
]
