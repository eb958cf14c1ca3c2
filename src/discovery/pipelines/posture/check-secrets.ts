import type { Job, PipelineModel, Step, Variable } from '../contract.ts'
import { type Check, type Found, linesOf, stepsOf } from './check.ts'
import { isSecretValue, TOKENS } from './mask-secrets.ts'

const SECRET_REFERENCE = /\$\{\{\s*secrets\.([\w-]+)\s*\}\}/
const SECRET_WORD =
  /(?:PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|API_?KEY|PRIVATE_KEY|ACCESS_KEY)(?:_\w{1,20})?$/i
const ARGUMENT =
  /(?:^|\s)(?:-p|--password|--passwd|--token|--secret|--api-key|--auth-token|-u\s+[^\s:]{1,60}:|--user\s+[^\s:]{1,60}:)(?:\s+|=)?["']?(\$\{\{\s*secrets\.([\w-]+)\s*\}\}|\$\{?(\w+)\}?)/
const ECHO = /^\s*(?:echo|printf|Write-Host|print)\b([^|>\n]*)$/

/** Where secrets go: arguments, logs, build arguments, files. */
export const checkSecrets: Check = (model) => [
  ...hardCoded(model),
  ...stepsOf(model).flatMap(({ job, step }) => [...inScript(model, job, step), ...inUse(model, step)]),
  ...inherited(model),
  ...persisted(model),
  ...switches(model),
]

function hardCoded(model: PipelineModel): Found[] {
  const variables: Variable[] = [
    ...model.env,
    ...model.jobs.flatMap((job) => [
      ...job.env,
      ...job.steps.flatMap((step) => [...step.env, ...(step.use?.with ?? [])]),
    ]),
  ]
  const found = variables.flatMap(({ name, value, line }): Found[] => {
    const how = value.length < 5_000 ? isSecretValue(name, value) : undefined
    return how
      ? [
          {
            rule: 'cicd-hard-coded-secret',
            line,
            what: name,
            endLine: line,
            ...(how === 'name'
              ? { severity: 'medium' as const, confidence: 'low' as const }
              : { confidence: 'high' as const }),
          },
        ]
      : []
  })
  const scripts = stepsOf(model).flatMap(({ step }) =>
    linesOf(step).flatMap(({ line, text }): Found[] =>
      TOKENS.test(text)
        ? [
            {
              rule: 'cicd-hard-coded-secret',
              line,
              what: `the script of ${step.name ?? 'a step'}`,
              confidence: 'high',
            },
          ]
        : [],
    ),
  )
  const seen = new Set<number>()
  return [...found, ...scripts].filter(({ line }) => !seen.has(line) && seen.add(line))
}

function inScript(model: PipelineModel, job: Job, step: Step): Found[] {
  const secretEnv = new Map(
    [...model.env, ...job.env, ...step.env].flatMap(({ name, value }) =>
      SECRET_REFERENCE.test(value) || /credentials\(/.test(value) ? [[name, value]] : [],
    ),
  )
  const named = (name: string) =>
    secretEnv.has(name) || (model.system !== 'github-actions' && SECRET_WORD.test(name))
  return linesOf(step).flatMap(({ line, text }): Found[] => {
    if (/^\s*#/.test(text)) return []
    if (/toJSON\(\s*secrets\s*\)/i.test(text)) return [{ rule: 'cicd-secrets-all', line, what: 'secrets' }]
    const argument = ARGUMENT.exec(text)
    const what = argument?.[2] ?? (argument?.[3] && named(argument[3]) ? argument[3] : undefined)
    if (model.system === 'jenkins' && step.script?.shell === 'groovy-string') {
      const filled = [...text.matchAll(/(?<!\\)\$\{?(?:env\.)?(\w+)\}?/g)]
        .map((match) => match[1] as string)
        .find((name) => SECRET_WORD.test(name) && !/^(?:params)$/.test(name))
      if (filled) return [{ rule: 'cicd-secret-interpolated', line, what: filled, confidence: 'medium' }]
    }
    const build = /--build-arg[= ]["']?\w+=["']?(?:\$\{\{\s*secrets\.([\w-]+)|\$\{?(\w+))/.exec(text)
    const built =
      build?.[1] ?? (build?.[2] && named(build[2]) && SECRET_WORD.test(build[2]) ? build[2] : undefined)
    if (built) return [{ rule: 'cicd-secret-in-build-argument', line, what: built }]
    const echo = ECHO.exec(text)?.[1] ?? ''
    const printed =
      SECRET_REFERENCE.exec(echo)?.[1] ??
      [...echo.matchAll(/(?<!\\)\$\{?(\w+)\}?/g)]
        .map((match) => match[1] as string)
        .find(
          (name) =>
            secretEnv.has(name) ||
            (model.system !== 'github-actions' && SECRET_WORD.test(name) && !/\$\{\w+[:+]/.test(echo)),
        )
    if (printed && !/::add-mask::/.test(text) && !insideBlockWithRedirect(step, line))
      return [{ rule: 'cicd-secret-echoed', line, what: printed }]
    return what ? [{ rule: 'cicd-secret-on-command-line', line, what }] : []
  })
}

/** `{ echo …; } > file` and `echo … \` with the redirection on the next line. */
function insideBlockWithRedirect(step: Step, line: number): boolean {
  const rest = linesOf(step).filter((one) => one.line >= line && one.line < line + 40)
  return rest.some(
    ({ text }, index) =>
      /^\s*\}\s*(?:>|\|)/.test(text) ||
      (index === 0 && /\\\s*$/.test(text)) ||
      /^\s*\)\s*(?:>|\|)/.test(text),
  )
}

/** Inputs that take a key where an identity would do. The docs of each action name the other way. */
const LONG_LIVED: readonly [RegExp, string, string][] = [
  [/^aws-actions\/configure-aws-credentials$/, 'aws-secret-access-key', 'AWS'],
  [/^google-github-actions\/(?:auth|setup-gcloud)$/, 'credentials_json', 'Google Cloud'],
  [/^azure\/login$/i, 'creds', 'Azure'],
  [/^pypa\/gh-action-pypi-publish$/, 'password', 'PyPI'],
]

function inUse(_model: PipelineModel, step: Step): Found[] {
  const { use } = step
  if (!use) return []
  const found: Found[] = []
  for (const [action, input, what] of LONG_LIVED) {
    const given = action.test(use.name)
      ? use.with.find(({ name }) => name.toLowerCase() === input)
      : undefined
    if (given && SECRET_REFERENCE.test(given.value))
      found.push({ rule: 'cicd-long-lived-credential', line: given.line, what })
  }
  for (const { name, value, line } of use.with) {
    if (name === 'build-args') {
      const secret = SECRET_REFERENCE.exec(value)?.[1]
      if (secret)
        found.push({
          rule: 'cicd-secret-in-build-argument',
          line,
          what: secret,
          endLine: Math.min(step.endLine, line + value.split('\n').length),
        })
    }
    if (/toJSON\(\s*secrets\s*\)/i.test(value))
      found.push({ rule: 'cicd-secrets-all', line, what: 'secrets' })
  }
  for (const { value, line } of step.env)
    if (/toJSON\(\s*secrets\s*\)/i.test(value))
      found.push({ rule: 'cicd-secrets-all', line, what: 'secrets' })
  return found
}

const inherited = (model: PipelineModel): Found[] =>
  stepsOf(model).flatMap(({ step }): Found[] =>
    step.use?.kind === 'workflow' && step.use.secrets === 'inherit' && step.use.local === undefined
      ? [
          {
            rule: 'cicd-secrets-inherit',
            line: step.line,
            what: step.use.name,
            owner: step.use.name.split('/')[0] ?? '',
          },
        ]
      : [],
  )

/** The whole workspace as an artifact after a checkout that left its token there. */
const persisted = (model: PipelineModel): Found[] =>
  model.jobs.flatMap((job) => {
    const kept = job.steps.some(
      ({ use }) =>
        use?.name === 'actions/checkout' &&
        !use.with.some(({ name, value }) => name === 'persist-credentials' && value === 'false'),
    )
    if (!kept) return []
    return job.steps.flatMap(({ use, line, endLine }): Found[] => {
      const path =
        use && /^actions\/upload-(?:pages-)?artifact$/.test(use.name)
          ? use.with.find(({ name }) => name === 'path')
          : undefined
      const hidden =
        use?.name === 'actions/upload-artifact' &&
        /^v?[4-9]/.test(use.ref) &&
        !use.with.some(({ name, value }) => name === 'include-hidden-files' && value === 'true')
      return path &&
        !hidden &&
        path.value
          .split('\n')
          .some((one) => /^\s*(?:\.|\.\/|\$\{\{\s*github\.workspace\s*\}\}\/?)\s*$/.test(one))
        ? [{ rule: 'cicd-persisted-credentials', line, endLine, what: `job ${job.name}` }]
        : []
    })
  })

/** Variables that switch off a protection. */
function switches(model: PipelineModel): Found[] {
  const all = [
    ...model.env,
    ...model.jobs.flatMap((job) => [...job.env, ...job.steps.flatMap((step) => step.env)]),
  ]
  return all.flatMap(({ name, value, line }): Found[] => {
    const on = /^(?:true|1|yes)$/i.test(value)
    if (name === 'ACTIONS_ALLOW_UNSECURE_COMMANDS' && on)
      return [{ rule: 'cicd-unsecure-commands', line, what: name }]
    if (/^(?:CI_DEBUG_TRACE|CI_DEBUG_SERVICES)$/.test(name) && on)
      return [{ rule: 'cicd-debug-trace', line, what: name }]
    if (/^system\.debug$/i.test(name) && on)
      return [{ rule: 'cicd-debug-trace', line, what: name, severity: 'low' }]
    if (name === 'GIT_SSL_NO_VERIFY' && on) return [{ rule: 'cicd-check-off', line, what: name }]
    if (name === 'NODE_TLS_REJECT_UNAUTHORIZED' && value === '0')
      return [{ rule: 'cicd-check-off', line, what: name }]
    return []
  })
}
