package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"

	"povtor/models"
)

// readable turns away what no database can keep as text, wherever it stands in a request: a NUL character, or bytes that are not
// UTF-8. Every route passes through it, public ones too.
func readable(c huma.Context, next func(huma.Context)) {
	var wrong models.Faults
	for _, p := range c.Operation().Parameters {
		value := ""
		switch p.In {
		case "path":
			value = c.Param(p.Name)
		case "query":
			value = c.Query(p.Name)
		case "header":
			value = c.Header(p.Name)
		}
		wrong.Check(text(value), p.Name, "not-text", unkept)
	}
	if b := c.Operation().RequestBody; b != nil && b.Content["application/json"] != nil {
		if field, ok := textual(requestOf(c.Context()).body); !ok {
			wrong.Add(field, "not-text", unkept)
		}
	}
	if err := wrong.Err(); err != nil {
		turnAway(c, err)
		return
	}
	next(c)
}

const unkept = "A NUL character, or bytes that are not UTF-8."

func text(s string) bool { return utf8.ValidString(s) && strings.IndexByte(s, 0) < 0 }

// textual finds the first string of a JSON body that is no text, and says where it stands: lines/3/note. JSON that is broken in
// another way is left for whoever reads it.
func textual(body []byte) (field string, ok bool) {
	if utf8.Valid(body) && !bytes.Contains(body, []byte(`\u0000`)) && bytes.IndexByte(body, 0) < 0 {
		return "", true
	}
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	var at trace
	for {
		from := d.InputOffset()
		token, err := d.Token()
		if err != nil {
			return "body", errors.Is(err, io.EOF) || utf8.Valid(body)
		}
		at.step(token)
		if s, is := token.(string); is && !(utf8.Valid(body[from:d.InputOffset()]) && text(s)) {
			return at.String(), false
		}
	}
}

// trace is where in a JSON document the reader stands.
type trace []place

// place is one object or list that the reader is in.
type place struct {
	list  bool
	index int    // of a list, the element
	name  string // of an object, the field
	value bool   // of an object: the name was read, its value comes
}

// step follows one token.
func (t *trace) step(token json.Token) {
	delim, _ := token.(json.Delim)
	if delim == '}' || delim == ']' {
		*t = (*t)[:len(*t)-1]
		return
	}
	if len(*t) > 0 {
		p := &(*t)[len(*t)-1]
		switch {
		case p.list:
			p.index++
		case p.value:
			p.value = false
		default:
			p.name, _ = token.(string)
			p.value = true
		}
	}
	if delim != 0 {
		*t = append(*t, place{list: delim == '[', index: -1})
	}
}

func (t trace) String() string {
	parts := make([]string, len(t))
	for i, p := range t {
		parts[i] = strings.ToValidUTF8(p.name, "\ufffd")
		if p.list {
			parts[i] = strconv.Itoa(p.index)
		}
	}
	if len(parts) == 0 {
		return "body"
	}
	return strings.ReplaceAll(strings.Join(parts, "/"), "\x00", "\ufffd")
}
