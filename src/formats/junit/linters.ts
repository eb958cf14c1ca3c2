import { severityOfWord } from '../../model/severity.ts'
import { type Failure, type Fields, place } from './failure.ts'

/** Linters of source code that write JUnit each in its own way. */
export const LINTERS: ((failure: Failure) => Fields | undefined)[] = [phpcs, rubocop, markdownlint, csslint]

/** A case is named `PEAR.Functions.Brace at /srv/till.php (4:31)`; the failure's type is the severity. */
function phpcs({ test, flaw }: Failure): Fields | undefined {
  const [, rule, path, line, column] =
    /^([\w.]+) at (.+) \((\d+):(\d+)\)(?: \(fixable\))?$/.exec(test.name ?? '') ?? []
  if (!rule || !path) return undefined
  return {
    tool: 'PHP_CodeSniffer',
    kind: 'code',
    rule,
    title: flaw.message ?? rule,
    description: undefined,
    severity: severityOfWord(flaw.type),
    toolSeverity: flaw.type,
    location: place(path, line, column),
    tags: [],
  }
}

/** A case is a cop in a file, the failure `Lint/UselessAssignment: text` with the place as its own text. */
function rubocop({ test, suite, flaw, text }: Failure): Fields | undefined {
  const [, path, line, column] = /^\s*(\S.*):(\d+):(\d+)\s*$/.exec(text) ?? []
  if (suite.name !== 'rubocop' || !test.name || !path) return undefined
  const said = flaw.message ?? test.name
  return {
    tool: 'RuboCop',
    kind: 'code',
    rule: test.name,
    title: said.startsWith(`${test.name}: `) ? said.slice(test.name.length + 2) : said,
    description: undefined,
    location: place(path, line, column),
    tags: [],
  }
}

/** A case is a rule in a file, `MD022/blanks-around-headings`; its text begins with the line. */
function markdownlint({ test, flaw, text }: Failure): Fields | undefined {
  const [, rule, alias] = /^(MD\d{3})\/(.+)$/.exec(test.name ?? '') ?? []
  const [, line, more] = /^\s*Line (\d+)(?:, (.+))?/.exec(text) ?? []
  if (!rule || !alias || !test.classname || !line) return undefined
  return {
    tool: 'markdownlint',
    kind: 'code',
    rule,
    title: flaw.message ?? alias,
    description: [flaw.message, more].filter(Boolean).join('\n\n') || undefined,
    location: place(test.classname, line),
    tags: [alias],
  }
}

/** A suite is a file, a case `net.csslint.` and the rule's name without blanks; the text is `line:column:code`. */
function csslint({ test, suite, flaw, text }: Failure): Fields | undefined {
  const [, rule] = /^net\.csslint\.(\w+)$/.exec(test.name ?? '') ?? []
  const [, line, column, snippet] = /^(\d+):(\d+):(.*)$/s.exec(text) ?? []
  if (!rule || !suite.name) return undefined
  return {
    tool: 'CSSLint',
    kind: 'code',
    rule,
    title: flaw.message ?? rule,
    description: undefined,
    location: { ...place(suite.name, line, column), ...(snippet?.trim() && { snippet: snippet.trim() }) },
    tags: [],
  }
}
