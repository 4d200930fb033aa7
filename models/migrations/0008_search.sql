-- +goose Up
-- A client's list is a merge of its suppliers' lists, each read in order from its own stretch of an index, with what decides
-- whether the client may see the goods at hand.
CREATE INDEX products_shelf_ru ON products (supplier_id, name_ru, id) INCLUDE (category_id, brand) WHERE status = 'active';
CREATE INDEX products_shelf_en ON products (supplier_id, name_en, id) INCLUDE (category_id, brand) WHERE status = 'active';
CREATE INDEX products_category_ru ON products (supplier_id, category_id, name_ru, id) INCLUDE (brand) WHERE status = 'active';
CREATE INDEX products_category_en ON products (supplier_id, category_id, name_en, id) INCLUDE (brand) WHERE status = 'active';
CREATE INDEX products_brand ON products (supplier_id, brand) WHERE status = 'active';
-- Fresh rows wait in a list that every search reads through: a short one.
CREATE INDEX products_search ON products USING gin (search) WITH (gin_pending_list_limit = 256);
CREATE INDEX products_codes ON products USING gin ((sku || ' ' || gtin) gin_trgm_ops) WITH (gin_pending_list_limit = 256);

-- Plain words: small letters, ё as е, nothing but letters and digits.
CREATE FUNCTION plain_words(t text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT regexp_replace(translate(lower(t), 'ё', 'е'), '[^[:alnum:]]+', ' ', 'g')
$$;

-- +goose StatementBegin
-- The measures in a text, each as one word in the smallest of its units, so that 0,5 л, 500 мл and 500ml are the same: 500ml.
-- A decimal point is written as p. models.Measures reads what is typed in the same way.
CREATE FUNCTION plain_measures(t text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    m text[];
    found text := '';
BEGIN
    IF lower(t) !~ '[0-9] ?(мл|ml|л|l|кг|kg|гр|г|g|мм|mm|см|cm|м|m)(?![[:alnum:]])' THEN -- most names have none
        RETURN '';
    END IF;
    FOR m IN SELECT regexp_matches(lower(t),
        '(?<![0-9.,])([0-9]{1,9}(?:[.,][0-9]{1,4})?) ?(мл|ml|л|l|кг|kg|гр|г|g|мм|mm|см|cm|м|m)(?![[:alnum:]])', 'g')
    LOOP
        found := found || ' ' || replace(trim_scale(replace(m[1], ',', '.')::numeric
            * CASE WHEN m[2] IN ('л', 'l', 'кг', 'kg', 'м', 'm') THEN 1000 WHEN m[2] IN ('см', 'cm') THEN 10 ELSE 1 END)::text, '.', 'p')
            || CASE WHEN m[2] IN ('мл', 'ml', 'л', 'l') THEN 'ml' WHEN m[2] IN ('кг', 'kg', 'гр', 'г', 'g') THEN 'g' ELSE 'mm' END;
    END LOOP;
    RETURN found;
END $$;
-- +goose StatementEnd

-- What stands before every word of a supplier's goods, so that a search meets the goods it may find and passes all others by.
CREATE FUNCTION search_mark(supplier uuid) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT right(supplier::text, 6)
$$;

-- +goose StatementBegin
-- Codes and names as they stand, so that their beginnings are found, a SKU also without its signs, measures, and the stems of
-- names, attributes and descriptions: the Russian configuration stems Latin words the English way.
CREATE FUNCTION products_search_document() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    names text;
    told text;
    words tsvector;
BEGIN
    IF NEW.name_en = '' THEN
        NEW.name_en := NEW.name_ru;
    END IF;
    names := NEW.name_ru || CASE WHEN NEW.name_en = NEW.name_ru THEN '' ELSE ' ' || NEW.name_en END;
    IF NEW.attributes <> '{}' THEN
        SELECT string_agg(value, ' ') INTO told FROM jsonb_each_text(NEW.attributes) WHERE value NOT IN ('true', 'false');
    END IF;
    told := coalesce(told, '');
    words := setweight(to_tsvector('simple', plain_words(NEW.sku || ' ' || NEW.gtin || ' ' || NEW.brand)
                || ' ' || replace(plain_words(NEW.sku), ' ', '')), 'A')
          || setweight(to_tsvector('simple', plain_words(names) || plain_measures(names || ' ' || told)), 'B')
          || setweight(to_tsvector('russian', plain_words(names)), 'B');
    IF told <> '' THEN
        words := words || setweight(to_tsvector('simple', plain_words(told)) || to_tsvector('russian', plain_words(told)), 'C');
    END IF;
    IF NEW.description_ru || NEW.description_en <> '' THEN
        words := words || setweight(to_tsvector('russian', plain_words(NEW.description_ru || ' ' || NEW.description_en)), 'D');
    END IF;
    NEW.search := replace(' ' || words::text, ' ''', ' ''' || search_mark(NEW.supplier_id))::tsvector;
    RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER products_search BEFORE INSERT ON products FOR EACH ROW EXECUTE FUNCTION products_search_document();
CREATE TRIGGER products_search_anew BEFORE UPDATE ON products FOR EACH ROW
    WHEN ((OLD.sku, OLD.gtin, OLD.brand, OLD.name_ru, OLD.name_en, OLD.description_ru, OLD.description_en, OLD.attributes)
        IS DISTINCT FROM (NEW.sku, NEW.gtin, NEW.brand, NEW.name_ru, NEW.name_en, NEW.description_ru, NEW.description_en, NEW.attributes))
    EXECUTE FUNCTION products_search_document();

-- Every word that stands in some product's name or brand: typos are mended against it.
CREATE TABLE product_words (
    word text COLLATE "C" PRIMARY KEY
);
CREATE INDEX product_words_trgm ON product_words USING gin (word gin_trgm_ops);

-- +goose StatementBegin
CREATE FUNCTION product_words_learn() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO product_words (word)
    SELECT w FROM (SELECT DISTINCT w FROM fresh, LATERAL unnest(string_to_array(plain_words(name_ru || ' ' || name_en || ' ' || brand), ' ')) AS w
        OFFSET 0) w -- many goods have the same few words: each is looked at once
    WHERE length(w) BETWEEN 3 AND 40 AND w !~ '[0-9]'
    ORDER BY w
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER product_words_insert AFTER INSERT ON products REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION product_words_learn();
CREATE TRIGGER product_words_update AFTER UPDATE ON products REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION product_words_learn();

-- What one plain word is looked for by: as it stands or as the beginning of a word, or by its stem. A supplier's mark takes the
-- place of each #.
CREATE FUNCTION search_word(word text, beginning boolean) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT '(''#' || word || '''' || CASE WHEN beginning THEN ':*' ELSE '' END || coalesce((
        SELECT string_agg('|''#' || s.lexeme || '''', '') FROM unnest(to_tsvector('russian', word)) AS s), '') || ')'
$$;

-- The stems of plain words.
CREATE FUNCTION word_stems(words text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(array_agg(s.lexeme ORDER BY s.lexeme), '{}') FROM unnest(to_tsvector('russian', words)) AS s
$$;

-- Words that look like this one, the likest first. Short words with two letters swapped are barely alike: those are asked for by
-- name.
CREATE FUNCTION product_words_like(typed text, swapped text[]) RETURNS TABLE (word text) LANGUAGE sql STABLE
    SET pg_trgm.similarity_threshold = 0.2 AS $$
    SELECT word FROM (
        SELECT w.word, similarity(w.word, typed) AS likeness FROM product_words w WHERE w.word % typed
        UNION
        SELECT w.word, 1 FROM product_words w WHERE w.word = ANY (swapped)
    ) w ORDER BY likeness DESC, word LIMIT 40
$$;

-- What a supplier's clients call its goods: whoever types words finds what is called otherwise.
CREATE TABLE synonyms (
    id          uuid PRIMARY KEY,
    supplier_id uuid NOT NULL REFERENCES organisations (id),
    words       text NOT NULL CHECK (words <> ''),       -- plain, as they are typed
    meant       text NOT NULL CHECK (meant <> ''),       -- plain, as goods are called
    both_ways   boolean NOT NULL,
    created_at  timestamptz NOT NULL,
    word_stems  text[] GENERATED ALWAYS AS (word_stems(words)) STORED CHECK (word_stems <> '{}'),
    meant_stems text[] GENERATED ALWAYS AS (word_stems(meant)) STORED CHECK (meant_stems <> '{}'),
    CONSTRAINT synonyms_once UNIQUE (supplier_id, words, meant)
);

-- Each way in which a synonym is read: whoever types words with these stems means the others.
CREATE VIEW readings AS
    SELECT supplier_id, word_stems AS stems, meant AS other FROM synonyms
    UNION ALL
    SELECT supplier_id, meant_stems, words FROM synonyms WHERE both_ways;

-- What clients looked for and did not find, a line for each client and day.
CREATE TABLE search_misses (
    supplier_id uuid NOT NULL REFERENCES organisations (id),
    client_id   uuid NOT NULL REFERENCES organisations (id),
    on_day      date NOT NULL,
    words       text NOT NULL CHECK (words <> ''),       -- plain
    times       int NOT NULL DEFAULT 1,
    PRIMARY KEY (supplier_id, on_day, words, client_id)
);
CREATE INDEX search_misses_old ON search_misses (on_day);

-- What a client itself calls a product: its own article number.
CREATE TABLE part_numbers (
    client_id   uuid NOT NULL REFERENCES organisations (id),
    product_id  uuid NOT NULL,
    supplier_id uuid NOT NULL,
    code        text NOT NULL CHECK (code <> ''),
    plain       text COLLATE "C" GENERATED ALWAYS AS (replace(plain_words(code), ' ', '')) STORED,
    updated_at  timestamptz NOT NULL,
    PRIMARY KEY (client_id, product_id),
    FOREIGN KEY (supplier_id, product_id) REFERENCES products (supplier_id, id) ON DELETE CASCADE
);
CREATE INDEX part_numbers_plain ON part_numbers (client_id, plain);

-- +goose Down
DROP TABLE part_numbers, search_misses;
DROP VIEW readings;
DROP TABLE synonyms;
DROP TRIGGER products_search ON products;
DROP TRIGGER products_search_anew ON products;
DROP TRIGGER product_words_insert ON products;
DROP TRIGGER product_words_update ON products;
DROP INDEX products_shelf_ru, products_shelf_en, products_category_ru, products_category_en, products_brand, products_search, products_codes;
DROP TABLE product_words;
DROP FUNCTION products_search_document, product_words_learn, product_words_like, search_word, word_stems, search_mark, plain_measures, plain_words;
