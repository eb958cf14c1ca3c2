import { Buffer } from 'node:buffer'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { apiClientOf } from '../../test/api-client-of.ts'
import { type TestApp, testApp } from '../../test/app.ts'
import { uploadOf } from '../formats/unpack/upload.ts'
import { untilRead, uploadReport } from './upload-report.ts'

// A server without a worker.
let t: TestApp
beforeAll(async () => {
  t = await testApp()
}, 60_000)
afterAll(() => t.close())

test('a report that nobody takes up is said to wait, once', async () => {
  const api = apiClientOf(t.app)
  const upload = uploadOf(Buffer.from('{"version":"2.1.0","runs":[]}'))
  const { id } = await uploadReport(api, upload, { asset: 'shop', fileName: 'clean.sarif' })
  const told: string[] = []
  let asked = 0
  const stop = new Error('seen enough')
  const waiting = untilRead(api, id, {
    onProgress: () => {
      if (++asked > 4) throw stop
    },
    onDelay: (text) => told.push(text),
    patience: 1,
  })
  await expect(waiting).rejects.toBe(stop)
  expect(told).toEqual([expect.stringMatching(/^clean\.sarif is stored and waits: .*stance doctor/)])
})
