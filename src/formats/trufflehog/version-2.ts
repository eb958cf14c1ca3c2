import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { commitTags } from '../values/commit-tags.ts'
import { needed, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'

/** A file of a commit, with all strings in it that one check found. */
export const commitSchema = z.object({
  stringsFound: z
    .array(z.string())
    .transform((found) => found.filter((one) => one.trim() !== ''))
    .pipe(z.array(z.string()).min(1)),
  reason: needed,
  path: text,
  branch: text,
  commitHash: text,
  date: text,
  diff: text,
})

type Commit = z.output<typeof commitSchema>

/** One observation a string. The diff holds them all, so only their own line of it goes on. */
export function* v2Items(commit: Commit): Generator<Observation> {
  const { diff, ...rest } = commit
  for (const secret of new Set(commit.stringsFound)) {
    const place = placeIn(diff, secret)
    yield observe({
      kind: 'secret',
      rule: commit.reason,
      title: commit.reason,
      severity: 'unknown',
      location: commit.path === undefined ? undefined : { path: relativePath(commit.path), ...place },
      secret,
      tags: [
        ...commitTags({ commit: commit.commitHash, date: commit.date }),
        ...(commit.branch ? [`branch:${commit.branch}`] : []),
      ],
      raw: JSON.stringify({ ...rest, stringsFound: [secret] }),
    })
  }
}

/** The line that holds `found` in a unified diff, numbered as in the new file; removed lines have no number there. */
function placeIn(diff: string | undefined, found: string): { line?: number; snippet?: string } {
  let next: number | undefined
  for (const text of diff?.split('\n') ?? []) {
    const hunk = /^@@ -\d+(?:,\d+)? \+(\d+)/.exec(text)
    if (hunk) next = Number(hunk[1])
    else {
      if (text.includes(found))
        return { ...(next && !text.startsWith('-') && { line: next }), snippet: text.slice(1) }
      if (next !== undefined && !text.startsWith('-')) next++
    }
  }
  return {}
}
