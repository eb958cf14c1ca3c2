import type { Annotation } from './observation.ts'

/** `::error file=src/a.ts,line=3,title=no-eval::Do not evaluate text` */
const COMMAND = /^::(error|warning|notice)(?:\s+(.*?))?::(.*)$/i

/** An annotation as the runner reads it from a line of a step's output; undefined for every other line. */
export function annotationIn(line: string): Annotation | undefined {
  const [, level, listed = '', message = ''] = COMMAND.exec(line.trim()) ?? []
  if (level === undefined) return undefined
  const { file, line: first, endline, col, endcolumn, title } = propertiesIn(listed)
  return {
    annotation_level: level.toLowerCase(),
    message: unescaped(message),
    path: file || undefined,
    title: title || undefined,
    start_line: numberIn(first),
    end_line: numberIn(endline),
    start_column: numberIn(col),
    end_column: numberIn(endcolumn),
  }
}

/** Names in lower case: tools do not agree on `endLine`. A comma that a tool forgot to escape is part of the value before it. */
function propertiesIn(listed: string): { [name: string]: string | undefined } {
  const found: { [name: string]: string } = Object.create(null)
  let last: string | undefined
  for (const piece of listed.split(',')) {
    const [, name, value = ''] = /^\s*([a-z]+)=(.*)$/i.exec(piece) ?? []
    if (name !== undefined) {
      last = name.toLowerCase()
      found[last] = value
    } else if (last !== undefined) found[last] += `,${piece}`
  }
  for (const name of Object.keys(found)) found[name] = unescaped(found[name] ?? '').trim()
  return found
}

const ESCAPES: { [code: string]: string } = { '%25': '%', '%0D': '\r', '%0A': '\n', '%3A': ':', '%2C': ',' }

const unescaped = (text: string): string =>
  text.replace(/%(?:25|0D|0A|3A|2C)/gi, (code) => ESCAPES[code.toUpperCase()] ?? code)

/** Columns and lines count from 1; 0 and blanks stand for nothing. */
const numberIn = (text: string | undefined): number | undefined =>
  text && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined
