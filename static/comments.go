package static

import "bytes"

// withoutComments is a script as it is sent: our own modules are full of types and contracts written as comments, a
// fifth of their bytes. Line breaks stay, so that a fault in the browser names the line of the source.
func withoutComments(src []byte) []byte {
	s := scanner{src: src, out: make([]byte, 0, len(src))}
	s.code(0)
	return s.out
}

type scanner struct {
	src []byte
	at  int
	out []byte
	// last is the last byte of code before the cursor that is no space: it tells a division from a regular expression.
	last byte
}

// code copies up to the brace that closes the template's expression it stands in, or to the end.
func (s *scanner) code(depth int) {
	braces := 0
	for s.at < len(s.src) {
		c := s.src[s.at]
		switch {
		case s.starts("//"):
			s.at += lineEnd(s.src[s.at:])
			continue
		case s.starts("/*"):
			s.blockComment()
			continue
		case c == '\'' || c == '"':
			s.quoted(c)
			continue
		case c == '`':
			s.template(depth + 1)
			continue
		case c == '/' && s.expectsValue():
			s.expression()
			continue
		case c == '{':
			braces++
		case c == '}' && depth > 0 && braces == 0:
			return
		case c == '}':
			braces--
		}
		s.keep()
	}
}

// keep copies one byte and remembers it.
func (s *scanner) keep() {
	c := s.src[s.at]
	if c != ' ' && c != '\t' && c != '\n' {
		s.last = c
	}
	s.out = append(s.out, c)
	s.at++
}

func (s *scanner) starts(with string) bool { return bytes.HasPrefix(s.src[s.at:], []byte(with)) }

func (s *scanner) blockComment() {
	end := bytes.Index(s.src[s.at+2:], []byte("*/"))
	if end < 0 {
		s.at = len(s.src)
		return
	}
	body := s.src[s.at : s.at+2+end]
	for range bytes.Count(body, []byte("\n")) {
		s.out = append(s.out, '\n')
	}
	s.at += 2 + end + 2
}

// quoted copies a string to its closing quote, over what is escaped.
func (s *scanner) quoted(quote byte) {
	s.keep()
	for s.at < len(s.src) && s.src[s.at] != quote {
		s.escaped()
	}
	s.closing()
}

// template copies a template literal; what stands in ${} is code again.
func (s *scanner) template(depth int) {
	s.keep()
	for s.at < len(s.src) && s.src[s.at] != '`' {
		if s.starts("${") {
			s.keep()
			s.keep()
			s.code(depth)
			s.closing()
			continue
		}
		s.escaped()
	}
	s.closing()
}

// expression copies a regular expression; a slash in a class does not end it.
func (s *scanner) expression() {
	s.keep()
	class := false
	for s.at < len(s.src) && (class || s.src[s.at] != '/') {
		switch s.src[s.at] {
		case '[':
			class = true
		case ']':
			class = false
		}
		s.escaped()
	}
	s.closing()
}

// escaped copies one byte, with the one that a backslash protects.
func (s *scanner) escaped() {
	if s.src[s.at] == '\\' && s.at+1 < len(s.src) {
		s.keep()
	}
	s.keep()
}

func (s *scanner) closing() {
	if s.at < len(s.src) {
		s.keep()
	}
}

// expectsValue says that a slash here begins a regular expression: it follows an operator, not a value.
func (s *scanner) expectsValue() bool {
	return s.last == 0 || bytes.IndexByte([]byte("(,=:[!&|?{};+-*%~^<>"), s.last) >= 0
}

func lineEnd(b []byte) int {
	if i := bytes.IndexByte(b, '\n'); i >= 0 {
		return i
	}
	return len(b)
}
