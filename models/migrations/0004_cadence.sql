-- +goose Up
-- How often this client buys from this supplier. Only an order day moves it.
CREATE TABLE cadences (
    client_id     uuid NOT NULL REFERENCES organisations (id),
    supplier_id   uuid NOT NULL REFERENCES organisations (id),
    order_days    int NOT NULL,
    gaps          int NOT NULL,
    log_mean      double precision NOT NULL,
    log_variance  double precision NOT NULL,
    first_on      date NOT NULL,
    last_on       date NOT NULL,
    due_on        date,                 -- null below three order days: no claim about rhythm
    late_on       date,
    alert_on      date,
    usual_total   bigint NOT NULL DEFAULT 0, -- median total of the last orders, minor units
    currency      char(3) NOT NULL DEFAULT 'RUB',
    snoozed_until date,                 -- the buyer's "remind me later"
    not_needed_on date,                 -- last_on of the cycle the buyer said "not needed" about
    contacted_on  date,                 -- the account manager spoke with them
    nudged_on     date,                 -- the day of the last nudge, sent or held out
    updated_at    timestamptz NOT NULL,
    PRIMARY KEY (client_id, supplier_id)
);
CREATE INDEX cadences_due ON cadences (due_on, client_id);
CREATE INDEX cadences_late ON cadences (late_on, client_id);
CREATE INDEX cadences_alert ON cadences (alert_on, client_id);
CREATE INDEX cadences_supplier ON cadences (supplier_id, last_on);
-- What a sweep looks at: the late ones not nudged in this cycle, and those with too few order days for a rhythm.
CREATE INDEX cadences_to_nudge ON cadences (late_on, client_id) WHERE nudged_on IS NULL OR nudged_on <= last_on;
CREATE INDEX cadences_cold ON cadences (last_on, client_id) WHERE late_on IS NULL;

-- The prior that every pair is shrunk towards, learned monthly over all pairs.
CREATE TABLE cadence_priors (
    month      date PRIMARY KEY,
    log_mean   double precision NOT NULL,
    log_variance double precision NOT NULL,
    pairs      int NOT NULL,
    learned_at timestamptz NOT NULL,
    derived_at timestamptz              -- when every pair had its dates from it; null: broken off on the way
);

-- The permanent hold-out: one client in ten of every stratum gets no nudges, and what it would have got is kept.
CREATE TABLE holdouts (
    client_id   uuid PRIMARY KEY REFERENCES organisations (id),
    stratum     text NOT NULL,
    ordinal     int NOT NULL,
    held_out    boolean NOT NULL,
    assigned_at timestamptz NOT NULL,
    UNIQUE (stratum, ordinal)
);

-- A person's word on whether they want reminders of one company; the last row counts.
CREATE TABLE consents (
    id        uuid PRIMARY KEY,
    user_id   uuid NOT NULL REFERENCES users (id),
    client_id uuid NOT NULL REFERENCES organisations (id),
    kind      text NOT NULL CHECK (kind IN ('nudge')),
    granted   boolean NOT NULL,
    source    text NOT NULL,           -- invitation, preferences, unsubscribe_link, one_click
    at        timestamptz NOT NULL
);
CREATE INDEX consents_latest ON consents (user_id, client_id, kind, at DESC);

-- Addresses nobody may write to: bounced, complained, unsubscribed from everything.
CREATE TABLE suppressions (
    email  text PRIMARY KEY CHECK (email = lower(email)),
    reason text NOT NULL,
    at     timestamptz NOT NULL
);

-- A mail to one person. Its row is the promise; a job keeps it.
CREATE TABLE messages (
    id          uuid PRIMARY KEY,
    kind        text NOT NULL,         -- nudge, order-received, order-placed, order-confirmed, order-refused, invitation, password-reset
    dedupe_key  text NOT NULL UNIQUE,  -- what makes it the same message: nudge:<client>:<day>, order-confirmed:<order>:<user>
    client_id   uuid REFERENCES organisations (id),
    user_id     uuid REFERENCES users (id),
    invoice_id  uuid REFERENCES invoices (id), -- the invoice it carries
    recipient   text NOT NULL,
    locale      text NOT NULL,
    subject     text NOT NULL,
    html        text NOT NULL,
    text        text NOT NULL,
    headers     jsonb NOT NULL DEFAULT '{}',
    state       text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sending', 'sent', 'refused', 'uncertain', 'dropped')),
    reason      text NOT NULL DEFAULT '',
    attempts    int NOT NULL DEFAULT 0,
    created_at  timestamptz NOT NULL,
    due_at      timestamptz NOT NULL,  -- not to be tried before
    claimed_at  timestamptz,           -- when the try under way began; past its time the sender has died
    sent_at     timestamptz
);
CREATE INDEX messages_created ON messages (created_at DESC, id DESC);
CREATE INDEX messages_queued ON messages (due_at, id) WHERE state = 'queued';
CREATE INDEX messages_sending ON messages (claimed_at, id) WHERE state = 'sending';

-- "You have not bought from this supplier": at most once per pair and cycle, whether sent or held out.
CREATE TABLE nudges (
    id          uuid PRIMARY KEY,
    client_id   uuid NOT NULL REFERENCES organisations (id),
    supplier_id uuid NOT NULL REFERENCES organisations (id),
    kind        text NOT NULL CHECK (kind IN ('late', 'calendar')),
    cycle       text NOT NULL,          -- late: last order day; calendar: the month
    arm         text NOT NULL CHECK (arm IN ('send', 'hold_out')),
    user_id     uuid REFERENCES users (id),       -- whom it went to, or would have
    message_id  uuid REFERENCES messages (id),    -- the digest it stood in; held out: none
    planned_on  date NOT NULL,          -- the day in the client's own time zone
    silent_days int NOT NULL,
    reason      jsonb NOT NULL,         -- the figures behind the sentence, and the order days
    basket      jsonb NOT NULL DEFAULT '[]',
    p_buy       double precision,       -- the model's chance of an order within a week, nudged or not, for CUPED
    opened_at   timestamptz,            -- the link was followed
    created_at  timestamptz NOT NULL,
    CONSTRAINT nudges_once UNIQUE (client_id, supplier_id, kind, cycle)
);
CREATE INDEX nudges_planned ON nudges (planned_on, client_id);
CREATE INDEX nudges_client ON nudges (client_id, planned_on);
CREATE INDEX nudges_message ON nudges (message_id) WHERE message_id IS NOT NULL;

-- +goose Down
DROP TABLE nudges, messages, suppressions, consents, holdouts, cadence_priors, cadences;
