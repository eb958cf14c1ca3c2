import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openLog } from './log.ts'

test('secrets stay out of the log, wherever they are', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'stance-log-'))
  const file = join(folder, 'a.log')
  const log = openLog({ logLevel: 'info' }, 'test', file)
  log.info(
    { token: 's3cret', req: { headers: { authorization: 'Bearer s3cret', cookie: 's3cret' } } },
    'in fields',
  )
  log.error({ err: new Error('cannot connect to postgresql://user:s3cret@host/db') }, 'in an error')
  const text = await readFile(file, 'utf8')
  expect(text).not.toContain('s3cret')
  expect(text).toContain('postgresql://***@host/db')
  expect(
    text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).msg),
  ).toEqual(['in fields', 'in an error'])
  await rm(folder, { recursive: true })
})
