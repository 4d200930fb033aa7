package feed

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"povtor/portal/wording"
)

// Outcome is what a fault did to what was read.
type Outcome string

const (
	Noted   Outcome = "noted"   // read as it stands; worth a look
	LeftOut Outcome = "left"    // the value was not taken: what is kept stays
	Skipped Outcome = "skipped" // the whole record was not taken
	Fatal   Outcome = "fatal"   // the file cannot be read further
)

// Code is a stable slug of what is wrong.
type Code string

const (
	UnreadableFile  Code = "unreadable-file"
	EmptyFile       Code = "empty-file"
	OldXLS          Code = "old-xls"
	NotAFeed        Code = "not-a-feed"
	DTDRefused      Code = "dtd-refused"
	TooDeep         Code = "too-deep"
	TooLarge        Code = "too-large"
	TooManyRows     Code = "too-many-rows"
	TooManyColumns  Code = "too-many-columns"
	TooManyFiles    Code = "too-many-files"
	ZIPPath         Code = "zip-path"
	ZIPNested       Code = "zip-nested"
	Encrypted       Code = "encrypted"
	CellTooLong     Code = "cell-too-long"
	UnclosedQuote   Code = "unclosed-quote"
	NotText         Code = "not-text"
	NoHeader        Code = "no-header"
	MissingColumn   Code = "missing-column"
	NoKey           Code = "no-key"
	Duplicate       Code = "duplicate"
	SKUNotUnique    Code = "sku-not-unique"
	NotANumber      Code = "not-a-number"
	Negative        Code = "negative"
	NotPositive     Code = "not-positive"
	TooManyDecimals Code = "too-many-decimals"
	NumberTooLarge  Code = "number-too-large"
	DoubtfulNumber  Code = "doubtful-number"
	PriceOnRequest  Code = "price-on-request"
	StockInWords    Code = "stock-in-words"
	WrongGTIN       Code = "wrong-gtin"
	RoundedCode     Code = "rounded-code"
	CodeIsDate      Code = "code-is-date"
	FormulaError    Code = "formula-error"
	UnknownUnit     Code = "unknown-unit"
	UnknownCurrency Code = "unknown-currency"
	UnknownVAT      Code = "unknown-vat"
	UnknownGroup    Code = "unknown-group"
	UnknownType     Code = "unknown-price-type"
	NotYesNo        Code = "not-yes-no"
	MissingPicture  Code = "missing-picture"
)

// Fault is what is wrong at one place of a file. One that is Fatal is returned as the error of the reading.
type Fault struct {
	Place
	Column  string
	Value   string // cut
	Code    Code
	Outcome Outcome
}

func (f *Fault) Error() string { return f.Message(wording.English) }

// longestValue is how much of a value is shown.
const longestValue = 80

func cut(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	if utf8.RuneCountInString(s) <= longestValue {
		return s
	}
	return string([]rune(s)[:longestValue-1]) + "…"
}

// Message says it in the reader's language, with where it is.
func (f *Fault) Message(l wording.Language) string {
	var where []string
	if f.File != "" {
		where = append(where, f.File)
	}
	if f.Sheet != "" {
		where = append(where, f.Sheet)
	}
	say := func(en, ru string, v any) {
		if l == wording.Russian {
			en = ru
		}
		where = append(where, fmt.Sprintf(en, v))
	}
	if f.Line > 0 {
		say("line %d", "строка %d", f.Line)
	}
	if f.Column != "" {
		say("column “%s”", "столбец «%s»", f.Column)
	}
	said := sayings[f.Code][l]
	if f.Value != "" {
		said += ": " + f.Value
	}
	if len(where) == 0 {
		return said
	}
	return strings.Join(where, ", ") + ": " + said
}

// Saying is what a code means, without where.
func (c Code) Saying(l wording.Language) string { return sayings[c][l] }
