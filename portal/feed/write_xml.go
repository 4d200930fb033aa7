package feed

import (
	"bufio"
	"encoding/xml"
	"io"
)

// xmlWriter writes elements; the first error stays.
type xmlWriter struct {
	b   *bufio.Writer
	err error
}

func newXMLWriter(w io.Writer) *xmlWriter {
	x := &xmlWriter{b: bufio.NewWriterSize(w, 64<<10)}
	x.raw(`<?xml version="1.0" encoding="UTF-8"?>` + "\n")
	return x
}

func (x *xmlWriter) raw(s string) {
	if x.err == nil {
		_, x.err = x.b.WriteString(s)
	}
}

func (x *xmlWriter) escaped(s string) {
	if x.err == nil {
		x.err = xml.EscapeText(x.b, []byte(s))
	}
}

// open begins an element; attributes come as name, value, name, value.
func (x *xmlWriter) open(name string, attrs ...string) {
	x.raw("<" + name)
	for i := 0; i+1 < len(attrs); i += 2 {
		x.raw(" " + attrs[i] + `="`)
		x.escaped(attrs[i+1])
		x.raw(`"`)
	}
	x.raw(">")
}

func (x *xmlWriter) close(name string) { x.raw("</" + name + ">\n") }

func (x *xmlWriter) leaf(name, text string, attrs ...string) {
	x.open(name, attrs...)
	x.escaped(text)
	x.close(name)
}

func (x *xmlWriter) text(name string, t Text, attrs ...string) {
	if t.State != Absent {
		x.leaf(name, t.Value, attrs...)
	}
}

func (x *xmlWriter) number(name string, n Number, attrs ...string) {
	if n.State != Absent {
		x.leaf(name, numberText(n), attrs...)
	}
}

func (x *xmlWriter) flag(name string, f Flag) {
	if f.State != Absent {
		x.leaf(name, flagText(f))
	}
}

func numberText(n Number) string {
	if !n.Has() {
		return ""
	}
	return n.Value.String()
}

func flagText(f Flag) string {
	switch {
	case !f.Has():
		return ""
	case f.Value:
		return "true"
	}
	return "false"
}

func (x *xmlWriter) flush() error {
	if x.err != nil {
		return x.err
	}
	return x.b.Flush()
}
