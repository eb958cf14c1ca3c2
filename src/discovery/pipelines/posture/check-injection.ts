import type { PipelineModel, Step } from '../contract.ts'
import { type Check, type Found, isPrivileged, linesOf, stepsOf, triggeredBy } from './check.ts'
import { onlyOwn } from './pull-request-head.ts'
import { INPUT, UNTRUSTED, UNTRUSTED_VARIABLES } from './untrusted-values.ts'

const EXPRESSION = /\$\{\{[^}]{1,400}\}\}/g
/** Functions that give nothing of the text itself. */
const ONLY_TESTED = /\b(?:contains|startsWith|endsWith|hashFiles)\s*\([^)]{0,300}\)/g

/** Values of strangers, and inputs, that are put into the text of scripts. */
export const checkInjection: Check = (model) =>
  stepsOf(model).flatMap(({ job, step }) => {
    const script = step.script
    if (!script || script.shell === 'groovy-plain') return []
    const untrustedEnv = new Map(
      [...model.env, ...job.env, ...step.env].flatMap(({ name, value }) => {
        const what = UNTRUSTED[model.system]?.exec(value)?.[0]
        return what ? [[name, what] as const] : []
      }),
    )
    const own = onlyOwn(`${job.condition ?? ''} ${step.condition ?? ''}`)
    return linesOf(step).flatMap(({ line, text }) => {
      if (/^\s*#/.test(text)) return []
      return model.system === 'github-actions'
        ? githubLine(model, line, text, untrustedEnv, own)
        : otherLine(model, line, text, step)
    })
  })

function githubLine(
  model: PipelineModel,
  line: number,
  text: string,
  untrustedEnv: ReadonlyMap<string, string>,
  own: boolean,
): Found[] {
  const found: Found[] = []
  for (const [whole] of text.matchAll(EXPRESSION)) {
    // `a == b` and `x && 'y' || 'z'` give no text of the value.
    if (/[=!]=|\btoJSON\b.*\binputs\b/.test(whole) && !/\|\|/.test(whole)) continue
    const expression = whole.replace(ONLY_TESTED, '')
    const direct = UNTRUSTED['github-actions']?.exec(expression)?.[0]
    const viaEnv = [...untrustedEnv.keys()].find((name) =>
      new RegExp(`\\benv\\.${literal(name)}\\b`).test(expression),
    )
    const what = direct ?? (viaEnv ? `env.${viaEnv}` : undefined)
    const source = direct ?? untrustedEnv.get(viaEnv ?? '')
    if (what && source)
      found.push({ rule: 'cicd-script-injection', line, what, ...rankOf(model, source, own) })
  }
  return found.length > 0 ? found : inputs(model, line, text)
}

/** High where a stranger's event brings rights; pull requests from forks have none; releases and pushes need the right to write. */
function rankOf(model: PipelineModel, what: string, own: boolean): Pick<Found, 'severity' | 'confidence'> {
  // Whoever can push a branch chooses its name.
  if (own || /\bgithub\.ref(?:_name)?$/.test(what)) return { severity: 'low', confidence: 'medium' }
  if (
    /head_commit|commits|release\./.test(what) &&
    !triggeredBy(model, 'pull_request_target', 'workflow_run')
  )
    return { severity: 'low', confidence: 'medium' }
  if (model.part || isPrivileged(model)) return { severity: 'high', confidence: 'high' }
  return { severity: 'medium', confidence: 'high' }
}

function otherLine(model: PipelineModel, line: number, text: string, step: Step): Found[] {
  const again = UNTRUSTED_VARIABLES.exec(text)?.[1]
  if (again) return [{ rule: 'cicd-script-injection', line, what: again, severity: 'medium' }]
  const untrusted = UNTRUSTED[model.system]
  const filled = model.system !== 'jenkins' || step.script?.shell === 'groovy-string'
  const what = filled ? untrusted?.exec(text)?.[1] : undefined
  if (what) return [{ rule: 'cicd-script-injection', line, what, severity: 'medium', confidence: 'medium' }]
  return filled ? inputs(model, line, text) : []
}

function inputs(model: PipelineModel, line: number, text: string): Found[] {
  const pattern = INPUT[model.system]
  if (!pattern) return []
  const names = new Set([...text.matchAll(pattern)].map((match) => match[1] as string))
  return [...names]
    .filter((name) => model.freeInputs.includes(name))
    .map((name) => ({ rule: 'cicd-input-in-script', line, what: name, confidence: 'medium' as const }))
}

const literal = (text: string): string => text.replace(/[^\w]/g, '\\$&')
