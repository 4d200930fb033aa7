package feed

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
)

// xmlReader walks through XML by one token at a time and keeps nothing: no document type, no entities but those that
// everybody knows, nothing is fetched. Names lose their prefixes, as programs disagree about them.
type xmlReader struct {
	decoder *xml.Decoder
	in      *xmlBytes
	stack   []string
	limits  Limits
}

// mostToken is how many bytes one token may have: a text or a tag.
const mostToken = 4 << 20

func newXML(r io.Reader, limits Limits) *xmlReader {
	in := &xmlBytes{in: r}
	d := xml.NewDecoder(in)
	d.Strict = true
	d.Entity = xml.HTMLEntity
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // it is UTF-8 by now
	return &xmlReader{decoder: d, in: in, limits: limits}
}

// xmlBytes hands text to the decoder: what XML does not allow becomes a space, and a token that grows past its bound ends it.
type xmlBytes struct {
	in   io.Reader
	left int
}

func (b *xmlBytes) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, &Fault{Code: TooLarge, Outcome: Fatal}
	}
	n, err := b.in.Read(p)
	b.left -= n
	for i, c := range p[:n] {
		if c < 0x20 && c != '\t' && c != '\n' && c != '\r' {
			p[i] = ' '
		}
	}
	return n, err
}

// historic is the one document type that is let pass, unread: YML's own description once asked for this very line.
var historic = regexp.MustCompile(`^DOCTYPE\s+yml_catalog\s+SYSTEM\s+["']shops\.dtd["']\s*$`)

// next is the next start, end or text; io.EOF when the document has ended as it should.
func (x *xmlReader) next() (xml.Token, error) {
	for {
		x.in.left = mostToken
		token, err := x.decoder.RawToken()
		if errors.Is(err, io.EOF) && len(x.stack) == 0 {
			return nil, io.EOF
		}
		if err != nil {
			return nil, x.broken(err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if len(x.stack) >= x.limits.Depth {
				return nil, x.fatal(TooDeep, t.Name.Local)
			}
			x.stack = append(x.stack, t.Name.Local)
			return t, nil
		case xml.EndElement:
			if len(x.stack) == 0 || x.stack[len(x.stack)-1] != t.Name.Local {
				return nil, x.fatal(UnreadableFile, "</"+t.Name.Local+">")
			}
			x.stack = x.stack[:len(x.stack)-1]
			return t, nil
		case xml.CharData:
			return t, nil
		case xml.Directive:
			if !historic.Match(bytes.TrimSpace(t)) {
				return nil, x.fatal(DTDRefused, "")
			}
		}
	}
}

func (x *xmlReader) line() int {
	line, _ := x.decoder.InputPos()
	return line
}

func (x *xmlReader) fatal(code Code, value string) *Fault {
	return &Fault{Place: Place{Line: x.line()}, Value: cut(value), Code: code, Outcome: Fatal}
}

// broken says where the XML breaks off or is not XML.
func (x *xmlReader) broken(err error) error {
	var fault *Fault
	if errors.As(err, &fault) {
		if fault.Line == 0 {
			fault.Line = x.line()
		}
		return fault
	}
	detail := ""
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		detail = syntax.Msg
	}
	return x.fatal(UnreadableFile, detail)
}

// node is an element with what stands in it.
type node struct {
	name  string
	attrs []xml.Attr
	text  string
	line  int
	nodes []*node
}

// mostNodes is how many elements one record may have, mostEntries one dictionary.
const (
	mostNodes   = 20_000
	mostEntries = 2_000_000
)

// node reads the rest of an element that has begun.
func (x *xmlReader) node(start xml.StartElement, most int) (*node, error) {
	root := &node{name: start.Name.Local, attrs: start.Attr, line: x.line()}
	open := []*node{root}
	texts := [][]byte{nil}
	for len(open) > 0 {
		token, err := x.next()
		if err != nil {
			return nil, err
		}
		top := len(open) - 1
		switch t := token.(type) {
		case xml.StartElement:
			if most--; most < 0 {
				return nil, x.fatal(TooLarge, root.name)
			}
			n := &node{name: t.Name.Local, attrs: t.Attr, line: x.line()}
			open[top].nodes = append(open[top].nodes, n)
			open = append(open, n)
			texts = append(texts, nil)
		case xml.CharData:
			texts[top] = append(texts[top], t...)
		case xml.EndElement:
			open[top].text = string(bytes.TrimSpace(texts[top]))
			open, texts = open[:top], texts[:top]
		}
	}
	return root, nil
}

// skip goes past an element that has begun.
func (x *xmlReader) skip() error {
	for depth := len(x.stack); len(x.stack) >= depth; {
		if _, err := x.next(); err != nil {
			return err
		}
	}
	return nil
}

// child is the first element of a name, or nil, which has nothing in it.
func (n *node) child(name string) *node {
	if n == nil {
		return nil
	}
	for _, c := range n.nodes {
		if c.name == name {
			return c
		}
	}
	return nil
}

// at goes down by names.
func (n *node) at(names ...string) *node {
	for _, name := range names {
		n = n.child(name)
	}
	return n
}

// all are the elements of a name.
func (n *node) all(name string) []*node {
	if n == nil {
		return nil
	}
	var found []*node
	for _, c := range n.nodes {
		if c.name == name {
			found = append(found, c)
		}
	}
	return found
}

// say is the text of the first element of a name.
func (n *node) say(name string) string {
	if c := n.child(name); c != nil {
		return c.text
	}
	return ""
}

func (n *node) attr(name string) (string, bool) {
	if n == nil {
		return "", false
	}
	return attr(n.attrs, name)
}

func attr(attrs []xml.Attr, name string) (string, bool) {
	for _, a := range attrs {
		if a.Name.Local == name {
			return a.Value, true
		}
	}
	return "", false
}

// value is an element on its way into an Item, and whether there is one.
func (n *node) value(name string) (value, bool) {
	c := n.child(name)
	if c == nil {
		return value{}, false
	}
	return value{text: c.text, column: name, line: c.line, sign: '.'}, true
}

// kindOfXML finds out by its root which of the two a file is.
func kindOfXML(p Part) (Kind, error) {
	text, closer, err := p.text()
	if err != nil {
		return "", err
	}
	defer closer.Close()
	x := newXML(text, Bounds)
	for {
		token, err := x.next()
		if err != nil {
			if ended(err) {
				err = &Fault{Code: NotAFeed, Outcome: Fatal}
			}
			return "", err
		}
		if start, ok := token.(xml.StartElement); ok {
			switch start.Name.Local {
			case "yml_catalog":
				return YML, nil
			case "КоммерческаяИнформация":
				return CommerceML, nil
			}
			return "", x.fatal(NotAFeed, "<"+start.Name.Local+">")
		}
	}
}
