package feed

import "github.com/shopspring/decimal"

// State says how much a file tells of a value.
type State uint8

const (
	Absent  State = iota // the file has no such column or element here: what is kept stays
	Blank                // it has, and nothing stands in it
	Present              // Value is what stands in it
)

// Told is a value that a file may tell, and where it stands.
type Told[T any] struct {
	Value  T
	State  State
	Line   int
	Column string // the file's own name of the column, or the path of the element
}

// Tell is a value that is told, by nobody's file.
func Tell[T any](v T) Told[T] { return Told[T]{Value: v, State: Present} }

// Has says whether there is a value.
func (t Told[T]) Has() bool { return t.State == Present }

// Text, Number and Flag are what files tell.
type (
	Text   = Told[string]
	Number = Told[decimal.Decimal]
	Flag   = Told[bool]
)

// Place is where a record begins.
type Place struct {
	File  string // inside the archive, or the file's own name
	Sheet string // of a workbook
	Line  int    // the first is 1
}

// Item is what one record of a file says about one product. Of CommerceML the goods, their offers, prices and stock may
// come as several Items with the same ExternalID, each telling its part.
type Item struct {
	Place         Place
	SKU           Text
	ExternalID    Text // the id in the supplier's own system; of a characteristic it is "product#characteristic"
	ParentID      Text // of a characteristic: the id of its product
	NameRu        Text
	NameEn        Text
	DescriptionRu Text
	DescriptionEn Text
	Brand         Text
	GTIN          Text           // eight, twelve, thirteen or fourteen digits with a right check digit
	Category      Told[[]string] // from the root
	Unit          Text           // a code of wording, or the supplier's own word
	VATRate       Number         // per cent; without VAT is 0
	Pack          Number         // pieces in one unit
	Minimum       Number
	Multiple      Number
	LeadDays      Number
	Cost          Number // what it costs the supplier: for nobody else's eyes
	Units         []Conversion
	Attributes    []Attribute
	Prices        []Price
	Stock         []Stock
	Pictures      Told[[]string] // names inside the archive, or addresses; the first is the main one
	Available     Flag           // whether it is on sale; a file may say so without a number
	Deleted       Flag           // the supplier's system has struck it out
}

// Attribute is a property of a product under the file's own name, such as Цвет.
type Attribute struct {
	Name  string
	Unit  string
	Value Text
}

// Conversion is another unit that the product is counted in: one Unit is Factor of the product's own.
type Conversion struct {
	Unit   string
	Factor Number
	GTIN   Text
}

// Tax says whether a price has VAT in it.
type Tax string

const (
	TaxUnknown Tax = ""
	Net        Tax = "net"
	Gross      Tax = "gross"
)

// Price is one price of a product. A price that is asked for by telephone is Blank, and a fault says price-on-request.
type Price struct {
	Type     string          // as the file calls it: Оптовая; "" where it knows only one
	TypeID   string          // in the supplier's own system
	Currency string          // ISO 4217; "" where the file does not say
	From     decimal.Decimal // the quantity it begins with; zero: any
	Unit     string          // what it is asked for; "": the product's own unit
	Tax      Tax
	Amount   Number
}

// Stock is how much there is.
type Stock struct {
	Warehouse   string // as the file calls it; "" where it knows only one
	WarehouseID string
	Quantity    Number
}
