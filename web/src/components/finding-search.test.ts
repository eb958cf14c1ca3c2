import { expect, it } from 'vitest'
import { openFindingsOf } from './finding-search.ts'

it.each([
  ['lodash', 'lodash'],
  ['@babel/core', '@babel/core,@babel:core,core'],
  ['org.apache.shiro:shiro-core', 'org.apache.shiro/shiro-core,org.apache.shiro:shiro-core,shiro-core'],
])('%s goes by %s', (name, component) => {
  expect(openFindingsOf(name, '1.2.4')).toEqual({ state: 'open', component, q: '@1.2.4' })
})
