-- Ledgers of what is sold: every version of every row, so that any past day can be reported.
CREATE TABLE footfall_store.customer_order (
  id bigint NOT NULL,
  site bigint NOT NULL,
  as_of timestamptz NOT NULL,
  confirmed_at timestamptz NOT NULL,
  content bigint NOT NULL,
  generation bigint NOT NULL,
  position bigint NOT NULL,
  number text,
  at timestamptz NOT NULL,
  customer_number text,
  email text,
  login text,
  name text,
  phone text,
  amount numeric,
  currency text,
  items numeric,
  status text,
  campaign text,
  source text,
  PRIMARY KEY (id, as_of)
);
COMMENT ON TABLE footfall_store.customer_order IS 'Orders.';
COMMENT ON COLUMN footfall_store.customer_order.number IS 'Number of the order.';
COMMENT ON COLUMN footfall_store.customer_order.at IS 'When it was placed.';
COMMENT ON COLUMN footfall_store.customer_order.customer_number IS 'Number of the customer.';
COMMENT ON COLUMN footfall_store.customer_order.email IS 'Mail address of the buyer.';
COMMENT ON COLUMN footfall_store.customer_order.login IS 'Name by which the buyer was logged in.';
COMMENT ON COLUMN footfall_store.customer_order.name IS 'Name of the buyer.';
COMMENT ON COLUMN footfall_store.customer_order.phone IS 'Telephone number of the buyer.';
COMMENT ON COLUMN footfall_store.customer_order.amount IS 'What is to be paid, in the currency of the order.';
COMMENT ON COLUMN footfall_store.customer_order.currency IS 'Currency.';
COMMENT ON COLUMN footfall_store.customer_order.items IS 'How many pieces.';
COMMENT ON COLUMN footfall_store.customer_order.status IS 'State of the order.';
COMMENT ON COLUMN footfall_store.customer_order.campaign IS 'Campaign that led to it.';
COMMENT ON COLUMN footfall_store.customer_order.source IS 'How the buyer heard of the business.';

CREATE TABLE footfall_store.order_line (
  id bigint NOT NULL,
  site bigint NOT NULL,
  as_of timestamptz NOT NULL,
  confirmed_at timestamptz NOT NULL,
  content bigint NOT NULL,
  generation bigint NOT NULL,
  position bigint NOT NULL,
  order_number text NOT NULL,
  line text,
  product text NOT NULL,
  name text,
  quantity numeric,
  price numeric,
  amount numeric,
  currency text,
  PRIMARY KEY (id, as_of)
);
COMMENT ON TABLE footfall_store.order_line IS 'What was ordered, line by line.';
COMMENT ON COLUMN footfall_store.order_line.order_number IS 'Number of the order.';
COMMENT ON COLUMN footfall_store.order_line.line IS 'Number of the line.';
COMMENT ON COLUMN footfall_store.order_line.product IS 'Number of the product.';
COMMENT ON COLUMN footfall_store.order_line.name IS 'Name of the product.';
COMMENT ON COLUMN footfall_store.order_line.quantity IS 'How many.';
COMMENT ON COLUMN footfall_store.order_line.price IS 'Price of one.';
COMMENT ON COLUMN footfall_store.order_line.amount IS 'Price of the line.';
COMMENT ON COLUMN footfall_store.order_line.currency IS 'Currency.';

CREATE TABLE footfall_store.order_status (
  id bigint NOT NULL,
  site bigint NOT NULL,
  as_of timestamptz NOT NULL,
  confirmed_at timestamptz NOT NULL,
  content bigint NOT NULL,
  generation bigint NOT NULL,
  position bigint NOT NULL,
  order_number text NOT NULL,
  at timestamptz NOT NULL,
  status text NOT NULL,
  note text,
  PRIMARY KEY (id, as_of)
);
COMMENT ON TABLE footfall_store.order_status IS 'How orders went on.';
COMMENT ON COLUMN footfall_store.order_status.order_number IS 'Number of the order.';
COMMENT ON COLUMN footfall_store.order_status.at IS 'Since when.';
COMMENT ON COLUMN footfall_store.order_status.status IS 'State of the order.';
COMMENT ON COLUMN footfall_store.order_status.note IS 'What staff wrote down.';

CREATE TABLE footfall_store.shipment (
  id bigint NOT NULL,
  site bigint NOT NULL,
  as_of timestamptz NOT NULL,
  confirmed_at timestamptz NOT NULL,
  content bigint NOT NULL,
  generation bigint NOT NULL,
  position bigint NOT NULL,
  number text,
  order_number text NOT NULL,
  sent_at timestamptz,
  due_at timestamptz,
  delivered_at timestamptz,
  carrier text,
  tracking text,
  status text,
  PRIMARY KEY (id, as_of)
);
COMMENT ON TABLE footfall_store.shipment IS 'What was sent.';
COMMENT ON COLUMN footfall_store.shipment.number IS 'Number of the shipment.';
COMMENT ON COLUMN footfall_store.shipment.order_number IS 'Number of the order.';
COMMENT ON COLUMN footfall_store.shipment.sent_at IS 'When it was sent.';
COMMENT ON COLUMN footfall_store.shipment.due_at IS 'When it was promised.';
COMMENT ON COLUMN footfall_store.shipment.delivered_at IS 'When it arrived.';
COMMENT ON COLUMN footfall_store.shipment.carrier IS 'Who carries it.';
COMMENT ON COLUMN footfall_store.shipment.tracking IS 'Number of the carrier.';
COMMENT ON COLUMN footfall_store.shipment.status IS 'State of the shipment.';

CREATE TABLE footfall_store.product (
  id bigint NOT NULL,
  site bigint NOT NULL,
  as_of timestamptz NOT NULL,
  confirmed_at timestamptz NOT NULL,
  content bigint NOT NULL,
  generation bigint NOT NULL,
  position bigint NOT NULL,
  number text NOT NULL,
  name text,
  category text,
  price numeric,
  currency text,
  stock numeric,
  stock_at timestamptz,
  page text,
  vendor text,
  PRIMARY KEY (id, as_of)
);
COMMENT ON TABLE footfall_store.product IS 'What the business sells, and how much is there.';
COMMENT ON COLUMN footfall_store.product.number IS 'Number of the product.';
COMMENT ON COLUMN footfall_store.product.name IS 'Name.';
COMMENT ON COLUMN footfall_store.product.category IS 'Category.';
COMMENT ON COLUMN footfall_store.product.price IS 'Price of one.';
COMMENT ON COLUMN footfall_store.product.currency IS 'Currency.';
COMMENT ON COLUMN footfall_store.product.stock IS 'How many are there.';
COMMENT ON COLUMN footfall_store.product.stock_at IS 'When they were counted.';
COMMENT ON COLUMN footfall_store.product.page IS 'Path of its page on the website.';
COMMENT ON COLUMN footfall_store.product.vendor IS 'Number of the vendor.';

CREATE TABLE footfall_store.wish (
  id bigint NOT NULL,
  site bigint NOT NULL,
  as_of timestamptz NOT NULL,
  confirmed_at timestamptz NOT NULL,
  content bigint NOT NULL,
  generation bigint NOT NULL,
  position bigint NOT NULL,
  customer_number text,
  email text,
  product text NOT NULL,
  at timestamptz,
  removed_at timestamptz,
  PRIMARY KEY (id, as_of)
);
COMMENT ON TABLE footfall_store.wish IS 'What persons wish to have.';
COMMENT ON COLUMN footfall_store.wish.customer_number IS 'Number of the customer.';
COMMENT ON COLUMN footfall_store.wish.email IS 'Mail address of the person.';
COMMENT ON COLUMN footfall_store.wish.product IS 'Number of the product.';
COMMENT ON COLUMN footfall_store.wish.at IS 'When it was wished.';
COMMENT ON COLUMN footfall_store.wish.removed_at IS 'When it was no longer wished.';

CREATE TABLE footfall_store.subscription (
  id bigint NOT NULL,
  site bigint NOT NULL,
  as_of timestamptz NOT NULL,
  confirmed_at timestamptz NOT NULL,
  content bigint NOT NULL,
  generation bigint NOT NULL,
  position bigint NOT NULL,
  number text NOT NULL,
  customer_number text,
  email text,
  product text,
  started date NOT NULL,
  renews_on date,
  ended date,
  price numeric,
  currency text,
  period text,
  status text,
  PRIMARY KEY (id, as_of)
);
COMMENT ON TABLE footfall_store.subscription IS 'Subscriptions and contracts.';
COMMENT ON COLUMN footfall_store.subscription.number IS 'Number of the subscription.';
COMMENT ON COLUMN footfall_store.subscription.customer_number IS 'Number of the customer.';
COMMENT ON COLUMN footfall_store.subscription.email IS 'Mail address of the subscriber.';
COMMENT ON COLUMN footfall_store.subscription.product IS 'Number or name of what is subscribed to.';
COMMENT ON COLUMN footfall_store.subscription.started IS 'First day.';
COMMENT ON COLUMN footfall_store.subscription.renews_on IS 'Day of the next renewal.';
COMMENT ON COLUMN footfall_store.subscription.ended IS 'Last day; empty while it runs.';
COMMENT ON COLUMN footfall_store.subscription.price IS 'Price of one period.';
COMMENT ON COLUMN footfall_store.subscription.currency IS 'Currency.';
COMMENT ON COLUMN footfall_store.subscription.period IS 'Length of a period.';
COMMENT ON COLUMN footfall_store.subscription.status IS 'State of the subscription.';

CREATE TABLE footfall_store.cost (
  id bigint NOT NULL,
  site bigint NOT NULL,
  as_of timestamptz NOT NULL,
  confirmed_at timestamptz NOT NULL,
  content bigint NOT NULL,
  generation bigint NOT NULL,
  position bigint NOT NULL,
  number text,
  day date NOT NULL,
  purpose text NOT NULL CHECK (purpose IN ('acquisition', 'retention', 'system')),
  campaign text,
  amount numeric NOT NULL,
  currency text,
  note text,
  PRIMARY KEY (id, as_of)
);
COMMENT ON TABLE footfall_store.cost IS 'What winning and keeping customers costs.';
COMMENT ON COLUMN footfall_store.cost.number IS 'Number of the entry.';
COMMENT ON COLUMN footfall_store.cost.day IS 'When it was spent.';
COMMENT ON COLUMN footfall_store.cost.purpose IS 'What it was spent for.';
COMMENT ON COLUMN footfall_store.cost.campaign IS 'Campaign.';
COMMENT ON COLUMN footfall_store.cost.amount IS 'What was spent.';
COMMENT ON COLUMN footfall_store.cost.currency IS 'Currency.';
COMMENT ON COLUMN footfall_store.cost.note IS 'What it was.';

CREATE TABLE footfall_store.benefit (
  id bigint NOT NULL,
  site bigint NOT NULL,
  as_of timestamptz NOT NULL,
  confirmed_at timestamptz NOT NULL,
  content bigint NOT NULL,
  generation bigint NOT NULL,
  position bigint NOT NULL,
  number text,
  day date NOT NULL,
  purpose text NOT NULL CHECK (purpose IN ('acquisition', 'retention', 'system')),
  campaign text,
  amount numeric NOT NULL,
  currency text,
  note text,
  PRIMARY KEY (id, as_of)
);
COMMENT ON TABLE footfall_store.benefit IS 'What is expected to come of it.';
COMMENT ON COLUMN footfall_store.benefit.number IS 'Number of the entry.';
COMMENT ON COLUMN footfall_store.benefit.day IS 'When it is expected.';
COMMENT ON COLUMN footfall_store.benefit.purpose IS 'What it comes from.';
COMMENT ON COLUMN footfall_store.benefit.campaign IS 'Campaign.';
COMMENT ON COLUMN footfall_store.benefit.amount IS 'What is expected.';
COMMENT ON COLUMN footfall_store.benefit.currency IS 'Currency.';
COMMENT ON COLUMN footfall_store.benefit.note IS 'What it is.';
