import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Observation } from '../model/observation.ts'
import { maskSecret, scrubSecret } from './secret-scrub.ts'
import { escapeXml } from './syntax/xml-node.ts'

const hashSecret = (secret: string) => createHmac('sha256', 'key').update(secret).digest('hex')

const observation = (secret: string | undefined, more: Partial<Observation> = {}): Observation => ({
  type: 'observation',
  kind: 'secret',
  rule: 'token',
  title: 'A token',
  severity: 'high',
  raw: '',
  ...(secret !== undefined && { secret }),
  ...more,
})

test.each([
  ['exmpl_0123456789abcdef', 'exmp…ef'],
  ['sixteen_letters!', 'sixt…s•'],
  ['fifteen_letters', '••••'],
  ['x', '••••'],
  ['-----BEGIN KEY-----\nabc\n-----END KEY-----', '----…--'],
])('%s is shown as %s', (secret, mask) => {
  expect(maskSecret(secret)).toBe(mask)
})

test('the secret is gone from every text, in every way of writing it', () => {
  const secrets = fc.oneof(
    fc.string({ minLength: 6, maxLength: 60, unit: 'grapheme' }),
    fc.stringMatching(/^[A-Za-z0-9/+="'<>&\\ ]{6,40}$/),
  )
  fc.assert(
    fc.property(
      secrets.filter(
        (secret) =>
          secret.trim().length >= 6 && !/[*•x.#-]{3,}|redacted|masked|hidden|removed|secret/i.test(secret),
      ),
      (secret) => {
        const before = observation(secret, {
          description: `found ${secret} here`,
          location: { path: 'a.ts', snippet: `key = "${secret}"` },
          endpoint: {
            url: `https://x.example/?k=${encodeURIComponent(secret)}`,
            request: `X-Key: ${secret}`,
          },
          fingerprints: { match: secret },
          raw: [JSON.stringify({ secret }), escapeXml(secret), `"${secret.replaceAll('"', '""')}"`].join(
            '\n',
          ),
        })
        const after = scrubSecret(before, hashSecret)
        expect(after.secret).toBeUndefined()
        expect(after.secretHash).toBe(hashSecret(secret))
        const { secretHash: _, ...shown } = after
        const texts = JSON.stringify(shown)
        expect(texts).not.toContain(JSON.stringify(secret).slice(1, -1))
        expect(after.raw).not.toContain(secret)
        expect(after.endpoint?.url).not.toContain(encodeURIComponent(secret))
      },
    ),
    { numRuns: 300 },
  )
})

test('raw JSON stays JSON', () => {
  const secret = '"quoted\\ and / slashed é'
  const raw = JSON.stringify({ Secret: secret, Match: `k=${secret}` })
  const { raw: after } = scrubSecret(observation(secret, { raw }), hashSecret)
  expect(JSON.parse(after)).toEqual({ Secret: maskSecret(secret), Match: `k=${maskSecret(secret)}` })
})

test('a key over several lines is gone line by line', () => {
  const key =
    '-----BEGIN KEY-----\nMIIBOgIBAAJBAKj34GkxFhD90vcNLYLInFEX6Ppy1tPf9Cnzj4p4WGeKLs1Pt8Qu\nKUpRKfFLfRYC9AIKjbJTWit\n-----END KEY-----'
  const snippet = key
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n')
  const after = scrubSecret(
    observation(key, { location: { path: 'k.pem', snippet }, raw: JSON.stringify({ key }) }),
    hashSecret,
  )
  expect(JSON.stringify(after)).not.toMatch(/MIIBOgIBAAJ|KUpRKfFLfRYC/)
})

test('escapes of other writers', () => {
  const secret = 'p<a>ss&w/ördé1234'
  const raws = [
    '{"s":"p\\u003ca\\u003ess\\u0026w/ördé1234"}',
    '{"s":"p<a>ss&w\\/ördé1234"}',
    '{"s":"p<a>ss&w/\\u00f6rd\\u00e91234"}',
    '<s>p&lt;a&gt;ss&amp;w/ördé1234</s>',
  ]
  for (const raw of raws)
    expect(scrubSecret(observation(secret, { raw }), hashSecret).raw).toContain(maskSecret(secret))
})

test('what tells the finding from others stays', () => {
  const before = observation('password', {
    rule: 'hardcoded-password',
    location: { path: 'src/password.ts', snippet: 'x = "password"' },
  })
  expect(scrubSecret(before, hashSecret)).toMatchObject({
    rule: 'hardcoded-password',
    location: { path: 'src/password.ts', snippet: 'x = "••••"' },
  })
})

test.each(['REDACTED', '*****', '[redacted]', 'AKIA****************', '••••'])(
  '%s has no identity',
  (secret) => {
    const after = scrubSecret(observation(secret), hashSecret)
    expect(after.secretHash).toBeUndefined()
    expect(after).toMatchObject({ secretMasked: secret })
  },
)

test('without a secret nothing changes', () => {
  expect(scrubSecret(observation(undefined), hashSecret)).toEqual(observation(undefined))
  expect(scrubSecret(observation('  '), hashSecret)).toEqual(observation(undefined))
})
