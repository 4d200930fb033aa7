package demo

var fasteners = trade{
	branch: branch{"fasteners", "Крепёж и метизы", "Fasteners & hardware", "bolt"},
	leaves: []branch{
		{"bolts", "Болты и винты", "Bolts & machine screws", "bolt"},
		{"nuts", "Гайки", "Nuts", "hexagon"},
		{"washers", "Шайбы", "Washers", "circle-dot"},
		{"screws", "Саморезы", "Screws", "screw"},
		{"rods", "Шпильки и анкеры", "Threaded rods & anchors", "screw"},
		{"rivets-clamps", "Заклёпки и хомуты", "Rivets & clamps", "cog"},
		{"rigging", "Такелаж и уголки", "Rigging & brackets", "link"},
		{"bits", "Свёрла и биты", "Drill bits & drivers", "drill"},
	},
	season: [12]int{70, 85, 100, 110, 115, 115, 110, 110, 110, 105, 95, 75},
	goods: []family{
		{leaf: "bolts", ru: "Болт М{0} DIN 933, {1}", en: "Hex bolt M{0} DIN 933, {1}", axes: []string{
			"6×16=42@500; 6×20=45@500; 6×30=52@500; 8×20=70@200; 8×30=80@200; 8×40=92@200; 8×60=120@200; 10×30=100@100; 10×40=112@100; 10×60=140@100; 12×40=118@50; 12×60=146@50; 12×80=178@50; 16×60=185@25; 16×80=220@25",
			"цинк|zinc; A2-70=310; 10.9, без покрытия|10.9 plain=135"},
			asks: "thread*length finish", about: [2]string{"Шестигранная головка, резьба по всей длине.", "Hexagon head, fully threaded."},
			unit: "box", lot: "2+2", price: 142000, breaks: "10-4 30-8", brand: "Stalgriv"},
		{leaf: "bolts", ru: "Болт М{0} DIN 931, {1}", en: "Hex bolt M{0} DIN 931, {1}", axes: []string{
			"8×50=95@100; 8×70=118@100; 10×70=130@50; 10×90=155@50; 12×80=150@50; 12×100=182@50; 16×90=190@25; 16×120=245@25; 20×120=330@10",
			"8.8, цинк|8.8 zinc; A4-80=390"},
			asks: "thread*length finish", about: [2]string{"Шестигранная головка, неполная резьба.", "Hexagon head, partly threaded."},
			unit: "box", price: 128000, breaks: "10-5 40-9", brand: "Stalgriv"},
		{leaf: "bolts", ru: "Винт М{0} DIN 912, {1}", en: "Socket cap screw M{0} DIN 912, {1}", axes: []string{
			"4×12=60@500; 4×20=66@500; 5×16=72@500; 5×25=84@500; 6×16=82@200; 6×20=88@200; 6×30=98@200; 8×20=104@200; 8×30=118@200; 8×45=142@200; 10×30=130@100; 10×50=168@100; 12×40=170@50; 12×60=205@50",
			"12.9, без покрытия|12.9 plain; A2-70=185"},
			asks: "thread*length finish", about: [2]string{"Цилиндрическая головка, внутренний шестигранник.", "Cylinder head, hexagon socket."},
			unit: "box", price: 176000, breaks: "10-5 30-9", brand: "Rezbolit"},
		{leaf: "bolts", ru: "Винт М{0} DIN 7991, {1}", en: "Countersunk socket screw M{0} DIN 7991, {1}", axes: []string{
			"4×10=58@500; 4×16=62@500; 5×12=70@500; 5×20=80@500; 6×16=84@200; 6×25=96@200; 8×20=112@200; 8×35=140@200; 10×30=150@100; 10×40=172@100",
			"10.9, цинк|10.9 zinc; A2-70=170"},
			asks: "thread*length finish", about: [2]string{"Потайная головка, внутренний шестигранник.", "Countersunk head, hexagon socket."},
			unit: "box", price: 158000, breaks: "10-5 30-8", brand: "Rezbolit"},
		{leaf: "nuts", ru: "Гайка М{0} DIN 934, {1}", en: "Hex nut M{0} DIN 934, {1}", axes: []string{
			"4=40@1000; 5=48@1000; 6=62@1000; 8=100@500; 10=120@250; 12=135@200; 16=150@100; 20=210@50",
			"цинк|zinc; A2=320; 10, без покрытия|10 plain=125"},
			asks: "thread finish", about: [2]string{"Шестигранная, крупный шаг резьбы.", "Hexagon, coarse thread."},
			unit: "box", lot: "2+1", price: 98000, breaks: "12-4 48-9", brand: "Stalgriv"},
		{leaf: "nuts", ru: "Гайка М{0} самоконтрящаяся DIN 985, {1}", en: "Nyloc nut M{0} DIN 985, {1}", axes: []string{
			"4=55@1000; 5=60@1000; 6=74@500; 8=100@500; 10=118@200; 12=130@100; 16=190@50", "цинк|zinc; A2=260"},
			asks: "thread finish", about: [2]string{"С нейлоновым кольцом: не отвинчивается от вибрации.", "With a nylon insert: vibration does not undo it."},
			unit: "box", lot: "2+2", price: 156000, breaks: "10-5 40-9", brand: "Ventora"},
		{leaf: "washers", ru: "Шайба М{0} плоская DIN 125, {1}", en: "Flat washer M{0} DIN 125, {1}", axes: []string{
			"4=45@1000; 5=50@1000; 6=60@1000; 8=84@500; 10=100@500; 12=115@250; 16=140@200; 20=160@100", "цинк|zinc; A2=265"},
			asks: "thread finish", about: [2]string{"Под головку болта или гайку.", "For under a bolt head or a nut."},
			unit: "box", price: 71200, breaks: "12-5 48-10", brand: "Ventora"},
		{leaf: "washers", ru: "Шайба М{0} пружинная DIN 127, {1}", en: "Spring washer M{0} DIN 127, {1}", axes: []string{
			"4=45@1000; 5=52@1000; 6=60@1000; 8=80@500; 10=100@500; 12=120@250; 16=150@200", "цинк|zinc; A2=290"},
			asks: "thread finish", about: [2]string{"Гровер, держит затяжку.", "Split ring, keeps the joint tight."},
			unit: "box", price: 66400, breaks: "12-5 48-9", brand: "Ventora"},
		{leaf: "washers", ru: "Шайба М{0} увеличенная DIN 9021, {1}", en: "Wide washer M{0} DIN 9021, {1}", axes: []string{
			"5=60@500; 6=72@500; 8=100@500; 10=125@200; 12=150@100; 16=185@50", "цинк|zinc; A2=280"},
			asks: "thread finish", about: [2]string{"Наружный диаметр втрое больше отверстия.", "Outer diameter three times the hole."},
			unit: "box", price: 92300, breaks: "10-5", brand: "Ventora"},
		{leaf: "screws", ru: "Саморез по дереву {0}, {1}", en: "Wood screw {0}, {1}", axes: []string{
			"3,0×16|3.0×16=48@1000; 3,5×20|3.5×20=56@1000; 3,5×30|3.5×30=66@1000; 3,5×40|3.5×40=78@500; 4,0×30|4.0×30=74@500; 4,0×40|4.0×40=84@500; 4,0×60|4.0×60=104@500; 4,5×50|4.5×50=100@250; 5,0×60|5.0×60=110@250; 5,0×80|5.0×80=132@200; 6,0×100|6.0×100=160@100; 6,0×140|6.0×140=210@100",
			"белый цинк|white zinc; жёлтый цинк|yellow zinc=104"},
			asks: "diameter*length finish", about: [2]string{"Потайная головка, шлиц PZ.", "Countersunk head, PZ drive."},
			unit: "box", lot: "5+5", price: 69000, breaks: "20-5 100-11", brand: "Stalgriv"},
		{leaf: "screws", ru: "Саморез для гипсокартона 3,5×{0}, {1}", en: "Drywall screw 3.5×{0}, {1}", axes: []string{
			"25=70@1000; 32=80@1000; 35=84@1000; 41=92@500; 45=96@500; 55=104@500; 65=118@200; 75=130@200",
			"по металлу|for metal; по дереву|for wood=98"},
			asks: "length -", about: [2]string{"Фосфатированный, потайная головка, шлиц PH2.", "Phosphated, bugle head, PH2 drive."},
			unit: "box", lot: "5+5", price: 74000, breaks: "20-5 100-12", brand: "Stalgriv"},
		{leaf: "screws", ru: "Саморез кровельный {0} с шайбой EPDM, {1}", en: "Roofing screw {0} with EPDM washer, {1}", axes: []string{
			"4,8×29|4.8×29=80; 4,8×35|4.8×35=88; 5,5×32|5.5×32=100; 5,5×51|5.5×51=128",
			"RAL 3005; RAL 6005; RAL 8017; цинк|zinc=90"},
			asks: "diameter*length colour", about: [2]string{"Шестигранная головка, сверлит лист до 2 мм.", "Hexagon head, drills sheet up to 2 mm."},
			unit: "box", pack: 250, lot: "4+2", price: 86000, breaks: "20-6 80-10", brand: "Ventora", buyers: "factory wholesale chain one_off"},
		{leaf: "rods", ru: "Шпилька резьбовая М{0} × 1 м DIN 975, {1}", en: "Threaded rod M{0} × 1 m DIN 975, {1}", axes: []string{
			"6=38; 8=62; 10=100; 12=140; 16=250; 20=400; 24=590", "цинк|zinc; A2=330"},
			asks: "thread finish", about: [2]string{"Резьба по всей длине, класс прочности 4.8.", "Threaded over its whole length, grade 4.8."},
			unit: "pcs", lot: "10+5", price: 18900, breaks: "50-6 200-11", brand: "Rezbolit"},
		{leaf: "rods", ru: "Анкер клиновой {0}", en: "Wedge anchor {0}", axes: []string{
			"М8×75|M8×75=62@100; М8×95|M8×95=70@100; М10×90|M10×90=86@50; М10×120|M10×120=100@50; М12×100|M12×100=104@25; М12×140|M12×140=128@25; М16×140|M16×140=150@20; М16×180|M16×180=178@20; М20×160|M20×160=220@10"},
			asks: "thread*length", about: [2]string{"Для бетона, жёлтый цинк.", "For concrete, yellow zinc."},
			unit: "box", price: 198000, breaks: "10-5 40-9", brand: "Rezbolit"},
		{leaf: "rods", ru: "Дюбель распорный нейлон {0}", en: "Nylon wall plug {0}", axes: []string{
			"5×25=52@1000; 6×30=64@1000; 6×40=76@1000; 8×40=84@500; 8×60=108@500; 10×60=126@250; 12×70=150@100"},
			asks: "diameter*length", about: [2]string{"Шипы не дают прокрутиться в отверстии.", "Barbs keep it from turning in the hole."},
			unit: "box", lot: "2+2", price: 104000, breaks: "12-6", brand: "Ventora"},
		{leaf: "rivets-clamps", ru: "Заклёпка вытяжная {0}, {1}", en: "Blind rivet {0}, {1}", axes: []string{
			"3,2×6|3.2×6=60@1000; 3,2×8|3.2×8=64@1000; 3,2×10|3.2×10=70@1000; 4,0×8|4.0×8=80@500; 4,0×10|4.0×10=86@500; 4,0×12|4.0×12=92@500; 4,8×10|4.8×10=104@500; 4,8×12|4.8×12=110@500; 4,8×16|4.8×16=124@250; 6,4×18|6.4×18=190@100",
			"алюминий/сталь|aluminium/steel; нерж. A2|stainless A2=290"},
			asks: "diameter*length material", about: [2]string{"Стандартный бортик, DIN 7337.", "Standard flange, DIN 7337."},
			unit: "box", price: 112000, breaks: "10-5 40-10", brand: "Rezbolit"},
		{leaf: "rivets-clamps", ru: "Хомут червячный {0} мм DIN 3017, {1}", en: "Worm drive hose clamp {0} mm DIN 3017, {1}", axes: []string{
			"8–12=70; 10–16=74; 12–22=78; 16–27=84; 20–32=92; 25–40=102; 32–50=116; 40–60=128; 60–80=160", "W1, цинк|W1 zinc; W4, нерж.|W4 stainless=240"},
			asks: "- material", about: [2]string{"Лента 9 мм.", "9 mm band."},
			unit: "pack", pack: 50, price: 64000, breaks: "10-5", brand: "Ventora"},
		{leaf: "rigging", ru: "Уголок крепёжный усиленный {0} мм", en: "Reinforced angle bracket {0} mm", axes: []string{
			"50×50×35=48@100; 70×70×55=74@50; 90×90×40=86@50; 90×90×65=112@50; 105×105×90=160@25; 130×130×100=230@20"},
			about: [2]string{"Сталь 2 мм, цинк, с ребром жёсткости.", "2 mm steel, zinc, with a stiffening rib."},
			unit:  "box", price: 226000, breaks: "8-5", brand: "Stalgriv"},
		{leaf: "rigging", ru: "Трос стальной {0} мм DIN 3055, цинк", en: "Steel wire rope {0} mm DIN 3055, zinc", axes: []string{"2=42; 3=64; 4=88; 5=120; 6=164; 8=260"},
			about: [2]string{"6×7, с органическим сердечником.", "6×7 construction, fibre core."},
			unit:  "m", lot: "50+50", price: 2475, breaks: "200-6 1000-12", brand: "Ventora"},
		{leaf: "rigging", ru: "Карабин пожарный {0} мм DIN 5299C", en: "Snap hook {0} mm DIN 5299C", axes: []string{"5×50=50; 6×60=64; 8×80=112; 10×100=190; 12×140=330"},
			about: [2]string{"Цинк, с пружинной защёлкой.", "Zinc, with a spring latch."},
			unit:  "pack", pack: 20, price: 92000, breaks: "10-6", brand: "Ventora"},
		{leaf: "bits", ru: "Сверло по металлу HSS-G {0} мм", en: "HSS-G metal drill bit {0} mm", axes: []string{
			"2,5|2.5=52; 3,3|3.3=60; 4,2|4.2=72; 5,0|5.0=84; 5,5|5.5=92; 6,8|6.8=120; 8,5|8.5=176; 10,2|10.2=260; 12,0|12.0=380"},
			asks: "diameter", about: [2]string{"Шлифованное, угол заточки 135°.", "Ground, 135° point."},
			unit: "pack", pack: 10, price: 78000, breaks: "6-5 20-10", brand: "Rezbolit"},
		{leaf: "bits", ru: "Бита ударная {0} × 50 мм", en: "Impact screwdriver bit {0} × 50 mm", axes: []string{"PH2; PZ2; PZ3=104; TX20=108; TX25=108; TX30=110"},
			about: [2]string{"Сталь S2, торсионная зона.", "S2 steel with a torsion zone."},
			unit:  "pack", pack: 25, price: 118000, breaks: "8-6", brand: "Ventora"},
	},
}
