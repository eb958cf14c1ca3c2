import type { MappingValue } from '../api/types.ts'

/** One place that a value may come from. */
export type Source = Exclude<MappingValue, unknown[]>
/** With its parts named: what the form edits. */
export type SourceObject = Exclude<Source, string>
export type Step = NonNullable<Extract<SourceObject, { path: string }>['steps']>[number]

export const sourcesOf = (value: MappingValue | undefined): Source[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value]

export const asObject = (source: Source): SourceObject =>
  typeof source === 'string' ? { path: source } : source

/** As short as it can be said: a path alone is its text, one source alone is no list; nothing = not mapped. */
export function valueFrom(sources: Source[]): MappingValue | undefined {
  const short = sources.map((source) =>
    typeof source === 'object' && 'path' in source && !source.steps?.length ? source.path : source,
  )
  const said = short.filter((source) => source !== '')
  return said.length > 1 ? said : said[0]
}

/** The path of a value that is nothing but a path; undefined for all others. */
export const plainPath = (value: MappingValue | undefined): string | undefined =>
  value === undefined ? '' : typeof value === 'string' ? value : undefined

/** A value in a few words: `{app}/{user}, else app`. */
export const wordsOf = (value: MappingValue): string => sourcesOf(value).map(sourceWords).join(', else ')

function sourceWords(source: Source): string {
  const object = asObject(source)
  if ('constant' in object) return `“${object.constant}”`
  const text = 'template' in object ? object.template : object.path
  return [text, ...(object.steps ?? []).map(stepWords)].join(' → ')
}

export const stepWords = (step: Step): string => {
  if (typeof step === 'string') return step.replace('-', ' ')
  const [[name = '', argument] = []] = Object.entries(step)
  return typeof argument === 'string' ? `${name} ${argument}` : `${name} table`
}

/** Every path that a value reads. */
export const pathsOf = (value: MappingValue | undefined): string[] =>
  sourcesOf(value)
    .map(asObject)
    .flatMap((source) =>
      'path' in source
        ? [source.path]
        : 'template' in source
          ? [...source.template.matchAll(/\{([^{}]+)\}/g)].map(([, path]) => path?.trim() ?? '')
          : [],
    )
