package csvfile

import "bytes"

// How the quotes of a text stand: all closed, one still open at the end, or one
// with text after it that belongs to no field.
type quotes int

const (
	closed quotes = iota
	open
	stray
)

// split cuts a text into r.fields at the separators outside quotes. A quote
// within an unquoted field (12" pan) is a character like any other.
func (r *Reader) split(text []byte) quotes {
	r.fields, r.text = r.fields[:0], r.text[:0]
	for {
		if begin := bytes.TrimLeft(text, " "); len(begin) > 0 && begin[0] == '"' {
			field, rest, q := r.quoted(begin[1:])
			if q != closed {
				return q
			}
			r.fields = append(r.fields, field)
			if rest == nil {
				return closed
			}
			text = rest
			continue
		}
		i := bytes.IndexByte(text, r.comma)
		if i < 0 {
			r.fields = append(r.fields, text)
			return closed
		}
		r.fields = append(r.fields, text[:i])
		text = text[i+1:]
	}
}

// quoted reads a field from after its opening quote. What follows the separator
// behind it is rest, nil at the end of the text.
func (r *Reader) quoted(text []byte) (field, rest []byte, q quotes) {
	begin := len(r.text)
	for {
		i := bytes.IndexByte(text, '"')
		if i < 0 {
			return nil, nil, open
		}
		if i+1 < len(text) && text[i+1] == '"' {
			r.text = append(r.text, text[:i+1]...)
			text = text[i+2:]
			continue
		}
		field = text[:i]
		if len(r.text) > begin {
			r.text = append(r.text, field...)
			field = r.text[begin:]
		}
		rest = bytes.TrimLeft(text[i+1:], " ")
		switch {
		case len(rest) == 0:
			return field, nil, closed
		case rest[0] == r.comma:
			return field, rest[1:], closed
		}
		return nil, nil, stray
	}
}
