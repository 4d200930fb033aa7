-- +goose Up
-- The operator's tree of categories; suppliers hang products on its leaves.
CREATE TABLE categories (
    id        uuid PRIMARY KEY,
    parent_id uuid REFERENCES categories (id),
    slug      text NOT NULL UNIQUE,
    name_ru   text NOT NULL,
    name_en   text NOT NULL,
    icon      text NOT NULL DEFAULT 'package'
);

CREATE TABLE products (
    id             uuid PRIMARY KEY,
    supplier_id    uuid NOT NULL REFERENCES organisations (id),
    sku            text NOT NULL CHECK (sku <> ''),
    gtin           text NOT NULL DEFAULT '',
    name_ru        text NOT NULL,
    name_en        text NOT NULL,
    description_ru text NOT NULL DEFAULT '',
    description_en text NOT NULL DEFAULT '',
    brand          text NOT NULL DEFAULT '',
    category_id    uuid NOT NULL REFERENCES categories (id),
    unit           text NOT NULL DEFAULT 'pcs',        -- what one of quantity is: pcs, kg, l, m, box, pack, pallet ...
    pack_size      numeric(14,3) NOT NULL DEFAULT 1 CHECK (pack_size > 0), -- how many pieces are in one unit sold
    minimum        numeric(14,3) NOT NULL DEFAULT 1 CHECK (minimum > 0),
    multiple       numeric(14,3) NOT NULL DEFAULT 1 CHECK (multiple > 0),  -- counted from the minimum
    vat_rate       numeric(5,2) NOT NULL DEFAULT 22 CHECK (vat_rate BETWEEN 0 AND 100),
    status         text NOT NULL DEFAULT 'active' CHECK (status IN ('draft', 'active', 'discontinued')),
    substitute_id  uuid,
    search         tsvector NOT NULL DEFAULT '',     -- see 0008_search.sql
    version        int NOT NULL DEFAULT 1,
    created_at     timestamptz NOT NULL,
    updated_at     timestamptz NOT NULL,
    CONSTRAINT products_sku UNIQUE (supplier_id, sku),
    UNIQUE (supplier_id, id),
    FOREIGN KEY (supplier_id, substitute_id) REFERENCES products (supplier_id, id)
);
CREATE STATISTICS products_supplier_category (dependencies, ndistinct) ON supplier_id, category_id, brand FROM products;

CREATE TABLE stock (
    product_id  uuid PRIMARY KEY,
    supplier_id uuid NOT NULL,
    on_hand     numeric(14,3) NOT NULL DEFAULT 0 CHECK (on_hand >= 0),
    reserved    numeric(14,3) NOT NULL DEFAULT 0 CHECK (reserved >= 0),
    restock_on  date,                                -- when more is expected, where the supplier says so
    updated_at  timestamptz NOT NULL,
    CONSTRAINT stock_covers_reserved CHECK (reserved <= on_hand),
    FOREIGN KEY (supplier_id, product_id) REFERENCES products (supplier_id, id)
) WITH (fillfactor = 85); -- every order changes it: room to do so in place

CREATE TABLE price_lists (
    id          uuid PRIMARY KEY,
    supplier_id uuid NOT NULL REFERENCES organisations (id),
    name        text NOT NULL,
    kind        text NOT NULL CHECK (kind IN ('list', 'contract')),
    currency    char(3) NOT NULL DEFAULT 'RUB',
    valid_from  date,
    valid_to    date,
    created_at  timestamptz NOT NULL,
    UNIQUE (supplier_id, id),
    CONSTRAINT price_lists_name UNIQUE (supplier_id, name)
);
-- A supplier has one list price per currency, the last resort of every agreement.
CREATE UNIQUE INDEX price_lists_list ON price_lists (supplier_id, currency) WHERE kind = 'list';

CREATE TABLE prices (
    price_list_id uuid NOT NULL,
    supplier_id   uuid NOT NULL,
    product_id    uuid NOT NULL,
    from_quantity numeric(14,3) NOT NULL CHECK (from_quantity > 0),
    unit_price    numeric(18,4) NOT NULL CHECK (unit_price >= 0),  -- per unit, before tax
    PRIMARY KEY (product_id, price_list_id, from_quantity) INCLUDE (supplier_id, unit_price),
    FOREIGN KEY (supplier_id, price_list_id) REFERENCES price_lists (supplier_id, id),
    FOREIGN KEY (supplier_id, product_id) REFERENCES products (supplier_id, id)
);
CREATE INDEX prices_list ON prices (price_list_id);

-- Contract price lists of an agreement in the order they are asked.
CREATE TABLE agreement_price_lists (
    agreement_id  uuid NOT NULL,
    client_id     uuid NOT NULL,
    supplier_id   uuid NOT NULL,
    price_list_id uuid NOT NULL,
    position      int NOT NULL,
    PRIMARY KEY (agreement_id, position),
    UNIQUE (agreement_id, price_list_id),
    FOREIGN KEY (agreement_id, client_id, supplier_id) REFERENCES agreements (id, client_id, supplier_id),
    FOREIGN KEY (supplier_id, price_list_id) REFERENCES price_lists (supplier_id, id)
);

-- +goose Down
DROP TABLE agreement_price_lists, prices, price_lists, stock, products, categories;
