package studio_test

import (
	"archive/zip"
	"bytes"
	"image"
	"image/color"
	"image/png"
	"testing"

	"povtor/models"
	"povtor/portal/identity"
	. "povtor/portal/identity/identitytest"
	"povtor/portal/studio"
)

// shade is a small picture, each of its own.
func shade(t *testing.T, of uint8) string {
	t.Helper()
	p := image.NewGray(image.Rect(0, 0, 8, 8))
	p.SetGray(1, 1, color.Gray{of})
	var b bytes.Buffer
	if err := png.Encode(&b, p); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func zipped(t *testing.T, files map[string]string) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, text := range files {
		f, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// hung are how many pictures each product shows, by SKU.
func (w *world) hung(t *testing.T) map[string]int {
	t.Helper()
	out := map[string]int{}
	In(t, w.db, func(tx *models.Tx) error {
		products, err := models.List[models.Product](tx, "sku", "supplier_id = ?", w.supplier.ID)
		for _, p := range products {
			pictures, err := models.PicturesOf(tx, p.ID)
			if err != nil {
				return err
			}
			out[p.SKU] = len(pictures)
		}
		return err
	})
	return out
}

// Pictures come after the commit: from addresses, and out of an archive beside the list. What is no picture, or cannot be had, is
// passed over; a product that has pictures keeps them; twice is once.
func TestPicturesComeByAddressAndInAnArchive(t *testing.T) {
	w := open(t)
	w.web["https://pics.example/1.png"], w.web["https://pics.example/2.png"] = shade(t, 1), shade(t, 2)
	w.web["https://pics.example/page.html"] = "<html>no picture</html>"
	list := "Артикул;Наименование;Цена;Фото\n001;Кофе;10;https://pics.example/1.png, https://pics.example/2.png\n" +
		"002;Чай;20;https://pics.example/page.html\n003;Сахар;30;https://pics.example/gone.png\n"
	byAddress := w.bring(t, models.ImportOptions{}, file{"a.csv", list})
	inArchive := w.bring(t, models.ImportOptions{}, file{"b.zip", zipped(t, map[string]string{
		"list.csv": "Артикул;Наименование;Цена;Фото\n004;Соль;5;salt.png\n005;Мука;6;photos/flour.png\n001;Кофе;10;salt.png\n", "photos/flour.png": shade(t, 3), "salt.png": shade(t, 4)})})
	for range 2 {
		for _, run := range []studio.Detail{byAddress, inArchive} {
			if run.Counts.Pictures == 0 {
				t.Fatalf("%+v", run.Counts)
			}
			if _, err := w.s.Pictures(t.Context(), identity.System("import"), studio.FetchPictures{Run: run.ID}); err != nil {
				t.Fatal(err)
			}
		}
		for sku, want := range map[string]int{"001": 2, "002": 0, "003": 0, "004": 1, "005": 1} {
			if got := w.hung(t)[sku]; got != want {
				t.Errorf("%s shows %d pictures, want %d", sku, got, want)
			}
		}
	}
}
