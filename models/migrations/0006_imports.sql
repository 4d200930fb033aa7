-- +goose Up
-- A file as it came, in pieces, for an import to read. An exchange leaves its files here before it says what to do with them.
CREATE TABLE import_files (
    id          uuid PRIMARY KEY,
    supplier_id uuid NOT NULL REFERENCES organisations (id),
    name        text NOT NULL CHECK (name <> ''),
    key_id      uuid,                                    -- the exchange key it came by
    size        bigint NOT NULL DEFAULT 0 CHECK (size >= 0),
    pieces      int NOT NULL DEFAULT 0,
    created_at  timestamptz NOT NULL,
    UNIQUE (supplier_id, id)
);
CREATE INDEX import_files_key ON import_files (key_id, created_at DESC) WHERE key_id IS NOT NULL;
CREATE INDEX import_files_created_at ON import_files (created_at);

CREATE TABLE import_pieces (
    file_id     uuid NOT NULL,
    supplier_id uuid NOT NULL,
    position    int NOT NULL,                            -- from 0
    content     bytea NOT NULL,
    PRIMARY KEY (file_id, position),
    FOREIGN KEY (supplier_id, file_id) REFERENCES import_files (supplier_id, id) ON DELETE CASCADE
);
ALTER TABLE import_pieces ALTER COLUMN content SET STORAGE EXTERNAL;

-- By what a supplier's own system signs in to push its catalogue. The secret is shown once and kept as a hash.
CREATE TABLE exchange_keys (
    id          uuid PRIMARY KEY,
    supplier_id uuid NOT NULL REFERENCES organisations (id),
    name        text NOT NULL CHECK (name <> ''),
    login       text NOT NULL UNIQUE,
    hash        bytea NOT NULL CHECK (octet_length(hash) = 32),
    options     jsonb NOT NULL DEFAULT '{}',             -- as of import_runs
    created_by  uuid NOT NULL REFERENCES users (id),
    created_at  timestamptz NOT NULL,
    session_at  timestamptz,                             -- when the exchange now under way began
    used_at     timestamptz,
    ended_at    timestamptz,
    UNIQUE (supplier_id, id)
);

-- A price list that waits at an address, fetched by the clock.
CREATE TABLE import_feeds (
    id          uuid PRIMARY KEY,
    supplier_id uuid NOT NULL REFERENCES organisations (id),
    name        text NOT NULL CHECK (name <> ''),
    url         text NOT NULL CHECK (url LIKE 'https://%'),
    every       text NOT NULL CHECK (every IN ('hour', 'day')),
    at_minute   int NOT NULL DEFAULT 0 CHECK (at_minute BETWEEN 0 AND 1439), -- of the hour or of the day, in the supplier's zone
    options     jsonb NOT NULL DEFAULT '{}',             -- as of import_runs
    next_at     timestamptz,                             -- null: paused
    last_at     timestamptz,
    last_code   text NOT NULL DEFAULT '',                -- what the last fetch came to, where it came to no import
    created_by  uuid NOT NULL REFERENCES users (id),
    created_at  timestamptz NOT NULL,
    version     int NOT NULL DEFAULT 1,
    UNIQUE (supplier_id, id)
);
CREATE INDEX import_feeds_due ON import_feeds (next_at) WHERE next_at IS NOT NULL;

-- A file, or several that belong together, on the way into a supplier's catalogue.
CREATE TABLE import_runs (
    id           uuid PRIMARY KEY,
    supplier_id  uuid NOT NULL REFERENCES organisations (id),
    source       text NOT NULL CHECK (source IN ('upload', 'api', 'url', '1c')),
    feed_id      uuid,
    key_id       uuid,
    name         text NOT NULL,                          -- what people call it: the name of the file
    state        text NOT NULL CHECK (state IN ('receiving', 'mapping', 'reading', 'ready', 'committing', 'committed', 'undone',
                     'refused', 'failed', 'cancelled')),
    format       text NOT NULL DEFAULT '',
    mapping      jsonb NOT NULL DEFAULT '{}',            -- which sheet, which row is the header, which column is what
    options      jsonb NOT NULL DEFAULT '{}',            -- what becomes of the goods, and beyond which limits a person is asked
    sample       jsonb,                                  -- the columns, what they were taken for, and the first rows
    fingerprint  text NOT NULL DEFAULT '',               -- of the header: by it a mapping is found again
    bytes_total  bigint NOT NULL DEFAULT 0,
    bytes_read   bigint NOT NULL DEFAULT 0,
    rows_read    int NOT NULL DEFAULT 0,
    written      int NOT NULL DEFAULT 0,                 -- goods, of a commit under way
    counts       jsonb NOT NULL DEFAULT '{}',            -- of the dry run, by kind
    asked        jsonb NOT NULL DEFAULT '{}',            -- attributes that nobody has asked for yet: {code: {name, unit}}
    asks         jsonb NOT NULL DEFAULT '[]',            -- the limits that were passed
    answers      jsonb NOT NULL DEFAULT '[]',            -- and who said yes to them
    code         text NOT NULL DEFAULT '',               -- why refused, failed or not committed
    detail       text NOT NULL DEFAULT '',
    worker       uuid,                                   -- who works at it, and when that was last heard of
    beat_at      timestamptz,
    created_by   uuid REFERENCES users (id),             -- null: an exchange or a feed
    created_at   timestamptz NOT NULL,
    ready_at     timestamptz,
    committed_by uuid REFERENCES users (id),             -- null: no limit asked, so the program did
    committed_at timestamptz,
    undone_by    uuid REFERENCES users (id),
    undone_at    timestamptz,
    version      int NOT NULL DEFAULT 1,
    UNIQUE (supplier_id, id),
    FOREIGN KEY (supplier_id, feed_id) REFERENCES import_feeds (supplier_id, id) ON DELETE SET NULL (feed_id),
    FOREIGN KEY (supplier_id, key_id) REFERENCES exchange_keys (supplier_id, id)
);
CREATE INDEX import_runs_supplier ON import_runs (supplier_id, id DESC);
CREATE INDEX import_runs_working ON import_runs (beat_at) WHERE state IN ('reading', 'committing');

-- The files of a run in the order they are read; an entry names one within an archive.
CREATE TABLE import_run_files (
    run_id      uuid NOT NULL,
    supplier_id uuid NOT NULL,
    position    int NOT NULL,
    file_id     uuid NOT NULL,
    entry       text NOT NULL DEFAULT '',
    PRIMARY KEY (run_id, position),
    FOREIGN KEY (supplier_id, run_id) REFERENCES import_runs (supplier_id, id) ON DELETE CASCADE,
    FOREIGN KEY (supplier_id, file_id) REFERENCES import_files (supplier_id, id) ON DELETE CASCADE
);
CREATE INDEX import_run_files_file ON import_run_files (file_id);

-- What a run says of each product, and what the dry run made of it. wanted, before and after are in the words of
-- product_changes; the commit writes after, and nothing but after, where before is still what stands there.
CREATE TABLE import_items (
    run_id       uuid NOT NULL,
    supplier_id  uuid NOT NULL,
    seq          int NOT NULL,
    fresh_id     uuid NOT NULL,                          -- the product's, should it be new
    line         int NOT NULL DEFAULT 0,                 -- in its file; 0: the catalogue's own, in no file
    file         int NOT NULL DEFAULT 0,                 -- which of the run's
    external_id  text NOT NULL DEFAULT '',
    parent_id    text NOT NULL DEFAULT '',               -- of a characteristic: the external id of its product
    sku          text NOT NULL DEFAULT '',
    name         text NOT NULL DEFAULT '',
    wanted       jsonb NOT NULL DEFAULT '{}',
    category     text,                                   -- the path in the file's words, null: none given
    pictures     text[],
    deleted      boolean NOT NULL DEFAULT false,
    product_id   uuid,
    kind         text NOT NULL DEFAULT 'read' CHECK (kind IN ('read', 'new', 'changed', 'same', 'vanished', 'faulty', 'base')),
    before       jsonb,
    after        jsonb,
    price_change numeric(12,2),                          -- of the list price, in per cent
    stale        boolean NOT NULL DEFAULT false,         -- somebody changed the product since the dry run
    PRIMARY KEY (run_id, seq),
    FOREIGN KEY (supplier_id, run_id) REFERENCES import_runs (supplier_id, id) ON DELETE CASCADE
);
CREATE INDEX import_items_external ON import_items (run_id, external_id) WHERE external_id <> '';
CREATE INDEX import_items_kind ON import_items (run_id, kind, seq);
CREATE INDEX import_items_price ON import_items (run_id, price_change, seq) WHERE price_change IS NOT NULL;

-- What of the files could not be taken. A note stands beside a row that was taken all the same.
CREATE TABLE import_faults (
    run_id      uuid NOT NULL,
    supplier_id uuid NOT NULL,
    seq         int NOT NULL,
    file        int NOT NULL DEFAULT 0,
    sheet       text NOT NULL DEFAULT '',
    line        int NOT NULL,
    column_name text NOT NULL DEFAULT '',
    value       text NOT NULL DEFAULT '',
    code        text NOT NULL,
    note        boolean NOT NULL DEFAULT false,
    PRIMARY KEY (run_id, seq),
    FOREIGN KEY (supplier_id, run_id) REFERENCES import_runs (supplier_id, id) ON DELETE CASCADE
);

-- The categories that a run's goods hang in: where they are in the tree, or will be.
CREATE TABLE import_categories (
    run_id      uuid NOT NULL,
    supplier_id uuid NOT NULL,
    path        text NOT NULL,                           -- names from the root on, divided by U+001F
    name        text NOT NULL,
    parent_path text,
    parent_id   uuid,
    category_id uuid NOT NULL,
    fresh       boolean NOT NULL,                        -- made by the commit, as the supplier's own
    PRIMARY KEY (run_id, path),
    FOREIGN KEY (supplier_id, run_id) REFERENCES import_runs (supplier_id, id) ON DELETE CASCADE
);

-- What a supplier's files call a category: told once, remembered.
CREATE TABLE category_aliases (
    supplier_id uuid NOT NULL REFERENCES organisations (id),
    path        text NOT NULL,
    category_id uuid NOT NULL REFERENCES categories (id),
    PRIMARY KEY (supplier_id, path)
);

-- What a supplier's exchange files have said of groups, properties, price types and warehouses, and later ones refer to.
CREATE TABLE exchange_dictionaries (
    supplier_id uuid PRIMARY KEY REFERENCES organisations (id),
    dictionary  jsonb NOT NULL
);

-- How a supplier's files are read: told once, remembered by their headers.
CREATE TABLE import_mappings (
    supplier_id uuid NOT NULL REFERENCES organisations (id),
    fingerprint text NOT NULL,
    name        text NOT NULL,                           -- of the file it was told for
    mapping     jsonb NOT NULL,
    options     jsonb NOT NULL,
    used_at     timestamptz NOT NULL,
    PRIMARY KEY (supplier_id, fingerprint)
);

-- A list may know its goods by nothing but their barcodes.
CREATE INDEX products_gtin ON products (supplier_id, gtin) WHERE gtin <> '';

-- +goose StatementBegin
-- Removes categories that nothing hangs in any longer, the deepest first; what something still refers to stays.
CREATE FUNCTION remove_empty_categories(gone uuid[]) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
    c uuid;
    n int := 0;
BEGIN
    FOR c IN WITH RECURSIVE deep AS (
            SELECT id, 0 AS depth FROM categories WHERE id = ANY (gone)
            UNION ALL SELECT k.id, d.depth + 1 FROM deep d JOIN categories k ON k.parent_id = d.id WHERE k.id = ANY (gone))
        SELECT id FROM deep GROUP BY id ORDER BY max(depth) DESC
    LOOP
        BEGIN
            DELETE FROM categories WHERE id = c;
            n := n + 1;
        EXCEPTION WHEN foreign_key_violation THEN
            NULL;
        END;
    END LOOP;
    RETURN n;
END $$;
-- +goose StatementEnd

-- +goose Down
DROP FUNCTION remove_empty_categories;
DROP INDEX products_gtin;
DROP TABLE exchange_dictionaries, import_mappings, category_aliases, import_categories, import_faults, import_items, import_run_files, import_runs,
    import_feeds, exchange_keys, import_pieces, import_files;
