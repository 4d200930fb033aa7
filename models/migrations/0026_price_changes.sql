-- +goose Up
-- What a rule or a file made of the prices of contract lists, to be taken back together. The list price has its history in
-- product_changes.
CREATE TABLE price_changes (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    supplier_id   uuid NOT NULL,
    price_list_id uuid NOT NULL,
    product_id    uuid NOT NULL,
    batch_id      uuid NOT NULL,
    at            timestamptz NOT NULL,
    user_id       uuid REFERENCES users (id),            -- null: the program itself
    before        jsonb,                                 -- [[from, price], ...]; null: it was not in the list
    after         jsonb,
    undone_at     timestamptz,
    FOREIGN KEY (supplier_id, price_list_id) REFERENCES price_lists (supplier_id, id) ON DELETE CASCADE,
    FOREIGN KEY (supplier_id, product_id) REFERENCES products (supplier_id, id) ON DELETE CASCADE
);
CREATE INDEX price_changes_batch ON price_changes (batch_id, id);
CREATE INDEX price_changes_list ON price_changes (price_list_id, id);
CREATE INDEX price_changes_product ON price_changes (product_id);

-- What a list asks for a product, as histories tell it; null: it does not have it.
CREATE FUNCTION list_tiers(product uuid, list uuid) RETURNS jsonb LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT jsonb_agg(jsonb_build_array(trim_scale(x.from_quantity), trim_scale(x.unit_price)) ORDER BY x.from_quantity)
    FROM prices x WHERE x.product_id = product AND x.price_list_id = list
$$;

-- +goose Down
DROP FUNCTION list_tiers;
DROP TABLE price_changes;
