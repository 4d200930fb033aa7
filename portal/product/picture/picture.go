// Package picture looks at pictures before they are kept, and makes them smaller. It knows nothing of products.
package picture

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	_ "image/png" // read by image.Decode

	scale "golang.org/x/image/draw"
	_ "golang.org/x/image/webp" // read by image.Decode
)

// Limits on what is taken. A picture of more pixels would take too much memory to be made smaller, however few bytes it has.
const (
	MaxBytes  = 4 << 20
	MaxPixels = 30_000_000
	MaxSide   = 12_000
)

// The longer sides of the smaller sizes, in pixels.
const (
	Small  = 320
	Medium = 1200
)

// What is wrong with a picture.
var (
	ErrNotAPicture = errors.New("not a PNG, JPEG or WebP picture")
	ErrTooLarge    = errors.New("too many pixels")
	ErrDamaged     = errors.New("the picture is damaged")
)

var mediaTypes = map[string]string{"png": "image/png", "jpeg": "image/jpeg", "webp": "image/webp"}

// Facts are what can be told of a picture by its head alone.
type Facts struct {
	MediaType     string
	Width, Height int
}

// Look reads a picture's head. A picture that claims to be larger than is taken is refused before anything of it is unpacked.
func Look(file []byte) (Facts, error) {
	head, kind, err := image.DecodeConfig(bytes.NewReader(file))
	mediaType, known := mediaTypes[kind]
	switch {
	case err != nil || !known:
		return Facts{}, ErrNotAPicture
	case head.Width < 1 || head.Height < 1:
		return Facts{}, ErrDamaged
	case head.Width > MaxSide || head.Height > MaxSide || head.Width*head.Height > MaxPixels:
		return Facts{}, ErrTooLarge
	}
	facts := Facts{mediaType, head.Width, head.Height}
	if turned(file) >= 5 {
		facts.Width, facts.Height = facts.Height, facts.Width
	}
	return facts, nil
}

// Sizes makes a picture smaller, upright and without what cameras write into it: JPEGs whose longer sides are at most these.
// What is clear becomes white.
func Sizes(file []byte, longest ...int) ([][]byte, error) {
	if _, err := Look(file); err != nil {
		return nil, err
	}
	source, _, err := image.Decode(bytes.NewReader(file))
	if err != nil {
		return nil, ErrDamaged
	}
	turn := turned(file)
	out := make([][]byte, len(longest))
	for i, side := range longest {
		var b bytes.Buffer
		if err := jpeg.Encode(&b, upright(shrink(source, side), turn), &jpeg.Options{Quality: 84}); err != nil {
			return nil, err
		}
		out[i] = b.Bytes()
	}
	return out, nil
}

// shrink is a picture on white whose longer side is at most that; it is never made larger.
func shrink(source image.Image, longest int) *image.RGBA {
	from := source.Bounds()
	width, height := from.Dx(), from.Dy()
	if most := max(width, height); most > longest {
		width, height = max(1, width*longest/most), max(1, height*longest/most)
	}
	to := image.NewRGBA(image.Rect(0, 0, width, height))
	draw.Draw(to, to.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	scale.BiLinear.Scale(to, to.Bounds(), source, from, draw.Over, nil)
	return to
}
