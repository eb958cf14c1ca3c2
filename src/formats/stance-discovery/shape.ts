import { z } from 'zod'
import { REACHES } from '../../model/reachability.ts'
import { listOf, needed, number, part, position, text, texts } from '../values/lenient.ts'

// What src/discovery/contract.ts says, as far as the estate needs it: names must be there, the rest is taken where it fits.

const place = { file: text, line: position }
const flat = part(z.record(z.string(), z.string()))

export const deployable = z.object({
  name: needed,
  kind: text,
  path: needed,
  languages: texts,
  frameworks: texts,
  manifests: texts,
})

export const endpoint = z.object({
  ...place,
  name: text,
  deployable: text,
  method: needed,
  path: needed,
  protocol: text,
  framework: text,
  authenticated: z.boolean().optional(),
  authentication: text,
  data: texts,
  parameters: listOf(z.object({ name: needed, in: needed, type: text })),
  handler: part(z.object({ ...place, name: needed })),
  sources: texts,
})

export const field = z.object({
  ...place,
  name: needed,
  model: text,
  class: needed,
  kind: text,
  confidence: number,
  evidence: text,
  source: text,
  type: text,
})

export const infrastructure = z.object({
  ...place,
  kind: needed,
  name: needed,
  type: text,
  provider: text,
  exposure: text,
  exposedBy: text,
  data: texts,
  attributes: flat,
})

export const pipeline = z.object({
  ...place,
  system: text,
  name: text,
  file: needed,
  triggers: texts,
  builds: texts,
  pushes: texts,
  deploys: texts,
  actions: listOf(
    z.object({ ...place, name: needed, ref: text, pinned: z.boolean(), thirdParty: z.boolean().optional() }),
  ),
  secrets: texts,
  permissions: texts,
})

/** A rule of CODEOWNERS without owners takes away what others gave. */
export const owner = z.object({ path: needed, owner: z.string(), source: text })
export const policy = z.object({ path: text, text: z.string().max(524_288) })
export const named = z.object({ ...place, name: needed, kind: text, evidence: text, data: texts })
export const link = z.object({
  from: needed,
  kind: needed,
  to: needed,
  evidence: text,
  confidence: number,
})

export const component = z.object({
  ref: needed,
  name: needed,
  version: text,
  purl: text,
  componentType: text,
  licenses: texts,
  hashes: flat,
  scope: text,
  direct: z.boolean().optional().catch(undefined),
  deprecated: text,
  wanted: texts,
  path: text,
  root: z.boolean().optional().catch(undefined),
  reach: part(
    z.object({
      level: z.enum(REACHES),
      atMost: z.boolean().default(false),
      evidence: z.string().max(1000),
      confidence: z.number().min(0).max(1),
      uses: z.record(z.string(), z.string()).optional(),
    }),
  ),
})
export const dependency = z.object({ ref: needed, dependsOn: texts })

export const problemEntry = z.object({ where: text, message: needed })
