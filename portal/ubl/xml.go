package ubl

import "encoding/xml"

// What follows are UBL's own elements, in the order in which its schema wants them.

type document struct {
	XMLName       xml.Name
	Of            string         `xml:"xmlns,attr"`
	Parts         string         `xml:"xmlns:cac,attr"`
	Basics        string         `xml:"xmlns:cbc,attr"`
	Customization string         `xml:"cbc:CustomizationID"`
	Profile       string         `xml:"cbc:ProfileID"`
	ID            string         `xml:"cbc:ID"`
	IssuedOn      string         `xml:"cbc:IssueDate"`
	DueOn         string         `xml:"cbc:DueDate,omitempty"`
	Type          string         `xml:"cbc:InvoiceTypeCode,omitempty"`
	CreditType    string         `xml:"cbc:CreditNoteTypeCode,omitempty"`
	Note          string         `xml:"cbc:Note,omitempty"`
	Currency      string         `xml:"cbc:DocumentCurrencyCode"`
	BuyerRef      string         `xml:"cbc:BuyerReference,omitempty"`
	Order         *reference     `xml:"cac:OrderReference"`
	Billing       *billing       `xml:"cac:BillingReference"`
	Seller        party          `xml:"cac:AccountingSupplierParty"`
	Buyer         party          `xml:"cac:AccountingCustomerParty"`
	Means         *means         `xml:"cac:PaymentMeans"`
	Terms         *terms         `xml:"cac:PaymentTerms"`
	Allowances    []allowance    `xml:"cac:AllowanceCharge"`
	Taxes         taxTotal       `xml:"cac:TaxTotal"`
	Totals        monetary       `xml:"cac:LegalMonetaryTotal"`
	Lines         []documentLine `xml:""`
}

type reference struct {
	ID string `xml:"cbc:ID"`
	On string `xml:"cbc:IssueDate,omitempty"`
}

type billing struct {
	Invoice reference `xml:"cac:InvoiceDocumentReference"`
}

type amount struct {
	Currency string `xml:"currencyID,attr"`
	Value    string `xml:",chardata"`
}

type quantity struct {
	Unit  string `xml:"unitCode,attr"`
	Value string `xml:",chardata"`
}

type party struct {
	Party partyOf `xml:"cac:Party"`
}

type partyOf struct {
	Endpoint endpoint `xml:"cbc:EndpointID"`
	Name     name     `xml:"cac:PartyName"`
	Address  address  `xml:"cac:PostalAddress"`
	Tax      *taxed   `xml:"cac:PartyTaxScheme"`
	Legal    legal    `xml:"cac:PartyLegalEntity"`
	Contact  *contact `xml:"cac:Contact"`
}

type endpoint struct {
	Scheme string `xml:"schemeID,attr"`
	ID     string `xml:",chardata"`
}

type name struct {
	Name string `xml:"cbc:Name"`
}

type address struct {
	Street  string  `xml:"cbc:StreetName,omitempty"`
	City    string  `xml:"cbc:CityName,omitempty"`
	Postal  string  `xml:"cbc:PostalZone,omitempty"`
	Country country `xml:"cac:Country"`
}

type country struct {
	Code string `xml:"cbc:IdentificationCode"`
}

type scheme struct {
	ID string `xml:"cbc:ID"`
}

var vat = scheme{"VAT"}

type taxed struct {
	Number string `xml:"cbc:CompanyID"`
	Scheme scheme `xml:"cac:TaxScheme"`
}

type legal struct {
	Name         string `xml:"cbc:RegistrationName"`
	Registration string `xml:"cbc:CompanyID,omitempty"`
}

type contact struct {
	Phone string `xml:"cbc:Telephone,omitempty"`
	Email string `xml:"cbc:ElectronicMail,omitempty"`
}

type means struct {
	Code      string  `xml:"cbc:PaymentMeansCode"`
	Reference string  `xml:"cbc:PaymentID"`
	Account   account `xml:"cac:PayeeFinancialAccount"`
}

type account struct {
	ID     string     `xml:"cbc:ID"`
	Holder string     `xml:"cbc:Name,omitempty"`
	Branch *reference `xml:"cac:FinancialInstitutionBranch"`
}

type terms struct {
	Note string `xml:"cbc:Note"`
}

type category struct {
	ID      Category `xml:"cbc:ID"`
	Percent string   `xml:"cbc:Percent"`
	Code    *string  `xml:"cbc:TaxExemptionReasonCode"`
	Reason  *string  `xml:"cbc:TaxExemptionReason"`
	Scheme  scheme   `xml:"cac:TaxScheme"`
}

type allowance struct {
	Charge   bool     `xml:"cbc:ChargeIndicator"`
	Reason   string   `xml:"cbc:AllowanceChargeReason"`
	Amount   amount   `xml:"cbc:Amount"`
	Category category `xml:"cac:TaxCategory"`
}

type taxTotal struct {
	Sum   amount    `xml:"cbc:TaxAmount"`
	Parts []taxPart `xml:"cac:TaxSubtotal"`
}

type taxPart struct {
	Base     amount   `xml:"cbc:TaxableAmount"`
	Tax      amount   `xml:"cbc:TaxAmount"`
	Category category `xml:"cac:TaxCategory"`
}

type monetary struct {
	Lines      amount  `xml:"cbc:LineExtensionAmount"`
	Net        amount  `xml:"cbc:TaxExclusiveAmount"`
	Gross      amount  `xml:"cbc:TaxInclusiveAmount"`
	Allowances *amount `xml:"cbc:AllowanceTotalAmount"`
	Prepaid    *amount `xml:"cbc:PrepaidAmount"`
	Rounding   *amount `xml:"cbc:PayableRoundingAmount"`
	Payable    amount  `xml:"cbc:PayableAmount"`
}

type documentLine struct {
	XMLName  xml.Name
	ID       string    `xml:"cbc:ID"`
	Invoiced *quantity `xml:"cbc:InvoicedQuantity"`
	Credited *quantity `xml:"cbc:CreditedQuantity"`
	Net      amount    `xml:"cbc:LineExtensionAmount"`
	Item     item      `xml:"cac:Item"`
	Price    price     `xml:"cac:Price"`
}

type item struct {
	Name string     `xml:"cbc:Name"`
	SKU  *reference `xml:"cac:SellersItemIdentification"`
	Tax  category   `xml:"cac:ClassifiedTaxCategory"`
}

type price struct {
	Amount amount `xml:"cbc:PriceAmount"`
}
