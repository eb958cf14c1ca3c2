import { expect, it } from 'vitest'
import { SourceFile } from '../../source/source-file.ts'
import { ruby } from './ruby.ts'
import { rubyAsksWho } from './ruby-authentication.ts'
import { plural, singular } from './ruby-inflections.ts'

it('reads gems of Gemfile and gemspec, and what files require', () => {
  const names = (path: string, text: string) =>
    ruby
      .symbols(new SourceFile(path, text))
      .map((one) => ('name' in one && one.name !== '*' ? one.name : 'module' in one ? one.module : ''))
  expect(names('Gemfile', "gem 'rails', '~> 8'\ngroup :test do\n  gem \"rspec\"\nend\n# gem 'no'\n")).toEqual(
    ['rails', 'rspec'],
  )
  expect(names('x.gemspec', 's.add_dependency "sinatra", ">= 2"\n')).toEqual(['sinatra'])
  expect(names('app.rb', "require 'sinatra/base'\n")).toEqual(['sinatra/base'])
  expect(names('config/routes.rb', 'Rails.application.routes.draw do\nend\n')).toEqual(['rails'])
})

it.each([
  ['article', 'articles'],
  ['company', 'companies'],
  ['address', 'addresses'],
  ['status', 'statuses'],
  ['box', 'boxes'],
  ['person', 'people'],
  ['analysis', 'analyses'],
  ['news', 'news'],
  ['day', 'days'],
])('%s is one of %s', (one, many) => {
  expect(singular(many)).toBe(one)
  expect(plural(one)).toBe(many)
})

it('tells filters that ask from those that do not', () => {
  expect(
    [
      'authenticate_user!',
      'require_login',
      'doorkeeper_authorize!',
      'ensure_admin',
      'check_access_token',
    ].filter((one) => !rubyAsksWho(one)),
  ).toEqual([])
  expect(
    ['set_current_user', 'verify_authenticity_token', 'load_author', 'skip_auth', 'set_locale'].filter(
      rubyAsksWho,
    ),
  ).toEqual([])
})
