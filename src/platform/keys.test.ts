import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { deriveKeys, openKeys } from './keys.ts'

test('the secret is made once, kept for the owner only, and used again', async () => {
  const data = await mkdtemp(join(tmpdir(), 'stance-keys-'))
  const [first, second] = await Promise.all([
    openKeys({ data, secret: undefined }),
    openKeys({ data, secret: undefined }),
  ])
  expect(first.fingerprint).toBe(second.fingerprint)
  expect(first.hashSecret('x')).toBe(second.hashSecret('x'))
  expect((await stat(join(data, 'secret'))).mode & 0o777).toBe(0o600)
  await writeFile(join(data, 'secret'), 'short')
  await expect(openKeys({ data, secret: undefined })).rejects.toMatchObject({ code: 'bad_secret' })
  await rm(data, { recursive: true })
})

test('each purpose has its own key, and each secret its own keys', () => {
  const [one, two] = [deriveKeys('1'.repeat(32)), deriveKeys('2'.repeat(32))]
  const keys = [one, two].flatMap((k) => [
    k.blobs.toString('base64url'),
    k.session,
    k.storage,
    k.fingerprint,
    k.hashSecret(''),
  ])
  expect(new Set(keys).size).toBe(keys.length)
})
