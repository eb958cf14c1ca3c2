import { LineCounter, parseDocument } from 'yaml'
import { at, isRecord, type Plain, type PlainRecord } from '../../../formats/infrastructure/plain.ts'
import type { SourceFile } from '../../source/source-file.ts'
import type { ClusterFact } from './facts.ts'
import { readObjects } from './read-objects.ts'

const KUSTOMIZATION = /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/
const CHART = /(?:^|\/)Chart\.ya?ml$/
const REQUIREMENTS = /(?:^|\/)requirements\.ya?ml$/
const VALUES = /(?:^|\/)values\.ya?ml$/
const TEMPLATE = /(?:^|\/)templates\//
const OBJECT = /^[ "']*apiVersion["']?\s*:/m
const KIND = /^[ "'-]*kind["']?\s*:/m
const PATCH = /^\s*-\s+(?:op|path|value|from)\s*:|"op"\s*:/m

const MOST_TEXT = 3_000_000

export const wantsClusterFile = (path: string): boolean =>
  /\.(?:ya?ml|json|tpl)$/.test(path) || KUSTOMIZATION.test(path)

/** What one file says for a cluster: by its name, else by what it holds. Throws on a broken chart, values or kustomization. */
export function readClusterFile(file: SourceFile): ClusterFact[] {
  const { path, text } = file
  if (text.length > MOST_TEXT) {
    if (OBJECT.test(text.slice(0, 1000))) throw new Error('larger than 3 MB')
    return []
  }
  if (KUSTOMIZATION.test(path)) return [{ fact: 'kustomization', kustomization: recordIn(text) }]
  if (CHART.test(path)) return text.includes('{{') ? [] : [{ fact: 'chart', chart: recordIn(text) }]
  if (REQUIREMENTS.test(path)) {
    const chart = recordIn(text)
    return Array.isArray(at(chart, 'dependencies')) ? [{ fact: 'chart', chart }] : []
  }
  if (VALUES.test(path)) return [{ fact: 'values', values: recordIn(text) }]
  if (TEMPLATE.test(path) && (path.endsWith('.tpl') || text.includes('{{') || OBJECT.test(text)))
    return [{ fact: 'template', text }]
  if (path.endsWith('.tpl')) return []
  if (OBJECT.test(text) && KIND.test(text)) return isDefinitions(text) ? [] : objectsOf(path, text)
  return PATCH.test(text) && text.length < 100_000 && !path.endsWith('package.json') ? patchOf(text) : []
}

/** Whether a file only defines kinds: such files are large and say nothing of what runs. */
const isDefinitions = (text: string): boolean => {
  const kinds = text.match(/^kind:.*$/gm)
  return kinds?.every((one) => /CustomResourceDefinition/.test(one)) ?? false
}

function objectsOf(path: string, text: string): ClusterFact[] {
  const facts = readObjects(text)
  // Text that other tools fill in first is no manifest yet; that its parser stumbles says nothing.
  if (text.includes('{{') && facts.some((one) => one.fact === 'flaw'))
    return [{ fact: 'flaw', line: 1, message: 'a template for another tool, not read' }]
  // A JSON or YAML file that merely mentions the words, an OpenAPI schema say, holds no object and is none of ours.
  return facts.some((one) => one.fact === 'object') || !path.endsWith('.json') ? facts : []
}

function patchOf(text: string): ClusterFact[] {
  const document = parseDocument(text, { logLevel: 'silent', lineCounter: new LineCounter() })
  if (document.errors.length > 0) return []
  const value = document.toJS({ maxAliasCount: 100 }) as Plain
  if (!Array.isArray(value)) return []
  const operations = value.filter((one): one is PlainRecord => isRecord(one) && 'op' in one && 'path' in one)
  return operations.length === value.length && value.length > 0 ? [{ fact: 'patch', operations }] : []
}

function recordIn(text: string): PlainRecord {
  const document = parseDocument(text, { uniqueKeys: false, logLevel: 'silent' })
  const [error] = document.errors
  if (error) throw new Error(error.message)
  const value = document.toJS({ maxAliasCount: 100 }) as Plain
  return isRecord(value) ? value : {}
}
