import {
  convertCssVariables,
  DEFAULT_THEME,
  defaultCssVariablesResolver,
  mergeMantineTheme,
} from '@mantine/core'
import type { Plugin } from 'vite'
import { COLOURS, theme, variables } from '../src/theme/theme.ts'

const ID = 'virtual:theme-variables.css'

/**
 * The theme's CSS variables as a stylesheet made at build time. Mantine would write them into a `<style>` tag when it
 * starts, which the content security policy forbids and which would come after the first paint.
 */
export function themeVariables(): Plugin {
  return {
    name: 'theme-variables',
    resolveId: (id) => (id === ID ? `\0${ID}` : undefined),
    load: (id) => (id === `\0${ID}` ? stylesheet() : undefined),
  }
}

function stylesheet(): string {
  const merged = mergeMantineTheme(DEFAULT_THEME, theme)
  const used = Object.entries(merged.colors).filter(([name]) => COLOURS.some((colour) => colour === name))
  const colors = Object.fromEntries(used) as typeof merged.colors
  const base = defaultCssVariablesResolver({ ...merged, colors })
  const ours = variables(merged)
  const joined = {
    variables: { ...base.variables, ...ours.variables },
    light: { ...base.light, ...ours.light },
    dark: { ...base.dark, ...ours.dark },
  }
  return convertCssVariables(joined, ':root')
}
