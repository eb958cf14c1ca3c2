import { isPosition } from '../values/fields.ts'

/** What one line says. */
export interface Message {
  path: string
  line?: number
  column?: number
  /** The tool's word or letter for the severity. */
  word?: string
  rule?: string
  text: string
  /** The code that stands at the place, where the line prints it. */
  code?: string
}

/** No blanks: prose has colons and numbers too. A drive's letter may stand before. */
const PATH = String.raw`((?:[A-Za-z]:[\\/])?[^\s:()"'<>|]+)`
const WORDS =
  'fatal error|error|warning|note|info|information|hint|notice|style|performance|portability|refactor|convention'

/** `[ERROR] ` of Checkstyle and Maven; `hadolint:`, as GNU has the program's name before the file. */
const BEFORE =
  /^(?:\[(ERROR|WARN|WARNING|INFO)\]\s+|[a-z][\w-]+:(?=(?!\/\/)[^\s:]{0,300}[./A-Z][^\s:]{0,300}:\d))/
/** `a.c:1:2: rest`, `a.c:1: rest`, `a.ts:1:2 - rest`, `a.go:1:2  rest`, `Dockerfile:3 rest` */
const COLONS = new RegExp(`^\\s*${PATH}:(\\d+)(?:[:.-](\\d+))?(?::| -|(?=\\s))(.*)$`, 's')
/** Maven's `A.java:[1,2] rest` */
const SQUARES = new RegExp(`^${PATH}:\\[(\\d+)(?:,(\\d+))?\\]:?\\s(.*)$`, 's')
/** `a.cs(1,2): rest` */
const BRACKETS = new RegExp(`^\\s*${PATH}\\((\\d+)(?:,(\\d+))?[\\d,-]*\\)\\s*:(.*)$`, 's')
/** `a.js: line 1, col 2, Error - rest` */
const WORDY = new RegExp(`^${PATH}: line (\\d+), col (\\d+), (.*)$`, 's')

/** SpotBugs: `M S Dm: text  At Till.java:[line 16]`; the letters say how sure it is and of what sort. */
const AT_END = /^[HML] [A-Z] (\w+): (.+) (\S+\.\w+):\[lines? (\d+)(?:-\d+)?\](?: [\w ]+)?$/s

/** A line as a message about a place; undefined for any other line. */
export function messageIn(line: string): Message | undefined {
  const [, rule, text, file, at] = AT_END.exec(line) ?? []
  if (file !== undefined && rule !== undefined && text !== undefined)
    return { ...placeAt(file, at, undefined), rule, text: text.replace(/ {2,}[\w ]+$/, '') }
  const [before, level] = BEFORE.exec(line) ?? ['']
  const said = line.slice(before.length)
  const [, path, first, column, rest] =
    COLONS.exec(said) ?? BRACKETS.exec(said) ?? WORDY.exec(said) ?? SQUARES.exec(said) ?? []
  if (path === undefined || !isFile(path) || !rest?.trim() || !(isLine(first) || ofWholeFile(first, rest)))
    return undefined
  return { ...(level && { word: level }), ...placeAt(path, first, column), ...wordsIn(rest.trim()) }
}

export const placeAt = (path: string, line: string | undefined, column: string | undefined) => ({
  path,
  ...position('line', line),
  ...position('column', column),
})

/** Hosts have ports and times have minutes: a file has an ending, a folder, or a name that builds know. */
export const isFile = (path: string): boolean =>
  !/^(?:https?|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|dev))$/i.test(path) &&
  /[\\/]|\.[A-Za-z][\w+-]{0,5}$|^(?:Dockerfile|Containerfile|Makefile|Jenkinsfile|Gemfile|Rakefile|Vagrantfile)$/.test(
    path,
  )

const isLine = (text: string | undefined): boolean => isPosition(Number(text))

/** cpplint says line 0 of what is wrong with all of a file. */
const ofWholeFile = (line: string | undefined, rest: string): boolean => line === '0' && /\[\d\]$/.test(rest)

const position = (name: 'line' | 'column', text: string | undefined) => {
  const number = Number(text ?? Number.NaN)
  return isPosition(number) ? { [name]: number } : {}
}

/** The same in other orders; the first that fits counts. Groups: word, rule, text, code. */
const SHAPES: RegExp[] = [
  // Semgrep for Emacs: `error(rule):code:text`.
  new RegExp(`^(?<word>${WORDS})\\((?<rule>[\\w.-]+)\\):(?<code>.*?):(?<text>[^:]*(?:: [^:]*)*)$`, 's'),
  // Semgrep for Vim: `E:rule:text`.
  /^(?<word>[EWI]):(?<rule>[\w.-]+\.[\w.-]+):(?<text>\S.*)$/s,
  // cpplint, whose number says how sure it is: `text  [runtime/printf] [4]`, for Visual Studio `error cpplint: [runtime/printf] text [4]`.
  /^(?<text>.+?) {1,2}\[(?<rule>[a-z_+]+\/[\w+]+)\] \[\d\]$/s,
  /^error cpplint: \[(?<rule>[a-z_+]+\/[\w+]+)\] (?<text>.+) \[\d\]$/s,
  // SpotBugs for Emacs, whose letter says how sure it is: `SECPR: text (M)`.
  /^(?<rule>[A-Z][A-Za-z]{1,11}): (?<text>.+) \([HML]\)$/s,
  // cfn-lint has the end of the place too: `3:9:W2001:text`.
  /^\d+:\d+:(?<rule>[EWI]\d{4}):(?<text>.+)$/s,
  // Checkstyle in Maven: `(imports) AvoidStarImport: text`; PMD: `UnusedPrivateField:<tab>text`.
  /^\([a-z]+\) (?<rule>[A-Z]\w+): (?<text>.+)$/s,
  /^(?<rule>[A-Z][A-Za-z]+):\t(?<text>.+)$/s,
  // Pylint: `C0114: text (missing-docstring)`.
  /^(?<rule>[CRWEFI]\d{4}): (?<text>.+?)(?: \([a-z][a-z-]+\))?$/s,
  // Pylint parseable and for Visual Studio: `[C0114(missing-docstring), f] text`.
  /^\[(?<rule>[CRWEFI]\d{4})\([a-z][a-z-]+\)(?:, ?)?[^\]]*\] (?<text>.+)$/s,
  // Flawfinder: `[4] (buffer) strcpy: text`.
  /^\[(?<word>[0-5])\] \(\w+\) (?<rule>[\w.]+):\s*(?<text>.*)$/s,
  // Flake8 and Ruff for Pylint, yamllint: `[E501] text`, `[warning] text (rule)`.
  new RegExp(`^\\[(?<word>${WORDS})\\] (?<text>.+?)(?: \\((?<rule>[\\w./-]+)\\))?$`, 's'),
  /^\[(?<rule>[A-Z]+\d+)\] (?<text>.+)$/s,
  // The unix form of ESLint, HTMLHint, Oxlint: `text [Error/rule]`; of Stylelint: `text (rule) [error]`.
  /^(?<text>.+) \[(?<word>Error|Warning|Info)\/(?<rule>[\w@./()-]+)\]$/is,
  /^(?<text>.+) \((?<rule>[\w@./-]+)\) \[(?<word>error|warning)\]$/s,
  // ESLint for Visual Studio: `error no-eval : text`; Spectral: `error oas3-schema "text"`.
  new RegExp(`^(?<word>${WORDS}) (?<rule>[a-z@][\\w@./-]*) : (?<text>.+)$`, 's'),
  new RegExp(`^(?<word>${WORDS}) (?<rule>[a-z][\\w-]*) "(?<text>.+)"$`, 's'),
  // RuboCop for Emacs: `C: Style/Rule: text`.
  /^(?<word>[CREFWI]): (?:\[Correct(?:ed|able)\] )?(?<rule>[A-Z]\w*(?:\/[A-Z]\w*)+): (?<text>.+)$/s,
  // Hadolint: `DL3008 warning: text`.
  new RegExp(`^(?<rule>[A-Z]+\\d+) (?<word>${WORDS}): (?<text>.+)$`, 's'),
  // markdownlint: `error MD022/blanks-around-headings text`.
  new RegExp(`^(?<word>${WORDS}) (?<rule>[A-Z]+\\d+(?:/[\\w-]+)+) (?<text>.+)$`, 's'),
  // MSVC, .NET, TypeScript: `error TS2322: text`.
  new RegExp(`^(?<word>${WORDS}) (?<rule>[A-Z]+\\d+): (?<text>.+)$`, 's'),
  // GCC, Clang, mypy, ShellCheck, Cppcheck, Pyright: `warning: text [-Wrule]`, with the rule in either brackets or without.
  new RegExp(`^(?<word>${WORDS})(?::| -) (?<text>.+?)(?:\\s+\\[(?:-W)?(?<rule>[\\w.,=+/-]+)\\])?$`, 'is'),
  // Bandit's custom form: `B608[bandit]: MEDIUM: text`.
  /^(?<rule>B\d{3})\[bandit\]: (?<word>[A-Z]+): (?<text>.+)$/s,
  // Flake8, Ruff: `E501 text`; golangci-lint's table: `errcheck  text`.
  /^(?<rule>[A-Z]+\d+) (?:\[\*\] )?(?<text>.+)$/s,
  // … and PHPMD's: `UnusedLocalVariable  text`.
  /^(?<rule>[a-z][\w-]+|[A-Z][a-z]+[A-Z]\w+) {2,}(?<text>.+)$/s,
  // ansible-lint: `yaml[truthy]: text`, `no-changed-when: text`; it prints its end of a bold rule too.
  /^(?<rule>[a-z][a-z-]*\[[\w-]+\]|[a-z]+(?:-[a-z]+)+)(?:\[\/\])?: (?<text>.+)$/s,
  // Staticcheck, golangci-lint: `text (rule)`; actionlint: `text [rule]`.
  /^(?<text>.+?)\s+[[(](?<rule>[A-Za-z@][\w@./-]*)[\])]$/s,
]

/** What is longer is no message that a person reads: its parts are not looked for. */
const LONGEST = 8192

export function wordsIn(said: string): Pick<Message, 'word' | 'rule' | 'text' | 'code'> {
  if (said.length > LONGEST) return { text: said }
  for (const shape of SHAPES) {
    const groups = shape.exec(said)?.groups
    if (!groups?.text) continue
    // Pyright, ESLint and TFLint put the rule in round brackets behind a word.
    const [, text, rule] = groups.rule ? [] : (/^(.+?)\s+\((\w[\w./-]*)\)$/s.exec(groups.text) ?? [])
    return withoutBlanks({ ...groups, text: text ?? groups.text, rule: rule ?? groups.rule })
  }
  return { text: said }
}

const withoutBlanks = (groups: Record<string, string | undefined>) =>
  Object.fromEntries(Object.entries(groups).filter(([, value]) => value?.trim())) as unknown as Pick<
    Message,
    'word' | 'rule' | 'text' | 'code'
  >
