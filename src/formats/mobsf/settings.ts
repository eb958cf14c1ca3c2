import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import type { Problem } from '../contract.ts'
import type { Element } from '../syntax/json.ts'
import { plainText } from '../values/html-text.ts'
import { flag, needed, number, text, texts } from '../values/lenient.ts'
import { readBy } from '../values/read-schema.ts'
import { secretInMatch } from '../values/secret-in-match.ts'
import { finding, isGood, type Told } from './finding.ts'

const manifest = z.object({
  title: needed,
  rule: text,
  severity: text,
  /** Before 3.5 `stat` and `desc`. */
  stat: text,
  description: text,
  desc: text,
  component: texts,
})

export function manifestFinding(value: unknown): Told | undefined {
  const found = readBy(manifest, value)
  if (!found) return undefined
  const severity = found.severity ?? found.stat
  if (isGood(severity)) return 'passed'
  const [title = '', detail] = (plainText(found.title.replace(/<\/?strong>/g, '')) ?? '').split('\n')
  const component = found.component.filter((name) => name.includes('.')).join(', ')
  return {
    kind: 'config',
    // Older versions have only the title, which names the component in brackets.
    rule: found.rule ?? (title.replace(/\s*[([].*?[)\]]/g, '').trim() || 'manifest'),
    title,
    description:
      [detail, plainText(found.description ?? found.desc)].filter(Boolean).join('\n\n') || undefined,
    toolSeverity: severity,
    location: { path: 'AndroidManifest.xml' },
    resource: component === '' ? undefined : { address: component, type: 'android-component' },
  } as Told
}

const certificate = z.array(z.string())

/** `[severity, description, title]`, in older versions without the title. */
export function certificateFinding(value: unknown): Told | undefined {
  const [severity, description, title] = readBy(certificate, value) ?? []
  if (severity === undefined || description === undefined) return undefined
  if (isGood(severity)) return 'passed'
  const name = title ?? description
  return { kind: 'config', rule: name, title: name, description, toolSeverity: severity }
}

const network = z.object({ description: needed, severity: text, scope: texts })

export function networkFinding(value: unknown): Told | undefined {
  const found = readBy(network, value)
  if (!found) return undefined
  if (isGood(found.severity)) return 'passed'
  const { description, severity, scope } = found
  return {
    kind: 'config',
    rule: description,
    title: description,
    ...(severity && { toolSeverity: severity }),
    ...(scope.length > 0 && { resource: { address: scope.join(', '), type: 'network-security-scope' } }),
  }
}

const transport = z.object({ issue: needed, severity: text, status: text, description: text })

export function transportFinding(value: unknown): Told | undefined {
  const found = readBy(transport, value)
  if (!found) return undefined
  const severity = found.severity ?? found.status
  if (isGood(severity)) return 'passed'
  return {
    kind: 'config',
    rule: found.issue,
    title: found.issue,
    ...(found.description && { description: found.description }),
    ...(severity && { toolSeverity: severity }),
  }
}

const permission = z.object({ status: text, info: text, description: text, reason: text })

/** What the app may do: no weakness by itself, told with the platform's own word for its danger. */
export function permissionFinding(name: string, value: unknown): Told | undefined {
  const found = readBy(permission, value)
  if (!found) return undefined
  return {
    kind: 'config',
    rule: name,
    title: `${name}${found.info ? `: ${found.info}` : ''}`,
    description: [found.description, found.reason].filter(Boolean).join('\n\n') || name,
    ...(found.status && { toolSeverity: found.status }),
    resource: { address: name, type: 'permission' },
  }
}

const file = z.object({ issue: text, finding: text, files: z.array(z.unknown()) })

const inFile = z.object({ file_path: z.string() })

/** Files that lie in the app: keys, certificates, settings. */
export function fileFinding(value: unknown): Told | undefined {
  const found = readBy(file, value)
  const title = found?.issue ?? found?.finding
  if (!found || !title) return undefined
  const paths = found.files.map((entry) =>
    typeof entry === 'string' ? entry : readBy(inFile, entry)?.file_path,
  )
  const related = paths.flatMap((path) => (path?.trim() ? [{ path: path.replace(/^[./]+/, '') }] : []))
  return {
    kind: 'config',
    rule: title,
    title,
    toolSeverity: 'info',
    ...(related[0] && { location: related[0] }),
    related: related.slice(1),
  }
}

/** `"name" : "value"`, or the secret alone. */
export function secretFinding(value: unknown): Told | undefined {
  if (typeof value !== 'string' || value.trim() === '') return undefined
  const [, name, secret = secretInMatch(value)] = /^"(.*?)"\s*:\s*"([\s\S]*)"$/.exec(value.trim()) ?? []
  return {
    kind: 'secret',
    rule: 'secrets',
    title: name ? `Possible hardcoded secret: ${name}` : 'Possible hardcoded secret',
    ...(secret !== undefined && { secret }),
  }
}

const firebase = z.union([
  z.object({ url: needed, open: flag }),
  z.object({ title: needed, severity: text, description: text }),
])

/** A database address and whether anyone may read it; since 4.1 a finding like others. */
export function firebaseFinding(value: unknown): Told | undefined {
  const found = readBy(firebase, value)
  if (!found) return undefined
  if ('title' in found) {
    if (isGood(found.severity)) return 'passed'
    const { title, description, severity } = found
    return {
      kind: 'data',
      rule: title,
      title,
      ...(description && { description }),
      ...(severity && { toolSeverity: severity }),
    }
  }
  return {
    kind: 'data',
    rule: found.open ? 'firebase-open' : 'firebase-url',
    title: found.open ? 'A Firebase database can be read by everyone' : 'A Firebase database is used',
    toolSeverity: found.open ? 'high' : 'info',
    endpoint: { url: found.url },
  }
}

const tracker = z.object({ name: needed, url: text, categories: texts })

/** Code in the app that follows its users. */
export function trackerFinding(value: unknown): Told | undefined {
  const found = readBy(tracker, value) ?? olderTracker(value)
  if (!found) return undefined
  return {
    kind: 'data',
    rule: 'trackers',
    title: `Tracker: ${found.name}`,
    toolSeverity: 'info',
    resource: { address: found.name, type: 'tracker' },
    references: found.url ? [found.url] : [],
    tags: found.categories,
  }
}

const linkByName = z.record(z.string(), z.string())

/** `{ name: url }` */
function olderTracker(value: unknown): z.output<typeof tracker> | undefined {
  const [entry] = Object.entries(readBy(linkByName, value) ?? {})
  return entry && { name: entry[0], url: entry[1], categories: [] }
}

const domain = z.object({ bad: z.string() })

/** Names that the app talks to, and whether a list of malware knows them. */
export function domainFinding(name: string, value: unknown): Told | undefined {
  const found = readBy(domain, value)
  if (!found) return undefined
  if (found.bad !== 'yes') return 'passed'
  return {
    kind: 'malware',
    rule: 'domains',
    title: `The app holds the name of a malicious host: ${name}`,
    toolSeverity: 'high',
    endpoint: { url: name },
  }
}

const scans = z.object({ positives: number, total: number, permalink: text })

export function* virusTotal({ value, where }: Element): Generator<Observation | Problem> {
  const found = readBy(scans, value)
  if (!found?.positives) return
  const { positives, total, permalink } = found
  yield* finding(
    {
      kind: 'malware',
      rule: 'virus_total',
      title: `${positives}${total ? ` of ${total}` : ''} engines take the app for malware`,
      toolSeverity: 'high',
      references: permalink ? [permalink] : [],
    },
    where,
    { positives, total, permalink },
  )
}
