package demo

import (
	"crypto/sha256"
	"image/color"
	"slices"
	"strings"
	"sync"

	"povtor/models"
)

// tints are colours by the words that answers give them, the first that fits.
var tints = []struct {
	word string
	is   color.RGBA
}{
	{"yellow zinc", color.RGBA{216, 180, 96, 255}}, {"zinc", color.RGBA{160, 172, 188, 255}}, {"stainless", color.RGBA{190, 198, 208, 255}},
	{"A2", color.RGBA{190, 198, 208, 255}}, {"A4", color.RGBA{178, 190, 204, 255}}, {"plain", color.RGBA{88, 94, 106, 255}},
	{"aluminium", color.RGBA{198, 204, 212, 255}}, {"RAL 3005", color.RGBA{112, 38, 48, 255}}, {"RAL 6005", color.RGBA{24, 84, 66, 255}},
	{"RAL 8017", color.RGBA{84, 60, 54, 255}}, {"graphite", color.RGBA{84, 90, 100, 255}}, {"sand", color.RGBA{214, 196, 164, 255}},
	{"terracotta", color.RGBA{192, 106, 80, 255}}, {"burgundy", color.RGBA{124, 40, 58, 255}}, {"kraft", color.RGBA{198, 158, 110, 255}},
	{"navy", color.RGBA{40, 58, 104, 255}}, {"white", color.RGBA{238, 240, 244, 255}}, {"black", color.RGBA{58, 62, 72, 255}},
	{"red", color.RGBA{198, 62, 58, 255}}, {"orange", color.RGBA{230, 130, 50, 255}}, {"yellow", color.RGBA{236, 196, 66, 255}},
	{"green", color.RGBA{70, 146, 96, 255}}, {"blue", color.RGBA{62, 108, 190, 255}}, {"grey", color.RGBA{140, 146, 156, 255}},
	{"pink", color.RGBA{226, 150, 172, 255}},
}

// papers are colours of packets and labels that say nothing of their own.
var papers = []color.RGBA{
	{122, 84, 62, 255}, {58, 92, 84, 255}, {176, 98, 70, 255}, {70, 84, 128, 255}, {148, 118, 60, 255},
}

// leaves of bare metal, of white goods, of brown board.
var usualTints = map[string]color.RGBA{
	"bolts": {160, 172, 188, 255}, "nuts": {160, 172, 188, 255}, "washers": {160, 172, 188, 255}, "screws": {104, 108, 118, 255}, "rods": {160, 172, 188, 255},
	"rivets-clamps": {176, 184, 196, 255}, "rigging": {160, 172, 188, 255}, "bits": {120, 128, 140, 255}, "boxes": {200, 162, 116, 255},
	"tapes-films": {206, 184, 140, 255}, "bags": {200, 164, 120, 255}, "takeaway-cups": {232, 234, 238, 255}, "takeaway-boxes": {206, 176, 134, 255},
	"labels": {228, 230, 235, 255}, "paper-hygiene": {232, 235, 240, 255}, "bin-bags": {74, 80, 90, 255}, "paper": {226, 230, 236, 255}, "till": {230, 233, 238, 255},
	"plates": {236, 238, 242, 255}, "cups": {236, 238, 242, 255}, "glass": {168, 196, 214, 255}, "gastronorm": {182, 190, 202, 255}, "cables": {64, 70, 82, 255},
	"lamps": {244, 206, 110, 255}, "breakers": {62, 108, 190, 255}, "sockets": {96, 104, 116, 255}, "conduits": {128, 136, 148, 255}, "enclosures": {104, 112, 124, 255},
	"shoes": {86, 72, 62, 255}, "head-eyes": {236, 178, 60, 255}, "work-gloves": {96, 104, 116, 255}, "suits": {70, 88, 128, 255},
}

// ground is what drawings lie on: light enough for a white page, soft enough for a dark one.
var ground = color.RGBA{232, 236, 242, 255}

// tint is the colour a product is drawn in.
func (p *product) tint() color.RGBA {
	for _, a := range p.answers {
		if a.code != "finish" && a.code != "colour" && a.code != "material" {
			continue
		}
		for _, t := range tints {
			if strings.Contains(a.en, t.word) {
				return t.is
			}
		}
	}
	if c, ok := usualTints[p.family.leaf]; ok {
		return c
	}
	at := 0
	for _, c := range p.family.ru + p.row.NameEn[:min(len(p.row.NameEn), 24)] {
		at += int(c)
	}
	return papers[at%len(papers)]
}

// look is one way in which goods of a leaf are drawn.
type look struct {
	leaf string
	tint color.RGBA
}

// mixed are leaves of which only the goods that answer something look as drawn.
var mixed = map[string]bool{"head-eyes": true, "milk-sugar": true, "conduits": true, "cups": true}

// portray gives goods their looks; they are drawn when the world is loaded.
func (a *author) portray() {
	for _, s := range a.suppliers {
		for _, p := range s.products {
			if shapes[p.family.leaf] != nil && p.gone == 0 && (!mixed[p.family.leaf] || len(p.answers) > 0) {
				a.world.Looks = append(a.world.Looks, Look{p.row.ID, p.row.SupplierID, look{p.family.leaf, p.tint()}})
			}
		}
	}
}

// Look is how a product is drawn.
type Look struct {
	Product  models.ProductID
	Supplier models.OrganisationID
	as       look
}

// drawn are the files of all looks, each once, drawn side by side.
func (w World) drawn() (map[look]models.File, error) {
	files := map[look]models.File{}
	var order []look
	for _, l := range w.Looks {
		if _, known := files[l.as]; !known {
			files[l.as] = models.File{ID: idOf[models.File](worldSeed, w.Now, "picture", l.as.leaf, l.as.tint), SupplierID: l.Supplier, CreatedAt: w.Now}
			order = append(order, l.as)
		}
	}
	content, faults := make([][]byte, len(order)), make([]error, len(order))
	var all sync.WaitGroup
	for n := range 4 {
		all.Go(func() {
			for i := n; i < len(order); i += 4 {
				d := newDrawing(ground)
				shapes[order[i].leaf](d, order[i].tint)
				content[i], faults[i] = d.png()
			}
		})
	}
	all.Wait()
	same := map[string]look{} // goods of two leaves may look alike
	for i, l := range order {
		if faults[i] != nil {
			return nil, faults[i]
		}
		if first, drawn := same[files[l].SupplierID.String()+string(content[i])]; drawn {
			files[l] = files[first]
			continue
		}
		same[files[l].SupplierID.String()+string(content[i])] = l
		f, sum := files[l], sha256.Sum256(content[i])
		f.Content, f.Size, f.SHA256, f.Name, f.MediaType = content[i], len(content[i]), sum[:], l.leaf+".png", "image/png"
		f.Width, f.Height, f.SmallID, f.MediumID = ptr(side), ptr(side), &f.ID, &f.ID
		files[l] = f
	}
	return files, nil
}

// loadPictures draws the goods and writes the drawings: each is as small as a list's picture and as large as a page's.
func (w World) loadPictures(tx *models.Tx) error {
	files, err := w.drawn()
	if err != nil {
		return err
	}
	var rows []models.File
	var shown []models.ProductImage
	for _, l := range w.Looks {
		f := files[l.as]
		shown = append(shown, models.ProductImage{ProductID: l.Product, SupplierID: l.Supplier, Position: 1, FileID: f.ID})
		if !slices.ContainsFunc(rows, func(r models.File) bool { return r.ID == f.ID }) {
			rows = append(rows, f)
		}
	}
	if err := put(tx, "files", `id supplier_id sha256 media_type name size content width height small_id medium_id created_at`, rows, func(f *models.File) []any {
		return []any{f.ID, f.SupplierID, f.SHA256, f.MediaType, f.Name, f.Size, f.Content, f.Width, f.Height, f.SmallID, f.MediumID, f.CreatedAt}
	}); err != nil {
		return err
	}
	return put(tx, "product_images", `product_id supplier_id position file_id`, shown, func(i *models.ProductImage) []any {
		return []any{i.ProductID, i.SupplierID, i.Position, i.FileID}
	})
}
