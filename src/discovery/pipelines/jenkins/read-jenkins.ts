import type { SourceFile } from '../../source/source-file.ts'
import type { Job, PipelineModel, Step } from '../contract.ts'
import { emptyJob, emptyModel, imageParts } from '../model-parts.ts'
import { type GroovyText, groovyStatements, type Statement } from './groovy-statements.ts'

const SHELLS = new Set(['sh', 'bat', 'powershell', 'pwsh'])

interface Walk {
  model: PipelineModel
  job: Job
  stage: string
  folder?: string
}

/**
 * A Jenkinsfile, declarative or scripted: stages, agents, images, steps, credentials, libraries. Code of its own (methods, loops) is read
 * for the steps in it, not run. Source: https://www.jenkins.io/doc/book/pipeline/syntax/
 */
export function readJenkins(file: SourceFile): PipelineModel[] {
  const statements = groovyStatements(file.text)
  const model = emptyModel('jenkins', file.path)
  model.line = statements[0]?.line ?? 1
  const top = emptyJob('pipeline', model.line)
  model.jobs.push(top)
  for (const one of statements) visit(one, { model, job: top, stage: '' }, 0)
  if (model.triggers.length === 0) model.triggers = ['push']
  if (
    !/\b(?:pipeline|node|podTemplate|stage)\b|@Library/.test(file.text) &&
    model.jobs.every((job) => job.steps.length === 0)
  )
    model.unread.push({
      line: model.line,
      message: 'what this Jenkinsfile calls is defined elsewhere; its steps are missing from the result',
    })
  return [model]
}

const wordOf = (one: Statement): string => /^[A-Za-z_@]\w*/.exec(one.head.trim())?.[0] ?? ''

function visit(one: Statement, walk: Walk, depth: number): void {
  if (depth > 60) return
  const word = wordOf(one)
  const [first] = one.texts
  if (word === '@Library' || word === '@Grab' || word === 'library') library(one, walk, word)
  if (word === 'stage' && first) {
    const job = {
      ...emptyJob(first.text, one.line),
      runners: walk.job.runners,
      env: [...walk.job.env],
      images: [],
    }
    walk.model.jobs.push(job)
    walk = { ...walk, job, stage: first.text }
  }
  if (word === 'agent' || word === 'node') agent(one, walk)
  if (word === 'environment') for (const inner of one.block) assignment(inner, walk)
  if (word === 'triggers') walk.model.triggers.push(...one.block.map(wordOf).filter(Boolean))
  if (word === 'input' || one.head.trim().startsWith('input ')) walk.job.manual = true
  if (word === 'parameters')
    for (const inner of one.block)
      if (/^(?:string|text)\b/.test(inner.head.trim()) && inner.texts[0])
        walk.model.freeInputs.push(inner.texts[0].text)
  if (word === 'dir' && first && !/[$]/.test(first.text))
    walk = { ...walk, folder: [walk.folder, first.text].filter(Boolean).join('/') }
  if (word === 'image' && first) image(first, walk)
  assignment(one, walk)
  steps(one, walk)
  for (const inner of one.block) visit(inner, walk, depth + 1)
}

function library(one: Statement, { model }: Walk, word: string): void {
  for (const { text, line } of one.texts) {
    const [name = '', ref = ''] = text.split('@')
    if (word !== '@Grab') model.uses.push({ kind: 'library', name, ref, line, endLine: line, with: [] })
  }
}

function agent(one: Statement, { job }: Walk): void {
  const words = [one, ...one.block].flatMap((inner) =>
    /^(?:node|agent|label)\b/.test(inner.head.trim()) ? inner.texts.map(({ text }) => text) : [],
  )
  if (words.length > 0) job.runners = words
  else if (/^agent\s+any\b/.test(one.head.trim())) job.runners = ['any']
  for (const inner of one.block)
    if (wordOf(inner) === 'docker' && inner.texts[0]) imageText(inner.texts[0], job)
}

function imageText({ text, line }: GroovyText, job: Job): void {
  const { name, ref } = imageParts(text.trim())
  if (name) job.images.push({ kind: 'image', name, ref, line, endLine: line, with: [] })
}

function image(text: GroovyText, { job }: Walk): void {
  imageText(text, job)
}

/** `NAME = 'value'`, `def name = "value"`, `env.NAME = 'value'`. */
function assignment(one: Statement, { job }: Walk): void {
  const name = /^(?:def\s+|String\s+|env\.)?([A-Za-z_]\w*)\s*=\s*""\s*$/.exec(one.head.trim())?.[1]
  const [value] = one.texts
  if (name && value && one.texts.length === 1) job.env.push({ name, value: value.text, line: one.line })
}

function steps(one: Statement, walk: Walk): void {
  const { job, folder } = walk
  const common = {
    line: one.line,
    endLine: one.endLine,
    env: [],
    name: walk.stage,
    ...(folder ? { folder } : {}),
  }
  for (const word of one.head.matchAll(/\b(sh|bat|powershell|pwsh)\b\s*(?:\(|""|script:)/g)) {
    if (!SHELLS.has(word[1] as string)) continue
    const script = /script\s*:\s*""/.test(one.head)
      ? textAfter(one, /script\s*:\s*/)
      : textAfter(one, new RegExp(`\\b${word[1]}\\b\\s*\\(?\\s*`))
    if (script)
      job.steps.push({
        ...common,
        script: {
          line: script.line,
          text: script.text,
          shell: script.filled ? 'groovy-string' : 'groovy-plain',
        } as Step['script'],
      })
  }
  dockerSteps(one, common, job)
}

/** The text whose place in the head is right behind `before`. */
function textAfter(one: Statement, before: RegExp): GroovyText | undefined {
  const found = before.exec(one.head)
  if (!found) return undefined
  const place = found.index + found[0].length
  return one.head.startsWith('""', place)
    ? one.texts[(one.head.slice(0, place).match(/""/g) ?? []).length]
    : undefined
}

/** `docker.build('x')`, `docker.image('x').push()`, `docker.image('x').inside { }` of the Docker Pipeline plugin. */
function dockerSteps(one: Statement, common: Step, job: Job): void {
  const built = textAfter(one, /docker\.build\s*\(\s*/)
  if (built)
    job.steps.push({
      ...common,
      line: built.line,
      script: { line: built.line, text: `docker build -t ${shellText(built.text)} .` },
    })
  const used = textAfter(one, /docker\.image\s*\(\s*/)
  if (used && /\.(?:inside|withRun|run)\b/.test(one.head)) imageText(used, job)
  else if (used && /\.push\b/.test(one.head))
    job.steps.push({
      ...common,
      line: used.line,
      script: { line: used.line, text: `docker push ${shellText(used.text)}` },
    })
}

const shellText = (text: string): string => text.replace(/\s+/g, '')
