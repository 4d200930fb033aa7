-- +goose Up
-- Where a supplier keeps its goods. One that has named no warehouse has one figure for each product.
CREATE TABLE warehouses (
    id          uuid PRIMARY KEY,
    supplier_id uuid NOT NULL REFERENCES organisations (id),
    code        text NOT NULL CHECK (code <> ''),        -- as files and the API name it
    name        text NOT NULL CHECK (name <> ''),
    is_default  boolean NOT NULL DEFAULT false,          -- where goods lie that nobody said a warehouse of
    version     int NOT NULL DEFAULT 1,
    created_at  timestamptz NOT NULL,
    UNIQUE (supplier_id, id),
    CONSTRAINT warehouses_code UNIQUE (supplier_id, code)
);
CREATE UNIQUE INDEX warehouses_default ON warehouses (supplier_id) WHERE is_default;

-- What lies in each warehouse. stock.on_hand is their sum, kept in the same transaction and under the lock of the stock's row.
-- A product without such rows lies in the default warehouse with all there is of it.
CREATE TABLE warehouse_stock (
    product_id   uuid NOT NULL REFERENCES stock (product_id) ON DELETE CASCADE,
    warehouse_id uuid NOT NULL,
    supplier_id  uuid NOT NULL,
    on_hand      numeric(14,3) NOT NULL CHECK (on_hand >= 0),
    PRIMARY KEY (product_id, warehouse_id),
    FOREIGN KEY (supplier_id, product_id) REFERENCES products (supplier_id, id) ON DELETE CASCADE,
    FOREIGN KEY (supplier_id, warehouse_id) REFERENCES warehouses (supplier_id, id)
);
CREATE INDEX warehouse_stock_warehouse ON warehouse_stock (warehouse_id);

-- Goods on their way to a warehouse. What is expected first is stock.restock_on; what is received is on hand, once.
CREATE TABLE incoming (
    id           uuid PRIMARY KEY,
    supplier_id  uuid NOT NULL REFERENCES organisations (id),
    product_id   uuid NOT NULL,
    warehouse_id uuid,                                   -- null: the supplier has named none
    quantity     numeric(14,3) NOT NULL CHECK (quantity > 0),
    expected_on  date NOT NULL,
    note         text NOT NULL DEFAULT '',
    status       text NOT NULL DEFAULT 'expected' CHECK (status IN ('expected', 'received', 'cancelled')),
    received     numeric(14,3) CHECK (received >= 0),    -- what came of it
    closed_at    timestamptz,
    closed_by    uuid REFERENCES users (id),
    version      int NOT NULL DEFAULT 1,
    created_at   timestamptz NOT NULL,
    CHECK ((status = 'expected') = (closed_at IS NULL)),
    CHECK ((status = 'received') = (received IS NOT NULL)),
    FOREIGN KEY (supplier_id, product_id) REFERENCES products (supplier_id, id) ON DELETE CASCADE,
    FOREIGN KEY (supplier_id, warehouse_id) REFERENCES warehouses (supplier_id, id)
);
CREATE INDEX incoming_expected ON incoming (supplier_id, expected_on, id) WHERE status = 'expected';
CREATE INDEX incoming_closed ON incoming (supplier_id, closed_at DESC, id DESC) WHERE status <> 'expected';
CREATE INDEX incoming_product ON incoming (product_id) WHERE status = 'expected';

-- When a supplier wants to be told.
CREATE TABLE stock_rules (
    supplier_id uuid PRIMARY KEY REFERENCES organisations (id),
    cover_days  int NOT NULL CHECK (cover_days BETWEEN 1 AND 365), -- less than so many days of sales is low
    dead_days   int NOT NULL CHECK (dead_days BETWEEN 7 AND 730),  -- not sold for so many days is dead
    version     int NOT NULL DEFAULT 1
);

-- A count is a fact: it may say that less is there than orders hold, which is then oversold. Nothing more is held of it.
ALTER TABLE stock
    DROP CONSTRAINT stock_covers_reserved,
    ADD COLUMN low_below numeric(14,3) CHECK (low_below >= 0); -- the product's own mark; null: by days of cover
CREATE INDEX stock_supplier ON stock (supplier_id);

-- +goose StatementBegin
CREATE FUNCTION stock_covers_reserved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'more of product % is held than there is', NEW.product_id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'stock_covers_reserved';
END $$;
-- +goose StatementEnd
CREATE TRIGGER stock_covers_reserved BEFORE UPDATE OF reserved ON stock FOR EACH ROW
    WHEN (NEW.reserved > OLD.reserved AND NEW.reserved > NEW.on_hand) EXECUTE FUNCTION stock_covers_reserved();

-- +goose Down
DROP TRIGGER stock_covers_reserved ON stock;
DROP FUNCTION stock_covers_reserved;
DROP INDEX stock_supplier;
ALTER TABLE stock DROP COLUMN low_below;
DROP TABLE stock_rules, incoming, warehouse_stock, warehouses;
ALTER TABLE stock ADD CONSTRAINT stock_covers_reserved CHECK (reserved <= on_hand) NOT VALID;
