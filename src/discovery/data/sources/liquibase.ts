import { SaxesParser } from 'saxes'
import { parseAllDocuments } from 'yaml'
import type { SourceFile } from '../../source/source-file.ts'
import type { RawField } from '../raw-field.ts'
import type { FieldSource } from './contract.ts'

/** Columns of Liquibase's `createTable` and `addColumn`, in XML and YAML. */
export const liquibase: FieldSource = {
  id: 'liquibase',
  wants: (path) => /\.(?:xml|ya?ml)$/i.test(path),
  mentions: /\bdatabaseChangeLog\b/,
  read: (file) => (/\.xml$/i.test(file.path) ? inXml(file) : inYaml(file)),
}

function inXml(file: SourceFile): RawField[] {
  const fields: RawField[] = []
  const parser = new SaxesParser({ xmlns: false, position: true })
  let table = ''
  let failed: Error | undefined
  parser.on('error', (error) => {
    failed ??= error
  })
  parser.on('opentag', ({ name, attributes }) => {
    const tag = name.replace(/^.*:/, '')
    if (tag === 'createTable' || tag === 'addColumn') table = attributes.tableName ?? ''
    else if (tag === 'column' && table && attributes.name)
      fields.push({
        model: table,
        name: attributes.name,
        ...(attributes.type ? { type: attributes.type } : {}),
        line: parser.line,
        source: 'liquibase',
        ...(attributes.remarks ? { note: attributes.remarks } : {}),
      })
  })
  parser.on('closetag', ({ name }) => {
    if (/(?:createTable|addColumn)$/.test(name)) table = ''
  })
  parser.write(file.text).close()
  if (failed) throw failed
  return fields
}

const TABLE = /^\s*(?:-\s*)?tableName\s*:\s*["']?(\w+)/

function inYaml(file: SourceFile): RawField[] {
  const fields: RawField[] = []
  const visit = (node: unknown, depth: number): void => {
    if (depth > 20 || typeof node !== 'object' || node === null) return
    if (Array.isArray(node)) {
      for (const one of node) visit(one, depth + 1)
      return
    }
    for (const [key, value] of Object.entries(node)) {
      if ((key === 'createTable' || key === 'addColumn') && typeof value === 'object' && value !== null)
        change(value as Record<string, unknown>)
      else visit(value, depth + 1)
    }
  }
  const change = (value: Record<string, unknown>): void => {
    const model = String(value.tableName ?? '')
    for (const one of Array.isArray(value.columns) ? value.columns.slice(0, 2000) : []) {
      const column = (one as { column?: Record<string, unknown> } | null)?.column
      if (!column || typeof column.name !== 'string') continue
      fields.push({
        model,
        name: column.name,
        ...(typeof column.type === 'string' ? { type: column.type } : {}),
        line: lineOf(file, model, column.name),
        source: 'liquibase',
        ...(typeof column.remarks === 'string' ? { note: column.remarks } : {}),
      })
    }
  }
  for (const document of parseAllDocuments(file.text, { uniqueKeys: false }))
    visit(document.toJS({ maxAliasCount: 100 }), 0)
  return fields
}

/** First line behind the table's name that names the column. */
function lineOf(file: SourceFile, table: string, column: string): number {
  const lines = file.text.split('\n')
  const start = Math.max(0, lines.findIndex((line) => TABLE.exec(line)?.[1] === table) - 200)
  const at = lines.findIndex(
    (line, index) =>
      index >= start &&
      line.includes('name:') &&
      new RegExp(`name:\\s*["']?${column.replace(/\W/g, '\\$&')}\\b`).test(line),
  )
  return at + 1 || 1
}
