// Package static is the ground floor's other half: the pages, embedded, and how they are handed out.
//
// Every file is served under /a/<hash>/, where the hash covers all of them: a file under its hash never changes, so
// browsers may keep it for ever, and the page that names the hash is asked for anew each time. The package knows no web
// framework; the api floor copies an Answer's headers and body into its response.
package static

import (
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"
)

//go:embed index.html icon.svg css fonts js locales vendor
var embedded embed.FS

// Site is the whole front end in memory. It is safe for concurrent use.
type Site struct {
	hash   string
	policy string
	files  map[string]*file
	pages  []page
	shell  *file
}

// Answer is a file ready to be sent. Header and Body are shared: they must not be changed.
type Answer struct {
	Header map[string]string
	Body   []byte
}

// Fresh says that a caller who sent this If-None-Match holds the answer already: 304, headers, no body.
func (a Answer) Fresh(ifNoneMatch string) bool {
	return ifNoneMatch != "" && strings.Contains(ifNoneMatch, a.Header["ETag"])
}

// New reads the embedded files, hashes them and prepares one page per route. It takes a few milliseconds: files are
// compressed when they are first asked for, or by Warm.
func New() (*Site, error) { return build(embedded) }

func build(root fs.FS) (*Site, error) {
	sources, err := read(root)
	if err != nil {
		return nil, err
	}
	if err := inlineImports(sources, "css/app.css"); err != nil {
		return nil, err
	}
	s := &Site{hash: hashOf(sources), files: map[string]*file{}}
	index := strings.ReplaceAll(string(sources["index.html"]), "{{A}}", "/a/"+s.hash)
	delete(sources, "index.html")
	m, err := parseImportMap(index, "/a/"+s.hash+"/")
	if err != nil {
		return nil, err
	}
	s.policy = policyFor(m.raw)
	for name, b := range sources {
		if isOurs(name) {
			b = withoutComments(b)
		}
		s.files[name] = newFile(name, b, nil)
	}
	return s, s.compose(index, newGraph(sources, m.names))
}

// compose makes the page of each route: the same document, with the modules that the route needs named in its head.
func (s *Site) compose(index string, g graph) error {
	draw := func(entries ...string) (*file, error) {
		modules, err := g.walk(entries...)
		if err != nil {
			return nil, err
		}
		var links strings.Builder
		if sheet := sheetOf(entries[len(entries)-1]); sheet != "" {
			fmt.Fprintf(&links, "<link rel=\"stylesheet\" href=\"/a/%s/%s\">\n", s.hash, sheet)
		}
		for _, m := range modules {
			fmt.Fprintf(&links, "<link rel=\"modulepreload\" href=\"/a/%s/%s\">\n", s.hash, m)
		}
		html := strings.Replace(index, "<!--preload-->\n", links.String(), 1)
		return newFile("index.html", []byte(html), s.pageHeaders()), nil
	}
	var err error
	if s.shell, err = draw("js/main.js"); err != nil {
		return err
	}
	for _, r := range routesIn(g.sources["js/routes.js"]) {
		f, err := draw("js/main.js", r.module)
		if err != nil {
			return fmt.Errorf("route %s: %w", r.pattern, err)
		}
		s.pages = append(s.pages, page{pattern: strings.Split(r.pattern, "/"), file: f})
	}
	return nil
}

// sheetOf is the style sheet that a side's screens have besides the one that all share; js/dress.js fetches it for a side that is
// come to by a link. Empty: none.
func sheetOf(module string) string {
	if strings.HasPrefix(module, "js/screens/supplier/") {
		return "css/supplier.css"
	}
	return ""
}

// Asset is the file of this name under this hash. A name that is not there is false, never the page: a script must not
// receive HTML. An old hash (a tab left open over an upgrade) gets today's file, not to be kept.
func (s *Site) Asset(hash, name, acceptEncoding string) (Answer, bool) {
	f, ok := s.files[name]
	if !ok {
		return Answer{}, false
	}
	if hash != s.hash {
		return f.answer(acceptEncoding, "no-store"), true
	}
	return f.answer(acceptEncoding, "public, max-age=31536000, immutable"), true
}

// Icon answers /favicon.ico, which browsers ask for by that fixed name.
func (s *Site) Icon(acceptEncoding string) Answer {
	return s.files["icon.svg"].answer(acceptEncoding, "public, max-age=86400")
}

// Page is the document for an address of the portal, and whether a screen stands there. Where none does, the document
// says so in the reader's language: send it with 404.
func (s *Site) Page(address, acceptEncoding string) (Answer, bool) {
	segments := strings.Split(strings.TrimSuffix(address, "/"), "/")
	for _, p := range s.pages {
		if p.at(segments) {
			return p.file.answer(acceptEncoding, "no-cache"), true
		}
	}
	return s.shell.answer(acceptEncoding, "no-cache"), address == "/"
}

// Hash names this build of the pages; it is the path segment under /a/.
func (s *Site) Hash() string { return s.hash }

// Policy is the Content-Security-Policy of every page.
func (s *Site) Policy() string { return s.policy }

// Warm compresses every file, so that the first visitor does not wait for it. Stop is asked between files.
func (s *Site) Warm(stop func() bool) {
	for _, f := range s.files {
		if stop() {
			return
		}
		f.encode(brotliKind)
	}
}

type page struct {
	pattern []string
	file    *file
}

func (p page) at(segments []string) bool {
	if len(segments) != len(p.pattern) {
		return false
	}
	for i, want := range p.pattern {
		if want != segments[i] && !strings.HasPrefix(want, ":") {
			return false
		}
	}
	return true
}

func (s *Site) pageHeaders() map[string]string {
	return map[string]string{
		"Content-Security-Policy":    s.policy,
		"Cross-Origin-Opener-Policy": "same-origin",
		"Referrer-Policy":            "same-origin",
	}
}

// policyFor allows our own files and nothing else; the import map is the one inline script, named by its hash.
func policyFor(importMap string) string {
	sum := sha256.Sum256([]byte(importMap))
	return strings.Join([]string{
		"default-src 'none'",
		"script-src 'self' 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'",
		"style-src 'self'",
		"img-src 'self' data: blob:",
		"font-src 'self'",
		"connect-src 'self'",
		"frame-src 'self'", // a letter of the outbox, which has a policy of its own
		"manifest-src 'self'",
		"form-action 'self'",
		"base-uri 'none'",
		"frame-ancestors 'none'",
		"require-trusted-types-for 'script'",
		"trusted-types 'none'",
	}, "; ")
}

// isOurs tells our own modules from vendored ones, which are sent byte for byte.
func isOurs(name string) bool {
	return path.Ext(name) == ".js" && !strings.HasPrefix(name, "vendor/")
}

func read(root fs.FS) (map[string][]byte, error) {
	sources := map[string][]byte{}
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) == ".go" {
			return err
		}
		sources[name], err = fs.ReadFile(root, name)
		return err
	})
	return sources, err
}

var cssImport = regexp.MustCompile(`(?m)^@import "([\w-]+\.css)";\n`)

// inlineImports puts the style sheets that one names in the place of their names: one request instead of eight.
func inlineImports(sources map[string][]byte, name string) error {
	var missing error
	sources[name] = cssImport.ReplaceAllFunc(sources[name], func(line []byte) []byte {
		part := path.Join(path.Dir(name), string(cssImport.FindSubmatch(line)[1]))
		b, ok := sources[part]
		if !ok {
			missing = fmt.Errorf("%s imports %s, which is not there", name, part)
		}
		delete(sources, part)
		return b
	})
	return missing
}
