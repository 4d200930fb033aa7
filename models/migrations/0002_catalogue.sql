-- +goose Up
-- The operator's tree of categories; suppliers hang products on its leaves.
CREATE TABLE categories (
    id        uuid PRIMARY KEY,
    parent_id uuid REFERENCES categories (id),
    slug      text NOT NULL UNIQUE,
    name_ru   text NOT NULL,
    name_en   text NOT NULL,
    icon      text NOT NULL DEFAULT 'package'
);

CREATE TABLE products (
    id             uuid PRIMARY KEY,
    supplier_id    uuid NOT NULL REFERENCES organisations (id),
    sku            text NOT NULL CHECK (sku <> ''),
    gtin           text NOT NULL DEFAULT '',
    name_ru        text NOT NULL,
    name_en        text NOT NULL,
    description_ru text NOT NULL DEFAULT '',
    description_en text NOT NULL DEFAULT '',
    brand          text NOT NULL DEFAULT '',
    category_id    uuid NOT NULL REFERENCES categories (id),
    unit           text NOT NULL DEFAULT 'pcs',        -- what one of quantity is: pcs, kg, l, m, box, pack, pallet ...
    pack_size      numeric(14,3) NOT NULL DEFAULT 1 CHECK (pack_size > 0), -- how many pieces are in one unit sold
    minimum        numeric(14,3) NOT NULL DEFAULT 1 CHECK (minimum > 0),
    multiple       numeric(14,3) NOT NULL DEFAULT 1 CHECK (multiple > 0),  -- counted from the minimum
    vat_rate       numeric(5,2) NOT NULL DEFAULT 22 CHECK (vat_rate BETWEEN 0 AND 100),
    status         text NOT NULL DEFAULT 'active' CHECK (status IN ('draft', 'active', 'discontinued')),
    substitute_id  uuid,
    search         tsvector NOT NULL DEFAULT '',
    version        int NOT NULL DEFAULT 1,
    created_at     timestamptz NOT NULL,
    updated_at     timestamptz NOT NULL,
    CONSTRAINT products_sku UNIQUE (supplier_id, sku),
    UNIQUE (supplier_id, id),
    FOREIGN KEY (supplier_id, substitute_id) REFERENCES products (supplier_id, id)
);
-- A client's list is a merge of its suppliers' lists, each read in order from its own stretch of an index.
CREATE INDEX products_shelf_ru ON products (supplier_id, name_ru, id) WHERE status = 'active';
CREATE INDEX products_shelf_en ON products (supplier_id, name_en, id) WHERE status = 'active';
CREATE INDEX products_category_ru ON products (supplier_id, category_id, name_ru, id) WHERE status = 'active';
CREATE INDEX products_category_en ON products (supplier_id, category_id, name_en, id) WHERE status = 'active';
CREATE INDEX products_brand ON products (supplier_id, brand) WHERE status = 'active';
-- Fresh rows wait in a list that every search reads through: a short one.
CREATE INDEX products_search ON products USING gin (search) WITH (gin_pending_list_limit = 256);
CREATE INDEX products_codes ON products USING gin ((sku || ' ' || gtin) gin_trgm_ops) WITH (gin_pending_list_limit = 256);
CREATE STATISTICS products_supplier_category (dependencies, ndistinct) ON supplier_id, category_id, brand FROM products;

-- Plain words: small letters, ё as е, nothing but letters and digits.
CREATE FUNCTION plain_words(t text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT regexp_replace(translate(lower(t), 'ё', 'е'), '[^[:alnum:]]+', ' ', 'g')
$$;

-- What stands before every word of a supplier's goods, so that a search meets the goods it may find and passes all others by.
CREATE FUNCTION search_mark(supplier uuid) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT right(supplier::text, 6)
$$;

-- +goose StatementBegin
-- Codes and names as they stand, so that their beginnings are found, and the stems of names and descriptions: the Russian
-- configuration stems Latin words the English way.
CREATE FUNCTION products_search_document() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    names text;
    words tsvector;
BEGIN
    IF NEW.name_en = '' THEN
        NEW.name_en := NEW.name_ru;
    END IF;
    names := plain_words(NEW.name_ru || ' ' || NEW.name_en);
    words := setweight(to_tsvector('simple', plain_words(NEW.sku || ' ' || NEW.gtin || ' ' || NEW.brand)), 'A')
          || setweight(to_tsvector('simple', names), 'B')
          || setweight(to_tsvector('russian', names), 'B')
          || setweight(to_tsvector('russian', plain_words(NEW.description_ru || ' ' || NEW.description_en)), 'D');
    NEW.search := replace(' ' || words::text, ' ''', ' ''' || search_mark(NEW.supplier_id))::tsvector;
    RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER products_search BEFORE INSERT OR UPDATE OF sku, gtin, brand, name_ru, name_en, description_ru, description_en
    ON products FOR EACH ROW EXECUTE FUNCTION products_search_document();

-- Every word that stands in some product's name or brand: typos are mended against it.
CREATE TABLE product_words (
    word text COLLATE "C" PRIMARY KEY
);
CREATE INDEX product_words_trgm ON product_words USING gin (word gin_trgm_ops);

-- +goose StatementBegin
CREATE FUNCTION product_words_learn() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO product_words (word)
    SELECT DISTINCT w FROM fresh, LATERAL regexp_split_to_table(plain_words(name_ru || ' ' || name_en || ' ' || brand), ' ') AS w
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

-- What plain words are looked for by, all of them: each as the beginning of a word, or by its stem. A supplier's mark takes the
-- place of each #.
CREATE FUNCTION search_words(words text[]) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT string_agg('(''#' || w || ''':*' || coalesce((
        SELECT string_agg('|''#' || s.lexeme || '''', '') FROM unnest(to_tsvector('russian', w)) AS s), '') || ')', '&')
    FROM unnest(words) AS w
$$;

-- Words that look like this one, the likest first; short words with two letters swapped are barely alike.
CREATE FUNCTION product_words_like(typed text) RETURNS TABLE (word text) LANGUAGE sql STABLE
    SET pg_trgm.similarity_threshold = 0.2 AS $$
    SELECT w.word FROM product_words w WHERE w.word % typed ORDER BY similarity(w.word, typed) DESC, w.word LIMIT 30
$$;

CREATE TABLE stock (
    product_id  uuid PRIMARY KEY,
    supplier_id uuid NOT NULL,
    on_hand     numeric(14,3) NOT NULL DEFAULT 0 CHECK (on_hand >= 0),
    reserved    numeric(14,3) NOT NULL DEFAULT 0 CHECK (reserved >= 0),
    restock_on  date,                                -- when more is expected, where the supplier says so
    updated_at  timestamptz NOT NULL,
    CONSTRAINT stock_covers_reserved CHECK (reserved <= on_hand),
    FOREIGN KEY (supplier_id, product_id) REFERENCES products (supplier_id, id)
) WITH (fillfactor = 85); -- every order changes it: room to do so in place

CREATE TABLE price_lists (
    id          uuid PRIMARY KEY,
    supplier_id uuid NOT NULL REFERENCES organisations (id),
    name        text NOT NULL,
    kind        text NOT NULL CHECK (kind IN ('list', 'contract')),
    currency    char(3) NOT NULL DEFAULT 'RUB',
    valid_from  date,
    valid_to    date,
    created_at  timestamptz NOT NULL,
    UNIQUE (supplier_id, id),
    CONSTRAINT price_lists_name UNIQUE (supplier_id, name)
);
-- A supplier has one list price per currency, the last resort of every agreement.
CREATE UNIQUE INDEX price_lists_list ON price_lists (supplier_id, currency) WHERE kind = 'list';

CREATE TABLE prices (
    price_list_id uuid NOT NULL,
    supplier_id   uuid NOT NULL,
    product_id    uuid NOT NULL,
    from_quantity numeric(14,3) NOT NULL CHECK (from_quantity > 0),
    unit_price    numeric(18,4) NOT NULL CHECK (unit_price >= 0),  -- per unit, before tax
    PRIMARY KEY (product_id, price_list_id, from_quantity) INCLUDE (supplier_id, unit_price),
    FOREIGN KEY (supplier_id, price_list_id) REFERENCES price_lists (supplier_id, id),
    FOREIGN KEY (supplier_id, product_id) REFERENCES products (supplier_id, id)
);
CREATE INDEX prices_list ON prices (price_list_id);

-- Contract price lists of an agreement in the order they are asked.
CREATE TABLE agreement_price_lists (
    agreement_id  uuid NOT NULL,
    client_id     uuid NOT NULL,
    supplier_id   uuid NOT NULL,
    price_list_id uuid NOT NULL,
    position      int NOT NULL,
    PRIMARY KEY (agreement_id, position),
    UNIQUE (agreement_id, price_list_id),
    FOREIGN KEY (agreement_id, client_id, supplier_id) REFERENCES agreements (id, client_id, supplier_id),
    FOREIGN KEY (supplier_id, price_list_id) REFERENCES price_lists (supplier_id, id)
);

-- +goose Down
DROP TABLE agreement_price_lists, prices, price_lists, stock, product_words, products, categories;
DROP FUNCTION products_search_document, product_words_learn, product_words_like, search_words, search_mark, plain_words;
