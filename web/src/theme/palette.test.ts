import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const TOKENS = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8')
const RATED = ['critical', 'high', 'medium', 'low', 'info'] as const
const SCHEMES = ['light', 'dark'] as const
type Scheme = (typeof SCHEMES)[number]
type Rgb = [number, number, number]

/** A token's colour in a scheme, as linear RGB 0–1. */
function colour(name: string, scheme: Scheme): Rgb {
  const value = new RegExp(`--${name}:\\s*([^;]+);`).exec(TOKENS)?.[1] ?? ''
  const hexes = value.match(/#[0-9a-f]{6}/g) ?? []
  const hex = (scheme === 'dark' ? hexes.at(-1) : hexes[0]) ?? ''
  return [1, 3, 5].map((at) => linear(Number.parseInt(hex.slice(at, at + 2), 16) / 255)) as Rgb
}

const linear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)

/** Relative luminance and contrast as WCAG 2.2 defines them. */
const luminance = ([r, g, b]: Rgb) => 0.2126 * r + 0.7152 * g + 0.0722 * b
function contrast(a: Rgb, b: Rgb): number {
  const [light, dark] = [luminance(a), luminance(b)].toSorted((x, y) => y - x) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

const times = (matrix: Rgb[], v: Rgb): Rgb =>
  matrix.map((row) => row[0] * v[0] + row[1] * v[1] + row[2] * v[2]) as Rgb

/** Full loss of one kind of cone, after Machado, Oliveira and Fernandes 2009, on linear RGB. */
const VISION: Record<string, Rgb[]> = {
  'full colour vision': [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}

/** OKLab (Ottosson 2020): distances in it are about as large as they look. */
function oklab(rgb: Rgb): Rgb {
  const clipped = rgb.map((value) => Math.min(1, Math.max(0, value))) as Rgb
  const cones = times(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    clipped,
  ).map(Math.cbrt) as Rgb
  return times(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    cones,
  )
}

const distance = (a: Rgb, b: Rgb) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])
/** Colours this far apart in OKLab are told apart side by side without effort. */
const APART = 0.1

describe.each(SCHEMES)('severity colours, %s', (scheme) => {
  it.each(Object.keys(VISION))('stay apart with %s', (vision) => {
    const seen = RATED.map((severity) => ({
      severity,
      lab: oklab(times(VISION[vision] ?? [], colour(`severity-${severity}`, scheme))),
    }))
    const close = seen.flatMap((a, i) =>
      seen
        .slice(i + 1)
        .flatMap((b) => (distance(a.lab, b.lab) < APART ? [`${a.severity} and ${b.severity}`] : [])),
    )
    expect(close).toEqual([])
  })

  it.each([...RATED, 'unknown'])('carry the letter of %s readably', (severity) => {
    const mark = colour(`severity-${severity}`, scheme)
    expect(contrast(mark, colour(`severity-${severity}-ink`, scheme))).toBeGreaterThanOrEqual(4.5)
  })
})

describe.each(SCHEMES)('text, %s', (scheme) => {
  it.each(['text', 'text-quiet', 'text-faint', 'accent-text', 'good', 'bad'])(
    '%s is readable on every surface',
    (name) => {
      for (const surface of [
        'ground',
        'surface',
        'surface-sunk',
        'surface-raised',
        'surface-hover',
        'surface-current',
        'accent-soft',
      ]) {
        expect(contrast(colour(name, scheme), colour(surface, scheme)), surface).toBeGreaterThanOrEqual(4.5)
      }
    },
  )
})
