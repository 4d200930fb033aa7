package static

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
)

var (
	staticImport   = regexp.MustCompile(`(?m)^(?:import|export)\s(?:[^'";]*?\sfrom\s)?\s*['"]([^'"]+)['"]`)
	minifiedImport = regexp.MustCompile(`(?:^|[;}])(?:import|export)\s*(?:[\w*${},\s]+?\s*from\s*)?["']([^"']+)["']`)
	importMapTag   = regexp.MustCompile(`(?s)<script type="importmap">(.*?)</script>`)
	route          = regexp.MustCompile(`path: '(/[^']*)',[^}]*?import\('\./(screens/[^']+)'\)`)
)

type importMap struct {
	raw   string            // as it stands in the page: its hash goes into the policy
	names map[string]string // "preact" -> "vendor/preact.mjs"
}

func parseImportMap(index, prefix string) (importMap, error) {
	tag := importMapTag.FindStringSubmatch(index)
	if tag == nil {
		return importMap{}, errors.New("index.html has no import map")
	}
	var doc struct{ Imports map[string]string }
	if err := json.Unmarshal([]byte(tag[1]), &doc); err != nil {
		return importMap{}, fmt.Errorf("import map: %w", err)
	}
	for name, address := range doc.Imports {
		doc.Imports[name] = strings.TrimPrefix(address, prefix)
	}
	return importMap{raw: tag[1], names: doc.Imports}, nil
}

// graph knows which module imports which, over static imports alone.
type graph struct {
	sources map[string][]byte
	bare    map[string]string
	known   map[string][]string // imports already read, by module
}

func newGraph(sources map[string][]byte, bare map[string]string) graph {
	return graph{sources: sources, bare: bare, known: map[string][]string{}}
}

// walk lists what the entries need, each module once and after the one that asked for it first. A module that is not
// there is an error: it would be one in the browser, too.
func (g graph) walk(entries ...string) ([]string, error) {
	var order []string
	seen := map[string]bool{}
	var visit func(from, name string) error
	visit = func(from, name string) error {
		if seen[name] {
			return nil
		}
		seen[name] = true
		src, ok := g.sources[name]
		if !ok {
			return fmt.Errorf("%s imports %s, which is not there", from, name)
		}
		order = append(order, name)
		for _, spec := range g.imports(name, src) {
			if err := visit(name, g.resolve(name, spec)); err != nil {
				return err
			}
		}
		return nil
	}
	for _, e := range entries {
		if err := visit("a route", e); err != nil {
			return nil, err
		}
	}
	return order, nil
}

func (g graph) imports(name string, src []byte) []string {
	specs, ok := g.known[name]
	if !ok {
		specs = importsOf(name, src)
		g.known[name] = specs
	}
	return specs
}

func (g graph) resolve(from, spec string) string {
	if strings.HasPrefix(spec, ".") {
		return path.Join(path.Dir(from), spec)
	}
	if to, ok := g.bare[spec]; ok {
		return to
	}
	return spec
}

func importsOf(name string, src []byte) []string {
	re := staticImport
	if strings.HasPrefix(name, "vendor/") {
		re = minifiedImport
	}
	var specs []string
	for _, m := range re.FindAllSubmatch(src, -1) {
		specs = append(specs, string(m[1]))
	}
	return specs
}

type screen struct{ pattern, module string }

// routesIn reads the table in js/routes.js.
func routesIn(src []byte) []screen {
	var screens []screen
	for _, m := range route.FindAllSubmatch(src, -1) {
		screens = append(screens, screen{pattern: string(m[1]), module: "js/" + string(m[2])})
	}
	return screens
}

// hashOf names the whole set of files, whatever order they were read in.
func hashOf(sources map[string][]byte) string {
	h := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(sources)) {
		fmt.Fprintf(h, "%s %d\n", name, len(sources[name]))
		h.Write(sources[name])
	}
	return hex.EncodeToString(h.Sum(nil))[:12]
}
