-- +goose Up
-- Payment terms as data: parts by share and day, a discount for paying early, interest for paying late. Empty: net_days alone says it.
ALTER TABLE agreements
    ADD COLUMN payment_terms jsonb NOT NULL DEFAULT '{}',
    ADD COLUMN refuses_beyond boolean NOT NULL DEFAULT false, -- orders beyond the credit limit; otherwise they wait for a release
    -- Held by hand: every order waits for its release, whatever the limit.
    ADD COLUMN held_at timestamptz,
    ADD COLUMN held_by_name text NOT NULL DEFAULT '',
    ADD COLUMN held_why text NOT NULL DEFAULT '',
    ADD COLUMN dunning_days jsonb,                 -- days from the due day on which reminders go out; null: the supplier's own
    ADD COLUMN dunning_paused_to date;             -- by hand; through that day nothing goes out

-- What a supplier asks of all agreements that say nothing else.
CREATE TABLE dunning_rules (
    supplier_id uuid PRIMARY KEY REFERENCES organisations (id),
    days        jsonb NOT NULL DEFAULT '[]',       -- -3: three days before the due day; empty: no reminders
    version     int NOT NULL DEFAULT 1
);

-- An invoice that falls due in parts has a row for each; any other falls due as a whole on its own day. Whatever settles an invoice
-- settles what is due first.
CREATE TABLE invoice_parts (
    invoice_id  uuid NOT NULL,
    client_id   uuid NOT NULL,
    supplier_id uuid NOT NULL,
    position    int NOT NULL CHECK (position > 0),
    due_on      date NOT NULL,
    amount      bigint NOT NULL CHECK (amount > 0),
    up_to       bigint NOT NULL CHECK (up_to >= amount), -- this part and all before it
    PRIMARY KEY (invoice_id, position),
    FOREIGN KEY (invoice_id, client_id, supplier_id) REFERENCES invoices (id, client_id, supplier_id)
);

ALTER TABLE invoices
    ADD COLUMN payment_terms jsonb NOT NULL DEFAULT '{}', -- as agreed on the day it was issued
    ADD COLUMN next_due_on date;                          -- of the first part that is not settled; null: it falls due as a whole

-- What is still to be paid, one row for each part of each invoice that asks for something.
CREATE VIEW dues AS
    SELECT i.id AS invoice_id, i.client_id, i.supplier_id, i.currency, coalesce(p.position, 1) AS position, coalesce(p.due_on, i.due_on) AS due_on,
        CASE WHEN p.invoice_id IS NULL THEN i.balance ELSE least(p.amount, p.up_to - (i.total - i.balance)) END AS balance
    FROM invoices i LEFT JOIN invoice_parts p ON p.invoice_id = i.id
    WHERE i.balance > 0 AND (p.invoice_id IS NULL OR p.up_to > i.total - i.balance);

-- An order beyond its credit limit, or of an agreement on hold, waits here until somebody answers for it.
ALTER TABLE purchase_orders
    ADD COLUMN held_why text NOT NULL DEFAULT '' CHECK (held_why IN ('', 'limit', 'hand'));
CREATE INDEX purchase_orders_held ON purchase_orders (supplier_id) WHERE held_why <> '' AND status = 'placed';
CREATE INDEX purchase_orders_exposed ON purchase_orders (client_id, supplier_id, currency)
    WHERE status IN ('placed', 'confirmed', 'partially_shipped', 'shipped');

CREATE TABLE promises (
    id           uuid PRIMARY KEY,
    client_id    uuid NOT NULL,
    supplier_id  uuid NOT NULL,
    invoice_id   uuid,                             -- null: the whole account
    currency     char(3) NOT NULL,
    amount       bigint NOT NULL CHECK (amount > 0),
    promised_on  date NOT NULL,
    note         text NOT NULL DEFAULT '',
    made_by_name text NOT NULL,                    -- whoever wrote it down
    said_by      text NOT NULL DEFAULT '',         -- whoever gave their word
    made_at      timestamptz NOT NULL,
    made_on      date NOT NULL,
    withdrawn_at timestamptz,
    FOREIGN KEY (invoice_id, client_id, supplier_id) REFERENCES invoices (id, client_id, supplier_id)
);
CREATE INDEX promises_pair ON promises (supplier_id, client_id, promised_on);
CREATE INDEX promises_client ON promises (client_id, supplier_id, promised_on);

CREATE TABLE disputes (
    id             uuid PRIMARY KEY,
    client_id      uuid NOT NULL,
    supplier_id    uuid NOT NULL,
    invoice_id     uuid NOT NULL,
    position       int,                            -- of the line; null: the whole invoice
    currency       char(3) NOT NULL,
    amount         bigint NOT NULL CHECK (amount > 0),
    reason         text NOT NULL CHECK (reason <> ''),
    opened_by_name text NOT NULL,
    opened_at      timestamptz NOT NULL,
    resolved_at    timestamptz,
    resolved_by_name text NOT NULL DEFAULT '',
    resolution     text NOT NULL DEFAULT '',
    outcome        text NOT NULL DEFAULT '' CHECK (outcome IN ('', 'credited', 'rejected', 'withdrawn')),
    credit_note_id uuid REFERENCES credit_notes (id),
    CONSTRAINT disputes_resolved CHECK ((resolved_at IS NULL) = (outcome = '')),
    FOREIGN KEY (invoice_id, client_id, supplier_id) REFERENCES invoices (id, client_id, supplier_id),
    FOREIGN KEY (invoice_id, position) REFERENCES invoice_lines (invoice_id, position)
);
-- A line is disputed once at a time.
CREATE UNIQUE INDEX disputes_open ON disputes (invoice_id, coalesce(position, 0)) WHERE resolved_at IS NULL;
CREATE INDEX disputes_supplier ON disputes (supplier_id, opened_at DESC, id DESC);
CREATE INDEX disputes_client ON disputes (client_id, opened_at DESC, id DESC);

-- Which reminder of which part of an invoice has been written: the row is there before the mail is.
CREATE TABLE dunnings (
    invoice_id  uuid NOT NULL,
    position    int NOT NULL,
    step        int NOT NULL,                      -- days from the due day
    client_id   uuid NOT NULL,
    supplier_id uuid NOT NULL,
    written_on  date NOT NULL,
    message_id  uuid REFERENCES messages (id),
    PRIMARY KEY (invoice_id, position, step),
    FOREIGN KEY (invoice_id, client_id, supplier_id) REFERENCES invoices (id, client_id, supplier_id)
);
CREATE INDEX dunnings_message ON dunnings (message_id);

-- +goose Down
DROP TABLE dunnings, disputes, promises;
DROP INDEX purchase_orders_held, purchase_orders_exposed;
ALTER TABLE purchase_orders DROP COLUMN held_why;
DROP VIEW dues;
ALTER TABLE invoices DROP COLUMN payment_terms, DROP COLUMN next_due_on;
DROP TABLE invoice_parts, dunning_rules;
ALTER TABLE agreements DROP COLUMN payment_terms, DROP COLUMN refuses_beyond, DROP COLUMN held_at, DROP COLUMN held_by_name, DROP COLUMN held_why,
    DROP COLUMN dunning_days, DROP COLUMN dunning_paused_to;
