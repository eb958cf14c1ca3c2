import type { Guard } from './contract.ts'
import { joinPaths } from './names.ts'
import type { Said } from './router-nodes.ts'

/** The last guard of a router that stands before the line (in its file) and covers the path. */
export function guardOver(
  guards: readonly Said<Guard>[],
  file: string,
  line: number,
  path: string,
): string | false | undefined {
  return guards.findLast(
    (guard) => (guard.file !== file || guard.fact.line <= line) && covers(guard.fact, path),
  )?.fact.authentication
}

/**
 * The first guard of the whole that covers the path: what frameworks match in order. Those below the nearest common folder count, where
 * `sameWorld` says that the guard's framework may stand before the route's: what one language asks, the service beside it does not.
 */
export function guardEverywhere(
  guards: readonly Said<Guard>[],
  sameWorld: (framework: string) => boolean,
  method: string,
  path: string,
  file: string,
): string | false | undefined {
  return guards.find(
    (guard) =>
      sameWorld(guard.fact.framework) &&
      (guard.fact.folder === undefined ? shareRoot(guard.file, file) : isBelow(file, guard.fact.folder)) &&
      (guard.fact.method === undefined || guard.fact.method === method) &&
      covers(guard.fact, path),
  )?.fact.authentication
}

const isBelow = (file: string, folder: string): boolean => folder === '' || file.startsWith(`${folder}/`)

/** Whether two files belong to one deployable as far as folders tell: the same first folder, or one of them at the root. */
function shareRoot(a: string, b: string): boolean {
  const [first, second] = [a.split('/'), b.split('/')]
  return first.length === 1 || second.length === 1 || first[0] === second[0]
}

function covers({ path: guarded, exact }: Guard, path: string): boolean {
  if (guarded === undefined || guarded === '' || (guarded === '/' && !exact)) return true
  const asked = joinPaths(path)
  if (exact) return fits(segments(guarded), segments(asked))
  const own = joinPaths(guarded.replace(/\/?\*+$/, ''))
  return own === '/' || asked === own || asked.startsWith(`${own}/`)
}

const segments = (path: string): string[] => path.split('/').filter((one) => one !== '')

/** Whether a path fits a pattern, segment by segment: a row of the table per segment of the pattern, so that many `**` cost no more. */
function fits(pattern: readonly string[], path: readonly string[]): boolean {
  let row = [true, ...path.map(() => false)]
  for (const one of pattern) {
    const before = row
    row = before.map(() => false)
    if (one === '**') {
      let seen = false
      row = before.map((reached) => (seen ||= reached))
    } else
      for (let at = 0; at < path.length; at++)
        row[at + 1] = before[at] === true && fitsSegment(one, path[at] as string)
  }
  return row[path.length] === true
}

function fitsSegment(pattern: string, segment: string): boolean {
  if (pattern === '*' || pattern === segment || /^\{.*\}$/.test(pattern)) return true
  const at = pattern.indexOf('*')
  return at >= 0 && segment.startsWith(pattern.slice(0, at)) && segment.endsWith(pattern.slice(at + 1))
}
