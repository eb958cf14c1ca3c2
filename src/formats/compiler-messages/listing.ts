import { isFile, type Message, messageIn, placeAt, wordsIn } from './message.ts'

/**
 * Which message a line is, line after line: many linters name a file once, above what they say of it, and rustc says what is wrong
 * above the place. Give each line of a report in turn to the function that this returns; it answers undefined for what is no message.
 */
export function eachMessage(): (line: string) => Message | undefined {
  let file: string | undefined
  let above: RegExpExecArray | undefined
  return (line) => {
    const title = above
    above = RUST_TITLE.exec(line) ?? undefined
    const message = (title && rustMessage(title, line)) ?? messageIn(line)
    if (message) return message
    const heading = headingIn(line)
    if (heading !== undefined) file = heading
    return file === undefined ? undefined : rowIn(line, file)
  }
}

/** `error[E0425]: text` of rustc and Clippy. */
const RUST_TITLE = /^(error|warning)(?:\[(E\d{4})\])?: (\S.*)$/

/** Whether a line may be the first of a message of rustc: its place stands below. */
export const isRustTitle = (line: string): boolean => RUST_TITLE.test(line)

function rustMessage([, word, rule, text = '']: RegExpExecArray, line: string): Message | undefined {
  const [, path, at, column] = /^\s*--> (\S[^:]*):(\d+):(\d+)$/.exec(line) ?? []
  return path === undefined
    ? undefined
    : { ...placeAt(path, at, column), ...(word && { word }), ...(rule && { rule }), text }
}

/** A file alone in its line; RuboCop: `== app/till.rb ==`. */
function headingIn(line: string): string | undefined {
  const [, name] = /^(?:== )?([^\s:]+?)(?: ==)?\s*$/.exec(line) ?? []
  return name !== undefined && isFile(name) ? name : undefined
}

/** ESLint's `stylish`, which Stylelint, solhint, textlint, Spectral and yamllint have too: place, word or mark, text, rule. */
const STYLISH = /^\s+(\d+):(\d+)\s+(error|warning|info|information|hint|[✖×⚠‼ℹ])\s+(.+)$/
/** RuboCop: `W:  4:  2: Lint/UselessAssignment: text` */
const LETTERED = /^([CREFWI]):\s*(\d+):\s*(\d+): (.+)$/
/** cfn-lint: `7:45:               E3002     text` */
const CODED = /^(\d+):(\d+):\s+([EWI]\d{4})\s+(.+)$/

const MARKS: Record<string, string> = {
  '✖': 'error',
  '×': 'error',
  '⚠': 'warning',
  '‼': 'warning',
  ℹ: 'info',
}

function rowIn(line: string, file: string): Message | undefined {
  const stylish = STYLISH.exec(line)
  if (stylish) {
    const [, at, column, word = '', said = ''] = stylish
    return { ...placeAt(file, at, column), word: MARKS[word] ?? word, ...textAndRule(said.trim()) }
  }
  const [, letter, at, column, said] = LETTERED.exec(line) ?? []
  if (said !== undefined) return { ...placeAt(file, at, column), ...wordsIn(`${letter}: ${said}`) }
  const [, first, second, rule, text] = CODED.exec(line) ?? []
  return text === undefined || rule === undefined
    ? undefined
    : { ...placeAt(file, first, second), rule, text }
}

/** `text  rule`, yamllint's `text  (rule)`; Spectral has the rule first and the place in the document last. */
function textAndRule(said: string): Pick<Message, 'text' | 'rule'> {
  const columns = said.split(/ {2,}/)
  const [first = '', second, third] = columns
  if (columns.length >= 3 && /^[a-z][\w-]*$/.test(first))
    return { rule: first, text: third === undefined ? (second as string) : columns.slice(1, -1).join(' ') }
  const last = columns.at(-1) ?? ''
  const [, rule] = columns.length > 1 ? (/^\(?([\w@./:-]+)\)?$/.exec(last) ?? []) : []
  return rule === undefined ? { text: said } : { rule, text: columns.slice(0, -1).join(' ') }
}
