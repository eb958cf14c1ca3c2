import type { Format } from './contract.ts'

/**
 * The registry's formats, whose some hundred units are loaded when the first report asks for them: neither a command that reads none
 * nor the start of a server waits for that.
 */
export const knownFormats = async (): Promise<readonly Format[]> => (await import('./registry.ts')).formats
