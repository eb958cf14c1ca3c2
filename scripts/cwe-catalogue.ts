/**
 * Makes src/model/cwe/catalogue.json from MITRE's own XML (https://cwe.mitre.org/data/downloads.html):
 *   node scripts/cwe-catalogue.ts cwec_v4.15.xml > src/model/cwe/catalogue.json
 * Kept per weakness: abstraction (Pillar, Class, Base, Variant, Compound), parents in any view, name.
 */
import { readFileSync } from 'node:fs'
import { SaxesParser } from 'saxes'

const [file = ''] = process.argv.slice(2)
const parser = new SaxesParser()
const weaknesses: Record<string, [abstraction: string, parents: number[], name: string]> = {}
let version = ''
let current = ''
parser.on('opentag', ({ name, attributes: a }) => {
  if (name === 'Weakness_Catalog') version = a.Version ?? ''
  if (name === 'Weakness' && a.ID && a.Status !== 'Deprecated') {
    current = a.ID
    weaknesses[current] = [a.Abstraction ?? '', [], a.Name ?? '']
  }
  const parents = weaknesses[current]?.[1]
  if (name === 'Related_Weakness' && a.Nature === 'ChildOf' && parents && !parents.includes(Number(a.CWE_ID)))
    parents.push(Number(a.CWE_ID))
})
parser.on('closetag', ({ name }) => {
  if (name === 'Weakness') current = ''
})
parser.write(readFileSync(file, 'utf8')).close()
const lines = Object.entries(weaknesses).map(([id, entry]) => `"${id}":${JSON.stringify(entry)}`)
process.stdout.write(`{"version":"${version}","weaknesses":{\n${lines.join(',\n')}\n}}\n`)
