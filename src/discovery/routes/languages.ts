import type { RouteLanguage } from './contract.ts'
import { csharp } from './languages/csharp.ts'
import { go } from './languages/go.ts'
import { javascript } from './languages/javascript.ts'
import { jvm } from './languages/jvm.ts'
import { php } from './languages/php.ts'
import { python } from './languages/python.ts'
import { ruby } from './languages/ruby.ts'
import { rust } from './languages/rust.ts'

/** Every language that routes are read in. */
export const LANGUAGES: readonly RouteLanguage[] = [javascript, python, go, jvm, csharp, rust, ruby, php]

/** The language that reads a file. */
export const languageFor = (path: string): RouteLanguage | undefined =>
  LANGUAGES.find((language) => language.wants(path))
