"""Cuts the two weights of the invoice's typeface out of npm's inter-ui package.

    npm pack inter-ui@4.1.1 && tar xzf inter-ui-4.1.1.tgz
    apt-get install python3-fonttools python3-brotli
    python3 make.py package

Latin, Greek, Cyrillic, punctuation, currency signs, arrows and a little mathematics stay. Digits become the tabular ones,
so that columns of figures line up, and everything that only a shaping engine or a screen reads is dropped.
"""
import shutil
import sys

from fontTools import subset
from fontTools.ttLib import TTFont

KEEP = [
    (0x20, 0x7E), (0xA0, 0x24F), (0x2B0, 0x2DD), (0x370, 0x3FF), (0x400, 0x52F), (0x1E00, 0x1EFF), (0x2010, 0x205E),
    (0x2070, 0x209C), (0x20A0, 0x20C0), (0x2100, 0x214F), (0x2150, 0x215F), (0x2190, 0x2199), (0x2200, 0x2265),
    (0x2300, 0x2300), (0x2500, 0x2500), (0x25A0, 0x25CF), (0x2713, 0x2717), (0xFFFD, 0xFFFD),
]


def cut(source, target):
    font = TTFont(source)
    for table in font["cmap"].tables:
        table.cmap = {code: name + ".tf" if 0x30 <= code <= 0x39 else name for code, name in table.cmap.items()}
    options = subset.Options(hinting=False, layout_features=[], notdef_outline=True, name_IDs=[0, 1, 2, 4, 5, 6, 13, 14])
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "STAT", "DSIG", "meta"]
    tool = subset.Subsetter(options)
    tool.populate(unicodes=[code for low, high in KEEP for code in range(low, high + 1)])
    tool.subset(font)
    font.flavor = None
    font.save(target, reorderTables=True)


package = sys.argv[1]
cut(f"{package}/web/Inter-Regular.woff2", "Inter-Regular.ttf")
cut(f"{package}/web/Inter-SemiBold.woff2", "Inter-SemiBold.ttf")
shutil.copy(f"{package}/LICENSE.txt", "OFL.txt")
