package api_test

import (
	"encoding/json"
	"maps"
	"testing"

	"github.com/google/uuid"

	"povtor/models"
	"povtor/portal/identity"
	"povtor/portal/identity/identitytest"
	"povtor/portal/studio"
)

var (
	aReceivingRun = only(func(r rows) string { return r.receiving })
	aDryRun       = only(func(r rows) string { return r.dry })
	aWrittenRun   = only(func(r rows) string { return r.written })
	aFeed         = only(func(r rows) string { return r.feed })
	aKey          = only(func(r rows) string { return r.key })
	aMapping      = only(func(r rows) string { return r.mapping })
	feedBody      = body{"name": ourName, "url": "https://feeds.example/price.xml", "every": "day", "at": "06:30"}
)

func init() {
	maps.Copy(addresses, map[string]address{
		"GET /api/v1/imports/{id}":             {row: aDryRun},
		"PUT /api/v1/imports/{id}/pieces":      {row: aReceivingRun, query: "?file=0&position=0", body: []byte("a;b\n")},
		"POST /api/v1/imports/{id}/look":       {row: aReceivingRun},
		"POST /api/v1/imports/{id}/read":       {row: aDryRun, body: body{}},
		"GET /api/v1/imports/{id}/items":       {row: aDryRun},
		"GET /api/v1/imports/{id}/faults":      {row: aDryRun},
		"GET /api/v1/imports/{id}/faults.csv":  {row: aDryRun},
		"POST /api/v1/imports/{id}/commit":     {row: aDryRun, body: body{}},
		"POST /api/v1/imports/{id}/cancel":     {row: aDryRun},
		"POST /api/v1/imports/{id}/undo":       {row: aWrittenRun},
		"DELETE /api/v1/import-mappings/{id}":  {row: aMapping},
		"PUT /api/v1/import-feeds/{id}":        {row: aFeed, body: feedBody},
		"DELETE /api/v1/import-feeds/{id}":     {row: aFeed},
		"POST /api/v1/import-feeds/{id}/fetch": {row: aFeed},
		"DELETE /api/v1/exchange-keys/{id}":    {row: aKey},
	})
	maps.Copy(lists, map[string][]string{"GET /api/v1/imports": nil, "GET /api/v1/import-feeds": nil, "GET /api/v1/exchange-keys": nil,
		"GET /api/v1/import-mappings": nil, "GET /api/v1/export": {"?format=csv"}})
	public["GET /api/1c/exchange"] = "the supplier's own key says who it is"
	public["POST /api/1c/exchange"] = "the supplier's own key says who it is"
}

// bring lets a supplier's people have imports in several states, a feed, a key and a remembered mapping.
func (w *world) bring(t *testing.T, manager identity.Viewer, out *rows) {
	t.Helper()
	s, ctx := w.Portal.Studio, t.Context()
	name := theirName
	if manager.Organisation() == w.ours.Supplier.ID {
		name = ourName
	}
	var begin studio.BeginInput
	begin.Body.Files = []string{name}
	run, err := s.Begin(ctx, manager, begin)
	if err != nil {
		t.Fatal(err)
	}
	feed, err := s.AddFeed(ctx, manager, studio.AddFeedInput{Body: studio.FeedBody{Name: name, URL: "https://feeds.example/price.xml", Every: "hour", At: "00:10"}})
	if err != nil {
		t.Fatal(err)
	}
	out.receiving, out.feed, out.mapping = run.ID.String(), feed.ID.String(), uuid.NewString()
	_, hash := identity.NewToken()
	key := models.ExchangeKey{ID: models.NewID[models.ExchangeKey](), SupplierID: manager.Organisation(), Name: name, Login: uuid.NewString(), Hash: hash,
		CreatedBy: manager.User(), CreatedAt: identitytest.Now}
	identitytest.Insert(t, w.DB, &key)
	identitytest.Insert(t, w.DB, &models.ImportMapping{SupplierID: manager.Organisation(), Fingerprint: out.mapping, Name: name, Mapping: json.RawMessage(`{}`), UsedAt: identitytest.Now})
	out.key = key.ID.String()
	for state, id := range map[models.ImportState]*string{models.ImportReady: &out.dry, models.ImportCommitted: &out.written} {
		who := manager.User()
		run := models.ImportRun{ID: models.NewID[models.ImportRun](), SupplierID: manager.Organisation(), Source: "upload", Name: name, State: state,
			Mapping: json.RawMessage(`{}`), Sample: json.RawMessage(`{}`), Asked: map[string]models.AskedName{}, Asks: []models.ImportAsk{}, Answers: []models.ImportAnswer{},
			CreatedBy: &who, CreatedAt: identitytest.Now, Version: 1}
		identitytest.Insert(t, w.DB, &run)
		*id = run.ID.String()
	}
}
