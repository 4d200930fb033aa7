-- +goose Up
-- A supplier's own account at the card processor: who is paid, and whether it can be.
CREATE TABLE card_accounts (
    supplier_id uuid PRIMARY KEY REFERENCES organisations (id),
    account     text NOT NULL,
    ready       boolean NOT NULL DEFAULT false,
    submitted   boolean NOT NULL DEFAULT false,
    missing     jsonb NOT NULL DEFAULT '[]',   -- what the processor still asks for, by its codes
    disabled    text NOT NULL DEFAULT '',      -- why it cannot be paid, by the processor's code
    checked_at  timestamptz NOT NULL,
    walked_to   timestamptz,                   -- up to when its movements were compared with our rows
    created_at  timestamptz NOT NULL,
    CONSTRAINT card_accounts_account UNIQUE (account)
);

-- A payment by card as it was meant: written before the processor hears of it, so that whatever it says later meets a row.
CREATE TABLE card_payments (
    id           uuid PRIMARY KEY,
    client_id    uuid NOT NULL REFERENCES organisations (id),
    supplier_id  uuid NOT NULL REFERENCES organisations (id),
    currency     char(3) NOT NULL,
    amount       bigint NOT NULL CHECK (amount > 0),
    account      text NOT NULL,                -- whose: the supplier's at that time
    state        text NOT NULL DEFAULT 'created' CHECK (state IN ('created', 'open', 'processing', 'paid', 'failed', 'expired', 'cancelled')),
    page         text NOT NULL DEFAULT '',     -- the processor's id of the page on which it is paid
    url          text NOT NULL DEFAULT '',
    intent       text NOT NULL DEFAULT '',     -- the processor's ids of what came of it
    charge       text NOT NULL DEFAULT '',
    means        text NOT NULL DEFAULT '',     -- visa •••• 4242
    failure      text NOT NULL DEFAULT '',     -- why the last try failed, by the processor's code
    received     bigint NOT NULL DEFAULT 0,
    payment_id   uuid,                         -- the payment it was booked as
    refunded     bigint NOT NULL DEFAULT 0,    -- went back by refunds
    withdrawn    bigint NOT NULL DEFAULT 0,    -- went back by disputes
    locale       text NOT NULL,
    started_by   uuid REFERENCES users (id),
    started_by_name text NOT NULL DEFAULT '',
    started_at   timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    paid_at      timestamptz,                  -- by the processor's clock
    settled_at   timestamptz,
    checked_at   timestamptz,
    CONSTRAINT card_payments_booked CHECK (payment_id IS NULL OR state = 'paid'),
    CONSTRAINT card_payments_back CHECK (refunded >= 0 AND withdrawn >= 0),
    CONSTRAINT card_payments_of_pair UNIQUE (id, client_id, supplier_id, currency),
    FOREIGN KEY (payment_id, client_id, supplier_id, currency) REFERENCES payments (id, client_id, supplier_id, currency)
);
CREATE INDEX card_payments_client ON card_payments (client_id, started_at DESC, id DESC);
CREATE INDEX card_payments_supplier ON card_payments (supplier_id, started_at DESC, id DESC);
CREATE INDEX card_payments_unsettled ON card_payments (account, started_at) WHERE state IN ('created', 'open', 'processing');
CREATE UNIQUE INDEX card_payments_page ON card_payments (page) WHERE page <> '';
CREATE UNIQUE INDEX card_payments_intent ON card_payments (intent) WHERE intent <> '';
CREATE UNIQUE INDEX card_payments_payment ON card_payments (payment_id) WHERE payment_id IS NOT NULL;

CREATE TABLE card_payment_parts (
    card_payment_id uuid NOT NULL,
    client_id    uuid NOT NULL,
    supplier_id  uuid NOT NULL,
    currency     char(3) NOT NULL,
    invoice_id   uuid NOT NULL,
    position     int NOT NULL,
    amount       bigint NOT NULL CHECK (amount > 0),
    PRIMARY KEY (card_payment_id, invoice_id),
    FOREIGN KEY (card_payment_id, client_id, supplier_id, currency) REFERENCES card_payments (id, client_id, supplier_id, currency),
    FOREIGN KEY (invoice_id, client_id, supplier_id, currency) REFERENCES invoices (id, client_id, supplier_id, currency)
);
CREATE INDEX card_payment_parts_invoice ON card_payment_parts (invoice_id);

-- Money that goes back at the supplier's word. Written before the processor hears of it.
CREATE TABLE card_refunds (
    id           uuid PRIMARY KEY,
    card_payment_id uuid NOT NULL,
    client_id    uuid NOT NULL,
    supplier_id  uuid NOT NULL,
    currency     char(3) NOT NULL,
    amount       bigint NOT NULL CHECK (amount > 0),
    state        text NOT NULL DEFAULT 'requested' CHECK (state IN ('requested', 'pending', 'succeeded', 'failed')),
    refund       text NOT NULL DEFAULT '',     -- the processor's id
    reason       text NOT NULL DEFAULT '',
    failure      text NOT NULL DEFAULT '',
    booked       bigint NOT NULL DEFAULT 0,    -- what of it the ledger says went back
    requested_by_name text NOT NULL DEFAULT '', -- empty: in the processor's own pages
    requested_at timestamptz NOT NULL,
    settled_at   timestamptz,
    FOREIGN KEY (card_payment_id, client_id, supplier_id, currency) REFERENCES card_payments (id, client_id, supplier_id, currency)
);
CREATE INDEX card_refunds_payment ON card_refunds (card_payment_id);
CREATE INDEX card_refunds_unsettled ON card_refunds (requested_at) WHERE state IN ('requested', 'pending');
CREATE UNIQUE INDEX card_refunds_refund ON card_refunds (refund) WHERE refund <> '';

-- Money that the payer's bank asks back.
CREATE TABLE card_disputes (
    id           uuid PRIMARY KEY,
    card_payment_id uuid NOT NULL,
    client_id    uuid NOT NULL,
    supplier_id  uuid NOT NULL,
    currency     char(3) NOT NULL,
    dispute      text NOT NULL,                -- the processor's id
    amount       bigint NOT NULL CHECK (amount > 0),
    state        text NOT NULL,                -- the processor's: needs_response, under_review, won, lost
    reason       text NOT NULL DEFAULT '',
    booked       bigint NOT NULL DEFAULT 0,    -- what of it the ledger says went back
    moves        int NOT NULL DEFAULT 0,       -- how often its money has moved; it never falls, so an old answer is known
    due_by       timestamptz,                  -- until when the supplier may answer
    opened_at    timestamptz NOT NULL,
    CONSTRAINT card_disputes_dispute UNIQUE (dispute),
    FOREIGN KEY (card_payment_id, client_id, supplier_id, currency) REFERENCES card_payments (id, client_id, supplier_id, currency)
);
CREATE INDEX card_disputes_payment ON card_disputes (card_payment_id);

-- What the processor told us, each event once.
CREATE TABLE card_events (
    id           text PRIMARY KEY,
    kind         text NOT NULL,
    account      text NOT NULL DEFAULT '',
    reference    text NOT NULL DEFAULT '',
    intent       text NOT NULL DEFAULT '',
    page         text NOT NULL DEFAULT '',
    created_at   timestamptz NOT NULL,         -- by the processor's clock
    received_at  timestamptz NOT NULL,
    worked_at    timestamptz,
    outcome      text NOT NULL DEFAULT ''
);
CREATE INDEX card_events_received ON card_events (received_at);

-- What the processor and we do not agree on and no program may decide. It goes when they agree again, or when somebody says why.
CREATE TABLE card_differences (
    id           uuid PRIMARY KEY,
    supplier_id  uuid NOT NULL REFERENCES organisations (id),
    account      text NOT NULL,
    kind         text NOT NULL,
    subject      text NOT NULL,                -- the processor's id of what differs
    card_payment_id uuid REFERENCES card_payments (id),
    currency     char(3) NOT NULL,
    ours         bigint NOT NULL,
    theirs       bigint NOT NULL,
    found_at     timestamptz NOT NULL,
    resolved_at  timestamptz,
    resolved_by_name text NOT NULL DEFAULT '',
    note         text NOT NULL DEFAULT '',
    CONSTRAINT card_differences_once UNIQUE (account, kind, subject)
);
CREATE INDEX card_differences_open ON card_differences (supplier_id, found_at DESC) WHERE resolved_at IS NULL;

-- +goose Down
DROP TABLE card_differences, card_events, card_disputes, card_refunds, card_payment_parts, card_payments, card_accounts;
