-- +goose Up
-- What electronic invoices want to know of a company, beside what is printed.
ALTER TABLE organisations
    ADD COLUMN country text NOT NULL DEFAULT '',        -- ISO 3166-1
    ADD COLUMN postal_code text NOT NULL DEFAULT '',
    ADD COLUMN vat_id text NOT NULL DEFAULT '',            -- with its country's prefix: DE123456789
    ADD COLUMN registration text NOT NULL DEFAULT '',      -- in the register of companies
    ADD COLUMN endpoint text NOT NULL DEFAULT '' CHECK (endpoint ~ '^$|^([0-9]{4}|EM):.+$'); -- scheme and number: 0088:7300010000001

-- What goods without tax are under an agreement: zero-rated, unless it says exempt (E) or that the client owes the tax (AE).
ALTER TABLE agreements
    ADD COLUMN vat_treatment text NOT NULL DEFAULT '' CHECK (vat_treatment IN ('', 'E', 'AE'));

-- +goose Down
ALTER TABLE agreements DROP COLUMN vat_treatment;
ALTER TABLE organisations DROP COLUMN country, DROP COLUMN postal_code, DROP COLUMN vat_id, DROP COLUMN registration, DROP COLUMN endpoint;
