-- +goose Up
ALTER TABLE price_lists
    ADD COLUMN gross        boolean NOT NULL DEFAULT false, -- its prices include VAT; clients are charged the net of each product's rate
    ADD COLUMN priority     int NOT NULL DEFAULT 0,         -- among the lists of a client's groups the highest is asked first
    ADD COLUMN agreement_id uuid,                           -- made on the fly for one agreement: its contract prices
    ADD COLUMN version      int NOT NULL DEFAULT 1,
    ADD CONSTRAINT price_lists_days CHECK (valid_from <= valid_to);
ALTER TABLE agreements ADD UNIQUE (supplier_id, id);
ALTER TABLE price_lists ADD FOREIGN KEY (supplier_id, agreement_id) REFERENCES agreements (supplier_id, id);
CREATE UNIQUE INDEX price_lists_own ON price_lists (agreement_id) WHERE agreement_id IS NOT NULL;
CREATE INDEX agreement_price_lists_list ON agreement_price_lists (price_list_id);
CREATE INDEX IF NOT EXISTS categories_parent ON categories (parent_id);

-- A supplier's own groups of clients.
CREATE TABLE client_groups (
    id          uuid PRIMARY KEY,
    supplier_id uuid NOT NULL REFERENCES organisations (id),
    name        text NOT NULL CHECK (name <> ''),
    version     int NOT NULL DEFAULT 1,
    created_at  timestamptz NOT NULL,
    UNIQUE (supplier_id, id),
    CONSTRAINT client_groups_name UNIQUE (supplier_id, name)
);

CREATE TABLE client_group_members (
    group_id     uuid NOT NULL,
    supplier_id  uuid NOT NULL,
    agreement_id uuid NOT NULL,
    PRIMARY KEY (agreement_id, group_id),
    FOREIGN KEY (supplier_id, group_id) REFERENCES client_groups (supplier_id, id) ON DELETE CASCADE,
    FOREIGN KEY (supplier_id, agreement_id) REFERENCES agreements (supplier_id, id)
);
CREATE INDEX client_group_members_group ON client_group_members (group_id);

-- Contract price lists that the clients of a group ask, after those of their own agreements. Lists and rules that address a
-- group keep it from being deleted: else prices and goods would change without a word.
CREATE TABLE group_price_lists (
    group_id      uuid NOT NULL,
    supplier_id   uuid NOT NULL,
    price_list_id uuid NOT NULL,
    PRIMARY KEY (group_id, price_list_id),
    CONSTRAINT group_price_lists_group FOREIGN KEY (supplier_id, group_id) REFERENCES client_groups (supplier_id, id),
    FOREIGN KEY (supplier_id, price_list_id) REFERENCES price_lists (supplier_id, id)
);
CREATE INDEX group_price_lists_list ON group_price_lists (price_list_id);

-- What a contract price list takes off the list price of a category and all under it; the deepest counts, and a price of the
-- list's own before any.
CREATE TABLE price_discounts (
    price_list_id uuid NOT NULL,
    supplier_id   uuid NOT NULL,
    category_id   uuid REFERENCES categories (id),       -- null: everything
    percent       numeric(5,2) NOT NULL CHECK (percent >= 0 AND percent < 100),
    UNIQUE NULLS NOT DISTINCT (price_list_id, category_id),
    FOREIGN KEY (supplier_id, price_list_id) REFERENCES price_lists (supplier_id, id) ON DELETE CASCADE
);

-- All the tiers that a list will ask for a product from a day on. They count on that day, and are moved into prices after it has
-- begun where the supplier is.
CREATE TABLE scheduled_prices (
    price_list_id uuid NOT NULL,
    supplier_id   uuid NOT NULL,
    product_id    uuid NOT NULL,
    starts_on     date NOT NULL,
    from_quantity numeric(14,3) NOT NULL CHECK (from_quantity > 0),
    unit_price    numeric(18,4) NOT NULL CHECK (unit_price >= 0),
    created_at    timestamptz NOT NULL,
    user_id       uuid REFERENCES users (id),
    PRIMARY KEY (price_list_id, product_id, starts_on, from_quantity),
    FOREIGN KEY (supplier_id, price_list_id) REFERENCES price_lists (supplier_id, id) ON DELETE CASCADE,
    FOREIGN KEY (supplier_id, product_id) REFERENCES products (supplier_id, id) ON DELETE CASCADE
);
CREATE INDEX scheduled_prices_due ON scheduled_prices (starts_on, supplier_id);
CREATE INDEX scheduled_prices_list ON scheduled_prices (price_list_id, starts_on);
CREATE INDEX scheduled_prices_product ON scheduled_prices (product_id);

-- Which goods a supplier shows to whom. A rule is added and removed, never edited. A product is hidden where a rule denies it to
-- the client, or where some rule allows the client goods and none of them this one.
CREATE TABLE visibility_rules (
    id           uuid PRIMARY KEY,
    supplier_id  uuid NOT NULL REFERENCES organisations (id),
    effect       text NOT NULL CHECK (effect IN ('allow', 'deny')),
    group_id     uuid,                                   -- to whom: a group, an agreement, or all
    agreement_id uuid,
    category_id  uuid REFERENCES categories (id),        -- what: a category with all under it, a brand, a product, or all
    brand        text CHECK (brand <> ''),
    product_id   uuid,
    created_at   timestamptz NOT NULL,
    user_id      uuid REFERENCES users (id),
    CHECK (num_nonnulls(group_id, agreement_id) <= 1),
    CHECK (num_nonnulls(category_id, brand, product_id) <= 1),
    CONSTRAINT visibility_rules_once UNIQUE NULLS NOT DISTINCT (supplier_id, effect, group_id, agreement_id, category_id, brand, product_id),
    CONSTRAINT visibility_rules_group FOREIGN KEY (supplier_id, group_id) REFERENCES client_groups (supplier_id, id),
    FOREIGN KEY (supplier_id, agreement_id) REFERENCES agreements (supplier_id, id),
    FOREIGN KEY (supplier_id, product_id) REFERENCES products (supplier_id, id) ON DELETE CASCADE
);
CREATE INDEX visibility_rules_all ON visibility_rules (supplier_id) WHERE group_id IS NULL AND agreement_id IS NULL;
CREATE INDEX visibility_rules_agreement ON visibility_rules (agreement_id) WHERE agreement_id IS NOT NULL;
CREATE INDEX visibility_rules_to_group ON visibility_rules (group_id) WHERE group_id IS NOT NULL;
CREATE INDEX visibility_rules_product ON visibility_rules (product_id) WHERE product_id IS NOT NULL;

-- +goose Down
DROP TABLE visibility_rules, scheduled_prices, price_discounts, group_price_lists, client_group_members, client_groups;
DROP INDEX price_lists_own, agreement_price_lists_list;
ALTER TABLE price_lists DROP COLUMN gross, DROP COLUMN priority, DROP COLUMN agreement_id, DROP COLUMN version, DROP CONSTRAINT price_lists_days;
