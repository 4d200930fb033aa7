package api

import (
	"encoding/json"
	"log/slog"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus"

	"povtor/portal/identity/identitytest"
)

// TestWhatCreatesSaysSo: every route of the list is there, makes something and is described so.
func TestWhatCreatesSaysSo(t *testing.T) {
	s, err := New(Portal{}, Options{Now: identitytest.Clock, Metrics: prometheus.NewRegistry(), Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Paths map[string]map[string]struct{ Responses map[string]any }
	}
	text, err := json.Marshal(s.table.api.OpenAPI())
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &doc); err != nil {
		t.Fatal(err)
	}
	for address := range creates {
		method, path, _ := strings.Cut(address, " ")
		answers := doc.Paths[path][strings.ToLower(method)].Responses
		if answers["201"] == nil || answers["200"] != nil {
			t.Errorf("%s: %v", address, answers)
		}
	}
}
