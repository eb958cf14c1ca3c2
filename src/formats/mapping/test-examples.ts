import { readdirSync, readFileSync } from 'node:fs'
import { formatOf } from './format-of.ts'
import { readMapping } from './mapping-file.ts'
import type { Mapping } from './schema.ts'

// For tests: the mappings that the user guide shows, the exports that they read, and variants of these.

const EXAMPLES = new URL('../../../examples/mappings/', import.meta.url)
const FIXTURES = new URL('fixtures/', import.meta.url)
export const NAMES = ['casb', 'sspm', 'dspm', 'in-house'] as const

export const exampleText = (name: string): string => readFileSync(new URL(`${name}.yaml`, EXAMPLES), 'utf8')

export const exampleMapping = (name: string): Mapping => readMapping(exampleText(name))

/** Each example as a format, with its reports: the export and the fixtures of its name. */
export const examples = NAMES.map((name) => {
  const own = readdirSync(EXAMPLES).filter((file) => file.startsWith(`${name}.`) && !file.endsWith('.yaml'))
  const others = readdirSync(FIXTURES).filter((file) => file.startsWith(`${name}-`))
  const reports = [
    ...own.map((file) => [file, readFileSync(new URL(file, EXAMPLES))] as const),
    ...others.map((file) => [file, readFileSync(new URL(file, FIXTURES))] as const),
  ]
  return { name, format: formatOf(exampleMapping(name)), reports }
})
