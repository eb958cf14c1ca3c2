/** Where in a YAML text one is writing. */
export interface YamlPlace {
  /** Keys from the outermost inwards; elements of lists have none. In a value its own key is the last. */
  path: string[]
  /** `key`: a key is begun; `value`: what stands after one. */
  writing: 'key' | 'value'
  /** What is written of it, up to the cursor. */
  written: string
}

interface Line {
  /** Column of the outermost dash; undefined where the line begins no element. */
  dash: number | undefined
  /** Column where the content begins. */
  indent: number
  content: string
}

function lineOf(text: string): Line {
  const [lead = '', spaces = '', dashes = ''] = /^(\s*)((?:-\s+)*)/.exec(text) ?? []
  return { dash: dashes ? spaces.length : undefined, indent: lead.length, content: text.slice(lead.length) }
}

const KEY = /^("[^"]*"|'[^']*'|[\w.-]+):(?:\s+|$)/
const BLOCK = /^[|>][-+\d]*\s*(?:#.*)?$/
const bare = (key: string): string => key.replace(/^["']|["']$/g, '')

/** Reads the place from the text before the cursor, by its indentation: also where the text is not whole yet. */
export function yamlPlace(before: string): YamlPlace {
  const lines = before.split('\n')
  const here = lineOf(lines.at(-1) ?? '')
  const above = lines.slice(0, -1)
  const block = blockAround(above, here)
  if (block) return { path: block, writing: 'value', written: here.content }
  const parents = parentsOf(above, here)
  const own = KEY.exec(here.content)
  if (!own && /^[{[]/.test(here.content)) return inFlow(parents, here.content)
  if (!own) return { path: parents, writing: 'key', written: here.content }
  const rest = here.content.slice(own[0].length)
  return inFlow([...parents, bare(own[1] ?? '')], rest)
}

/** Within `{ … }` and `[{ … }]` on one line there are keys and values of their own. */
function inFlow(path: string[], rest: string): YamlPlace {
  const opening = rest[0]
  const part = opening === '{' || opening === '[' ? lastPart(rest) : ''
  if (opening === '[') {
    const isMap = part.startsWith('{') || part.startsWith('[')
    return isMap ? inFlow(path, part) : { path, writing: 'value', written: rest }
  }
  if (opening !== '{') return { path, writing: 'value', written: rest }
  const key = KEY.exec(part)
  if (!key) return { path, writing: 'key', written: part }
  return inFlow([...path, bare(key[1] ?? '')], part.slice(key[0].length))
}

/** What stands after the last comma of the outermost brackets. */
function lastPart(text: string): string {
  let [depth, begins, quote] = [0, 1, '']
  for (let i = 0; i < text.length; i++) {
    const c = text[i] as string
    if (quote) quote = c === quote ? '' : quote
    // An apostrophe within a word begins nothing.
    else if ((c === '"' || c === "'") && !/\w/.test(text[i - 1] ?? '')) quote = c
    else if (c === '{' || c === '[') depth++
    else if (c === '}' || c === ']') depth--
    else if (c === ',' && depth === 1) begins = i + 1
  }
  return text.slice(begins).trimStart()
}

/** The path of a `when: >-` above, where the line belongs to its text. */
function blockAround(above: string[], here: Line): string[] | undefined {
  for (let i = above.length - 1; i >= 0; i--) {
    const text = above[i] ?? ''
    if (text.trim() === '') continue
    const line = lineOf(text)
    if (line.indent >= here.indent) continue
    const key = KEY.exec(line.content)
    if (!key || !BLOCK.test(line.content.slice(key[0].length))) return undefined
    return [...parentsOf(above.slice(0, i), line), bare(key[1] ?? '')]
  }
  return undefined
}

function parentsOf(above: string[], here: Line): string[] {
  const path: string[] = []
  let limit = here.dash ?? here.indent
  let byDash = here.dash !== undefined
  for (let i = above.length - 1; i >= 0; i--) {
    const text = above[i] ?? ''
    if (text.trim() === '' || text.trimStart().startsWith('#')) continue
    const line = lineOf(text)
    const key = KEY.exec(line.content)
    const opens = key !== null && line.content.slice(key[0].length).trim() === ''
    if (
      key &&
      (line.indent < limit || (byDash && opens && line.dash === undefined && line.indent === limit))
    ) {
      path.unshift(bare(key[1] ?? ''))
      limit = line.dash ?? line.indent
      byDash = line.dash !== undefined
    } else if (line.dash !== undefined && line.dash < limit) {
      limit = line.dash
      byDash = true
    }
  }
  return path
}
