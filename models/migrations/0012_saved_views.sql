-- +goose Up
-- How a supplier's person likes to look at a list: its filters by a name of their own.
CREATE TABLE saved_views (
    id          uuid PRIMARY KEY,
    supplier_id uuid NOT NULL REFERENCES organisations (id),
    user_id     uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    page        text NOT NULL CHECK (page IN ('products')),
    name        text NOT NULL CHECK (name <> ''),
    query       text NOT NULL,                           -- the address behind the question mark
    created_at  timestamptz NOT NULL,
    CONSTRAINT saved_views_name UNIQUE (user_id, supplier_id, page, name)
);

-- +goose Down
DROP TABLE saved_views;
