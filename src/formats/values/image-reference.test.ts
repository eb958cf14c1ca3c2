import { expect, test } from 'vitest'
import { imageClaim, imageReference } from './image-reference.ts'

const digest = `sha256:${'ab'.repeat(32)}`

test.each([
  ['alpine', { name: 'alpine' }],
  ['alpine:3.20', { name: 'alpine', tag: '3.20' }],
  ['localhost:5000/team/app', { name: 'localhost:5000/team/app' }],
  ['localhost:5000/team/app:1.2', { name: 'localhost:5000/team/app', tag: '1.2' }],
  [`ghcr.io/team/app@${digest}`, { name: 'ghcr.io/team/app', digest }],
  [`ghcr.io/team/app:1@${digest}`, { name: 'ghcr.io/team/app', tag: '1', digest }],
  [digest, { name: digest }],
  ['build/images/app.tar.gz', { name: 'build/images/app.tar.gz' }],
  ['an archive of an image', { name: 'an archive of an image' }],
])('%s', (text, parts) => {
  expect(imageReference(text)).toEqual(parts)
})

test('a claim is named without the tag and carries what is known', () => {
  expect(imageClaim('team/app:1.2', { os: 'debian 12', imageId: undefined })).toEqual({
    type: 'asset',
    kind: 'container-image',
    name: 'team/app',
    attributes: { tag: '1.2', os: 'debian 12' },
  })
  expect(imageClaim('team/app')).toEqual({ type: 'asset', kind: 'container-image', name: 'team/app' })
})
