import type { Observation, Resource } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import { messageIn } from '../compiler-messages/message.ts'
import { linksIn } from '../values/html-text.ts'
import { kubernetesAddress } from '../values/kubernetes-address.ts'
import { secretInMatch } from '../values/secret-in-match.ts'
import { type Failure, type Fields, place } from './failure.ts'
import { LINTERS } from './linters.ts'

/** What the tools of known ways with JUnit say in it, over what any such file says; nothing where it is none of them. */
export function dialectOf(failure: Failure): Fields {
  for (const dialect of [golangci, tfsec, tflint, conftest, kubeScore, semgrep, ...LINTERS]) {
    const fields = dialect(failure)
    if (fields) return { fingerprints: undefined, ...fields }
  }
  return {}
}

/** A case for each issue, named after its linter: `Category: gosec`, `Details:` and the code. */
function golangci({ test, flaw, text }: Failure): Fields | undefined {
  const [, path, line, column] = /^(.+?):(\d+)(?::(\d+))?$/.exec(test.classname ?? '') ?? []
  const [, category] = /^Category: (\S+)$/m.exec(text) ?? []
  if (!path || category === undefined || category !== test.name) return undefined
  const said = (flaw.message ?? '').replace(`${test.classname}: `, '')
  const [, code, title = said] = /^([A-Z]+\d+): (.+)$/s.exec(said) ?? []
  const snippet = /^Details: ([\s\S]*)$/m.exec(text)?.[1]
  const isSecret = code === 'G101'
  return {
    tool: 'golangci-lint',
    kind: isSecret ? 'secret' : 'code',
    rule: code ? `${category}:${code}` : category,
    title,
    description: undefined,
    severity: severityOfWord(flaw.type),
    toolSeverity: flaw.type,
    location: { ...place(path, line, column), ...(snippet?.trim() && { snippet: snippet.trim() }) },
    secret: isSecret ? secretInMatch(snippet ?? '') : undefined,
  }
}

/** `[aws-s3-enable-logging][HIGH] - Bucket does not log.`; the place, the code and a link below. */
function tfsec({ test, text }: Failure): Fields | undefined {
  const [, rule, word, title] = /^\[([\w.-]+)\]\[([A-Z]+)\] - (.+)$/s.exec(test.name ?? '') ?? []
  const [, path, line, endLine, code] = /^(.+?):(\d+)(?:-(\d+))?\n+([\s\S]*?)\n*(?:See |$)/.exec(text) ?? []
  if (!rule || !path) return undefined
  return {
    tool: 'tfsec',
    kind: 'config',
    rule,
    title: title as string,
    description: undefined,
    severity: severityOfWord(word),
    toolSeverity: word,
    location: { ...place(path, line, undefined, endLine), ...(code?.trim() && { snippet: code.trimEnd() }) },
    references: linksIn(/^See (\S+)$/m.exec(text)?.[1]),
  }
}

/** `Warning: text`, `Rule: terraform_naming`, `Range: main.tf:11,1-24`. */
function tflint({ flaw, text }: Failure): Fields | undefined {
  const [, word, title, rule, path, line, column] =
    /^(\w+): ([\s\S]+)\nRule: (\S+)\nRange: (.+):(\d+),(\d+)-/.exec(text) ?? []
  if (!rule || !path) return undefined
  return {
    tool: 'TFLint',
    kind: 'config',
    rule,
    title: title as string,
    description: undefined,
    severity: severityOfWord(word),
    toolSeverity: flaw.type ?? word,
    location: place(path, line, column),
  }
}

/** A case is a file and what a policy says of it: `k8s/till.yaml - runs as root`. */
function conftest({ test, suite, text }: Failure): Fields | undefined {
  const [, namespace] = /^conftest\.(\S+)$/.exec(suite.name ?? '') ?? []
  const end = ` - ${text}`
  if (!namespace || !test.name?.endsWith(end)) return undefined
  return {
    tool: 'Conftest',
    kind: 'config',
    rule: namespace,
    title: text,
    description: undefined,
    location: place(test.name.slice(0, -end.length)),
  }
}

/** A suite is an object of a cluster, with its version: `till/shop apps/v1/Deployment`. */
function kubeScore({ test, suite, flaw }: Failure): Fields | undefined {
  const [, name, namespace, kind] =
    /^([\w.:-]+)(?:\/([\w.-]+))? (?:[\w.-]+\/)?v\d\w*\/([A-Z]\w+)$/.exec(suite.name ?? '') ?? []
  const address = kubernetesAddress({ kind, name, namespace })
  if (!address || test.classname !== suite.name) return undefined
  return {
    tool: 'kube-score',
    kind: 'config',
    rule: test.name as string,
    title: [test.name, flaw.message].filter(Boolean).join(': '),
    description: undefined,
    resource: { address, type: kind, provider: 'kubernetes' } as Resource,
  }
}

/** Rules about secrets, of which the report says no more than their ids. */
const SECRET = /\bsecrets\.|hard-?coded|detected-[\w-]*(?:key|token|password|secret|credential)/i

/** The failure's type is the severity, its text the code. */
function semgrep({ test, suite, flaw, text }: Failure): Fields | undefined {
  if (suite.name !== 'semgrep results' || !test.name) return undefined
  const isSecret = SECRET.test(test.name)
  return {
    tool: 'Semgrep',
    kind: isSecret ? 'secret' : 'code',
    secret: isSecret ? secretInMatch(text) : undefined,
    rule: test.name,
    title: flaw.message ?? test.name,
    description: undefined,
    severity: severityOfWord(flaw.type),
    toolSeverity: flaw.type,
    location: { ...place(test.file ?? test.classname ?? '', test.line), snippet: text },
  }
}

/** mypy's one failure holds all its messages, cpplint's those of `file`; undefined where anything else is said too. */
export function messagesOf(text: string, file: string | undefined): Omit<Observation, 'type'>[] | undefined {
  const found: Omit<Observation, 'type'>[] = []
  for (const line of text.split('\n').filter((one) => one.trim() !== '')) {
    const message = messageIn(/^\d+: /.test(line) ? `${file}:${line}` : line)
    // A place alone is no message.
    if (!message || /^\d+$/.test(message.text)) return undefined
    const { path, line: at, column, word, rule, text: title } = message
    found.push({
      kind: 'code',
      rule: rule ?? word ?? 'message',
      title,
      severity: severityOfWord(word),
      ...(word && { toolSeverity: word }),
      location: place(path, String(at), String(column)),
      raw: line,
    })
  }
  return found.length > 0 ? found : undefined
}
