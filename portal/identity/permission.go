package identity

import "slices"

// Permission is a verb on a thing. Routes name one; a role has a list of them.
type Permission string

const (
	SessionUse     Permission = "session:use" // anybody signed in: own session, own name
	CatalogueRead  Permission = "catalogue:read"
	CartEdit       Permission = "cart:edit"
	OrderRead      Permission = "order:read"
	OrderPlace     Permission = "order:place"
	OrderCancel    Permission = "order:cancel"
	OrderAnswer    Permission = "order:answer" // the supplier confirms or refuses
	InvoiceRead    Permission = "invoice:read"
	InvoicePay     Permission = "invoice:pay"    // pay by card
	InvoiceCredit  Permission = "invoice:credit" // take an issued invoice back by a credit note
	PaymentRecord  Permission = "payment:record" // book payments, allocate them, take them back
	PaymentRefund  Permission = "payment:refund" // send a card payment back
	CardConnect    Permission = "card:connect"   // open the supplier's account for cards
	BankImport     Permission = "statement:import"
	LedgerClose    Permission = "ledger:close"
	TermsEdit      Permission = "terms:edit"     // what the supplier has agreed: when to pay, the credit limit, reminders
	CreditDecide   Permission = "credit:decide"  // hold an agreement, let an order go on beyond its limit
	PromiseRecord  Permission = "promise:record" // when who has promised to pay
	DisputeOpen    Permission = "dispute:open"   // a line of an invoice
	ReorderRead    Permission = "reorder:read"
	ReorderDecide  Permission = "reorder:decide" // snooze, not needed
	PreferenceEdit Permission = "preference:edit"
	ProductRead    Permission = "product:read" // the supplier's own products
	ProductEdit    Permission = "product:edit"
	ImportManage   Permission = "import:manage"   // the supplier's own files into its own catalogue
	ExchangeManage Permission = "exchange:manage" // keys by which the supplier's own system pushes them
	PriceRead      Permission = "price:read"      // the supplier's price lists, costs and margins
	PriceEdit      Permission = "price:edit"
	VisibilityEdit Permission = "visibility:edit" // which goods the supplier shows to whom
	VocabularyEdit Permission = "vocabulary:edit" // what the supplier teaches the search
	PartNumberEdit Permission = "partnumber:edit" // what a client itself calls goods
	PrintMake      Permission = "print:make"      // price lists to print and send on
	StockEdit      Permission = "stock:edit"      // counts, warehouses, deliveries
	SalesRead      Permission = "sales:read"      // the supplier's own figures
	DeskRead       Permission = "desk:read"       // who needs the account manager today
	ContactLog     Permission = "contact:log"
	MemberRead     Permission = "member:read"
	MemberInvite   Permission = "member:invite"
	NudgeRun       Permission = "nudge:run"   // plan and send reminders
	ImportRun      Permission = "import:run"  // bring in companies, products, history
	SystemWork     Permission = "system:work" // what only the program itself does: invoices, cadences, mails
)

// Role is what a person is in one company.
type Role string

const (
	Buyer           Role = "buyer"
	Approver        Role = "approver"
	Accountant      Role = "accountant"
	CompanyAdmin    Role = "company_admin"
	SupplierManager Role = "supplier_manager"
	SupplierAdmin   Role = "supplier_admin"
	AccountManager  Role = "account_manager"
	HeadOfSales     Role = "head_of_sales"
	Marketer        Role = "marketer"
	OperatorAdmin   Role = "operator_admin"
)

// may is the whole of who may do what. The access test walks every route against it.
var may = map[Role][]Permission{
	Buyer: {SessionUse, DisputeOpen, CatalogueRead, PrintMake, CartEdit, PartNumberEdit, OrderRead, OrderPlace, OrderCancel, InvoiceRead, InvoicePay,
		ReorderRead, ReorderDecide, PreferenceEdit, MemberRead},
	Approver:   {SessionUse, CatalogueRead, OrderRead, InvoiceRead, ReorderRead, PreferenceEdit, MemberRead},
	Accountant: {SessionUse, OrderRead, InvoiceRead, InvoicePay, PromiseRecord, DisputeOpen, PreferenceEdit, MemberRead},
	CompanyAdmin: {SessionUse, PromiseRecord, DisputeOpen, CatalogueRead, PrintMake, CartEdit, PartNumberEdit, OrderRead, OrderPlace, OrderCancel, InvoiceRead, InvoicePay,
		ReorderRead, ReorderDecide, PreferenceEdit, MemberRead, MemberInvite},
	SupplierManager: {SessionUse, TermsEdit, CreditDecide, PromiseRecord, OrderRead, OrderAnswer, InvoiceRead, InvoiceCredit, PaymentRecord, PaymentRefund, BankImport, ProductRead, ProductEdit, ImportManage, PriceRead, PriceEdit, VisibilityEdit, VocabularyEdit, PrintMake, StockEdit, SalesRead, MemberRead},
	SupplierAdmin:   {SessionUse, TermsEdit, CreditDecide, PromiseRecord, OrderRead, OrderAnswer, InvoiceRead, InvoiceCredit, PaymentRecord, PaymentRefund, CardConnect, BankImport, LedgerClose, ProductRead, ProductEdit, ImportManage, ExchangeManage, PriceRead, PriceEdit, VisibilityEdit, VocabularyEdit, PrintMake, StockEdit, SalesRead, MemberRead, MemberInvite},
	AccountManager:  {SessionUse, OrderRead, InvoiceRead, CreditDecide, PromiseRecord, DeskRead, ContactLog},
	HeadOfSales:     {SessionUse, OrderRead, InvoiceRead, CreditDecide, PromiseRecord, DeskRead, ContactLog, MemberRead},
	Marketer:        {SessionUse, DeskRead},
	OperatorAdmin:   {SessionUse, OrderRead, InvoiceRead, DeskRead, MemberRead, MemberInvite},
}

// Roles are all of them, in the order of the access matrix.
func Roles() []Role {
	return []Role{Buyer, Approver, Accountant, CompanyAdmin, SupplierManager, SupplierAdmin,
		AccountManager, HeadOfSales, Marketer, OperatorAdmin}
}

// Permissions are what a role allows.
func (r Role) Permissions() []Permission { return may[r] }

// Allows reports whether the role has the permission.
func (r Role) Allows(p Permission) bool { return slices.Contains(may[r], p) }

// Fits reports whether a company of that kind has such a role.
func (r Role) Fits(kind string) bool {
	switch r {
	case Buyer, Approver, Accountant, CompanyAdmin:
		return kind == "client"
	case SupplierManager, SupplierAdmin:
		return kind == "supplier"
	case AccountManager, HeadOfSales, Marketer, OperatorAdmin:
		return kind == "operator"
	}
	return false
}
