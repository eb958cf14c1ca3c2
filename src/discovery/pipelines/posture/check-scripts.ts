import type { Step } from '../contract.ts'
import { type Check, type Found, linesOf, stepsOf } from './check.ts'
import { maskSecrets } from './mask-secrets.ts'
import { SCRIPT_PATTERNS } from './script-patterns.ts'

/** What the lines of scripts show, by the table of patterns. Continued lines are one. */
export const checkScripts: Check = (model) => {
  const found: Found[] = []
  const all = new Map<string, string>(
    model.jobs.map((job) => [job.name, job.steps.map((step) => step.script?.text ?? '').join('\n')]),
  )
  for (const { job, step } of stepsOf(model)) {
    if (!step.script || step.script.shell === 'javascript') continue
    for (const { line, text } of joinedLines(step))
      for (const { rule, pattern, unless, what } of SCRIPT_PATTERNS) {
        const match = pattern.exec(text)
        if (!match || unless?.test(rule === 'cicd-unverified-download' ? (all.get(job.name) ?? '') : text))
          continue
        if (/^\s*(?:echo|printf|#)/.test(text) && !/[|;&]/.test(text.slice(0, match.index))) continue
        const shown = what ?? maskSecrets(match[0]).replace(/\s+/g, ' ').trim().slice(0, 100)
        found.push({ rule, line, what: shown })
        if (rule === 'cicd-pipe-to-shell') break
      }
  }
  for (const job of model.jobs) {
    const options = job.options?.text ?? ''
    if (/--privileged\b/.test(options))
      found.push({
        rule: 'cicd-privileged-container',
        line: job.options?.line ?? job.line,
        what: '--privileged',
      })
    if (/docker\.sock/.test(options))
      found.push({
        rule: 'cicd-privileged-container',
        line: job.options?.line ?? job.line,
        what: 'the socket of Docker',
      })
  }
  return onePerLine(found)
}

function joinedLines(step: Step): { line: number; text: string }[] {
  const joined: { line: number; text: string }[] = []
  let open = false
  for (const { line, text } of linesOf(step)) {
    if (/^\s*#/.test(text)) continue
    const last = joined.at(-1)
    const part = text.replace(/[\\`]\s*$/, ' ')
    if (open && last && last.text.length < 4_000) last.text += part.trimStart()
    else joined.push({ line, text: part })
    open = /[\\`]\s*$/.test(text) || /\|\s*$/.test(text)
  }
  return joined
}

const onePerLine = (found: Found[]): Found[] => {
  const seen = new Set<string>()
  return found.filter(({ rule, line }) => !seen.has(`${rule}:${line}`) && seen.add(`${rule}:${line}`))
}
