import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const SOURCES = join(import.meta.dirname, '..')

const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(css|tsx?)$/.test(file) && !/^theme\/|\.test\.tsx?$/.test(file))
  .map((file) => ({
    file,
    text: readFileSync(join(SOURCES, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, ''),
  }))

it('colours and pixels stand in the theme and nowhere else', () => {
  expect(files.length).toBeGreaterThan(100)
  const own = files.flatMap(({ file, text }) =>
    [...text.matchAll(/#[0-9a-f]{3,8}\b(?=[;'"\s])|\b(?:rgb|hsl|oklch)a?\(|\b\d+px\b/gi)].map(
      ([found]) => `${file}: ${found}`,
    ),
  )
  expect(own).toEqual([])
})

it('every token that is used is one that there is', () => {
  const tokens = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8')
  const unknown = files.flatMap(({ file, text }) =>
    [...text.matchAll(/var\((--(?!mantine-)[\w-]+)/g)]
      .map(([, name]) => name ?? '')
      .filter((name) => !tokens.includes(`${name}:`) && !text.includes(`${name}:`))
      .map((name) => `${file}: ${name}`),
  )
  expect(unknown).toEqual([])
})
