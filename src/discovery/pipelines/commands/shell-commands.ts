import type { Script } from '../contract.ts'

/** One simple command of a script: its words without quotes, and its line in the file. */
export interface Command {
  words: string[]
  line: number
  text: string
  /** Whether its output goes on to another command or a file. */
  redirected: boolean
  /** Name → value of the assignments before it, or of a line of assignments alone. */
  assigns: [string, string][]
  /** Folder that an earlier `cd` of the same script went to. */
  folder?: string
}

const MAX_SCRIPT = 200_000
/** Words that a command may stand behind. */
const BEFORE = new Set(
  'sudo time exec env command if then else elif do while until ! nohup retry nice { ( export local readonly declare'.split(
    ' ',
  ),
)

/**
 * The commands of a shell script, as far as words and line ends show them: continuation lines are joined, here-documents left out,
 * nothing is expanded. Not a shell: `case` branches and functions are read as lines.
 */
export function shellCommands(script: Script): Command[] {
  const commands: Command[] = []
  let folder = ''
  for (const { line, text } of logicalLines(script)) {
    for (const { part, redirected } of parts(text)) {
      const words = wordsOf(part)
      const assigns: [string, string][] = []
      let start = 0
      for (; start < words.length; start++) {
        const word = words[start] as string
        const assign = /^([A-Za-z_]\w*)=(.*)$/s.exec(word)
        if (assign) assigns.push([assign[1] as string, assign[2] as string])
        else if (!BEFORE.has(word) && !(start > 0 && words[start - 1] === 'sudo' && word.startsWith('-')))
          break
      }
      const rest = words.slice(start).filter((word) => word !== '')
      if (rest[0] === 'cd' && rest[1] && !/[$`~]/.test(rest[1]) && !rest[1].startsWith('/'))
        folder = joined(folder, rest[1])
      if (rest.length > 0 || assigns.length > 0)
        commands.push({
          words: rest,
          line,
          text: part.trim(),
          redirected,
          assigns,
          ...(folder ? { folder } : {}),
        })
    }
  }
  return commands
}

function joined(folder: string, to: string): string {
  const out: string[] = []
  for (const part of `${folder}/${to}`.split('/'))
    if (part === '..') out.pop()
    else if (part && part !== '.') out.push(part)
  return out.join('/')
}

function* logicalLines({ text, line }: Script): Generator<{ line: number; text: string }> {
  const lines = text.slice(0, MAX_SCRIPT).split('\n')
  let until: string | undefined
  for (let index = 0; index < lines.length; index++) {
    const start = index
    let whole = lines[index] as string
    if (until !== undefined) {
      if (whole.trim() === until) until = undefined
      continue
    }
    while (/[\\`^]\s*$/.test(whole) && index + 1 < lines.length && index - start < 200)
      whole = `${whole.replace(/[\\`^]\s*$/, ' ')}${(lines[++index] as string).trim()}`
    until = /<<-?\s*['"]?(\w+)['"]?/.exec(whole)?.[1]
    const trimmed = whole.trim()
    if (trimmed && !trimmed.startsWith('#')) yield { line: line + start, text: trimmed }
  }
}

/** Cuts at `&&`, `||`, `;`, `|` and `&` that stand outside of quotes and expressions. */
function parts(text: string): { part: string; redirected: boolean }[] {
  const found: { part: string; redirected: boolean }[] = []
  let quote = ''
  let from = 0
  const cut = (to: number, width: number, piped: boolean) => {
    const part = text.slice(from, to)
    if (part.trim()) found.push({ part, redirected: piped || /(?:^|[^0-9&])>{1,2}(?!&)/.test(part) })
    from = to + width
  }
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] as string
    if (quote) {
      if (sign === quote && text[at - 1] !== '\\') quote = ''
    } else if (sign === '"' || sign === "'") quote = sign
    else if (text.startsWith('${{', at)) at = Math.max(at, text.indexOf('}}', at) + 1 || text.length)
    else if (text.startsWith('&&', at) || text.startsWith('||', at)) cut(at++, 2, false)
    else if (sign === ';' || (sign === '&' && text[at - 1] !== '>' && text[at + 1] !== '>')) cut(at, 1, false)
    else if (sign === '|') cut(at, 1, true)
    else if (sign === '#' && /\s/.test(text[at - 1] ?? '')) {
      text = text.slice(0, at)
      break
    }
  }
  cut(text.length, 0, false)
  return found
}

/** Words of a command; quotes are taken off, `${{ … }}`, `$( … )` and `${…}` stay whole. */
export function wordsOf(text: string): string[] {
  const words: string[] = []
  let word: string | undefined
  let quote = ''
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] as string
    if (quote) {
      if (sign === quote && text[at - 1] !== '\\') quote = ''
      else word = (word ?? '') + sign
    } else if (sign === '"' || sign === "'") {
      quote = sign
      word ??= ''
    } else if (text.startsWith('${{', at) || text.startsWith('$(', at) || text.startsWith('${', at)) {
      const close = text.startsWith('${{', at) ? '}}' : text.startsWith('$(', at) ? ')' : '}'
      const end = text.indexOf(close, at)
      const stop = end < 0 ? text.length : end + close.length
      word = (word ?? '') + text.slice(at, stop)
      at = stop - 1
    } else if (/\s/.test(sign)) {
      if (word !== undefined) words.push(word)
      word = undefined
    } else word = (word ?? '') + sign
  }
  if (word !== undefined) words.push(word)
  return words
}

/** Value of the first of `names` that a command is given: `-t x`, `--tag x`, `--tag=x`. */
export function optionsOf(words: readonly string[], names: readonly string[]): string[] {
  return words.flatMap((word, index) => {
    for (const name of names) {
      if (word === name) return words[index + 1] === undefined ? [] : [words[index + 1] as string]
      if (word.startsWith(`${name}=`)) return [word.slice(name.length + 1)]
    }
    return []
  })
}

/** Words that are no options nor values of the options in `taking`. */
export function positionals(words: readonly string[], taking: ReadonlySet<string>): string[] {
  const found: string[] = []
  for (let index = 0; index < words.length; index++) {
    const word = words[index] as string
    if (word.startsWith('-')) index += taking.has(word) ? 1 : 0
    else if (!/^\d?>/.test(word) && word !== '<') found.push(word)
    else index += /^\d?>{1,2}$|^<$/.test(word) ? 1 : 0
  }
  return found
}
