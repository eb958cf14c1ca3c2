import type { SourceFile } from '../source/source-file.ts'

/** A call of something that the file takes from elsewhere or declares itself. */
export interface CallSite {
  name: string
  offset: number
}

/** How names come into a file from files of the same tree; first group holds them. */
const TAKEN: readonly { files: RegExp; pattern: RegExp }[] = [
  {
    files: /\.(?:[cm]?[jt]sx?)$/,
    pattern: /\bimport\s+(?:type\s+)?([^;"']{1,600}?)\s+from\s*["'](?:\.|@\/|~\/|src\/)/g,
  },
  {
    files: /\.(?:[cm]?[jt]sx?)$/,
    pattern: /\b(?:const|let|var)\s+(\{[^}]{1,600}\}|\w+)\s*=\s*require\(\s*["']\./g,
  },
  { files: /\.py$/, pattern: /^[ \t]*from[ \t]+[\w.]+[ \t]+import[ \t]+(\([^)]{1,600}\)|[^\n(]{1,500})/gm },
]
const GO_CALL = /\b([a-z]\w*)\.([A-Z]\w*)\(/g
/** What every file has and what says nothing of one place. */
const OF_ALL =
  /^(?:import|from|as|type|default|if|for|while|return|switch|catch|function|require|super|print|len|str|int)$/
const MOST = 300

/** Calls of functions that may be elsewhere in the tree. `names` are those that the file declares itself and that touch something. */
export function callsOf(file: SourceFile, names: ReadonlySet<string>): CallSite[] {
  if (file.path.endsWith('.go'))
    return [...file.text.matchAll(GO_CALL)]
      .slice(0, MOST)
      .map(({ index, 2: name = '' }) => ({ name, offset: index }))
  const known = new Set(names)
  for (const { files, pattern } of TAKEN)
    if (files.test(file.path))
      for (const [, taken = ''] of file.text.matchAll(pattern))
        for (const [word] of taken.matchAll(/[A-Za-z_$][\w$]*/g)) if (!OF_ALL.test(word)) known.add(word)
  if (known.size === 0) return []
  const found: CallSite[] = []
  for (const { index, 1: head = '', 2: member } of file.text.matchAll(
    /\b([A-Za-z_$][\w$]*)(?:\.([A-Za-z_$][\w$]*))?\(/g,
  )) {
    if (!known.has(head) || found.length >= MOST) continue
    found.push({ name: member ?? head, offset: index })
  }
  return found
}
