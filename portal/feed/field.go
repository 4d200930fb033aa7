package feed

// Field is what a column may mean.
type Field string

const (
	Ignored            Field = ""
	FieldSKU           Field = "sku"
	FieldExternalID    Field = "external_id"
	FieldParentID      Field = "parent_id"
	FieldNameRu        Field = "name_ru"
	FieldNameEn        Field = "name_en"
	FieldDescriptionRu Field = "description_ru"
	FieldDescriptionEn Field = "description_en"
	FieldBrand         Field = "brand"
	FieldGTIN          Field = "gtin"
	FieldCategory      Field = "category" // several: the levels from the root
	FieldUnit          Field = "unit"
	FieldVATRate       Field = "vat_rate"
	FieldPack          Field = "pack"
	FieldMinimum       Field = "minimum"
	FieldMultiple      Field = "multiple"
	FieldLeadDays      Field = "lead_days"
	FieldCost          Field = "cost"
	FieldPrice         Field = "price"    // several: by type and by quantity
	FieldCurrency      Field = "currency" // of the row's prices
	FieldStock         Field = "stock"    // several: by warehouse
	FieldConversion    Field = "conversion"
	FieldPictures      Field = "pictures" // several
	FieldAttribute     Field = "attribute"
	FieldAvailable     Field = "available"
	FieldDeleted       Field = "deleted"
)

// Fields are all that a column may mean, in the order in which people look for them.
var Fields = []Field{
	FieldSKU, FieldExternalID, FieldParentID, FieldNameRu, FieldNameEn, FieldCategory, FieldBrand, FieldGTIN, FieldUnit, FieldPack,
	FieldMinimum, FieldMultiple, FieldPrice, FieldCurrency, FieldVATRate, FieldCost, FieldStock, FieldAvailable, FieldLeadDays,
	FieldDescriptionRu, FieldDescriptionEn, FieldPictures, FieldConversion, FieldAttribute, FieldDeleted,
}

// Column is what one column of a file means.
type Column struct {
	Name      string   `json:"name" doc:"as its header reads; two header rows are joined by a space"`
	Index     int      `json:"index" doc:"the first is 0; looked at when the name is empty or stands there twice"`
	Field     Field    `json:"field" doc:"what it means; empty: nothing"`
	PriceType string   `json:"price_type,omitempty"`
	Currency  string   `json:"currency,omitempty" doc:"ISO 4217"`
	Tax       Tax      `json:"tax,omitempty" enum:",net,gross"`
	From      string   `json:"from,omitempty" doc:"the quantity from which the price holds"`
	Unit      string   `json:"unit,omitempty" doc:"of the price, of the attribute or of the conversion"`
	Warehouse string   `json:"warehouse,omitempty"`
	Attribute string   `json:"attribute,omitempty" doc:"its name"`
	Samples   []string `json:"samples,omitempty" doc:"a few values, where columns are proposed"`
}

// Table is how one sheet, or a CSV file, is to be read.
type Table struct {
	File       string   `json:"file,omitempty" doc:"inside an archive"`
	Sheet      string   `json:"sheet,omitempty"`
	Header     int      `json:"header" doc:"line of the header; 0: there is none"`
	HeaderRows int      `json:"header_rows" doc:"1, or 2 where a second row divides the first"`
	Decimal    string   `json:"decimal,omitempty" doc:"the decimal sign where a number may be read in two ways: ',' or '.'"`
	Skip       bool     `json:"skip,omitempty" doc:"this sheet is not read"`
	Columns    []Column `json:"columns"`
}

// Mapping is how a file is to be read. It can be kept and laid on the next file of the same supplier: columns are found by
// their names, sheets and files by theirs, and where there is but one table, whatever its name.
type Mapping struct {
	Tables []Table `json:"tables,omitempty"`
	// Dictionary is what earlier files of a CommerceML exchange have told of groups, properties, price types and warehouses.
	Dictionary *Dictionary `json:"dictionary,omitempty"`
}
