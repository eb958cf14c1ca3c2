import { expect, test } from 'vitest'
import type { Problem } from '../contract.ts'
import { DEFAULT_LIMITS } from '../limits.ts'
import { documentsOf } from './documents.ts'
import { zipOf } from './test-zip.ts'
import { peek, uploadOf } from './upload.ts'

interface Parts {
  sheets: { [name: string]: string }
  strings?: string
}

/** A workbook of rows as its XML writes them. */
function workbookOf({ sheets, strings = '' }: Parts): Buffer {
  const names = Object.keys(sheets)
  const list = names.map((name, index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="r${index}"/>`)
  const links = names.map(
    (_, index) => `<Relationship Id="r${index}" Target="worksheets/sheet${index}.xml"/>`,
  )
  return zipOf([
    { name: '[Content_Types].xml', content: '<Types/>' },
    {
      name: 'xl/workbook.xml',
      content: `<workbook xmlns:r="urn:r"><sheets>${list.join('')}</sheets></workbook>`,
    },
    { name: 'xl/_rels/workbook.xml.rels', content: `<Relationships>${links.join('')}</Relationships>` },
    { name: 'xl/sharedStrings.xml', content: `<sst>${strings}</sst>` },
    ...names.map((name, index) => ({
      name: `xl/worksheets/sheet${index}.xml`,
      content: `<worksheet><sheetData>${sheets[name]}</sheetData></worksheet>`,
    })),
  ])
}

async function sheetsIn(workbook: Buffer, limits = DEFAULT_LIMITS) {
  const out: { name: string | undefined; text: string; flaws: Problem[] }[] = []
  for await (const { name, input, flaws } of documentsOf(uploadOf(workbook), limits))
    out.push({ name, text: (await peek(input, Number.MAX_SAFE_INTEGER)).toString(), flaws })
  return out
}

test('each sheet is a CSV document, its cells at their columns', async () => {
  const workbook = workbookOf({
    strings: '<si><t>cve</t></si><si><r><t>two </t></r><r><t>pieces</t></r><rPh><t>x</t></rPh></si>',
    sheets: {
      'All &amp; more': `
        <row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c><c r="D1" s="3"/></row>
        <row r="2"><c r="A2" s="3"/></row>
        <row r="3"><c t="inlineStr"><is><t>a "b", c_x000A_d</t></is></c><c><v>4.5</v></c><c t="b"><v>1</v></c></row>`,
      Empty: '',
    },
  })
  expect(await sheetsIn(workbook)).toEqual([
    { name: 'All & more', text: 'cve,,two pieces\n"a ""b"", c\nd",4.5,TRUE\n', flaws: [] },
    { name: 'Empty', text: '', flaws: [] },
  ])
})

test('a cell outside of the sheet and a sheet that breaks off are told', async () => {
  const workbook = workbookOf({ sheets: { One: '<row><c r="ZZZZ1"><v>1</v></c></row><row><c><v>2' } })
  const [sheet] = await sheetsIn(workbook)
  expect(sheet?.text).toBe('2\n')
  expect(sheet?.flaws.every(({ incomplete }) => incomplete)).toBe(true)
  expect(sheet?.flaws[0]?.message).toMatch(/outside of the sheet/)
  expect(sheet?.flaws.length).toBeGreaterThan(1)
})

test('a workbook that grows out of measure is refused', async () => {
  const long = `<si><t>${'x'.repeat(1_000_000)}</t></si>`
  const rows = '<row><c t="s"><v>0</v></c></row>'.repeat(100)
  const bomb = workbookOf({ strings: long, sheets: { Bomb: rows } })
  await expect(sheetsIn(bomb)).rejects.toMatchObject({ code: 'bomb' })
  const small = { ...DEFAULT_LIMITS, maxElementBytes: 1000 }
  const texts = `<si><t>${'x'.repeat(900)}</t></si>`.repeat(2)
  await expect(sheetsIn(workbookOf({ strings: texts, sheets: { One: rows } }), small)).rejects.toMatchObject({
    code: 'too_large',
  })
})

test('a workbook without a sheet is empty', async () => {
  await expect(sheetsIn(workbookOf({ sheets: {} }))).rejects.toMatchObject({ code: 'empty' })
})
