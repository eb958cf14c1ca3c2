import type { PlainRecord } from '../plain.ts'

/** An object that is in force: after rendering and patching, or as a cluster says it. */
export interface Manifest {
  object: PlainRecord
  file: string
  line: number
  lines: ReadonlyMap<string, number>
  /** Manifests of one set belong together: a folder, a chart, an overlay. Names are looked up in their own set first. */
  set: string
  /** 1 = as written, less = rendered or guessed. */
  confidence: number
  /** Attributes that tell how it came about: `chart`, `overlay`. */
  origin: Record<string, string>
}
