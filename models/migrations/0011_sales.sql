-- +goose Up
-- What was sold, summed up as orders come to count: an order counts from its confirmation on, on the day it was placed, with its
-- net amount. Confirming an order adds to these rows in its own transaction (models.CountSale); an import of history has its
-- suppliers' rows made anew.
CREATE TABLE sales_clients (
    supplier_id uuid NOT NULL REFERENCES organisations (id),
    month       date NOT NULL,                           -- its first day
    client_id   uuid NOT NULL REFERENCES organisations (id),
    currency    char(3) NOT NULL,
    orders      int NOT NULL,
    net         bigint NOT NULL,                         -- minor units, before tax
    PRIMARY KEY (supplier_id, month, client_id, currency)
) WITH (fillfactor = 85);

CREATE TABLE sales_products (
    supplier_id uuid NOT NULL REFERENCES organisations (id),
    month       date NOT NULL,
    product_id  uuid NOT NULL,
    currency    char(3) NOT NULL,
    lines       int NOT NULL,
    quantity    numeric NOT NULL,
    net         bigint NOT NULL,
    PRIMARY KEY (supplier_id, month, product_id, currency)
) WITH (fillfactor = 85);

-- How much of a product went on each day: what stock will last for, and what lies dead.
CREATE TABLE sales_days (
    supplier_id uuid NOT NULL REFERENCES organisations (id),
    product_id  uuid NOT NULL,
    sold_on     date NOT NULL,
    lines       int NOT NULL,
    quantity    numeric NOT NULL,
    PRIMARY KEY (product_id, sold_on)
) WITH (fillfactor = 85);
CREATE INDEX sales_days_supplier ON sales_days (supplier_id, sold_on);

-- +goose StatementBegin
-- A supplier's rows made anew from its orders; null: everybody's. Orders of it that are being confirmed meanwhile wait.
CREATE FUNCTION rebuild_sales(supplier uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF supplier IS NULL THEN
        LOCK TABLE sales_clients IN SHARE ROW EXCLUSIVE MODE;
    ELSE
        PERFORM pg_advisory_xact_lock(hashtext('sales'), hashtext(supplier::text));
    END IF;
    DELETE FROM sales_clients s WHERE supplier IS NULL OR s.supplier_id = supplier;
    DELETE FROM sales_products s WHERE supplier IS NULL OR s.supplier_id = supplier;
    DELETE FROM sales_days s WHERE supplier IS NULL OR s.supplier_id = supplier;

    INSERT INTO sales_clients (supplier_id, month, client_id, currency, orders, net)
    SELECT o.supplier_id, date_trunc('month', o.placed_on)::date, o.client_id, o.currency, count(*), sum(o.net)
    FROM purchase_orders o
    WHERE (supplier IS NULL OR o.supplier_id = supplier) AND o.status IN ('confirmed', 'partially_shipped', 'shipped', 'delivered', 'closed')
    GROUP BY 1, 2, 3, 4;

    INSERT INTO sales_products (supplier_id, month, product_id, currency, lines, quantity, net)
    SELECT o.supplier_id, date_trunc('month', o.placed_on)::date, l.product_id, o.currency, count(*), sum(l.quantity), sum(l.net)
    FROM purchase_orders o JOIN purchase_order_lines l ON l.order_id = o.id
    WHERE (supplier IS NULL OR o.supplier_id = supplier) AND o.status IN ('confirmed', 'partially_shipped', 'shipped', 'delivered', 'closed')
    GROUP BY 1, 2, 3, 4;

    INSERT INTO sales_days (supplier_id, product_id, sold_on, lines, quantity)
    SELECT o.supplier_id, l.product_id, o.placed_on, count(*), sum(l.quantity)
    FROM purchase_orders o JOIN purchase_order_lines l ON l.order_id = o.id
    WHERE (supplier IS NULL OR o.supplier_id = supplier) AND o.status IN ('confirmed', 'partially_shipped', 'shipped', 'delivered', 'closed')
    GROUP BY 1, 2, 3;
END $$;
-- +goose StatementEnd
SELECT rebuild_sales(NULL);

-- +goose Down
DROP FUNCTION rebuild_sales;
DROP TABLE sales_days, sales_products, sales_clients;
