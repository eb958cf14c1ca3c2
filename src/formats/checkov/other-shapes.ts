import type { Input, Problem, ReadContext, Sample } from '../contract.ts'
import { eachRow } from '../syntax/csv.ts'
import { hasColumns } from '../syntax/csv-report.ts'
import type { Element } from '../syntax/json.ts'
import { child, eachNode, type Node, textOf, xmlText } from '../syntax/xml.ts'
import { xmlRoot } from '../syntax/xml-root.ts'

/** A record of the JSON report, and the framework whose check it failed. */
export type OfFramework = Element & { framework: string }

/** Its JUnit has a suite for each framework; its checks begin with the severity and the id. */
const JUNIT = /<testsuite\b[^>]*\sname="[a-z_]+ scan"[\s\S]*?<testcase name="\[[A-Z]+\]\[(?:CKV|BC)/

const CHECKS = ['Resource', 'Path', 'Misconfigurations', 'Policy title']
const PACKAGES = ['Package', 'Version', 'Path', 'Vulnerability', 'Fix Version']

export const isJunit = ({ root, head }: Sample): boolean => root !== undefined && JUNIT.test(head)
export const isTable = ({ columns }: Sample): boolean =>
  hasColumns(columns, CHECKS) || hasColumns(columns, PACKAGES)

const SUITE = '/testsuites/testsuite/@'
const CASE = '/testsuites/testsuite/testcase'

export async function* eachJunitRecord(
  input: Input,
  context: ReadContext,
): AsyncGenerator<OfFramework | Problem> {
  await xmlRoot(input, context, { name: "Checkov's JUnit", roots: ['testsuites'] })
  let framework = ''
  for await (const slice of eachNode(input, context, [SUITE, CASE])) {
    if (slice.type === 'problem') yield slice
    else if (slice.path === SUITE) framework = slice.node.attributes.name?.replace(/ scan$/, '') ?? ''
    else {
      const { node, where } = slice
      const flaw = child(node, 'failure') ?? child(node, 'skipped')
      if (!flaw) continue
      const pattern = flaw.name === 'skipped' ? '/skipped_checks/' : ''
      yield {
        type: 'element',
        pattern,
        holder: '',
        where,
        value: recordOf(node, flaw),
        text: xmlText(node),
        framework,
      }
    }
  }
}

function recordOf(node: Node, flaw: Node): object {
  const { name = '', file } = node.attributes
  const [, severity, check_id, check_name] = /^\[([A-Z]+)\]\[([^\]]+)\] ?(.*)$/s.exec(name) ?? []
  const said = textOf(flaw) ?? ''
  const of = (word: string) => new RegExp(`^${word}: (.+)$`, 'm').exec(said)?.[1]
  const [, first, last] = /: (\d+)-(\d+)$/.exec(of('File') ?? '') ?? []
  return {
    check_id,
    check_name,
    severity: severity === 'NONE' ? undefined : severity,
    file_path: file,
    resource: of('Resource') ?? node.attributes.classname?.slice((file?.length ?? -1) + 1),
    guideline: of('Guideline') === 'None' ? undefined : of('Guideline'),
    ...(first && { file_line_range: [Number(first), Number(last)] }),
    code_block: [...said.matchAll(/^\s*(\d+) +\| ?(.*)$/gm)].map(([, line, code]) => [
      Number(line),
      `${code}\n`,
    ]),
    ...(flaw.name === 'skipped' && { check_result: { suppress_comment: flaw.attributes.message } }),
  }
}

/** The rows of its tables: one of checks, those of packages and images. None says the framework, which most ids do. */
export async function* eachTableRecord(
  input: Input,
  context: ReadContext,
): AsyncGenerator<OfFramework | Problem> {
  for await (const entry of eachRow(input, context)) {
    if (entry.type === 'problem') {
      yield entry
      continue
    }
    const { row, where, text } = entry
    // A resource that passed all its checks.
    if (row.Misconfigurations === '' && row['Policy title'] === '') continue
    const value = row.Vulnerability === undefined ? checkOf(row) : packageOf(row)
    const framework = frameworkOf(row.Misconfigurations ?? '')
    yield { type: 'element', pattern: '', holder: '', where, value, text, framework }
  }
}

const checkOf = (row: Record<string, string>): object => ({
  check_id: row.Misconfigurations,
  check_name: row['Policy title'],
  severity: row.Severity,
  file_path: row.Path,
  resource: row.Resource,
  guideline: row.Guideline,
})

function packageOf(row: Record<string, string>): object {
  const [, first, last = first] = /(\d+)(?:\D+(\d+))?/.exec(row['Line(s)'] ?? '') ?? []
  return {
    check_id: row.Vulnerability,
    severity: row.Severity,
    file_path: row.Path,
    ...(first && { file_line_range: [Number(first), Number(last)] }),
    vulnerability_details: {
      id: row.Vulnerability,
      package_name: row.Package,
      package_version: row.Version,
      description: row.Description,
      fix_version: row['Fix Version'],
      root_package_name: row['Root Package'],
      root_package_version: row['Root Version'],
    },
  }
}

const FRAMEWORKS: [RegExp, string][] = [
  [/^CKV2?_K8S_/, 'kubernetes'],
  [/^CKV2?_DOCKER_/, 'dockerfile'],
  [/^CKV2?_GHA_/, 'github_actions'],
  [/^CKV2?_GITLABCI_/, 'gitlab_ci'],
  [/^CKV2?_CIRCLECIPIPELINES_/, 'circleci_pipelines'],
  [/^CKV2?_AZUREPIPELINES_/, 'azure_pipelines'],
  [/^CKV2?_BITBUCKETPIPELINES_/, 'bitbucket_pipelines'],
  [/^CKV2?_ARGO_/, 'argo_workflows'],
  [/^CKV2?_OPENAPI_/, 'openapi'],
  [/^CKV2?_SECRET_/, 'secrets'],
]

const frameworkOf = (check: string): string => FRAMEWORKS.find(([ids]) => ids.test(check))?.[1] ?? ''
