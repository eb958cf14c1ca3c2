import type { RouteLanguage } from './contract.ts'

/** Every language that routes are read in. */
export const LANGUAGES: readonly RouteLanguage[] = []

/** The language that reads a file. */
export const languageFor = (path: string): RouteLanguage | undefined =>
  LANGUAGES.find((language) => language.wants(path))
