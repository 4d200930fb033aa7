-- +goose Up
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- A company: the operator who runs the portal, a supplier, or a client.
CREATE TABLE organisations (
    id          uuid PRIMARY KEY,
    kind        text NOT NULL CHECK (kind IN ('operator', 'supplier', 'client')),
    code        text NOT NULL,                    -- the operator's or an import's own code, unique within its kind
    name        text NOT NULL CHECK (name <> ''),
    name_en     text NOT NULL DEFAULT '',         -- how it is called in English pages; empty: as in name
    legal_name  text NOT NULL DEFAULT '',
    tax_id      text NOT NULL DEFAULT '',         -- ИНН or VAT number
    tax_code    text NOT NULL DEFAULT '',         -- КПП
    address     text NOT NULL DEFAULT '',
    city        text NOT NULL DEFAULT '',
    email       text NOT NULL DEFAULT '',
    phone       text NOT NULL DEFAULT '',
    trade       text NOT NULL DEFAULT '',         -- supplier: what it sells; client: chain, wholesale, horeca, factory, one_off
    bank        jsonb NOT NULL DEFAULT '{}',      -- supplier: bank, bic, account, correspondent_account
    locale      text NOT NULL DEFAULT 'ru' CHECK (locale IN ('ru', 'en')),
    time_zone   text NOT NULL DEFAULT 'Europe/Moscow',
    currency    char(3) NOT NULL DEFAULT 'RUB',
    parent_id   uuid REFERENCES organisations (id), -- a chain's payer
    nudge_rule  text NOT NULL DEFAULT 'cadence' CHECK (nudge_rule IN ('cadence', 'calendar', 'off')), -- the supplier's choice
    version     int NOT NULL DEFAULT 1,
    created_at  timestamptz NOT NULL,
    UNIQUE (kind, code)
);
CREATE INDEX organisations_name ON organisations (kind, name, id);

-- Where a client takes deliveries or gets its papers.
CREATE TABLE locations (
    id         uuid PRIMARY KEY,
    client_id  uuid NOT NULL REFERENCES organisations (id),
    name       text NOT NULL,
    address    text NOT NULL DEFAULT '',
    city       text NOT NULL DEFAULT '',
    is_default boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL,
    UNIQUE (client_id, id)
);
CREATE UNIQUE INDEX locations_default ON locations (client_id) WHERE is_default;

-- A person. What they may do hangs on a membership, never on the person.
CREATE TABLE users (
    id             uuid PRIMARY KEY,
    email          text NOT NULL CHECK (email = lower(email) AND email <> ''),
    name           text NOT NULL CHECK (name <> ''),
    locale         text NOT NULL DEFAULT 'ru' CHECK (locale IN ('ru', 'en')),
    password_hash  text NOT NULL DEFAULT '',      -- empty: invited, not yet set
    created_at     timestamptz NOT NULL,
    deactivated_at timestamptz,
    CONSTRAINT users_email UNIQUE (email)
);

CREATE TABLE memberships (
    id              uuid PRIMARY KEY,
    user_id         uuid NOT NULL REFERENCES users (id),
    organisation_id uuid NOT NULL REFERENCES organisations (id),
    role            text NOT NULL CHECK (role IN ('buyer', 'approver', 'accountant', 'company_admin',
                        'supplier_manager', 'supplier_admin', 'account_manager', 'head_of_sales', 'marketer', 'operator_admin')),
    job_title       text NOT NULL DEFAULT '',
    influence       text NOT NULL DEFAULT 'handles' CHECK (influence IN ('decides', 'handles', 'influences')),
    created_at      timestamptz NOT NULL,
    ended_at        timestamptz,
    CONSTRAINT memberships_person UNIQUE (user_id, organisation_id)
);
CREATE INDEX memberships_organisation ON memberships (organisation_id, role);

-- One signed-in browser. Ending it ends every token of its family.
CREATE TABLE sessions (
    id            uuid PRIMARY KEY,
    user_id       uuid NOT NULL REFERENCES users (id),
    membership_id uuid NOT NULL REFERENCES memberships (id),
    user_agent    text NOT NULL DEFAULT '',
    created_at    timestamptz NOT NULL,
    last_seen_at  timestamptz NOT NULL,
    ended_at      timestamptz,
    end_reason    text NOT NULL DEFAULT ''
);
CREATE INDEX sessions_user ON sessions (user_id) WHERE ended_at IS NULL;
CREATE INDEX sessions_ended ON sessions (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX sessions_membership ON sessions (membership_id, last_seen_at DESC);

-- A refresh token works once; a second use ends the session.
CREATE TABLE refresh_tokens (
    hash       bytea PRIMARY KEY,
    session_id uuid NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    issued_at  timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at    timestamptz
);
CREATE INDEX refresh_tokens_session ON refresh_tokens (session_id);

-- An address that is asked to join a company, and as what. It is accepted, withdrawn, or runs out. The token in its mail is
-- kept as a hash.
CREATE TABLE invitations (
    id              uuid PRIMARY KEY,
    hash            bytea NOT NULL,
    organisation_id uuid NOT NULL REFERENCES organisations (id),
    email           text NOT NULL CHECK (email = lower(email) AND email <> ''),
    name            text NOT NULL,
    role            text NOT NULL,
    job_title       text NOT NULL DEFAULT '',
    influence       text NOT NULL DEFAULT 'handles' CHECK (influence IN ('decides', 'handles', 'influences')),
    invited_by      uuid NOT NULL REFERENCES users (id),
    issued_at       timestamptz NOT NULL,
    expires_at      timestamptz NOT NULL,
    accepted_at     timestamptz,
    withdrawn_at    timestamptz,
    CONSTRAINT invitations_hash UNIQUE (hash)
);
-- One open invitation for each address and company: to invite again is to send another link in the place of the first.
CREATE UNIQUE INDEX invitations_open ON invitations (organisation_id, email) WHERE accepted_at IS NULL AND withdrawn_at IS NULL;

-- Somebody asked for a new password. Asked for an address that nobody has, it comes to nothing.
CREATE TABLE password_resets (
    id         uuid PRIMARY KEY,
    email      text NOT NULL,
    asked_at   timestamptz NOT NULL,
    user_id    uuid REFERENCES users (id),        -- whose address it is; from here on filled when the mail is written
    hash       bytea,
    expires_at timestamptz,
    used_at    timestamptz,
    CONSTRAINT password_resets_hash UNIQUE (hash)
);
CREATE INDEX password_resets_user ON password_resets (user_id) WHERE user_id IS NOT NULL;
CREATE INDEX password_resets_asked_at ON password_resets (asked_at);

-- Fixed-window counters for sign-in and token guessing, shared by every copy of the program.
CREATE TABLE rate_windows (
    key    text NOT NULL,
    starts timestamptz NOT NULL,
    hits   int NOT NULL,
    PRIMARY KEY (key, starts)
);

-- The trading relation client x supplier.
CREATE TABLE agreements (
    id                 uuid PRIMARY KEY,
    client_id          uuid NOT NULL REFERENCES organisations (id),
    supplier_id        uuid NOT NULL REFERENCES organisations (id),
    number             text NOT NULL,
    status             text NOT NULL CHECK (status IN ('requested', 'active', 'on_hold', 'ended')),
    currency           char(3) NOT NULL DEFAULT 'RUB',
    net_days           int NOT NULL DEFAULT 0 CHECK (net_days BETWEEN 0 AND 365), -- 0: prepayment
    credit_limit       bigint CHECK (credit_limit >= 0),      -- minor units; null: unlimited, 0: nothing
    minimum_order      bigint NOT NULL DEFAULT 0 CHECK (minimum_order >= 0), -- minor units, before tax
    delivery_note      text NOT NULL DEFAULT '',
    lead_days          int NOT NULL DEFAULT 2 CHECK (lead_days BETWEEN 0 AND 365),
    account_manager_id uuid REFERENCES users (id),
    valid_from         date NOT NULL,
    valid_to           date,
    version            int NOT NULL DEFAULT 1,
    created_at         timestamptz NOT NULL,
    CONSTRAINT agreements_number UNIQUE (supplier_id, number),
    UNIQUE (id, client_id, supplier_id)
);
CREATE UNIQUE INDEX agreements_pair ON agreements (client_id, supplier_id) WHERE status <> 'ended';
CREATE INDEX agreements_supplier ON agreements (supplier_id, client_id);
CREATE INDEX agreements_book ON agreements (account_manager_id, client_id, supplier_id);

-- Who did what to permissions, sessions, agreements and imports; for whom, when and why. Never edited.
CREATE TABLE audit_log (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at              timestamptz NOT NULL,
    actor           text NOT NULL,                -- user:<id>, system:<job>
    organisation_id uuid,
    action          text NOT NULL,
    subject         text NOT NULL DEFAULT '',
    detail          jsonb NOT NULL DEFAULT '{}',
    request_id      text NOT NULL DEFAULT ''
);
CREATE INDEX audit_log_organisation ON audit_log (organisation_id, id DESC);

-- The answer of a write that carried an Idempotency-Key, stored with its effect.
CREATE TABLE idempotent_answers (
    actor      text NOT NULL,
    key        text NOT NULL,
    input_hash bytea NOT NULL,
    answer     jsonb,
    at         timestamptz NOT NULL,
    PRIMARY KEY (actor, key)
);
CREATE INDEX idempotent_answers_at ON idempotent_answers (at);

-- +goose Down
DROP TABLE idempotent_answers, audit_log, agreements, rate_windows, password_resets, invitations, refresh_tokens, sessions, memberships, users, locations, organisations;
