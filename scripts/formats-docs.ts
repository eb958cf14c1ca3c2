/** Prints docs/formats.md from the registry: node scripts/formats-docs.ts > docs/formats.md */
import { formatsPage } from './formats-page.ts'

process.stdout.write(formatsPage())
