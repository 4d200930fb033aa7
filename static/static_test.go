package static

import (
	"bytes"
	"compress/gzip"
	"crypto/sha512"
	"encoding/base64"
	"encoding/json"
	"io"
	"io/fs"
	"path"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/andybalholm/brotli"
)

func site(t *testing.T) *Site {
	t.Helper()
	s, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestVendoredFilesAreTheOnesInTheManifest(t *testing.T) {
	raw, err := embedded.ReadFile("vendor/MANIFEST.json")
	if err != nil {
		t.Fatal(err)
	}
	var manifest struct {
		Files map[string]struct {
			Bytes     int
			Integrity string
		}
	}
	if err := json.Unmarshal(raw, &manifest); err != nil {
		t.Fatal(err)
	}
	for name, want := range manifest.Files {
		b, err := embedded.ReadFile(name)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		sum := sha512.Sum384(b)
		if got := "sha384-" + base64.StdEncoding.EncodeToString(sum[:]); got != want.Integrity || len(b) != want.Bytes {
			t.Errorf("%s is not what was vendored", name)
		}
	}
	for _, dir := range []string{"vendor", "fonts"} {
		fs.WalkDir(embedded, dir, func(name string, d fs.DirEntry, err error) error {
			if _, listed := manifest.Files[name]; !d.IsDir() && !listed && name != "vendor/MANIFEST.json" {
				t.Errorf("%s is not in the manifest", name)
			}
			return err
		})
	}
}

func TestAssets(t *testing.T) {
	s := site(t)
	const immutable = "public, max-age=31536000, immutable"
	tests := []struct {
		name, hash, file, accept       string
		found                          bool
		contentType, encoding, caching string
	}{
		{"a script", s.Hash(), "js/main.js", "gzip, deflate, br", true, "text/javascript; charset=utf-8", "br", immutable},
		{"without brotli", s.Hash(), "js/main.js", "gzip", true, "text/javascript; charset=utf-8", "gzip", immutable},
		{"brotli refused", s.Hash(), "js/main.js", "br;q=0, gzip;q=0.5", true, "text/javascript; charset=utf-8", "gzip", immutable},
		{"as it is", s.Hash(), "css/app.css", "", true, "text/css; charset=utf-8", "", immutable},
		{"a font is packed already", s.Hash(), "fonts/inter-latin.woff2", "br", true, "font/woff2", "", immutable},
		{"from before an upgrade", "000000000000", "js/main.js", "br", true, "text/javascript; charset=utf-8", "br", "no-store"},
		{"not there", s.Hash(), "js/gone.js", "br", false, "", "", ""},
		{"the page is no asset", s.Hash(), "index.html", "br", false, "", "", ""},
		{"up and out", s.Hash(), "../go.mod", "br", false, "", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a, ok := s.Asset(tt.hash, tt.file, tt.accept)
			if ok != tt.found {
				t.Fatalf("found %v, want %v", ok, tt.found)
			}
			for header, want := range map[string]string{"Content-Type": tt.contentType, "Content-Encoding": tt.encoding, "Cache-Control": tt.caching} {
				if a.Header[header] != want {
					t.Errorf("%s is %q, want %q", header, a.Header[header], want)
				}
			}
			if ok && !bytes.Equal(decode(t, a), s.files[tt.file].raw) {
				t.Error("the body is not the file")
			}
		})
	}
}

func TestFresh(t *testing.T) {
	a, _ := site(t).Asset("", "js/main.js", "br")
	for header, want := range map[string]bool{"": false, `"other"`: false, a.Header["ETag"]: true, `"other", W/` + a.Header["ETag"]: true} {
		if got := a.Fresh(header); got != want {
			t.Errorf("If-None-Match %q: fresh %v", header, got)
		}
	}
}

func TestEveryRouteIsRead(t *testing.T) {
	table := site(t).files["js/routes.js"].raw
	if want, got := bytes.Count(table, []byte("path: '/")), len(routesIn(table)); got != want {
		t.Errorf("%d of %d routes are read", got, want)
	}
}

func TestPageOfARoutePreloadsWhatItNeedsOnce(t *testing.T) {
	s := site(t)
	for _, r := range routesIn(s.files["js/routes.js"].raw) {
		a, known := s.Page(strings.ReplaceAll(r.pattern, ":id", "0190"), "")
		if !known {
			t.Errorf("%s is not known", r.pattern)
		}
		body := string(a.Body)
		if n := strings.Count(body, `/`+r.module+`">`); n != 1 {
			t.Errorf("%s names %s %d times", r.pattern, r.module, n)
		}
		for line := range strings.Lines(body) {
			_, rest, ok := strings.Cut(line, `modulepreload" href="/a/`+s.Hash()+`/`)
			if name, _, _ := strings.Cut(rest, `"`); ok && s.files[name] == nil {
				t.Errorf("%s preloads %s, which is not there", r.pattern, name)
			}
		}
		if strings.Contains(body, "{{") || strings.Contains(body, "<!--") {
			t.Errorf("%s: a placeholder is left in the page", r.pattern)
		}
	}
	if _, known := s.Page("/", ""); !known {
		t.Error("the start is not known")
	}
	if a, known := s.Page("/no/such/page", ""); known || a.Header["Content-Security-Policy"] != s.Policy() || a.Header["Cache-Control"] != "no-cache" {
		t.Errorf("an unknown address gets the shell with its policy, not %v (known %v)", a.Header, known)
	}
}

func TestEveryModuleImportsWhatIsThere(t *testing.T) {
	s := site(t)
	sources := map[string][]byte{}
	for name, f := range s.files {
		sources[name] = f.raw
	}
	m, err := parseImportMap(string(s.shell.raw), "/a/"+s.Hash()+"/")
	if err != nil {
		t.Fatal(err)
	}
	g := newGraph(sources, m.names)
	for name := range sources {
		if ext := path.Ext(name); ext != ".js" && ext != ".mjs" {
			continue
		}
		if _, err := g.walk(name); err != nil {
			t.Error(err)
		}
	}
}

// What a first visit fetches before its screen stands: scripts with the words of the side and of each room, and the style sheet.
func TestAFirstScreenIsSmall(t *testing.T) {
	const scripts, room, styles, side = 64_000, 4_000, 15_000, 4_000
	s := site(t)
	rooms := map[string][]string{} // of words, beside its side's own, by route
	for _, m := range regexp.MustCompile(`path: '(/[^']*)',[^}]*?words: \[([^\]]*)\]`).FindAllSubmatch(s.files["js/routes.js"].raw, -1) {
		rooms[string(m[1])] = strings.Split(strings.ReplaceAll(string(m[2]), "'", ""), ", ")
	}
	size := func(name string) int { return len(s.files[name].encode(brotliKind)) }
	if n := size("css/app.css"); n > styles {
		t.Errorf("the style sheet has %d bytes, at most %d", n, styles)
	}
	if n := size("css/supplier.css"); n > side {
		t.Errorf("the suppliers' style sheet has %d bytes, at most %d", n, side)
	}
	preloaded := regexp.MustCompile(`modulepreload" href="/a/` + s.Hash() + `/([^"]+)"`)
	for _, r := range routesIn(s.files["js/routes.js"].raw) {
		a, _ := s.Page(r.pattern, "")
		total := size("js/boot.js")
		for _, m := range preloaded.FindAllSubmatch(a.Body, -1) {
			total += size(string(m[1]))
		}
		total += size("locales/ru.js")
		for _, room := range append(rooms[r.pattern], strings.Split(r.module, "/")[2]) {
			total += size("locales/ru-" + room + ".js")
		}
		if limit := scripts + room*len(rooms[r.pattern]); total > limit {
			t.Errorf("%s needs %d bytes of scripts, at most %d", r.pattern, total, limit)
		}
	}
}

func TestABrokenImportStopsTheStart(t *testing.T) {
	root := fstest.MapFS{
		"index.html":   {Data: []byte(`<script type="importmap">{"imports":{}}</script><!--preload-->` + "\n")},
		"icon.svg":     {Data: []byte(`<svg/>`)},
		"css/app.css":  {Data: []byte(``)},
		"js/routes.js": {Data: []byte(``)},
		"js/main.js":   {Data: []byte("import { gone } from './gone.js';\n")},
	}
	if _, err := build(root); err == nil || !strings.Contains(err.Error(), "js/gone.js") {
		t.Fatalf("got %v, want the missing module named", err)
	}
}

func TestWarmFinishesWhenTold(t *testing.T) {
	s := site(t)
	asked := 0
	s.Warm(func() bool { asked++; return asked > 1 })
	if asked != 2 {
		t.Fatalf("asked %d times, want 2", asked)
	}
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		if _, err := New(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkWarm(b *testing.B) {
	for b.Loop() {
		s, err := New()
		if err != nil {
			b.Fatal(err)
		}
		s.Warm(func() bool { return false })
	}
}

func decode(t *testing.T, a Answer) []byte {
	t.Helper()
	var r io.Reader = bytes.NewReader(a.Body)
	switch a.Header["Content-Encoding"] {
	case "br":
		r = brotli.NewReader(r)
	case "gzip":
		z, err := gzip.NewReader(r)
		if err != nil {
			t.Fatal(err)
		}
		r = z
	}
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
