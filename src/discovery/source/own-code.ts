import { placeNoise } from '../../model/noise.ts'

/** Whether a file is part of what runs, as far as its path tells: no test, no generated or vendored copy. Examples are code of their own. */
export const isOwnCode = (path: string): boolean => {
  const noise = placeNoise(path)
  return !noise.some((one) => one === 'test' || one === 'vendored' || one === 'generated')
}
