#!/usr/bin/python3
"""Makes the fonts that the program brings, from those of Debian's fonts-inter and fonts-jetbrains-mono.

    python3 resources/fonts/make.py            (needs python3-fonttools)

What it changes, and why:

- Their names. A family that the system has too is taken from there, in whatever version.
- What the text says is what is shown: no contextual alternates, which make one arrow of "->".
- Nothing that Matoi does not use: features that Qt 6.4 cannot ask for, hints of TrueType, compositions (ccmp) for accents on
  a letter for which Unicode has no character. Those are placed by mark.

Inter stays in cubic outlines (CFF): for these FreeType makes thin stems darker, and small text is easier to read.
"""

import os
import sys

from fontTools import subset
from fontTools.ttLib import TTFont

HERE = os.path.dirname(os.path.abspath(__file__))
INTER = "/usr/share/fonts/opentype/inter"
MONO = "/usr/share/fonts/truetype/jetbrains-mono"
#: Of what Qt's shaper applies by itself.
FEATURES = ["locl", "kern", "mark", "mkmk"]
FAMILY, FULL, POSTSCRIPT, UNIQUE, TYPOGRAPHIC = 1, 4, 6, 3, 16


def rename(font, old, new):
    for record in font["name"].names:
        text = record.toUnicode()
        if record.nameID in (FAMILY, FULL, TYPOGRAPHIC):
            record.string = text.replace(old, new)
        elif record.nameID in (POSTSCRIPT, UNIQUE):
            record.string = text.replace(old.replace(" ", ""), new.replace(" ", ""))


def make(source, old, new, style):
    font = TTFont(source)
    stems = "CFF " in font  # FreeType reads from the hints how thick they are
    options = subset.Options(layout_features=FEATURES, hinting=stems, notdef_outline=True, glyph_names=False,
                             name_IDs=range(256), name_languages=["*"], recalc_timestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=font.getBestCmap())
    subsetter.subset(font)
    rename(font, old, new)
    target = os.path.join(HERE, f"{new.replace(' ', '')}-{style}{os.path.splitext(source)[1]}")
    font.save(target)
    print(f"{os.path.basename(target)}: {font['maxp'].numGlyphs} glyphs, {os.path.getsize(target)} bytes")


def main():
    for style in ("Regular", "Medium", "SemiBold", "Bold", "Italic"):
        make(f"{INTER}/Inter-{style}.otf", "Inter", "Matoi Sans", style)
    for style in ("Regular", "SemiBold"):
        make(f"{MONO}/JetBrainsMono-{style}.ttf", "JetBrains Mono", "Matoi Mono", style)


if __name__ == "__main__":
    sys.exit(main())
