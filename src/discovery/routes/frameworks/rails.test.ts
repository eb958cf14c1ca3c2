import { expect, it } from 'vitest'
import { asAny } from '../../contract.ts'
import { discoverTexts } from '../../test-discover.ts'
import { routes } from '../index.ts'

const found = (texts: Record<string, string>) =>
  discoverTexts({ Gemfile: "gem 'rails', '~> 8.0'\n", ...texts }, [asAny(routes)]).endpoints
const said = (texts: Record<string, string>) =>
  found(texts).map(
    ({ method, path, authentication, handler }) =>
      `${method} ${path} ${authentication ?? '-'} ${handler?.name ?? ''}`,
  )

it('reads resources, nesting, members, collections and what scopes change', () => {
  expect(
    said({
      'config/routes.rb': `
Rails.application.routes.draw do
  root 'pages#home'
  namespace :api, path: 'v1' do
    resources :articles, only: %i[index update], param: :slug do
      get :feed, on: :collection
      member { post 'publish' }
      resources :comments, only: [:create]
      resource :favorite, only: :destroy
    end
    scope module: :inner, path: 'in/:tenant' do
      match 'search(/:kind)(.:format)', to: 'find#all', via: [:get, :post]
    end
  end
  %w[a b].each { |name| get "/#{name}/list" => 'lists#show' }
  get 'old/*rest', to: redirect('/new')
end
`,
    }),
  ).toEqual([
    'GET / - pages#home',
    'GET /v1/articles - api/articles#index',
    'PATCH /v1/articles/{slug} - api/articles#update',
    'PUT /v1/articles/{slug} - api/articles#update',
    'GET /v1/articles/feed - api/articles#feed',
    'POST /v1/articles/{slug}/publish - api/articles#publish',
    'POST /v1/articles/{article_slug}/comments - api/comments#create',
    'DELETE /v1/articles/{article_slug}/favorite - api/favorites#destroy',
    'GET /v1/in/{tenant}/search - api/inner/find#all',
    'POST /v1/in/{tenant}/search - api/inner/find#all',
    'GET /a/list - lists#show',
    'GET /b/list - lists#show',
    'GET /old/{rest} - redirect',
  ])
})

const CONTROLLERS = {
  'app/controllers/application_controller.rb': `
class ApplicationController < ActionController::API
  before_action :authenticate_user!
  before_action :set_current_user
end
`,
  'app/controllers/posts_controller.rb': `
class PostsController < ApplicationController
  skip_before_action :authenticate_user!, only: [:index]
  def index
    render json: Post.where(author: params[:author])
  end
  def create
    Post.create(params.require(:post))
  end
  private
  def show
  end
end
`,
}

it('finds the action, what stands before it, and leaves out what no controller answers', () => {
  const endpoints = found({
    'config/routes.rb': 'Rails.application.routes.draw do\n  resources :posts\nend\n',
    ...CONTROLLERS,
  })
  expect(
    endpoints.map(({ method, path, authentication }) => `${method} ${path} ${authentication ?? '-'}`),
  ).toEqual(['GET /posts -', 'POST /posts authenticate_user!'])
  expect(endpoints[0]?.handler).toEqual({
    name: 'posts#index',
    file: 'app/controllers/posts_controller.rb',
    line: 4,
  })
  expect(endpoints[0]?.parameters).toEqual([{ name: 'author', in: 'query' }])
  expect(endpoints[1]?.parameters).toEqual([{ name: 'post', in: 'body' }])
  expect(endpoints[1]?.uses).toEqual(['Post'])
})

it('draws files, mounts engines of the tree, repeats concerns', () => {
  expect(
    said({
      'config/routes.rb': `
Rails.application.routes.draw do
  concern(:likeable) { resources :likes, only: :create }
  authenticate :admin do
    mount Shop::Engine, at: '/shop'
  end
  scope('/api', module: :api) { draw :v2 }
  resources :photos, only: [], concerns: :likeable
end
`,
      'config/routes/v2.rb': "get 'ping', to: 'health#ping'\n",
      'shop/config/routes.rb': "Shop::Engine.routes.draw do\n  get 'cart' => 'carts#show'\nend\n",
    }).sort(),
  ).toEqual([
    'GET /api/ping - api/health#ping',
    'GET /shop/cart authenticate admin carts#show',
    'POST /photos/{photo_id}/likes - likes#create',
  ])
})

it('knows the routes of Devise, and ends with statements in statements', () => {
  const deep = `${'scope "x" do\n'.repeat(200)}get "y", to: "z#z"\n${'end\n'.repeat(200)}`
  expect(
    said({
      'config/routes.rb': `Rails.application.routes.draw do
  devise_for :users, path: 'auth', skip: [:registrations], controllers: { sessions: 'my/sessions' }
  ${deep}
end`,
    }),
  ).toEqual([
    'GET /auth/sign_in - my/sessions#new',
    'POST /auth/sign_in - my/sessions#create',
    'DELETE /auth/sign_out - my/sessions#destroy',
    'GET /auth/password/new - devise/passwords#new',
    'GET /auth/password/edit - devise/passwords#edit',
    'PATCH /auth/password - devise/passwords#update',
    'PUT /auth/password - devise/passwords#update',
    'POST /auth/password - devise/passwords#create',
  ])
})

it('follows a module that only includes the one which asks', () => {
  expect(
    said({
      'config/routes.rb': 'Rails.application.routes.draw do\n  resources :reports, only: :index\nend\n',
      'app/controllers/reports_controller.rb': `
class ReportsController < ActionController::API
  include PartnerTokens
  def index; end
end
`,
      'app/controllers/concerns/partner_tokens.rb': `
module PartnerTokens
  extend ActiveSupport::Concern
  include Tokens
end
`,
      'app/controllers/concerns/tokens.rb': `
module Tokens
  extend ActiveSupport::Concern
  included do
    before_action :authenticate
  end
  def authenticate
    authenticate_or_request_with_http_token { |one| Token.find_by(text: one) }
  end
end
`,
    }),
  ).toEqual(['GET /reports authenticate reports#index'])
})
