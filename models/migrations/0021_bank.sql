-- +goose Up
-- What a supplier's bank says: statements as they were imported, and of their lines those that came in.
CREATE TABLE bank_statements (
    id          uuid PRIMARY KEY,
    supplier_id uuid NOT NULL REFERENCES organisations (id),
    format      text NOT NULL,
    file_name   text NOT NULL DEFAULT '',
    account     text NOT NULL DEFAULT '',   -- empty: the file does not say
    currency    char(3) NOT NULL,
    from_on     date NOT NULL,
    to_on       date NOT NULL,
    opening     bigint,                     -- null: the file does not say
    closing     bigint,
    warnings    jsonb NOT NULL DEFAULT '[]',
    lines       int NOT NULL,               -- that came in
    added       int NOT NULL,               -- of them not known from another statement
    hash        bytea NOT NULL,             -- of the file
    imported_by_name text NOT NULL DEFAULT '',
    imported_at timestamptz NOT NULL,
    CONSTRAINT bank_statements_once UNIQUE (supplier_id, hash, account, currency),
    UNIQUE (id, supplier_id)
);
CREATE INDEX bank_statements_supplier ON bank_statements (supplier_id, imported_at DESC);

CREATE TABLE bank_lines (
    id           uuid PRIMARY KEY,
    supplier_id  uuid NOT NULL,
    statement_id uuid NOT NULL,
    account      text NOT NULL,
    currency     char(3) NOT NULL,
    key          text NOT NULL,              -- the bank's own id, or made from the content
    booked_on    date NOT NULL,
    amount       bigint NOT NULL CHECK (amount > 0),
    number       text NOT NULL DEFAULT '',
    payer        text NOT NULL DEFAULT '',
    payer_tax_id text NOT NULL DEFAULT '',
    payer_account text NOT NULL DEFAULT '',
    purpose      text NOT NULL DEFAULT '',
    state        text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'booked', 'ignored')),
    payment_id   uuid REFERENCES payments (id),
    note         text NOT NULL DEFAULT '',   -- why it is ignored
    decided_by_name text NOT NULL DEFAULT '',
    decided_at   timestamptz,
    CONSTRAINT bank_lines_once UNIQUE (supplier_id, account, currency, key),
    CONSTRAINT bank_lines_booked CHECK ((state = 'booked') = (payment_id IS NOT NULL)),
    FOREIGN KEY (statement_id, supplier_id) REFERENCES bank_statements (id, supplier_id)
);
CREATE INDEX bank_lines_supplier ON bank_lines (supplier_id, state, booked_on DESC, id DESC);
CREATE INDEX bank_lines_payment ON bank_lines (payment_id) WHERE payment_id IS NOT NULL;

-- +goose Down
DROP TABLE bank_lines, bank_statements;
