import type { Observation } from '../../model/observation.ts'
import { byWord } from '../values/by-word.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'

const KINDS: { [letter: string]: string } = byWord({
  f: 'File',
  d: 'Directory',
  l: 'Link',
  b: 'Block device',
  c: 'Character device',
  p: 'Pipe',
  s: 'Socket',
})

interface Entry {
  change: 'added' | 'removed' | 'changed'
  path: string
  /** `File`, `Directory`, where the report says it in words. */
  kind?: string | undefined
  /** AIDE's own short form of what changed: `f > ... ....H`. */
  flags?: string | undefined
  details?: string | undefined
  raw: string
}

/** One entry that differs from the database. AIDE rates nothing: whether a change was meant is for a person to say. */
export function entryObservation({ change, path, flags, details, raw, ...entry }: Entry): Observation {
  const letter = flags?.trim().charAt(0) ?? ''
  const kind = entry.kind ?? ((Object.hasOwn(KINDS, letter) && KINDS[letter]) || 'Entry')
  const relative = relativePath(path)
  return observe({
    kind: 'runtime',
    rule: change,
    title: `${kind} ${change}: ${path}`,
    description: details ?? flags,
    severity: 'unknown',
    location: relative === '' ? undefined : { path: relative },
    // A second change of the same entry is the same finding.
    fingerprints: { aide: `${change} ${path}` },
    raw,
  })
}
