import { controlsOf } from '../model/control/controls.ts'
import { cweFamily } from '../model/cwe/related.ts'
import type { Observation } from '../model/observation.ts'
import { routeTemplate } from '../model/route-template.ts'
import { normaliseMessage, normaliseSnippet } from '../model/snippet.ts'
import { contentId } from '../platform/ids.ts'
import type { Family } from './merging/merge-rules.ts'

/** What makes an observation the same as another, by kind (design.md §6). Line numbers and free text are never part of it. */
export interface Identity {
  /** Exact identity within its tool, before the ordinal that tells twins apart. */
  base: string
  /**
   * What it is, wherever it stands: the same rule on the same code (the same words where the tool shows no code), package or
   * resource, in whatever file. Null when nothing but the place tells. Made when it is asked for: what came again the same never is.
   */
  snippetKey: () => string | null
  /** Identities that other tools share; two observations with a common one are one finding, unless the rules of `family` say no. */
  shared: string[]
  /** What the shared identities are made of; null where there are none. */
  family: Family | null
  /** One line that says where, for people. */
  place: string
}

/** The key of the nth (from 0) of several observations with one base: twins in one file, which only their place tells apart. */
export const twinKey = (base: string, ordinal: number): string =>
  ordinal === 0 ? base : contentId(base, String(ordinal))

export function identify(tool: string, o: Observation): Identity {
  switch (o.kind) {
    case 'dependency':
    case 'container':
    case 'malware':
    case 'license':
      return o.component ? ofComponent(tool, o) : ofCode(tool, o)
    case 'secret':
      return o.secretHash ? ofSecret(tool, o) : ofCode(tool, o)
    case 'web':
    case 'api':
      return o.endpoint ? ofEndpoint(tool, o) : ofCode(tool, o)
    default:
      return o.resource
        ? ofResource(tool, o)
        : o.endpoint && !o.location
          ? ofEndpoint(tool, o)
          : ofCode(tool, o)
  }
}

function ofComponent(tool: string, o: Observation): Identity {
  const component = o.component as NonNullable<Observation['component']>
  const name = packageName(component.name)
  const main = o.advisories?.[0] ?? o.rule
  const path = component.path ?? o.location?.path ?? ''
  const family = o.kind === 'license' ? 'license' : 'package'
  const ids = o.advisories?.length ? o.advisories : [o.rule]
  return {
    base: contentId(family, tool, component.name, main, path),
    snippetKey: () => contentId(family, tool, component.name, main),
    family: 'package',
    shared: ids.map((advisory) => contentId(family, name, advisory)),
    place: component.version ? `${component.name}@${component.version}` : component.name,
  }
}

/** `@babel/core`, `org.apache.logging:log4j-core` and `Jinja2` as every tool would name them: last part, one case, one separator. */
function packageName(name: string): string {
  const last = name.split(/[/:]/).at(-1) || name
  return last.toLowerCase().replace(/[-_.]+/g, '-')
}

function ofSecret(tool: string, o: Observation): Identity {
  const hash = o.secretHash as string
  return {
    base: contentId('secret', tool, o.rule, hash, o.location?.path ?? ''),
    snippetKey: () => contentId('secret', tool, o.rule, hash),
    family: 'secret',
    shared: [contentId('secret', hash)],
    place: codePlace(o),
  }
}

function ofEndpoint(tool: string, o: Observation): Identity {
  const { url, method = '', parameter = '' } = o.endpoint as NonNullable<Observation['endpoint']>
  const route = routeTemplate(url)
  const [cwe] = o.cwes ?? []
  const weakness = cwe === undefined ? `${tool}:${o.rule}` : `CWE-${cweFamily(cwe)}`
  return {
    base: contentId('web', tool, o.rule, method, route, parameter),
    snippetKey: () => null,
    family: 'request',
    // A tool that names no method has sent a GET.
    shared: [contentId('web', method.toUpperCase() || 'GET', route, parameter.toLowerCase(), weakness)],
    place: [method, url, parameter && `(${parameter})`].filter(Boolean).join(' '),
  }
}

function ofResource(tool: string, o: Observation): Identity {
  const { address, name = address } = o.resource as NonNullable<Observation['resource']>
  const path = o.location?.path ?? ''
  return {
    base: contentId('resource', tool, o.rule, address, path),
    snippetKey: () => contentId('resource', tool, o.rule, address),
    family: 'resource',
    shared: [...controlsOf(o.rule), o.rule].map((control) => controlAt(control, address, path)),
    place: o.location ? `${name} · ${codePlace(o)}` : name,
  }
}

const controlAt = (control: string, address: string, path: string): string =>
  contentId('resource', control, sharedAddress(control, address, path), path)

/**
 * A resource that a control is about, by the address that all tools can give. A Dockerfile is its own resource, whether a tool names the
 * file or an instruction in it (`Dockerfile.USER`). What a manifest describes goes by its name: some tools leave out the namespace, and
 * Checkov calls the pods of `Deployment/api` `Pod/default/api.app-api`. `path`: of the file, '' where there is none.
 */
export function sharedAddress(control: string, address: string, path: string): string {
  const inFile = path !== '' && control.startsWith(OF_FILE) && address.startsWith(`${path}.`)
  const inManifest = path !== '' && control.startsWith('kubernetes-')
  return (inFile ? path : inManifest ? objectName(address) : address).toLowerCase()
}

function objectName(address: string): string {
  const name = address.slice(address.lastIndexOf('/') + 1)
  return address.startsWith('Pod/') ? name.replace(/\..*$/, '') : name
}

/** Controls that are about a file as a whole. */
const OF_FILE = 'docker-'

function ofCode(tool: string, o: Observation): Identity {
  const path = o.location?.path ?? ''
  const snippet = normaliseSnippet(o.location?.snippet)
  const what =
    snippet ||
    Object.values(o.fingerprints ?? {}).join('|') ||
    normaliseMessage(`${o.title} ${o.description ?? ''}`)
  const ofFile = path === '' ? [] : controlsOf(o.rule).filter((control) => control.startsWith(OF_FILE))
  return {
    base: contentId('code', tool, o.rule, path, what),
    snippetKey: () => contentId('code', tool, o.rule, what),
    family: ofFile.length > 0 ? 'resource' : null,
    shared: ofFile.map((control) => controlAt(control, path, path)),
    place: codePlace(o),
  }
}

const codePlace = (o: Observation): string =>
  o.location
    ? `${o.location.path}${o.location.line ? `:${o.location.line}` : ''}`
    : (o.endpoint?.url ?? o.resource?.address ?? o.rule)
