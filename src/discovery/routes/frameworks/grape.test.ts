import { expect, test } from 'vitest'
import { asAny } from '../../contract.ts'
import { discoverTexts } from '../../test-discover.ts'
import { routes } from '../index.ts'

test('classes hung in each other and in Rails, namespaces, filters, constants', () => {
  const { endpoints } = discoverTexts(
    {
      Gemfile: "gem 'rails'\ngem 'grape'\n",
      'config/routes.rb': `Rails.application.routes.draw do
  mount Shop::Root => Shop::Root::PREFIX
end
`,
      'app/api/shop/root.rb': `module Shop
  class Root < Grape::API
    PREFIX = '/api'
    version 'v1', using: :path
    mount V1::Orders => :orders
    mount V1::Public
  end
end
`,
      'app/api/shop/v1/orders.rb': `module Shop
  module V1
    class Orders < Grape::API
      before { authenticate! }
      desc 'All orders'
      get do
        present Order.all
      end
      route_param :id do
        get(:lines) { present Line.all }
        delete do
          Order.find(params[:id]).destroy
        end
      end
    end
  end
end
`,
      'app/api/shop/v1/public.rb': `module Shop
  module V1
    class Public < Grape::API
      namespace :public do
        get '/prices/:day(.json)' do
          present Price.all
        end
        namespace :partners do
          before { verify_access_token! }
          post ':name' do
            Partner.touch
          end
        end
      end
    end
  end
end
`,
      // A client asks, it does not answer.
      'lib/client.rb': `class Client < Base
  def load
    get '/elsewhere' do |one|
      one
    end
  end
end
`,
    },
    [asAny(routes)],
  )
  expect(endpoints.map((one) => `${one.method} ${one.path} ${one.authentication ?? '-'}`).sort()).toEqual([
    'DELETE /api/v1/orders/{id} authenticate!',
    'GET /api/v1/orders authenticate!',
    'GET /api/v1/orders/{id}/lines authenticate!',
    'GET /api/v1/public/prices/{day} -',
    'POST /api/v1/public/partners/{name} verify_access_token!',
  ])
})
