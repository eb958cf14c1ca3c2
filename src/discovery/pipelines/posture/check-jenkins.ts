import type { SourceFile } from '../../source/source-file.ts'
import type { PipelineModel } from '../contract.ts'
import type { Found } from './check.ts'

const LINES: readonly [string, RegExp, string?][] = [
  ['cicd-dynamic-code', /^\s*@Grab\s*\(/m, '@Grab'],
  [
    'cicd-dynamic-code',
    /\bevaluate\s*\(?\s*(?:new\s+URL|readFile|libraryResource|httpRequest|"|sh\b)/,
    'evaluate',
  ],
  ['cicd-dynamic-code', /\bnew\s+GroovyShell\b|\bGroovyClassLoader\b/, 'GroovyShell'],
  ['cicd-check-off', /ignoreSslErrors\s*:\s*true/, 'ignoreSslErrors'],
]

/** What only Jenkins has: the controller as a runner, code that is loaded at run time. */
export function checkJenkins(model: PipelineModel, file: SourceFile): Found[] {
  if (model.system !== 'jenkins') return []
  const found: Found[] = model.jobs
    .filter((job) => job.runners.some((one) => /^(?:master|built-?in|controller)$/i.test(one)))
    .slice(0, 1)
    .map((job) => ({ rule: 'cicd-controller-build', line: job.line, what: job.runners.join(', ') }))
  const lines = file.text.split('\n')
  lines.forEach((text, index) => {
    if (/^\s*(?:\/\/|\*)/.test(text)) return
    for (const [rule, pattern, what] of LINES)
      if (pattern.test(text)) found.push({ rule, line: index + 1, what: what ?? text.trim() })
  })
  return found
}
