package pdf

import (
	"bytes"
	"math"
	"sync"
	"time"

	"github.com/johnfercher/go-tree/node"
	"github.com/johnfercher/maroto/v2"
	"github.com/johnfercher/maroto/v2/pkg/components/col"
	"github.com/johnfercher/maroto/v2/pkg/components/page"
	"github.com/johnfercher/maroto/v2/pkg/components/row"
	"github.com/johnfercher/maroto/v2/pkg/config"
	"github.com/johnfercher/maroto/v2/pkg/consts/extension"
	"github.com/johnfercher/maroto/v2/pkg/consts/fontstyle"
	"github.com/johnfercher/maroto/v2/pkg/consts/orientation"
	"github.com/johnfercher/maroto/v2/pkg/core"
	"github.com/johnfercher/maroto/v2/pkg/core/entity"
	"github.com/johnfercher/maroto/v2/pkg/props"
	"github.com/johnfercher/maroto/v2/pkg/repository"
	"github.com/phpdave11/gofpdf"
)

// A4 with room for the punch on the left; what follows is in millimetres.
const (
	pageWidth, pageHeight = 210, 297
	marginLeft, marginTop = 18, 14
	marginRight           = 14
	marginBottom          = 16
	inner                 = float64(pageWidth - marginLeft - marginRight)
	tall                  = float64(pageHeight - marginTop - marginBottom)
	leading               = 1.36
)

var (
	ink      = &props.Color{Red: 21, Green: 26, Blue: 35}
	soft     = &props.Color{Red: 77, Green: 86, Blue: 102}
	hairline = &props.Color{Red: 200, Green: 206, Blue: 216}
	shade    = &props.Color{Red: 241, Green: 243, Blue: 246}
)

// look is how a paragraph is set.
type look struct {
	size  float64
	bold  bool
	right bool
	// fit makes a figure smaller rather than breaking it over lines.
	fit bool
	ink *props.Color
}

func (l look) face() face {
	if l.bold {
		return bold()
	}
	return regular()
}

type paragraph struct {
	text string
	look look
}

// box is a piece of a band: text, a code to be scanned, a picture, or nothing but its edges.
type box struct {
	x, y, width, height float64 // height 0: as tall as the text, or the band
	text                []paragraph
	qr                  string
	picture             []byte // a JPEG, as large as there is room
	frame               bool
	under               *props.Color // a rule at the foot
	padX, padY          float64
	lines               []line
}

type line struct {
	text string
	x, y float64
	look look
}

// most lines of one box: the length of a name is the client's choice, the page is ours.
const most = 14

// laid breaks the box's text into placed lines and finds its height.
func (b box) laid() box {
	y := b.padY
	for _, p := range b.text {
		f, room := p.look.face(), b.width-2*b.padX
		texts := []string{f.printable(p.text)}
		if wide := f.width(texts[0], p.look.size); p.look.fit && wide > room {
			p.look.size *= room / wide
		} else if wide > room {
			texts = f.wrap(p.text, p.look.size, room, most)
		}
		em := p.look.size * millimetresPerPoint
		for _, text := range texts {
			x := b.padX
			if p.look.right {
				x += room - f.width(text, p.look.size)
			}
			b.lines = append(b.lines, line{text, x, y + 0.06*em, p.look})
			y += leading * em
		}
	}
	b.height = max(b.height, y+b.padY)
	return b
}

// band is a horizontal strip of boxes that is never torn by the end of a page.
type band struct {
	height float64
	boxes  []box
	fill   *props.Color
}

// strip lays boxes out and is as tall as the tallest.
func strip(boxes ...box) band {
	var s band
	for _, b := range boxes {
		b = b.laid()
		s.boxes, s.height = append(s.boxes, b), max(s.height, b.y+b.height)
	}
	s.height = math.Ceil(s.height*100) / 100
	return s
}

func gap(mm float64) band { return band{height: mm} }

// Render, GetHeight, SetConfig and GetStructure make a band a component that maroto draws.
func (s band) Render(to core.Provider, at *entity.Cell) {
	for _, b := range s.boxes {
		b.draw(to, entity.Cell{X: at.X + b.x, Y: at.Y + b.y, Width: b.width, Height: b.height}, at.Y+s.height)
	}
}

func (s band) GetHeight(core.Provider, *entity.Cell) float64 { return s.height }
func (s band) SetConfig(*entity.Config)                      {}
func (s band) GetStructure() *node.Node[core.Structure] {
	return node.New(core.Structure{Type: "band", Value: s.height})
}

func (b box) draw(to core.Provider, at entity.Cell, foot float64) {
	if b.qr != "" {
		to.AddQrCode(b.qr, &at, &props.Rect{Percent: 100})
	}
	if b.picture != nil {
		to.AddImageFromBytes(b.picture, &at, &props.Rect{Percent: 100, Center: true}, extension.Jpg)
	}
	for _, l := range b.lines {
		style := fontstyle.Normal
		if l.look.bold {
			style = fontstyle.Bold
		}
		colour := l.look.ink
		if colour == nil {
			colour = ink
		}
		// The room is boundless, so that maroto never breaks again what is already broken.
		to.AddText(l.text, &entity.Cell{X: at.X + l.x, Y: at.Y + l.y, Width: 10 * pageWidth, Height: at.Height},
			&props.Text{Family: family, Style: style, Size: l.look.size, Color: colour, Align: "L"})
	}
	if b.frame {
		for _, edge := range []props.Line{{OffsetPercent: 0}, {OffsetPercent: 100}, {OffsetPercent: 0, Orientation: orientation.Vertical}, {OffsetPercent: 100, Orientation: orientation.Vertical}} {
			rule(to, at, edge, soft)
		}
	}
	if b.under != nil {
		at.Height = foot - at.Y
		rule(to, at, props.Line{OffsetPercent: 100}, b.under)
	}
}

func rule(to core.Provider, at entity.Cell, edge props.Line, colour *props.Color) {
	edge.Color, edge.SizePercent, edge.Style, edge.Thickness = colour, 100, "solid", 0.2
	if colour == ink {
		edge.Thickness = 0.4
	}
	to.AddLine(&at, &edge)
}

const family = "inter"

// sheet fills pages with bands.
type sheet struct {
	maroto core.Maroto
	used   float64
	// again is repeated at the head of every page after the first.
	again []band
}

// sorted makes the drawing library write its parts in one order instead of a map's. The setting is the library's own.
var sorted = sync.OnceFunc(func() { gofpdf.SetDefaultCatalogSort(true) })

// cover is what a file says of itself, besides its pages.
type cover struct {
	title, author string
	pages         string // how pages are counted
	on            time.Time
}

func newSheet(c cover) *sheet {
	sorted()
	fonts, err := repository.New().
		AddUTF8FontFromBytes(family, fontstyle.Normal, bytes.Clone(regularTTF)).
		AddUTF8FontFromBytes(family, fontstyle.Bold, bytes.Clone(boldTTF)).Load()
	if err != nil {
		panic("pdf: embedded font: " + err.Error())
	}
	return &sheet{maroto: maroto.New(config.NewBuilder().
		WithDimensions(pageWidth, pageHeight).
		WithLeftMargin(marginLeft).WithTopMargin(marginTop).WithRightMargin(marginRight).WithBottomMargin(marginBottom).
		WithCustomFonts(fonts).
		WithDefaultFont(&props.Font{Family: family, Size: 9, Color: ink}).
		WithPageNumber(props.PageNumber{Pattern: c.pages, Place: props.RightBottom, Size: 7.5, Color: soft}).
		WithTitle(regular().printable(c.title), true).
		WithAuthor(regular().printable(c.author), true).
		WithCreationDate(day(c.on)).
		WithCompression(true).
		Build())}
}

// day is midnight UTC of a civil date, so that the zone it came in leaves no trace in the file.
func day(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// keep places bands that belong together on one page.
func (s *sheet) keep(bands ...band) {
	if s.used > 0 && s.used+height(bands) > tall {
		s.turn()
	}
	for _, b := range bands {
		s.add(b)
	}
}

// fits tells whether the bands have room on this page.
func (s *sheet) fits(bands ...band) bool { return s.used+height(bands) <= tall }

func (s *sheet) turn() {
	s.maroto.AddPages(page.New())
	s.used = 0
	for _, b := range s.again {
		s.add(b)
	}
}

func (s *sheet) add(b band) {
	r := row.New(b.height).Add(col.New().Add(b))
	if b.fill != nil {
		r.WithStyle(&props.Cell{BackgroundColor: b.fill})
	}
	s.maroto.AddRows(r)
	s.used += b.height
}

func height(bands []band) (mm float64) {
	for _, b := range bands {
		mm += b.height
	}
	return mm
}

// bytes is the finished file. The library stamps it with the moment it was written; the day of issue takes that place.
func (s *sheet) bytes(issuedOn time.Time) ([]byte, error) {
	made, err := s.maroto.Generate()
	if err != nil {
		return nil, err
	}
	out, key := made.GetBytes(), []byte("/ModDate (")
	if at := bytes.LastIndex(out, key); at >= 0 {
		copy(out[at+len(key):], day(issuedOn).Format("D:20060102150405"))
	}
	return out, nil
}
