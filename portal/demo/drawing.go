package demo

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"

	"golang.org/x/image/vector"
)

// side is how wide and high a drawing is, in pixels; shapes are told on a field of 100 by 100.
const side = 320

// drawing is a picture of goods, put together from flat shapes.
type drawing struct{ to *image.RGBA }

// point is a place on the field.
type point struct{ x, y float32 }

func newDrawing(ground color.RGBA) drawing {
	d := drawing{image.NewRGBA(image.Rect(0, 0, side, side))}
	draw.Draw(d.to, d.to.Bounds(), image.NewUniform(ground), image.Point{}, draw.Src)
	return d
}

// png is the drawing as a file.
func (d drawing) png() ([]byte, error) {
	var b bytes.Buffer
	err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&b, d.to)
	return b.Bytes(), err
}

// fill paints what lies within the outlines; an outline that runs the other way round is a hole. Only the part of the drawing
// that the outlines reach is looked at.
func (d drawing) fill(c color.RGBA, outlines ...[]point) {
	const scale = float32(side) / 100
	from, to := point{100, 100}, point{}
	for _, o := range outlines {
		for _, p := range o {
			from, to = point{min(from.x, p.x), min(from.y, p.y)}, point{max(to.x, p.x), max(to.y, p.y)}
		}
	}
	reach := image.Rect(int(from.x*scale), int(from.y*scale), int(to.x*scale)+2, int(to.y*scale)+2).Intersect(d.to.Bounds())
	r := vector.NewRasterizer(reach.Dx(), reach.Dy())
	for _, o := range outlines {
		for i, p := range o {
			if x, y := p.x*scale-float32(reach.Min.X), p.y*scale-float32(reach.Min.Y); i == 0 {
				r.MoveTo(x, y)
			} else {
				r.LineTo(x, y)
			}
		}
		r.ClosePath()
	}
	r.Draw(d.to, reach, image.NewUniform(c), image.Point{})
}

// round is a circle, or an ellipse, or as many corners of one.
func round(x, y, rx, ry float32, corners int, turn float64) []point {
	out := make([]point, corners)
	for i := range out {
		sin, cos := math.Sincos(turn + 2*math.Pi*float64(i)/float64(corners))
		out[i] = point{x + rx*float32(cos), y + ry*float32(sin)}
	}
	return out
}

func circle(x, y, r float32) []point { return round(x, y, r, r, 72, 0) }

// hole is an outline the other way round.
func hole(o []point) []point {
	out := make([]point, len(o))
	for i, p := range o {
		out[len(o)-1-i] = p
	}
	return out
}

// block is a rectangle with rounded corners.
func block(x, y, w, h, r float32) []point {
	var out []point
	for i, c := range [4]point{{x + w - r, y + r}, {x + w - r, y + h - r}, {x + r, y + h - r}, {x + r, y + r}} {
		for n := range 7 {
			sin, cos := math.Sincos(math.Pi/2*float64(i-1) + math.Pi/12*float64(n))
			out = append(out, point{c.x + r*float32(cos), c.y + r*float32(sin)})
		}
	}
	return out
}

// outline is a shape told by its corners.
func outline(at ...float32) []point {
	out := make([]point, len(at)/2)
	for i := range out {
		out[i] = point{at[2*i], at[2*i+1]}
	}
	return out
}

// shade is a colour made lighter (above one) or darker.
func shade(c color.RGBA, by float64) color.RGBA {
	of := func(v uint8) uint8 {
		if by > 1 {
			return uint8(255 - (255-float64(v))/by)
		}
		return uint8(float64(v) * by)
	}
	return color.RGBA{of(c.R), of(c.G), of(c.B), 255}
}
