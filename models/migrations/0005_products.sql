-- +goose Up
-- What a supplier's own people and files keep of a product besides what is on sale.
ALTER TABLE products
    ADD COLUMN external_id text NOT NULL DEFAULT '',     -- the id of the supplier's own system, such as 1C's
    ADD COLUMN lead_days   int CHECK (lead_days BETWEEN 0 AND 365), -- null: as the agreement says
    ADD COLUMN season_from smallint CHECK (season_from BETWEEN 1 AND 12), -- months; null: all the year
    ADD COLUMN season_to   smallint CHECK (season_to BETWEEN 1 AND 12),
    ADD COLUMN attributes  jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(attributes) = 'object'), -- code: text, number or boolean
    ADD CONSTRAINT products_season CHECK ((season_from IS NULL) = (season_to IS NULL));
CREATE UNIQUE INDEX products_external ON products (supplier_id, external_id) WHERE external_id <> '';
CREATE INDEX products_substitute ON products (supplier_id, substitute_id) WHERE substitute_id IS NOT NULL;
CREATE INDEX cart_lines_product ON cart_lines (supplier_id, product_id); -- a product that is taken back asks whether anybody wants it
CREATE INDEX products_attributes ON products USING gin (attributes jsonb_path_ops) WHERE status = 'active';

-- A supplier may hang categories of its own into the operator's tree; nobody else's goods hang there.
ALTER TABLE categories
    ADD COLUMN supplier_id uuid REFERENCES organisations (id), -- null: the operator's, for all
    ADD COLUMN position    int NOT NULL DEFAULT 0,
    ADD COLUMN version     int NOT NULL DEFAULT 1;

-- What is asked about the goods of a category, and of all that hangs under it.
CREATE TABLE attributes (
    id          uuid PRIMARY KEY,
    category_id uuid NOT NULL REFERENCES categories (id),
    supplier_id uuid REFERENCES organisations (id),      -- null: the operator's, for all
    code        text NOT NULL CHECK (code ~ '^[a-z][a-z0-9_]{0,39}$'), -- the key in products.attributes
    name_ru     text NOT NULL,
    name_en     text NOT NULL,
    kind        text NOT NULL CHECK (kind IN ('text', 'number', 'choice', 'yes_no')),
    unit        text NOT NULL DEFAULT '',
    choices     jsonb NOT NULL DEFAULT '[]',             -- [{"value", "name_ru", "name_en"}]
    facet       boolean NOT NULL DEFAULT false,          -- buyers narrow lists by it
    position    int NOT NULL DEFAULT 0,
    version     int NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX attributes_code ON attributes (category_id, code, coalesce(supplier_id, '00000000-0000-0000-0000-000000000000'));

-- What a unit cost the supplier: never read for a client.
CREATE TABLE product_costs (
    product_id  uuid PRIMARY KEY,
    supplier_id uuid NOT NULL,
    unit_cost   numeric(18,4) NOT NULL CHECK (unit_cost >= 0), -- before tax, in the supplier's currency
    updated_at  timestamptz NOT NULL,
    FOREIGN KEY (supplier_id, product_id) REFERENCES products (supplier_id, id) ON DELETE CASCADE
);

-- Other units a product is counted in: 1 box = 12 of the product's own unit.
CREATE TABLE product_units (
    product_id  uuid NOT NULL,
    supplier_id uuid NOT NULL,
    unit        text NOT NULL,
    factor      numeric(14,3) NOT NULL CHECK (factor > 0),
    gtin        text NOT NULL DEFAULT '',
    PRIMARY KEY (product_id, unit),
    FOREIGN KEY (supplier_id, product_id) REFERENCES products (supplier_id, id) ON DELETE CASCADE
);

-- What goes with a product. (What replaces it is products.substitute_id.)
CREATE TABLE product_companions (
    product_id   uuid NOT NULL,
    supplier_id  uuid NOT NULL,
    companion_id uuid NOT NULL CHECK (companion_id <> product_id),
    position     int NOT NULL DEFAULT 0,
    PRIMARY KEY (product_id, companion_id),
    FOREIGN KEY (supplier_id, product_id) REFERENCES products (supplier_id, id) ON DELETE CASCADE,
    FOREIGN KEY (supplier_id, companion_id) REFERENCES products (supplier_id, id) ON DELETE CASCADE
);
CREATE INDEX product_companions_companion ON product_companions (supplier_id, companion_id);

-- Files as they came, each once per supplier: pictures, certificates, price lists.
CREATE TABLE files (
    id          uuid PRIMARY KEY,
    supplier_id uuid NOT NULL REFERENCES organisations (id),
    sha256      bytea NOT NULL CHECK (octet_length(sha256) = 32),
    media_type  text NOT NULL,
    name        text NOT NULL,
    size        int NOT NULL CHECK (size >= 0),
    content     bytea NOT NULL,
    width       int CHECK (width > 0),                   -- of a picture
    height      int CHECK (height > 0),
    small_id    uuid,                                    -- the picture in smaller sizes; null until they are made
    medium_id   uuid,
    created_at  timestamptz NOT NULL,
    UNIQUE (supplier_id, id),
    UNIQUE (supplier_id, sha256),
    CHECK ((width IS NULL) = (height IS NULL)),
    FOREIGN KEY (supplier_id, small_id) REFERENCES files (supplier_id, id),
    FOREIGN KEY (supplier_id, medium_id) REFERENCES files (supplier_id, id)
);
ALTER TABLE files ALTER COLUMN content SET STORAGE EXTERNAL; -- compressed already

CREATE TABLE product_images (
    product_id  uuid NOT NULL,
    supplier_id uuid NOT NULL,
    position    int NOT NULL,
    file_id     uuid NOT NULL,
    PRIMARY KEY (product_id, file_id),
    FOREIGN KEY (supplier_id, product_id) REFERENCES products (supplier_id, id) ON DELETE CASCADE,
    FOREIGN KEY (supplier_id, file_id) REFERENCES files (supplier_id, id)
);

CREATE TABLE product_documents (
    product_id  uuid NOT NULL,
    supplier_id uuid NOT NULL,
    file_id     uuid NOT NULL,
    kind        text NOT NULL CHECK (kind IN ('certificate', 'declaration', 'manual', 'safety', 'other')),
    title       text NOT NULL,
    valid_to    date,
    PRIMARY KEY (product_id, file_id),
    FOREIGN KEY (supplier_id, product_id) REFERENCES products (supplier_id, id) ON DELETE CASCADE,
    FOREIGN KEY (supplier_id, file_id) REFERENCES files (supplier_id, id)
);

-- Everything of a product that its supplier's people and files set, as the history tells it: columns of products by their
-- names; list_price, the tiers [[from, price], ...] of the supplier's list price in its own currency; on_hand, null where stock is
-- not counted; unit_cost; units [[unit, factor, gtin], ...]; goes_with [id, ...]; pictures [file, ...]; papers [[file, kind, title,
-- valid to], ...]. Undoing writes each of these back.
CREATE VIEW product_states AS
SELECT p.id AS product_id, p.supplier_id, jsonb_build_object(
    'sku', p.sku, 'external_id', p.external_id, 'gtin', p.gtin, 'name_ru', p.name_ru, 'name_en', p.name_en,
    'description_ru', p.description_ru, 'description_en', p.description_en, 'brand', p.brand, 'category_id', p.category_id,
    'unit', p.unit, 'pack_size', trim_scale(p.pack_size), 'minimum', trim_scale(p.minimum), 'multiple', trim_scale(p.multiple),
    'vat_rate', trim_scale(p.vat_rate), 'status', p.status, 'substitute_id', p.substitute_id, 'lead_days', p.lead_days,
    'season_from', p.season_from, 'season_to', p.season_to, 'attributes', p.attributes,
    'list_price', (SELECT jsonb_agg(jsonb_build_array(trim_scale(x.from_quantity), trim_scale(x.unit_price)) ORDER BY x.from_quantity)
        FROM organisations o JOIN price_lists l ON l.supplier_id = o.id AND l.kind = 'list' AND l.currency = o.currency
            JOIN prices x ON x.product_id = p.id AND x.price_list_id = l.id WHERE o.id = p.supplier_id),
    'on_hand', (SELECT trim_scale(s.on_hand) FROM stock s WHERE s.product_id = p.id),
    'unit_cost', (SELECT trim_scale(k.unit_cost) FROM product_costs k WHERE k.product_id = p.id),
    'units', (SELECT jsonb_agg(jsonb_build_array(u.unit, trim_scale(u.factor), u.gtin) ORDER BY u.unit)
        FROM product_units u WHERE u.product_id = p.id),
    'goes_with', (SELECT jsonb_agg(w.companion_id ORDER BY w.position, w.companion_id) FROM product_companions w WHERE w.product_id = p.id),
    'pictures', (SELECT jsonb_agg(i.file_id ORDER BY i.position, i.file_id) FROM product_images i WHERE i.product_id = p.id),
    'papers', (SELECT jsonb_agg(jsonb_build_array(d.file_id, d.kind, d.title, d.valid_to) ORDER BY d.file_id)
        FROM product_documents d WHERE d.product_id = p.id)) AS state
FROM products p;

-- Who changed what of a product, by hand, in bulk, by a file or by the API. Never edited: taking a change back is a change.
-- before and after hold the fields of product_states that differ and no other. A product that was not there before has no before.
CREATE TABLE product_changes (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    supplier_id uuid NOT NULL,
    product_id  uuid NOT NULL,
    at          timestamptz NOT NULL,
    user_id     uuid REFERENCES users (id),              -- null: the program itself, for a schedule
    cause       text NOT NULL CHECK (cause IN ('page', 'bulk', 'import', 'api', 'undo', 'rule')),
    batch_id    uuid,                                    -- what was changed together: an import, a bulk edit
    before      jsonb,
    after       jsonb NOT NULL,
    undoes      bigint REFERENCES product_changes (id),
    FOREIGN KEY (supplier_id, product_id) REFERENCES products (supplier_id, id) ON DELETE CASCADE
);
CREATE INDEX product_changes_product ON product_changes (product_id, id DESC);
CREATE INDEX product_changes_batch ON product_changes (batch_id, id) WHERE batch_id IS NOT NULL;
CREATE INDEX product_changes_supplier ON product_changes (supplier_id, id DESC);
CREATE UNIQUE INDEX product_changes_undoes ON product_changes (undoes) WHERE undoes IS NOT NULL;

-- +goose Down
DROP VIEW product_states;
DROP TABLE product_changes, product_documents, product_images, files, product_companions, product_units, product_costs, attributes;
DROP INDEX cart_lines_product;
ALTER TABLE categories DROP COLUMN supplier_id, DROP COLUMN position, DROP COLUMN version;
ALTER TABLE products DROP COLUMN external_id, DROP COLUMN lead_days, DROP COLUMN season_from, DROP COLUMN season_to, DROP COLUMN attributes;
