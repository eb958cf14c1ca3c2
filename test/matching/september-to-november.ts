import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { EXAMPLES } from './load-world.ts'

export interface Place {
  path: string
  line: number
}

/**
 * Where a line of a sample app's source of September stands in November; undefined when it is gone. From the patch in its
 * history folder, which turns the later source into the earlier one.
 */
export function septemberToNovember(app: string): (place: Place) => Place | undefined {
  const patch = readFileSync(join(EXAMPLES, app, 'history/2026-09-14.patch'), 'utf8')
  const files = new Map(patch.split(/^(?=diff --git )/m).map((part) => fileOf(part)))
  return ({ path, line }) => {
    const file = files.get(path)
    if (!file) return { path, line }
    if (file.path === undefined) return undefined
    const now = file.lineNow(line)
    return now === undefined ? undefined : { path: file.path, line: now }
  }
}

interface File {
  /** Its path in November; undefined when there is none. */
  path: string | undefined
  lineNow(line: number): number | undefined
}

interface Hunk {
  /** First line and number of lines in November. */
  now: number
  nowCount: number
  /** The same in September. */
  old: number
  oldCount: number
  /** Line in September of each context line → its line in November. */
  kept: Map<number, number>
}

function fileOf(part: string): [september: string, file: File] {
  const side = (sign: '---' | '+++', moved: 'from' | 'to'): string | undefined => {
    const path = new RegExp(`^${sign === '---' ? '---' : '\\+\\+\\+'} (?:[ab]/)?(.*)$`, 'm').exec(part)?.[1]
    if (path === '/dev/null') return undefined
    return path ?? new RegExp(`^rename ${moved} (.*)$`, 'm').exec(part)?.[1]
  }
  const hunks = [
    ...part.matchAll(/^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@.*\n((?:[-+ \\].*\n?|\n)*)/gm),
  ].map(hunkOf)
  return [side('+++', 'to') ?? '', { path: side('---', 'from'), lineNow: (line) => lineNow(hunks, line) }]
}

function hunkOf([, now, nowCount = '1', old, oldCount = '1', body = '']: RegExpMatchArray): Hunk {
  const hunk: Hunk = {
    now: Number(now),
    nowCount: Number(nowCount),
    old: Number(old),
    oldCount: Number(oldCount),
    kept: new Map(),
  }
  let [left, right] = [hunk.now, hunk.old]
  for (const line of body.split('\n')) {
    if (line.startsWith('-')) left++
    else if (line.startsWith('+')) right++
    else if (line.startsWith(' ')) hunk.kept.set(right++, left++)
  }
  return hunk
}

function lineNow(hunks: readonly Hunk[], line: number): number | undefined {
  let shift = 0
  for (const hunk of hunks) {
    // A hunk without lines on a side stands behind the line that it names.
    const first = hunk.oldCount === 0 ? hunk.old + 1 : hunk.old
    if (line < first) break
    if (line < first + hunk.oldCount) return hunk.kept.get(line)
    shift = hunk.now + hunk.nowCount - (hunk.old + hunk.oldCount)
  }
  return line + shift
}
