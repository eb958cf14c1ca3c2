import { z } from 'zod'
import { text } from '../values/lenient.ts'

export const fixSchema = z.object({ type: text, url: text, fixResolution: text, message: text })

export type Fix = z.output<typeof fixSchema>

/**
 * The versions in `Upgrade to version group:lid:1.13`, `lid - 1.2,1.3`, `lid-1.4`. It may name other packages beside the one that
 * the vulnerability is in: theirs are left out.
 */
export function fixVersionsOf(fix: Fix | undefined, name: string): string[] {
  if (fix?.type && fix.type !== 'UPGRADE_VERSION') return []
  const text = fix?.fixResolution?.replace(/^\s*upgrade to version:?\s*/i, '') ?? ''
  const own = lastPart(name)
  let isOwn = true
  return text.split(/\s*[,;]\s*/).flatMap((given) => {
    const [, other, version] = /^(?:(\S+?)(?:\s+-\s+|[:-]))?v?(\d\S*)$/.exec(given) ?? []
    if (!version) {
      const [, group = '', last] = /^(\S+):v?(\d\S*)$/.exec(given) ?? []
      isOwn = last !== undefined && lastPart(group) === own
      return isOwn && last ? [last] : []
    }
    if (other) isOwn = lastPart(other) === own
    return isOwn ? [version] : []
  })
}

const lastPart = (name: string): string =>
  (name.split(/[:/]/).at(-1) ?? '').toLowerCase().replace(/\.(?:jar|dll)$/, '')

/** Its words: `no_fix` is none. */
export function remediationOf(fix: Fix | undefined): string | undefined {
  const { fixResolution, message } = fix ?? {}
  if (!fixResolution || fixResolution === 'no_fix') return undefined
  return message && /^upgrade to version$/i.test(message) && !/^upgrade/i.test(fixResolution)
    ? `${message}: ${fixResolution}`
    : fixResolution
}
