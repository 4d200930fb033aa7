package product_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/png"
	"testing"

	"povtor/models"
	"povtor/models/modelstest"
	"povtor/portal/catalogue"
	"povtor/portal/identity"
	"povtor/portal/identity/identitytest"
	"povtor/portal/product"
)

func drawn(t *testing.T, width, height int) []byte {
	t.Helper()
	p := image.NewRGBA(image.Rect(0, 0, width, height))
	for x := range width {
		p.Set(x, height/2, color.RGBA{200, 30, 30, 255})
	}
	var b bytes.Buffer
	if err := png.Encode(&b, p); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// bomb is a picture of a few bytes that says it is enormous.
func bomb(t *testing.T) []byte {
	t.Helper()
	file := drawn(t, 2, 2)
	binary.BigEndian.PutUint32(file[16:], 60_000)
	binary.BigEndian.PutUint32(file[20:], 60_000)
	binary.BigEndian.PutUint32(file[29:], crc32.ChecksumIEEE(file[12:29]))
	return file
}

func TestPicturesAreMadeSmallerAndSentToWhoeverMayRead(t *testing.T) {
	s := open(t, 2)
	jobs := modelstest.Queue(s.db)
	p := s.products[0].ID
	add := func(id models.ProductID, file []byte) (product.Product, error) {
		return s.product.AddPicture(t.Context(), s.manager, product.AddPictureInput{ID: id, Name: "болт.png", RawBody: file})
	}
	one, err := add(p, drawn(t, 1600, 800))
	if err != nil || len(one.Pictures) != 1 || one.Pictures[0].Width != 1600 || *one.Picture != one.Pictures[0].ID {
		t.Fatalf("%+v, %v", one.Pictures, err)
	}
	two, err := add(p, drawn(t, 30, 60))
	if err != nil || len(two.Pictures) != 2 {
		t.Fatal(two.Pictures, err)
	}
	if again, err := add(s.products[1].ID, drawn(t, 1600, 800)); err != nil || again.Pictures[0].ID != one.Pictures[0].ID {
		t.Errorf("the same picture is kept twice: %v, %v", again.Pictures, err)
	}
	client := identitytest.Company(t, s.db, models.ClientKind, "Кафе")
	identitytest.Agreement(t, s.db, client, s.supplier)
	buyer, shelf := identitytest.Viewer(t, s.db, client, identity.Buyer), catalogue.New(s.db)
	look := catalogue.PictureInput{ID: p, Picture: one.Pictures[0].ID, Size: "small"}
	if _, err := shelf.Picture(t.Context(), buyer, look); models.KindOf(err) != models.NotFound {
		t.Errorf("before it is made smaller: %v", err)
	}
	for _, j := range jobs.All() {
		if shrink, ok := j.(product.Shrink); ok {
			for range 2 { // a job may run twice
				if _, err := s.product.Shrink(t.Context(), identity.System("test"), shrink); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	small, err := shelf.Picture(t.Context(), buyer, look)
	if err != nil || small.MediaType != "image/jpeg" {
		t.Fatal(small.MediaType, err)
	}
	if size, _, err := image.DecodeConfig(bytes.NewReader(small.Bytes)); err != nil || size.Width != 320 || size.Height != 160 {
		t.Errorf("%+v, %v", size, err)
	}
	seen, err := shelf.Get(t.Context(), buyer, catalogue.ProductInput{ID: p})
	if err != nil || len(seen.Pictures) != 2 || *seen.Picture != one.Pictures[0].ID {
		t.Errorf("%+v, %v", seen.Pictures, err)
	}
	stranger := identitytest.Viewer(t, s.db, identitytest.Company(t, s.db, models.ClientKind, "Бар"), identity.Buyer)
	if _, err := shelf.Picture(t.Context(), stranger, look); models.KindOf(err) != models.NotFound {
		t.Errorf("a client of nobody sees it: %v", err)
	}
	if _, err := s.product.Picture(t.Context(), s.stranger, product.PictureInput{ID: p, Picture: one.Pictures[0].ID}); models.KindOf(err) != models.NotFound {
		t.Errorf("another supplier sees it: %v", err)
	}
	if _, err := shelf.Picture(t.Context(), buyer, catalogue.PictureInput{ID: s.products[1].ID, Picture: two.Pictures[1].ID}); models.KindOf(err) != models.NotFound {
		t.Errorf("by another product: %v", err)
	}
	if _, err := s.edit(t, p, 0, product.Fields{Status: is(models.ProductDraft)}); err != nil {
		t.Fatal(err)
	}
	if _, err := shelf.Picture(t.Context(), buyer, look); models.KindOf(err) != models.NotFound {
		t.Errorf("of a draft: %v", err)
	}
}

func TestPicturesAreOrderedAndPutBack(t *testing.T) {
	s := open(t, 1)
	modelstest.Queue(s.db)
	p := s.products[0].ID
	var whole product.Product
	for _, side := range []int{3, 4, 5} {
		var err error
		if whole, err = s.product.AddPicture(t.Context(), s.manager, product.AddPictureInput{ID: p, RawBody: drawn(t, side, side)}); err != nil {
			t.Fatal(err)
		}
	}
	order := func(v identity.Viewer, ids ...models.FileID) (product.Product, error) {
		var in product.OrderPicturesInput
		in.ID, in.Body.Pictures = p, ids
		return s.product.OrderPictures(t.Context(), v, in)
	}
	got, err := order(s.manager, whole.Pictures[2].ID, whole.Pictures[0].ID)
	if err != nil || len(got.Pictures) != 2 || got.Pictures[0].ID != whole.Pictures[2].ID {
		t.Fatalf("%+v, %v", got.Pictures, err)
	}
	if _, err := order(s.manager, whole.Pictures[1].ID); models.KindOf(err) != models.Invalid {
		t.Errorf("one that is gone: %v", err)
	}
	if _, err := order(s.stranger); models.KindOf(err) != models.NotFound {
		t.Errorf("another supplier orders them: %v", err)
	}
	if _, err := s.product.Undo(t.Context(), s.manager, product.UndoInput{ID: p, Change: s.history(t, p)[0].ID}); err != nil {
		t.Fatal(err)
	}
	if back, err := s.product.Get(t.Context(), s.manager, product.GetInput{ID: p}); err != nil || len(back.Pictures) != 3 || back.Pictures[1].ID != whole.Pictures[1].ID {
		t.Errorf("%+v, %v", back.Pictures, err)
	}
}

func TestFilesThatAreRefused(t *testing.T) {
	s := open(t, 1)
	jobs := modelstest.Queue(s.db)
	p := s.products[0].ID
	for code, file := range map[string][]byte{"not-a-picture": []byte("<svg xmlns='http://www.w3.org/2000/svg'/>"), "too-many-pixels": bomb(t), "too-large": make([]byte, 4<<20+1)} {
		if _, err := s.product.AddPicture(t.Context(), s.manager, product.AddPictureInput{ID: p, RawBody: file}); models.CodeOf(err) != code {
			t.Errorf("%s: %v", code, err)
		}
	}
	if _, err := s.product.AddPaper(t.Context(), s.manager, product.AddPaperInput{ID: p, Kind: "manual", RawBody: []byte("<html>")}); models.CodeOf(err) != "not-a-paper" {
		t.Error("a page for a paper:", err)
	}
	cut := drawn(t, 40, 40)
	whole, err := s.product.AddPicture(t.Context(), s.manager, product.AddPictureInput{ID: p, RawBody: cut[:len(cut)-30]})
	if err != nil || len(whole.Pictures) != 1 {
		t.Fatal(err)
	}
	for _, j := range jobs.All() {
		if _, err := s.product.Shrink(t.Context(), identity.System("test"), j.(product.Shrink)); err != nil {
			t.Fatal(err)
		}
	}
	if after, err := s.product.Get(t.Context(), s.manager, product.GetInput{ID: p}); err != nil || len(after.Pictures) != 0 {
		t.Errorf("a damaged picture is shown: %+v, %v", after.Pictures, err)
	}
}

func TestPapers(t *testing.T) {
	s := open(t, 1)
	p := s.products[0].ID
	whole, err := s.product.AddPaper(t.Context(), s.manager, product.AddPaperInput{ID: p, Kind: "certificate", Name: "c.pdf", ValidTo: "2026-11-30", RawBody: []byte("%PDF-1.7 yes")})
	if err != nil || len(whole.Papers) != 1 || whole.Papers[0].Title != "c.pdf" || whole.Papers[0].ValidTo == nil {
		t.Fatalf("%+v, %v", whole.Papers, err)
	}
	if _, err := s.product.AddPaper(t.Context(), s.manager, product.AddPaperInput{ID: p, Kind: "certificate", Title: "Old", ValidTo: "2026-11-20", RawBody: []byte("%PDF-1.7 old")}); err != nil {
		t.Fatal(err)
	}
	client := identitytest.Company(t, s.db, models.ClientKind, "Кафе")
	identitytest.Agreement(t, s.db, client, s.supplier)
	buyer, shelf := identitytest.Viewer(t, s.db, client, identity.Buyer), catalogue.New(s.db)
	seen, err := shelf.Get(t.Context(), buyer, catalogue.ProductInput{ID: p})
	if err != nil || len(seen.Papers) != 1 || seen.Papers[0].Title != "c.pdf" {
		t.Fatalf("an expired paper is shown: %+v, %v", seen.Papers, err)
	}
	if file, err := shelf.Paper(t.Context(), buyer, catalogue.PaperInput{ID: p, Paper: seen.Papers[0].ID}); err != nil || string(file.Bytes) != "%PDF-1.7 yes" {
		t.Errorf("%s, %v", file.Bytes, err)
	}
	if _, err := s.product.RemovePaper(t.Context(), s.stranger, product.PaperInput{ID: p, Paper: seen.Papers[0].ID}); models.KindOf(err) != models.NotFound {
		t.Error("another supplier takes it away:", err)
	}
	if left, err := s.product.RemovePaper(t.Context(), s.manager, product.PaperInput{ID: p, Paper: seen.Papers[0].ID}); err != nil || len(left.Papers) != 1 {
		t.Errorf("%+v, %v", left.Papers, err)
	}
}
