import { type Noise, placeNoise } from '../../model/noise.ts'

/** Folders below this one are named after what an action does: `.github/actions/test/action.yml` tests, and is no test. */
const ACTION = /((?:^|\/)\.(?:github|gitea|forgejo)\/actions\/)(?:[^/]+\/)+(?=action\.ya?ml$)/

/** Whether a file is part of what runs, as far as its path tells: no test, no generated or vendored copy. Examples are code of their own. */
export const isOwnCode = (path: string): boolean => !isPlaced(path, 'test', 'vendored', 'generated')

/** Whether a file stands where one of these do. */
export function isPlaced(path: string, ...places: Noise[]): boolean {
  return placeNoise(path.replace(ACTION, '$1')).some((one) => places.includes(one))
}
