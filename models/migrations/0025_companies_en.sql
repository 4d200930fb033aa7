-- +goose Up
-- Where a company is and what it deals in, for readers of English; empty: as in Russian.
ALTER TABLE organisations
    ADD COLUMN city_en  text NOT NULL DEFAULT '',
    ADD COLUMN trade_en text NOT NULL DEFAULT '';

-- +goose Down
ALTER TABLE organisations DROP COLUMN city_en, DROP COLUMN trade_en;
