-- +goose Up
-- What a buyer is about to order. Its id is the checkout's id: one purchase order per (cart, supplier), however often it is sent.
CREATE TABLE carts (
    id         uuid PRIMARY KEY,
    client_id  uuid NOT NULL REFERENCES organisations (id),
    user_id    uuid NOT NULL REFERENCES users (id),
    status     text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'placed')),
    version    int NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    UNIQUE (client_id, id)
);
CREATE UNIQUE INDEX carts_open ON carts (client_id, user_id) WHERE status = 'open';

CREATE TABLE cart_lines (
    cart_id    uuid NOT NULL,
    client_id  uuid NOT NULL,
    supplier_id uuid NOT NULL,
    product_id uuid NOT NULL,
    quantity   numeric(14,3) NOT NULL CHECK (quantity > 0),
    seen_price numeric(18,4),            -- the unit price the buyer last saw; a rise needs their yes
    nudge_id   uuid,                     -- the reminder out of whose basket it was put in
    added_at   timestamptz NOT NULL,
    PRIMARY KEY (cart_id, product_id),
    FOREIGN KEY (client_id, cart_id) REFERENCES carts (client_id, id) ON DELETE CASCADE,
    FOREIGN KEY (supplier_id, product_id) REFERENCES products (supplier_id, id)
);
CREATE INDEX cart_lines_supplier ON cart_lines (client_id, supplier_id);

CREATE SEQUENCE purchase_order_numbers;
-- +goose StatementBegin
-- The next order's number as people say it: PO-000123.
CREATE FUNCTION next_order_number() RETURNS text LANGUAGE sql VOLATILE AS $$
    SELECT 'PO-' || lpad(n::text, greatest(6, length(n::text)), '0') FROM nextval('purchase_order_numbers') AS n
$$;
-- +goose StatementEnd

CREATE TABLE purchase_orders (
    id                 uuid PRIMARY KEY,
    number             text NOT NULL UNIQUE DEFAULT next_order_number(),
    client_id          uuid NOT NULL REFERENCES organisations (id),
    supplier_id        uuid NOT NULL REFERENCES organisations (id),
    agreement_id       uuid,
    location_id        uuid,
    status             text NOT NULL CHECK (status IN ('draft', 'pending_approval', 'rejected', 'placed', 'confirmed',
                           'partially_shipped', 'shipped', 'delivered', 'closed', 'cancelled', 'refused')),
    currency           char(3) NOT NULL,
    net                bigint NOT NULL CHECK (net >= 0),
    tax                bigint NOT NULL CHECK (tax >= 0),
    total              bigint NOT NULL,
    lines_count        int NOT NULL DEFAULT 0,
    client_number      text NOT NULL DEFAULT '',      -- the client's own PO number
    note               text NOT NULL DEFAULT '',
    source             text NOT NULL DEFAULT 'cart' CHECK (source IN ('cart', 'reorder', 'nudge', 'history', 'api')),
    nudge_id           uuid,                          -- the nudge whose link it came through
    checkout_id        uuid NOT NULL,                 -- the cart, or the page's own: one order per checkout and supplier
    content            bytea NOT NULL DEFAULT '',     -- hash of what was asked for: the same checkout again must ask the same
    placed_by          uuid REFERENCES users (id),
    placed_by_name     text NOT NULL DEFAULT '',
    placed_at          timestamptz NOT NULL,
    placed_on          date NOT NULL,                 -- the day in the client's own time zone
    wanted_on          date,
    promised_on        date,
    confirmed_at       timestamptz,
    external_ref       text,                          -- an imported order's own number
    version            int NOT NULL DEFAULT 1,
    CONSTRAINT purchase_orders_total CHECK (total = net + tax),
    CONSTRAINT purchase_orders_checkout UNIQUE (checkout_id, supplier_id, client_id),
    CONSTRAINT purchase_orders_external UNIQUE (supplier_id, client_id, external_ref),
    UNIQUE (id, client_id, supplier_id),
    FOREIGN KEY (agreement_id, client_id, supplier_id) REFERENCES agreements (id, client_id, supplier_id),
    FOREIGN KEY (client_id, location_id) REFERENCES locations (client_id, id)
);
CREATE INDEX purchase_orders_client ON purchase_orders (client_id, placed_at DESC, id DESC);
CREATE INDEX purchase_orders_supplier ON purchase_orders (supplier_id, placed_at DESC, id DESC);
CREATE INDEX purchase_orders_placed_at ON purchase_orders (placed_at DESC, id DESC);
CREATE INDEX purchase_orders_supplier_open ON purchase_orders (supplier_id, status, placed_at DESC, id DESC);
CREATE INDEX purchase_orders_pair ON purchase_orders (client_id, supplier_id, placed_on DESC);

CREATE TABLE purchase_order_lines (
    id          uuid PRIMARY KEY,
    order_id    uuid NOT NULL,
    client_id   uuid NOT NULL,
    supplier_id uuid NOT NULL,
    position    int NOT NULL,
    product_id  uuid NOT NULL,
    sku         text NOT NULL,
    name_ru     text NOT NULL,
    name_en     text NOT NULL,
    unit        text NOT NULL,
    quantity    numeric(14,3) NOT NULL CHECK (quantity > 0),
    unit_price  numeric(18,4) NOT NULL CHECK (unit_price >= 0),
    vat_rate    numeric(5,2) NOT NULL,
    net         bigint NOT NULL,
    price_from  text NOT NULL DEFAULT '',           -- where the price came from: list, contract, with the list's name
    reserved    numeric(14,3) NOT NULL DEFAULT 0 CHECK (reserved BETWEEN 0 AND quantity), -- of it held in the supplier's stock
    UNIQUE (order_id, position),
    -- No key to products: the line is a copy of its day, and locking twenty catalogue rows costs a sixth of placing an order.
    FOREIGN KEY (order_id, client_id, supplier_id) REFERENCES purchase_orders (id, client_id, supplier_id) ON DELETE CASCADE
);
CREATE INDEX purchase_order_lines_usual ON purchase_order_lines (client_id, supplier_id, product_id);

-- What happened between a client and a supplier: an order's timeline, a client's timeline, an account manager's feed.
CREATE TABLE events (
    id          uuid PRIMARY KEY,
    client_id   uuid NOT NULL REFERENCES organisations (id),
    supplier_id uuid REFERENCES organisations (id),
    order_id    uuid,
    invoice_id  uuid,
    at          timestamptz NOT NULL,
    kind        text NOT NULL,       -- order.placed, order.confirmed, order.refused, order.cancelled, invoice.issued, invoice.paid, nudge.sent, contact.logged ...
    actor_id    uuid,
    actor_name  text NOT NULL DEFAULT '',
    acting_for  text NOT NULL DEFAULT '',
    note        text NOT NULL DEFAULT '',
    internal    boolean NOT NULL DEFAULT false, -- the account manager's own: neither side sees it
    detail      jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX events_order ON events (order_id, at, id) WHERE order_id IS NOT NULL;
CREATE INDEX events_client ON events (client_id, at DESC, id DESC);
CREATE INDEX events_at ON events (at DESC, id DESC);
CREATE INDEX events_contacts ON events (client_id, at DESC) WHERE kind = 'contact.logged';

-- Gapless numbers: one row per supplier, series and year, locked in the issuing transaction.
CREATE TABLE number_series (
    supplier_id uuid NOT NULL REFERENCES organisations (id),
    series      text NOT NULL,
    year        int NOT NULL,
    last        int NOT NULL,
    PRIMARY KEY (supplier_id, series, year)
);

-- Issued once, never edited; what it says about both sides is what was true that day.
CREATE TABLE invoices (
    id          uuid PRIMARY KEY,
    client_id   uuid NOT NULL REFERENCES organisations (id),
    supplier_id uuid NOT NULL REFERENCES organisations (id),
    order_id    uuid NOT NULL,
    series      text NOT NULL,
    year        int NOT NULL,
    sequence    int NOT NULL,
    number      text NOT NULL,
    locale      text NOT NULL,
    currency    char(3) NOT NULL,
    issued_on   date NOT NULL,
    due_on      date NOT NULL,
    net         bigint NOT NULL,
    tax         bigint NOT NULL,
    total       bigint NOT NULL,
    paid        bigint NOT NULL DEFAULT 0 CHECK (paid >= 0 AND paid <= total),
    parties     jsonb NOT NULL,        -- {supplier, client, agreement, deliver_to} as printed
    taxes       jsonb NOT NULL,        -- [{rate: "22", base, tax}], sums in minor units
    order_number  text NOT NULL,
    client_number text NOT NULL DEFAULT '',
    issued_at   timestamptz NOT NULL,
    CONSTRAINT invoices_total CHECK (total = net + tax),
    CONSTRAINT invoices_number UNIQUE (supplier_id, series, year, sequence),
    CONSTRAINT invoices_order UNIQUE (order_id),
    UNIQUE (id, client_id, supplier_id),
    FOREIGN KEY (order_id, client_id, supplier_id) REFERENCES purchase_orders (id, client_id, supplier_id)
);
CREATE INDEX invoices_client ON invoices (client_id, issued_on DESC, id DESC);
CREATE INDEX invoices_supplier ON invoices (supplier_id, issued_on DESC, id DESC);
CREATE INDEX invoices_issued_on ON invoices (issued_on DESC, id DESC);
CREATE INDEX invoices_open ON invoices (client_id, due_on) WHERE paid < total;

CREATE TABLE invoice_lines (
    invoice_id  uuid NOT NULL,
    client_id   uuid NOT NULL,
    supplier_id uuid NOT NULL,
    position    int NOT NULL,
    sku         text NOT NULL,
    name        text NOT NULL,
    unit        text NOT NULL,
    quantity    numeric(14,3) NOT NULL,
    unit_price  numeric(18,4) NOT NULL,
    vat_rate    numeric(5,2) NOT NULL,
    net         bigint NOT NULL,
    PRIMARY KEY (invoice_id, position),
    FOREIGN KEY (invoice_id, client_id, supplier_id) REFERENCES invoices (id, client_id, supplier_id)
);

CREATE TABLE payments (
    id          uuid PRIMARY KEY,
    client_id   uuid NOT NULL,
    supplier_id uuid NOT NULL,
    invoice_id  uuid NOT NULL,
    currency    char(3) NOT NULL,
    amount      bigint NOT NULL CHECK (amount > 0),
    received_on date NOT NULL,
    reference   text NOT NULL DEFAULT '',
    created_at  timestamptz NOT NULL,
    FOREIGN KEY (invoice_id, client_id, supplier_id) REFERENCES invoices (id, client_id, supplier_id)
);
CREATE INDEX payments_invoice ON payments (invoice_id);

-- +goose Down
DROP TABLE payments, invoice_lines, invoices, number_series, events, purchase_order_lines, purchase_orders, cart_lines, carts;
DROP FUNCTION next_order_number;
DROP SEQUENCE purchase_order_numbers;
