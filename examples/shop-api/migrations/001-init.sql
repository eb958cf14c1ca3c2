create table customers (
  id serial primary key,
  email text not null unique,
  full_name text not null,
  phone text,
  street text,
  city text,
  birth_date date,
  password_hash text not null
);

create table products (
  sku text primary key,
  name text not null,
  description text,
  price_cents integer not null
);

create table orders (
  id serial primary key,
  customer_id integer not null references customers (id),
  status text not null default 'open',
  total_cents integer not null,
  created_at timestamptz not null default now()
);

create table order_lines (
  order_id integer not null references orders (id),
  sku text not null references products (sku),
  quantity integer not null
);

create table payments (
  id serial primary key,
  order_id integer not null references orders (id),
  card_number text not null,
  card_holder text not null,
  amount_cents integer not null,
  reference text not null
);

create table reviews (
  id serial primary key,
  sku text not null references products (sku),
  author text not null,
  body text not null
);

create table webhooks (
  id serial primary key,
  url text not null,
  event text not null
);
