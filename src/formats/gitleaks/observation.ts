import type { Observation } from '../../model/observation.ts'
import type { Element } from '../syntax/json.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { isKeyHeader, isRedacted } from '../values/secret-in-match.ts'
import { isoTime } from '../values/time.ts'
import type { Leak } from './leak.ts'

/** The secret that a leak shows in clear. */
export const secretOf = (leak: Leak): string | undefined => exposureOf(leak.secret).secret

/** Gitleaks rates nothing: the severity is unknown. */
export function observationOf(leak: Leak, element: Element): Observation {
  const { secret, secretMasked, hide } = exposureOf(leak.secret)
  return observe({
    kind: 'secret',
    rule: leak.rule,
    title: leak.title,
    severity: 'unknown',
    location:
      leak.path === ''
        ? undefined
        : {
            path: relativePath(leak.path),
            line: leak.line,
            endLine: leak.endLine,
            column: leak.column,
            endColumn: leak.endColumn,
            snippet: leak.match && hide(leak.match),
          },
    secret,
    secretMasked,
    references: leak.link ? [leak.link] : [],
    fingerprints: leak.fingerprint ? { gitleaks: leak.fingerprint } : undefined,
    tags: tagsOf(leak),
    raw: hide(element.text),
  })
}

interface Exposure {
  secret?: string
  secretMasked?: string
  /** Takes what is still readable of a secret redacted in part out of a text. */
  hide: (text: string) => string
}

const asItIs = (text: string): string => text

/**
 * A secret in clear goes to the pipeline. What has no secret to hash is only shown masked: a redaction, and the first line of a
 * key, which would make all keys one. `--redact=20` leaves a fifth off and the rest readable, with `...` behind it.
 */
function exposureOf(secret: string | undefined): Exposure {
  if (secret === undefined) return { hide: asItIs }
  if (isRedacted(secret) || isKeyHeader(secret)) return { secretMasked: secret, hide: asItIs }
  const readable = /^([\s\S]*)\.\.\.$/.exec(secret)?.[1]
  if (readable === undefined) return { secret, hide: asItIs }
  const secretMasked = readable.length > 8 ? `${readable.slice(0, 4)}…` : '…'
  if (readable === '') return { secretMasked, hide: asItIs }
  const inJson = JSON.stringify(secret).slice(1, -1)
  return {
    secretMasked,
    hide: (text) => text.replaceAll(inJson, secretMasked).replaceAll(secret, secretMasked),
  }
}

function tagsOf(leak: Leak): string[] {
  const committedAt = isoTime(leak.committedAt)
  return [
    ...leak.tags,
    ...(leak.commit ? [`commit:${leak.commit}`] : []),
    ...(leak.author ? [`author:${leak.author}`] : []),
    ...(committedAt ? [`committed:${committedAt.slice(0, 10)}`] : []),
  ]
}
