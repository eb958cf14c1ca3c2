import type { RouteLanguage } from '../contract.ts'
import { isPlayRoutes, playRoutes } from '../frameworks/play.ts'
import { isJvmManifest, jvmManifestFacts } from './jvm-manifests.ts'
import { isJvmSettings, jvmSettingsFacts } from './jvm-settings.ts'
import { jvmSourceFacts } from './jvm-symbols.ts'

/** Java and Kotlin: one world of packages and classes, two grammars. */
export const jvm: RouteLanguage = {
  id: 'jvm',
  wants: (path) =>
    (/\.(java|kt)$/.test(path) && !/(^|\/)package-info\.java$/.test(path)) ||
    isJvmManifest(path) ||
    isJvmSettings(path) ||
    isPlayRoutes(path),
  symbols(file) {
    if (isPlayRoutes(file.path)) return playRoutes(file)
    if (isJvmManifest(file.path)) return jvmManifestFacts(file)
    return isJvmSettings(file.path) ? jvmSettingsFacts(file) : jvmSourceFacts(file)
  },
  resolve(from, module, { has }) {
    // `com.acme.Routes` from `x/src/main/java/com/acme/web/Api.java`: below the same source folder, in either language.
    const path = module.replaceAll('.', '/')
    const first = `/${path.slice(0, Math.max(0, path.indexOf('/')))}/`
    const at = `/${from}`.indexOf(first)
    if (at < 0) return []
    const root = from.slice(0, at)
    const roots = [root, root.replace(/java\/$/, 'kotlin/'), root.replace(/kotlin\/$/, 'java/')]
    return [...new Set(roots)].flatMap((one) =>
      ['java', 'kt'].map((ending) => `${one}${path}.${ending}`).filter((file) => has(file)),
    )
  },
  scope: 'tree',
}
