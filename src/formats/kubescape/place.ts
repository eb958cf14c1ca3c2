import { z } from 'zod'
import type { CodeLocation, Resource } from '../../model/observation.ts'
import { kubernetesAddress } from '../values/kubernetes-address.ts'
import { needed, part, text } from '../values/lenient.ts'
import { relativePath } from '../values/path.ts'
import { readBy } from '../values/read-schema.ts'

/** One object that was looked at, and the file that it comes from. */
export interface Place {
  id: string
  kind?: string | undefined
  namespace?: string | undefined
  name?: string | undefined
  path?: string | undefined
}

export const objectSchema = z.object({
  kind: text,
  name: text,
  namespace: text,
  metadata: part(z.object({ name: text, namespace: text })),
  sourcePath: text,
})

const resourceSchema = z.object({
  resourceID: needed,
  object: part(objectSchema),
  source: part(z.object({ relativePath: text, path: text })),
})

export function placeIn(value: unknown): Place | undefined {
  const resource = readBy(resourceSchema, value)
  if (!resource) return undefined
  const { resourceID: id, source } = resource
  return { ...placeOf(resource.object), id, path: source?.relativePath ?? source?.path }
}

/** Subjects of role bindings have their name beside `metadata`, which they lack. */
export const placeOf = (object: z.output<typeof objectSchema> | undefined): Omit<Place, 'id'> => ({
  kind: object?.kind,
  namespace: object?.metadata?.namespace ?? object?.namespace,
  name: object?.metadata?.name ?? object?.name,
})

/** `apps/v1/shop/Deployment/api`, from a file `path=966824446/api=apps/v1/shop/Deployment/api`; `/shop/User/mo/…` for subjects. */
export function placeOfId(id: string): Place {
  const parts = id.replace(/^path=[^/]*\/api=/, '').split('/')
  const [namespace, kind, name] = parts.slice(-3)
  return { id, kind, namespace, name }
}

export function resourceOf({ kind, namespace, name, id }: Place): Resource | undefined {
  const address = kubernetesAddress({ kind, namespace, name }) ?? id
  if (address === '') return undefined
  return { address, type: kind, provider: 'kubernetes' } as Resource
}

export function locationOf({ path }: Place): CodeLocation | undefined {
  const relative = relativePath(path ?? '')
  return relative === '' ? undefined : { path: relative }
}
