import { at, type PlainRecord, textOf } from '../plain.ts'
import type { Manifest } from './manifest.ts'

export const kindOf = ({ object }: Manifest): string => textOf(object.kind) ?? ''
export const nameIn = ({ object }: Manifest): string => textOf(at(object, 'metadata', 'name')) ?? ''

/** The namespace that an object says, else `default`. */
export const namespaceOf = ({ object }: Manifest): string =>
  textOf(at(object, 'metadata', 'namespace')) ?? 'default'

/** `Deployment/shop/api`. */
export const addressOf = (manifest: Manifest): string =>
  `${kindOf(manifest)}/${namespaceOf(manifest)}/${nameIn(manifest)}`

/** `k8s/api.yaml:12`: the line of a text inside of the object where it is known, else that of the object. */
export const placeIn = (manifest: Manifest, text?: string): string =>
  `${manifest.file}:${(text !== undefined ? manifest.lines.get(text) : undefined) ?? manifest.line}`

/** Whether an object means `name`, which may be its name before a kustomization put something in front of or behind it. */
export const isCalled = (manifest: Manifest, name: string): boolean =>
  nameIn(manifest) === name || textOf(at(manifest.object, 'metadata', 'kustomize-name')) === name

/** The names that `isCalled` holds for. */
export const namesOf = (manifest: Manifest): string[] => {
  const other = textOf(at(manifest.object, 'metadata', 'kustomize-name'))
  return other === undefined || other === nameIn(manifest) ? [nameIn(manifest)] : [nameIn(manifest), other]
}

/** Things by the namespace that they are in: most of a cluster looks no further. */
export const byNamespace = <One extends { manifest: Manifest }>(all: readonly One[]): Map<string, One[]> =>
  Map.groupBy(all, ({ manifest }) => namespaceOf(manifest))

export const groupOf = (object: PlainRecord): string => {
  const version = textOf(object.apiVersion) ?? ''
  return version.includes('/') ? version.slice(0, version.indexOf('/')) : ''
}
