-- +goose Up
-- What an invoice still asks for follows from what was paid and credited of it. Both are kept in step with the ledger by whoever
-- posts to it, in the same transaction; a nightly check compares.
ALTER TABLE invoices
    ADD COLUMN credited bigint NOT NULL DEFAULT 0,  -- by credit notes, and by discounts for early payment
    DROP CONSTRAINT invoices_check,
    ADD CONSTRAINT invoices_settled CHECK (paid >= 0 AND credited >= 0 AND paid + credited <= total),
    ADD COLUMN balance bigint NOT NULL GENERATED ALWAYS AS (total - paid - credited) STORED,
    ADD CONSTRAINT invoices_of_pair UNIQUE (id, client_id, supplier_id, currency);
DROP INDEX invoices_open;
CREATE INDEX invoices_open ON invoices (client_id, due_on) WHERE balance > 0;
CREATE INDEX invoices_receivable ON invoices (supplier_id, client_id, currency, due_on) WHERE balance > 0;

-- Money received: a document of its own, of which parts are allocated to invoices. What is not is the client's credit.
ALTER TABLE payments RENAME TO invoice_payments;
ALTER INDEX payments_pkey RENAME TO invoice_payments_pkey;
CREATE TABLE payments (
    id             uuid PRIMARY KEY,
    client_id      uuid NOT NULL REFERENCES organisations (id),
    supplier_id    uuid NOT NULL REFERENCES organisations (id),
    currency       char(3) NOT NULL,
    amount         bigint NOT NULL CHECK (amount > 0),
    allocated      bigint NOT NULL DEFAULT 0,
    refunded       bigint NOT NULL DEFAULT 0,   -- went back to the payer
    received_on    date NOT NULL,
    reference      text NOT NULL DEFAULT '',    -- the payer's own document: п/п № 214 от 14.11.2026
    purpose        text NOT NULL DEFAULT '',    -- what the payer wrote
    payer          text NOT NULL DEFAULT '',
    payer_tax_id   text NOT NULL DEFAULT '',
    source         text NOT NULL CHECK (source IN ('manual', 'bank', 'stripe')),
    source_key     text NOT NULL DEFAULT '',    -- the bank line's or the gateway's own id
    recorded_by    uuid REFERENCES users (id),
    recorded_by_name text NOT NULL DEFAULT '',
    recorded_at    timestamptz NOT NULL,
    reversed_on    date,                        -- booked by mistake, and taken back
    reversed_why   text NOT NULL DEFAULT '',
    CONSTRAINT payments_rest CHECK (allocated >= 0 AND refunded >= 0 AND allocated + refunded <= amount),
    CONSTRAINT payments_reversed CHECK (reversed_on IS NULL OR allocated = 0 AND refunded = 0),
    CONSTRAINT payments_of_pair UNIQUE (id, client_id, supplier_id, currency)
);
CREATE UNIQUE INDEX payments_source ON payments (supplier_id, source, source_key) WHERE source_key <> '' AND reversed_on IS NULL;
CREATE INDEX payments_client ON payments (client_id, received_on DESC, id DESC);
CREATE INDEX payments_supplier ON payments (supplier_id, received_on DESC, id DESC);
CREATE INDEX payments_unapplied ON payments (supplier_id, client_id, currency) WHERE allocated + refunded < amount AND reversed_on IS NULL;

-- A part or the whole of an issued invoice taken back. Never edited; numbers run without gaps in a series of their own.
CREATE TABLE credit_notes (
    id          uuid PRIMARY KEY,
    client_id   uuid NOT NULL,
    supplier_id uuid NOT NULL,
    currency    char(3) NOT NULL,
    invoice_id  uuid NOT NULL,
    series      text NOT NULL,
    year        int NOT NULL,
    sequence    int NOT NULL,
    number      text NOT NULL,
    issued_on   date NOT NULL,
    net         bigint NOT NULL,
    tax         bigint NOT NULL,
    total       bigint NOT NULL CHECK (total > 0),
    taxes       jsonb NOT NULL,          -- as an invoice's
    reason      text NOT NULL,
    issued_by_name text NOT NULL DEFAULT '',
    issued_at   timestamptz NOT NULL,
    CONSTRAINT credit_notes_total CHECK (total = net + tax),
    CONSTRAINT credit_notes_number UNIQUE (supplier_id, series, year, sequence),
    CONSTRAINT credit_notes_of_pair UNIQUE (id, client_id, supplier_id, currency),
    UNIQUE (id, client_id, supplier_id),
    FOREIGN KEY (invoice_id, client_id, supplier_id, currency) REFERENCES invoices (id, client_id, supplier_id, currency)
);
CREATE INDEX credit_notes_invoice ON credit_notes (invoice_id);

CREATE TABLE credit_note_lines (
    credit_note_id uuid NOT NULL,
    client_id   uuid NOT NULL,
    supplier_id uuid NOT NULL,
    invoice_id  uuid NOT NULL,
    position    int NOT NULL,            -- of the invoice's line that it takes back
    quantity    numeric(14,3) NOT NULL CHECK (quantity > 0),
    net         bigint NOT NULL CHECK (net >= 0),
    PRIMARY KEY (credit_note_id, position),
    FOREIGN KEY (credit_note_id, client_id, supplier_id) REFERENCES credit_notes (id, client_id, supplier_id),
    FOREIGN KEY (invoice_id, position) REFERENCES invoice_lines (invoice_id, position)
);
CREATE INDEX credit_note_lines_invoice ON credit_note_lines (invoice_id, position);

-- Up to which day a supplier's books are closed. Whoever posts holds the row in common, whoever closes holds it alone.
CREATE TABLE books (
    supplier_id uuid PRIMARY KEY REFERENCES organisations (id),
    closed_to   date,
    closed_by_name text NOT NULL DEFAULT '',
    closed_at   timestamptz,
    checked_at  timestamptz,              -- when balances were last compared with the ledger
    differences jsonb NOT NULL DEFAULT '[]'
);

-- The receivables ledger: one row for one movement between two accounts, so that what leaves one comes into the other and the
-- whole always sums to nothing. Which accounts follows from the kind of movement and cannot be written otherwise.
--   receivable  what a client owes for an invoice        advance  a payment that is not yet allocated
--   bank        money that came in or went back          sales    what was invoiced, less what was credited
CREATE TABLE ledger (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    client_id      uuid NOT NULL,
    supplier_id    uuid NOT NULL,
    currency       char(3) NOT NULL,
    booked_on      date NOT NULL,
    kind           text NOT NULL CHECK (kind IN ('invoice', 'payment', 'allocation', 'release', 'credit_note', 'reversal',
                       'discount', 'discount_back', 'refund', 'recovery')),
    debit          text NOT NULL GENERATED ALWAYS AS (CASE kind WHEN 'invoice' THEN 'receivable' WHEN 'payment' THEN 'bank'
                       WHEN 'allocation' THEN 'advance' WHEN 'release' THEN 'receivable' WHEN 'credit_note' THEN 'sales'
                       WHEN 'reversal' THEN 'advance' WHEN 'discount' THEN 'sales' WHEN 'discount_back' THEN 'receivable'
                       WHEN 'refund' THEN 'advance' WHEN 'recovery' THEN 'bank' END) STORED,
    credit         text NOT NULL GENERATED ALWAYS AS (CASE kind WHEN 'invoice' THEN 'sales' WHEN 'payment' THEN 'advance'
                       WHEN 'allocation' THEN 'receivable' WHEN 'release' THEN 'advance' WHEN 'credit_note' THEN 'receivable'
                       WHEN 'reversal' THEN 'bank' WHEN 'discount' THEN 'receivable' WHEN 'discount_back' THEN 'sales'
                       WHEN 'refund' THEN 'bank' WHEN 'recovery' THEN 'advance' END) STORED,
    amount         bigint NOT NULL CHECK (amount > 0),
    invoice_id     uuid,
    payment_id     uuid,
    credit_note_id uuid,
    at             timestamptz NOT NULL,
    actor          text NOT NULL,
    CONSTRAINT ledger_documents CHECK (
        (invoice_id IS NOT NULL) = (kind NOT IN ('payment', 'reversal', 'refund', 'recovery')) AND
        (payment_id IS NOT NULL) = (kind NOT IN ('invoice', 'credit_note')) AND
        (credit_note_id IS NOT NULL) = (kind = 'credit_note')),
    FOREIGN KEY (invoice_id, client_id, supplier_id, currency) REFERENCES invoices (id, client_id, supplier_id, currency),
    FOREIGN KEY (payment_id, client_id, supplier_id, currency) REFERENCES payments (id, client_id, supplier_id, currency),
    FOREIGN KEY (credit_note_id, client_id, supplier_id, currency) REFERENCES credit_notes (id, client_id, supplier_id, currency)
);
CREATE INDEX ledger_pair ON ledger (supplier_id, client_id, currency, booked_on, id);
CREATE INDEX ledger_client ON ledger (client_id, supplier_id, currency, booked_on, id);
CREATE INDEX ledger_invoice ON ledger (invoice_id);
CREATE INDEX ledger_payment ON ledger (payment_id) WHERE payment_id IS NOT NULL;
-- An invoice, a payment and a credit note enter the books once.
CREATE UNIQUE INDEX ledger_invoice_once ON ledger (invoice_id) WHERE kind = 'invoice';
CREATE UNIQUE INDEX ledger_payment_once ON ledger (payment_id) WHERE kind = 'payment';
CREATE UNIQUE INDEX ledger_reversal_once ON ledger (payment_id) WHERE kind = 'reversal';
CREATE UNIQUE INDEX ledger_credit_note_once ON ledger (credit_note_id) WHERE kind = 'credit_note';

-- What was there before: every invoice, and every payment for the one invoice it was for.
INSERT INTO payments (id, client_id, supplier_id, currency, amount, allocated, received_on, reference, source, recorded_at)
    SELECT id, client_id, supplier_id, currency, amount, amount, received_on, reference, 'bank', created_at FROM invoice_payments;
INSERT INTO ledger (client_id, supplier_id, currency, booked_on, kind, amount, invoice_id, payment_id, at, actor)
    SELECT client_id, supplier_id, currency, issued_on, 'invoice', total, id, NULL, issued_at, 'system:opening' FROM invoices WHERE total > 0
    UNION ALL SELECT client_id, supplier_id, currency, received_on, 'payment', amount, NULL, id, created_at, 'system:opening' FROM invoice_payments
    UNION ALL SELECT client_id, supplier_id, currency, received_on, 'allocation', amount, invoice_id, id, created_at, 'system:opening' FROM invoice_payments
    ORDER BY 9, 5 DESC;
DROP TABLE invoice_payments;

-- +goose StatementBegin
-- Nothing enters a closed month, whoever writes it.
CREATE FUNCTION ledger_keeps_closed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO books (supplier_id) SELECT DISTINCT supplier_id FROM posted ORDER BY supplier_id ON CONFLICT DO NOTHING;
    PERFORM FROM books WHERE supplier_id IN (SELECT supplier_id FROM posted) ORDER BY supplier_id FOR SHARE;
    IF EXISTS (SELECT FROM posted p JOIN books b USING (supplier_id) WHERE p.booked_on <= b.closed_to) THEN
        RAISE EXCEPTION 'the month is closed' USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_month_open';
    END IF;
    RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER ledger_keeps_closed AFTER INSERT ON ledger REFERENCING NEW TABLE AS posted FOR EACH STATEMENT EXECUTE FUNCTION ledger_keeps_closed();

-- +goose StatementBegin
CREATE FUNCTION ledger_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the ledger only grows' USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_only_grows';
END $$;
-- +goose StatementEnd
CREATE TRIGGER ledger_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger FOR EACH STATEMENT EXECUTE FUNCTION ledger_only_grows();

-- +goose Down
ALTER TABLE payments RENAME TO payment_documents;
ALTER INDEX payments_pkey RENAME TO payment_documents_pkey;
CREATE TABLE payments (
    id          uuid PRIMARY KEY,
    client_id   uuid NOT NULL,
    supplier_id uuid NOT NULL,
    invoice_id  uuid NOT NULL,
    currency    char(3) NOT NULL,
    amount      bigint NOT NULL CHECK (amount > 0),
    received_on date NOT NULL,
    reference   text NOT NULL DEFAULT '',
    created_at  timestamptz NOT NULL,
    FOREIGN KEY (invoice_id, client_id, supplier_id) REFERENCES invoices (id, client_id, supplier_id)
);
CREATE INDEX payments_invoice ON payments (invoice_id);
INSERT INTO payments
    SELECT gen_random_uuid(), client_id, supplier_id, invoice_id, p.currency, l.amount, received_on, reference, recorded_at
    FROM (SELECT payment_id, invoice_id, sum(CASE kind WHEN 'allocation' THEN amount ELSE -amount END)::bigint AS amount FROM ledger
        WHERE kind IN ('allocation', 'release') GROUP BY 1, 2) l JOIN payment_documents p ON p.id = l.payment_id WHERE l.amount > 0;
DROP TABLE ledger, books, credit_note_lines, credit_notes, payment_documents;
DROP FUNCTION ledger_keeps_closed, ledger_only_grows;
DROP INDEX invoices_open, invoices_receivable;
ALTER TABLE invoices DROP COLUMN balance, DROP CONSTRAINT invoices_settled, DROP COLUMN credited, DROP CONSTRAINT invoices_of_pair,
    ADD CONSTRAINT invoices_check CHECK (paid >= 0 AND paid <= total);
CREATE INDEX invoices_open ON invoices (client_id, due_on) WHERE paid < total;
