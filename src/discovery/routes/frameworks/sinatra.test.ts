import { expect, it } from 'vitest'
import { asAny } from '../../contract.ts'
import { discoverTexts } from '../../test-discover.ts'
import { routes } from '../index.ts'

const said = (texts: Record<string, string>) =>
  discoverTexts({ Gemfile: "gem 'sinatra'\n", ...texts }, [asAny(routes)]).endpoints.map(
    ({ method, path, authentication, line }) => `${method} ${path} ${authentication ?? '-'} ${line}`,
  )

it('reads verbs at the top of a file and in classes that config.ru mounts', () => {
  expect(
    said({
      'app.rb': "require 'sinatra'\nget '/hello/:name' do\n  \"Hi\"\nend\nput '/files/*' do\nend\n",
      'admin.rb': `
class Admin < Sinatra::Base
  before do
    authenticate!
  end
  get('/users/?') do
    User.all
  end
  namespace '/v1' do
    post '/users' do
    end
  end
end
`,
      'config.ru': "map '/admin' do\n  run Admin\nend\n",
    }).sort(),
  ).toEqual([
    'GET /admin/users authenticate! 6',
    'GET /hello/{name} - 2',
    'POST /admin/v1/users authenticate! 10',
    'PUT /files/{splat} - 5',
  ])
})

it('guards only what a filter with a path covers', () => {
  expect(
    said({
      'app.rb': `require 'sinatra'
get '/open' do
end
before '/me/*' do
  require_login
end
get '/me/orders' do
end
`,
    }),
  ).toEqual(['GET /open - 2', 'GET /me/orders require_login 7'])
})
