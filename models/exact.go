package models

import (
	"context"
	"encoding/binary"
	"errors"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/shopspring/decimal"
)

// exactly lets a connection read numerics into decimals as they are sent, not by way of text: lists are full of them.
func exactly(_ context.Context, conn *pgx.Conn) error {
	conn.TypeMap().RegisterType(&pgtype.Type{Name: "numeric", OID: pgtype.NumericOID, Codec: exactCodec{}})
	return nil
}

type exactCodec struct{ pgtype.NumericCodec }

func (c exactCodec) PlanScan(m *pgtype.Map, oid uint32, format int16, target any) pgtype.ScanPlan {
	if _, ok := target.(*decimal.Decimal); ok && format == pgtype.BinaryFormatCode {
		return exactPlan{}
	}
	return c.NumericCodec.PlanScan(m, oid, format, target)
}

type exactPlan struct{}

func (exactPlan) Scan(src []byte, target any) error {
	d, err := readNumeric(src)
	*target.(*decimal.Decimal) = d
	return err
}

var errNoNumber = errors.New("a number that must be there is missing or not one")

// readNumeric reads the wire form of a numeric: how many digits to the base of 10,000 follow, the weight of the first, the
// sign, and how many decimal places are meant.
func readNumeric(src []byte) (decimal.Decimal, error) {
	const head, positive, negative = 8, 0x0000, 0x4000
	if len(src) < head {
		return decimal.Decimal{}, errNoNumber
	}
	word := func(i int) int { return int(binary.BigEndian.Uint16(src[2*i:])) }
	digits, weight, sign, places := word(0), int(int16(word(1))), word(2), word(3)
	if len(src) != head+2*digits || sign != positive && sign != negative {
		return decimal.Decimal{}, errNoNumber
	}
	const short = 18 // decimal digits surely fit into 64 bits
	if digits > short/4 || 4*(weight+1)+places > short {
		return readLongNumeric(src)
	}
	value := int64(0)
	for i := range digits {
		value = value*10_000 + int64(word(head/2+i))
	}
	have := 4 * (digits - 1 - weight) // decimal places that the digits have
	for ; have < places; have++ {
		value *= 10
	}
	for ; have > places; have-- {
		value /= 10
	}
	if sign == negative {
		value = -value
	}
	return decimal.New(value, -int32(places)), nil
}

// readLongNumeric reads any.
func readLongNumeric(src []byte) (decimal.Decimal, error) {
	var n pgtype.Numeric
	plan := pgtype.NumericCodec{}.PlanScan(nil, pgtype.NumericOID, pgtype.BinaryFormatCode, &n)
	if err := plan.Scan(src, &n); err != nil || !n.Valid || n.Int == nil {
		return decimal.Decimal{}, errors.Join(errNoNumber, err)
	}
	return decimal.NewFromBigInt(n.Int, n.Exp), nil
}
