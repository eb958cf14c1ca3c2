import { firstSentence } from '../values/first-sentence.ts'
import { plainText } from '../values/html-text.ts'
import { capture } from './capture.ts'
import { MappingFlaw, type Path, parsePath } from './path.ts'
import type { Source, Step, Syntax, Value } from './schema.ts'
import { wordTable } from './word-table.ts'

/** What an element has at a path: texts that say something, in order. */
export type Lookup = (path: Path) => string[]

export interface CompiledValue {
  /** What the first source gives that gives anything. */
  of(lookup: Lookup): string[]
  /** Every path that it reads. */
  paths: Path[]
}

const MOST_VALUES = 1000
/** A value within a template is cut here: names are short, and templates repeat them. */
const LONGEST_PART = 4000

/** Throws MappingFlaw. */
export function compileValue(value: Value, syntax: Syntax): CompiledValue {
  const sources = [value].flat().map((source) => compileSource(source, syntax))
  const paths = sources.flatMap((source) => source.paths)
  if (sources.length === 1) return { of: (sources[0] as CompiledValue).of, paths }
  return {
    paths,
    of(lookup) {
      for (const source of sources) {
        const found = source.of(lookup)
        if (found.length > 0) return found
      }
      return []
    },
  }
}

function compileSource(source: Source, syntax: Syntax): CompiledValue {
  if (typeof source === 'string') return compileSource({ path: source }, syntax)
  if ('constant' in source) return { of: () => [source.constant], paths: [] }
  const steps = compileSteps(source.steps ?? [])
  if ('template' in source) {
    const { of, paths } = compileTemplate(source.template, syntax)
    return { of: (lookup) => steps(of(lookup)), paths }
  }
  const path = parsePath(source.path, syntax)
  return { of: (lookup) => steps(lookup(path)), paths: [path] }
}

/** `{app}/{user}`: nothing when one of its parts is not there. */
function compileTemplate(template: string, syntax: Syntax): CompiledValue {
  const pieces = template.split(/\{([^{}]*)\}/)
  if (pieces.some((piece, index) => index % 2 === 0 && /[{}]/.test(piece)))
    throw new MappingFlaw(`"${template}" has a brace without its other half: write {path} for each part`)
  const parts = pieces.map((piece, index) => (index % 2 === 0 ? piece : parsePath(piece.trim(), syntax)))
  const paths = parts.filter((part) => typeof part !== 'string')
  if (paths.length === 0)
    throw new MappingFlaw(`"${template}" reads nothing: write {path} in it, or make it a constant`)
  return {
    paths,
    of(lookup) {
      let text = ''
      for (const part of parts) {
        const piece = typeof part === 'string' ? part : lookup(part)[0]?.slice(0, LONGEST_PART)
        if (piece === undefined) return []
        text += piece
      }
      return text.trim() === '' ? [] : [text]
    },
  }
}

type Transform = (values: string[]) => string[]

function compileSteps(steps: Step[]): Transform {
  const transforms = steps.map(compileStep)
  return (values) => {
    let out = values
    for (const transform of transforms) out = transform(out)
    return transforms.length === 0 ? out : out.filter((text) => text.trim() !== '').slice(0, MOST_VALUES)
  }
}

function compileStep(step: Step): Transform {
  if (step === 'lower') return (values) => values.map((text) => text.toLowerCase())
  if (step === 'upper') return (values) => values.map((text) => text.toUpperCase())
  if (step === 'first-sentence') return (values) => values.map((text) => firstSentence(text) ?? '')
  if (step === 'plain-text') return (values) => values.map((text) => plainText(text) ?? '')
  if ('split' in step)
    return (values) =>
      values.flatMap((text) => text.split(step.split, MOST_VALUES).map((part) => part.trim()))
  if ('prefix' in step) return (values) => values.map((text) => step.prefix + text)
  if ('words' in step) {
    const words = wordTable(step.words)
    return (values) => values.map((text) => words(text) ?? text)
  }
  const match = capture(step.capture)
  return (values) => values.map((text) => match(text) ?? '')
}
