package demo

import "image/color"

// shapes are what goods look like, by the leaf they hang in; leaves of all sorts of goods have none.
var shapes = map[string]func(d drawing, c color.RGBA){
	"bolts": drawBolt, "nuts": drawNut, "washers": drawWasher, "screws": drawScrew, "rods": drawRod,
	"rigging": drawBracket, "bits": drawDrill,
	"coffee-beans": drawPouch, "coffee-ground": drawPouch, "tea-leaf": drawPouch, "tea-bags": drawBox, "syrups": drawBottle, "milk-sugar": drawCarton,
	"boxes": drawBox, "tapes-films": drawRoll, "bags": drawBag, "takeaway-cups": drawCup, "takeaway-boxes": drawBowl, "labels": drawRoll,
	"detergents": drawBottle, "soap": drawBottle, "paper-hygiene": drawRoll, "bin-bags": drawRoll, "disposable-gloves": drawGlove,
	"paper": drawSheets, "writing": drawPencil, "filing": drawSheets, "notebooks": drawSheets,
	"plates": drawPlate, "glass": drawGlass, "gastronorm": drawBowl, "cups": drawMug,
	"work-gloves": drawGlove, "suits": drawShirt, "shirts-vests": drawShirt, "shoes": drawBoot, "head-eyes": drawHelmet,
	"cables": drawRoll, "breakers": drawBreaker, "sockets": drawSocket, "lamps": drawLamp, "conduits": drawRod, "enclosures": drawBreaker,
}

func drawBolt(d drawing, c color.RGBA) {
	d.fill(shade(c, .82), block(42, 34, 16, 50, 2))
	d.fill(shade(c, 1.5), block(42, 34, 5, 50, 2))
	for y := float32(46); y < 82; y += 4.5 {
		d.fill(shade(c, .6), outline(41, y, 59, y+2.4, 59, y+4, 41, y+1.6))
	}
	d.fill(c, block(29, 16, 42, 20, 3))
	d.fill(shade(c, 1.6), outline(32, 16, 43, 16, 43, 36, 32, 36))
	d.fill(shade(c, .75), outline(58, 16, 68, 16, 68, 36, 58, 36))
}

func drawScrew(d drawing, c color.RGBA) {
	d.fill(shade(c, .85), outline(45, 28, 55, 28, 54, 74, 50, 88, 46, 74))
	for y := float32(36); y < 76; y += 6 {
		d.fill(shade(c, .62), outline(41, y, 59, y+3.5, 59, y+5.5, 41, y+2))
	}
	d.fill(c, outline(32, 16, 68, 16, 56, 30, 44, 30))
	d.fill(shade(c, 1.5), outline(32, 14, 68, 14, 68, 18, 32, 18))
}

func drawRod(d drawing, c color.RGBA) {
	d.fill(c, outline(20, 72, 72, 20, 80, 28, 28, 80))
	d.fill(shade(c, 1.5), outline(20, 72, 72, 20, 75, 23, 23, 75))
	for at := float32(22); at < 72; at += 5 {
		d.fill(shade(c, .6), outline(at, 94-at-2, at+2, 94-at-4, at+10, 94-at+4, at+8, 94-at+6))
	}
}

func drawMug(d drawing, c color.RGBA) {
	d.fill(shade(c, .8), round(70, 48, 16, 17, 48, 0), hole(round(70, 48, 10, 11, 48, 0)))
	d.fill(c, outline(24, 30, 70, 30, 68, 62, 58, 76, 36, 76, 26, 62))
	d.fill(shade(c, .86), outline(58, 30, 70, 30, 68, 62, 58, 76))
	d.fill(shade(c, .62), round(47, 30, 23, 5, 48, 0))
	d.fill(shade(c, .8), round(47, 84, 36, 5, 48, 0))
}

func drawNut(d drawing, c color.RGBA) {
	d.fill(shade(c, .72), round(50, 53, 36, 36, 6, 0), hole(circle(50, 51, 17)))
	d.fill(c, round(50, 49, 36, 36, 6, 0), hole(circle(50, 49, 17)))
	d.fill(shade(c, 1.5), circle(50, 49, 24), hole(circle(50, 49, 20)))
	d.fill(shade(c, .6), circle(50, 49, 19), hole(circle(50, 49, 16.5)))
}

func drawWasher(d drawing, c color.RGBA) {
	d.fill(shade(c, .7), circle(50, 53, 34), hole(circle(50, 52, 16)))
	d.fill(c, circle(50, 49, 34), hole(circle(50, 49, 16)))
	d.fill(shade(c, 1.55), circle(50, 49, 33), hole(circle(50, 49, 29)))
}

func drawBracket(d drawing, c color.RGBA) {
	d.fill(shade(c, .78), outline(26, 18, 40, 18, 40, 66, 84, 66, 84, 80, 26, 80))
	d.fill(c, outline(26, 18, 36, 18, 36, 70, 84, 70, 84, 80, 26, 80))
	for _, at := range []point{{31, 30}, {31, 48}, {54, 75}, {72, 75}} {
		d.fill(shade(c, .45), circle(at.x, at.y, 3))
	}
	d.fill(shade(c, 1.3), outline(40, 46, 60, 66, 40, 66))
}

func drawDrill(d drawing, c color.RGBA) {
	d.fill(shade(c, 1.2), block(44, 12, 12, 30, 2))
	d.fill(c, outline(45, 42, 55, 42, 55, 80, 50, 90, 45, 80))
	for y := float32(44); y < 78; y += 9 {
		d.fill(shade(c, .55), outline(45, y, 55, y+5, 55, y+9, 45, y+4))
	}
}

func drawPouch(d drawing, c color.RGBA) {
	d.fill(c, outline(28, 24, 72, 24, 75, 86, 25, 86))
	d.fill(shade(c, .8), outline(64, 24, 72, 24, 75, 86, 66, 86))
	d.fill(shade(c, .7), block(27, 14, 46, 11, 2))
	d.fill(shade(c, 4), block(35, 42, 30, 26, 3))
	d.fill(shade(c, 1.6), block(39, 48, 22, 4, 1), block(39, 56, 15, 3, 1))
}

func drawBox(d drawing, c color.RGBA) {
	d.fill(shade(c, 1.5), outline(50, 18, 86, 33, 50, 48, 14, 33))
	d.fill(c, outline(14, 33, 50, 48, 50, 88, 14, 72))
	d.fill(shade(c, .78), outline(86, 33, 50, 48, 50, 88, 86, 72))
	d.fill(shade(c, 2.6), outline(44, 20.5, 52, 17.5, 88, 33, 80, 36))
	d.fill(shade(c, 3.5), outline(20, 52, 38, 59.5, 38, 71, 20, 63.5))
}

func drawBottle(d drawing, c color.RGBA) {
	d.fill(shade(c, .6), block(43, 10, 14, 12, 2))
	d.fill(c, outline(44, 22, 56, 22, 57, 30, 68, 40, 68, 84, 64, 89, 36, 89, 32, 84, 32, 40, 43, 30))
	d.fill(shade(c, .82), outline(60, 33, 68, 40, 68, 84, 64, 89, 60, 89))
	d.fill(shade(c, 4), block(32, 50, 36, 24, 0))
	d.fill(shade(c, 1.5), block(39, 56, 22, 4, 1), block(39, 64, 14, 3, 1))
}

func drawCarton(d drawing, c color.RGBA) {
	d.fill(shade(c, 5), block(32, 34, 36, 54, 1))
	d.fill(shade(c, 3), outline(60, 34, 68, 34, 68, 88, 60, 88))
	d.fill(c, block(32, 56, 36, 20, 0))
	d.fill(shade(c, 2.2), outline(36, 16, 64, 16, 68, 34, 32, 34))
	d.fill(shade(c, .8), block(36, 11, 28, 6, 1))
}

func drawBag(d drawing, c color.RGBA) {
	d.fill(shade(c, .7), round(50, 28, 13, 15, 40, 0), hole(round(50, 28, 10, 12, 40, 0)))
	d.fill(c, outline(26, 30, 74, 30, 78, 88, 22, 88))
	d.fill(shade(c, .82), outline(64, 30, 74, 30, 78, 88, 67, 88))
	d.fill(shade(c, 1.5), outline(26, 30, 74, 30, 74.4, 35, 25.6, 35))
}

func drawCup(d drawing, c color.RGBA) {
	d.fill(shade(c, .7), block(26, 16, 48, 8, 3))
	d.fill(c, outline(29, 24, 71, 24, 65, 88, 35, 88))
	d.fill(shade(c, .82), outline(61, 24, 71, 24, 65, 88, 57, 88))
	d.fill(shade(c, .6), outline(31, 44, 69, 44, 67, 66, 33, 66))
}

func drawBowl(d drawing, c color.RGBA) {
	d.fill(c, outline(14, 42, 86, 42, 76, 70, 64, 80, 36, 80, 24, 70))
	d.fill(shade(c, .8), outline(62, 42, 86, 42, 76, 70, 64, 80, 56, 80))
	d.fill(shade(c, 1.6), round(50, 42, 36, 9, 72, 0))
	d.fill(shade(c, .7), round(50, 43, 31, 6.5, 72, 0))
}

func drawRoll(d drawing, c color.RGBA) {
	d.fill(shade(c, .7), circle(54, 54, 34), hole(circle(52, 52, 15)))
	d.fill(c, circle(48, 48, 34), hole(circle(48, 48, 15)))
	for r := float32(19); r < 33; r += 5 {
		d.fill(shade(c, .82), circle(48, 48, r+1), hole(circle(48, 48, r)))
	}
	d.fill(shade(c, 3), circle(48, 48, 17), hole(circle(48, 48, 14)))
}

func drawShirt(d drawing, c color.RGBA) {
	d.fill(c, outline(36, 16, 64, 16, 88, 32, 78, 48, 70, 43, 70, 88, 30, 88, 30, 43, 22, 48, 12, 32))
	d.fill(shade(c, .8), outline(58, 16, 64, 16, 88, 32, 78, 48, 70, 43, 70, 88, 60, 88))
	d.fill(shade(c, .55), round(50, 16, 11, 8, 40, 0))
	d.fill(shade(c, 2.6), block(30, 62, 40, 5, 0), block(30, 72, 40, 5, 0))
}

func drawBoot(d drawing, c color.RGBA) {
	d.fill(c, outline(32, 14, 58, 14, 58, 48, 82, 62, 86, 76, 32, 76))
	d.fill(shade(c, .5), outline(30, 76, 88, 76, 88, 85, 30, 85))
	d.fill(shade(c, 1.5), outline(32, 14, 58, 14, 58, 21, 32, 21))
	for y := float32(28); y < 50; y += 7 {
		d.fill(shade(c, 2.4), outline(46, y, 60, y+2, 60, y+4, 46, y+2))
	}
}

func drawHelmet(d drawing, c color.RGBA) {
	dome := round(50, 62, 34, 40, 72, 0)
	var top []point
	for _, p := range dome {
		if p.y <= 62.5 {
			top = append(top, p)
		}
	}
	d.fill(c, top)
	d.fill(shade(c, .82), outline(46, 22, 54, 22, 56, 62, 44, 62))
	d.fill(shade(c, .7), block(10, 61, 80, 9, 4))
}

func drawLamp(d drawing, c color.RGBA) {
	d.fill(shade(c, 2.2), circle(50, 40, 27))
	d.fill(shade(c, 4.5), circle(43, 33, 11))
	d.fill(shade(c, 1.6), outline(36, 62, 64, 62, 61, 70, 39, 70))
	grey := color.RGBA{150, 158, 170, 255}
	d.fill(grey, block(40, 70, 20, 16, 2))
	d.fill(shade(grey, .7), block(40, 74, 20, 2, 0), block(40, 79, 20, 2, 0))
}

func drawBreaker(d drawing, c color.RGBA) {
	white := color.RGBA{236, 239, 243, 255}
	d.fill(shade(white, .86), block(32, 14, 40, 76, 3))
	d.fill(white, block(28, 12, 40, 76, 3))
	d.fill(shade(white, .8), block(34, 34, 28, 32, 2))
	d.fill(c, block(40, 38, 16, 14, 2))
	d.fill(shade(white, .5), circle(48, 20, 3), circle(48, 80, 3))
}

func drawSocket(d drawing, c color.RGBA) {
	white := color.RGBA{240, 242, 245, 255}
	d.fill(shade(white, .82), block(18, 20, 68, 68, 7))
	d.fill(white, block(15, 16, 68, 68, 7))
	d.fill(shade(white, .9), circle(49, 50, 23))
	d.fill(c, circle(40, 50, 3.6), circle(58, 50, 3.6))
}

func drawPlate(d drawing, c color.RGBA) {
	d.fill(shade(c, .72), circle(51, 54, 38))
	d.fill(c, circle(50, 50, 38))
	d.fill(shade(c, .9), circle(50, 50, 26))
	d.fill(shade(c, 1.35), circle(50, 50, 24))
}

func drawGlass(d drawing, c color.RGBA) {
	d.fill(shade(c, 2.4), outline(30, 12, 70, 12, 66, 40, 54, 52, 46, 52, 34, 40))
	d.fill(shade(c, .9), outline(32.5, 28, 67.5, 28, 65.5, 40, 54, 52, 46, 52, 34.5, 40))
	d.fill(shade(c, 1.8), block(48, 52, 4, 30, 0), round(50, 84, 18, 4, 48, 0))
}

func drawSheets(d drawing, c color.RGBA) {
	d.fill(shade(c, .7), block(28, 18, 52, 68, 3))
	d.fill(c, block(22, 14, 52, 68, 3))
	d.fill(shade(c, 5), block(29, 24, 38, 20, 2))
	d.fill(shade(c, 1.5), block(33, 29, 28, 3, 1), block(33, 36, 18, 3, 1))
}

func drawPencil(d drawing, c color.RGBA) {
	d.fill(c, outline(24, 64, 66, 22, 78, 34, 36, 76))
	d.fill(shade(c, .8), outline(30, 70, 72, 28, 78, 34, 36, 76))
	d.fill(color.RGBA{232, 208, 170, 255}, outline(24, 64, 36, 76, 18, 82))
	d.fill(shade(c, .4), outline(20.5, 73, 27, 79.5, 18, 82))
	d.fill(color.RGBA{214, 122, 122, 255}, outline(66, 22, 72, 16, 84, 28, 78, 34))
}

func drawGlove(d drawing, c color.RGBA) {
	for i, x := range [4]float32{32, 42, 52, 62} {
		d.fill(c, block(x, [4]float32{22, 15, 15, 22}[i], 9, 40, 4.5))
	}
	d.fill(c, outline(32, 46, 71, 46, 70, 72, 34, 72, 16, 52, 22, 45))
	d.fill(shade(c, .6), block(33, 71, 38, 17, 3))
	d.fill(shade(c, 1.5), block(33, 76, 38, 3, 0))
}
