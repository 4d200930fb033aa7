-- +goose Up
-- A printed price list that somebody asked for, and how far it has come. A buyer's has the client, a supplier's the supplier.
CREATE TABLE prints (
    id           uuid PRIMARY KEY,
    client_id    uuid REFERENCES organisations (id),
    supplier_id  uuid REFERENCES organisations (id),
    user_id      uuid NOT NULL REFERENCES users (id),    -- nobody else sees it
    agreement_id uuid REFERENCES agreements (id),        -- a supplier's: at whose prices; null: at list prices
    title        text NOT NULL,                          -- for whom or of whom it is
    form         text NOT NULL CHECK (form IN ('pdf', 'xlsx')),
    locale       text NOT NULL CHECK (locale IN ('ru', 'en')),
    day          date NOT NULL,                          -- whose prices it holds
    wanted       jsonb NOT NULL DEFAULT '{}',            -- which goods
    state        text NOT NULL CHECK (state IN ('waiting', 'making', 'done', 'failed')),
    done         int NOT NULL DEFAULT 0,                 -- goods that were read
    total        int NOT NULL DEFAULT 0,                 -- 0: not counted yet
    code         text NOT NULL DEFAULT '',               -- why it failed
    size         int NOT NULL DEFAULT 0,
    beat_at      timestamptz NOT NULL,                   -- when whoever makes it was last heard of
    created_at   timestamptz NOT NULL,
    finished_at  timestamptz,
    CHECK ((client_id IS NULL) <> (supplier_id IS NULL))
);
CREATE UNIQUE INDEX prints_running ON prints (user_id) WHERE state IN ('waiting', 'making');
CREATE INDEX prints_unfinished ON prints (beat_at) WHERE state IN ('waiting', 'making');
CREATE INDEX prints_user ON prints (user_id, created_at DESC);

CREATE TABLE print_files (
    print_id    uuid PRIMARY KEY REFERENCES prints (id) ON DELETE CASCADE,
    client_id   uuid,
    supplier_id uuid,
    content     bytea NOT NULL
);
ALTER TABLE print_files ALTER COLUMN content SET STORAGE EXTERNAL; -- compressed already

-- +goose Down
DROP TABLE print_files, prints;
