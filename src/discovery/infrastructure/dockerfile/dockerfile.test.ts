import { expect, test } from 'vitest'
import { asAny } from '../../contract.ts'
import { SourceFile } from '../../source/source-file.ts'
import { discoverTexts } from '../../test-discover.ts'
import { dockerfile } from './index.ts'
import { isDockerfile, readDockerfile } from './read-dockerfile.ts'

const TEXT = `ARG NODE=24
FROM node:\${NODE}-slim AS build
EXPOSE 1
COPY package.json src/ ./
FROM build AS test
FROM gcr.io/distroless/nodejs24@sha256:0000000000000000000000000000000000000000000000000000000000000000
LABEL org.opencontainers.image.source="https://example.org/acme/shop" org.opencontainers.image.title=shop
COPY --from=build /app /app
COPY --from=docker.io/acme/certs:2 /certs /certs
USER 10001
EXPOSE 8080/tcp 9090
HEALTHCHECK CMD ["/app/health"]
ENTRYPOINT ["/app/start"]
`

test('stages, and what the last one becomes', () => {
  const [fact] = readDockerfile(new SourceFile('Dockerfile', TEXT))
  expect(fact).toMatchObject({
    stages: [{ image: 'node:24-slim', name: 'build' }, { image: 'build', name: 'test' }, { line: 6 }],
    ports: ['8080', '9090'],
    user: '10001',
    healthcheck: true,
    entrypoint: '["/app/start"]',
    copiesFrom: [{ image: 'docker.io/acme/certs:2', line: 9 }],
    sources: ['package.json', 'src/'],
  })
  expect(fact?.labels['org.opencontainers.image.source']).toBe('https://example.org/acme/shop')
})

test('images that it builds on are items; stages are none', () => {
  const found = discoverTexts({ 'api/Dockerfile': TEXT }, [asAny(dockerfile)])
  expect(found.infrastructure.map(({ name, line, attributes }) => [name, line, attributes.pinned])).toEqual([
    ['node', 2, 'false'],
    ['gcr.io/distroless/nodejs24', 6, 'true'],
    ['acme/certs', 9, 'false'],
  ])
})

test('file names, and a file without a stage', () => {
  expect(['Dockerfile', 'a/Dockerfile.prod', 'api.Dockerfile', 'Containerfile'].every(isDockerfile)).toBe(
    true,
  )
  expect(['Dockerfile.md', 'a/.dockerignore', '.devcontainer/Dockerfile'].some(isDockerfile)).toBe(false)
  expect(discoverTexts({ Dockerfile: 'RUN true\n' }, [asAny(dockerfile)]).problems).toHaveLength(1)
})
