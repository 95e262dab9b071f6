"""Makes the fonts in this folder from the Debian packages fonts-inter and fonts-jetbrains-mono.

Run: pip install "fonttools==4.68.0" && python3 bake.py
Quadratic outlines, tabular figures in the place of the proportional ones, only the scripts that
reports need, no ligatures and no hints, and names of their own because the files are modified.
"""

from fontTools import subset
from fontTools.misc.timeTools import timestampFromString
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._g_l_y_f import flagOverlapSimple
from fontTools.ttLib.tables._k_e_r_n import KernTable_format_0

INTER = "/usr/share/fonts/opentype/inter/Inter-%s.otf"
MONO = "/usr/share/fonts/truetype/jetbrains-mono/JetBrainsMono-Regular.ttf"

RANGES = [
    (0x0020, 0x007E),  # Latin
    (0x00A0, 0x024F),  # Latin-1, Extended A and B
    (0x0259, 0x0259),
    (0x02BB, 0x02DD),  # modifiers
    (0x0300, 0x0333),  # combining marks
    (0x0370, 0x03FF),  # Greek
    (0x0400, 0x04FF),  # Cyrillic
    (0x1E80, 0x1EF9),  # Welsh, Vietnamese
    (0x2000, 0x206F),  # punctuation
    (0x2070, 0x209C),  # raised and lowered figures
    (0x20A0, 0x20BF),  # currencies
    (0x2100, 0x215E),  # letter-like signs, fractions
    (0x2190, 0x21FF),  # arrows
    (0x2200, 0x22FF),  # mathematics
    (0x25A0, 0x25FF),  # shapes
    (0x2610, 0x2612), (0x2713, 0x2718),
    (0xFB00, 0xFB04), (0xFFFC, 0xFFFD),
]
WANTED = [c for a, b in RANGES for c in range(a, b + 1)]


def quadratic(font, error=1.0):
    """Turns CFF outlines into TrueType ones."""
    glyphs, order = font.getGlyphSet(), font.getGlyphOrder()
    out = {}
    for name in order:
        pen = TTGlyphPen(glyphs)
        glyphs[name].draw(Cu2QuPen(pen, error, reverse_direction=True))
        out[name] = pen.glyph()
    font["loca"] = newTable("loca")
    font["glyf"] = glyf = newTable("glyf")
    glyf.glyphOrder, glyf.glyphs = order, out
    del font["CFF "]
    if "VORG" in font:
        del font["VORG"]
    for name in order:
        glyph = glyf[name]
        # The bounding box is needed for the left side bearing below.
        glyph.recalcBounds(glyf)
        # Inter's outlines overlap in places; renderers must not punch holes there.
        if glyph.numberOfContours > 0:
            glyph.flags[0] |= flagOverlapSimple
        advance, _ = font["hmtx"][name]
        font["hmtx"][name] = (advance, getattr(glyph, "xMin", 0))
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    for key in ("maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs",
                "maxStackElements", "maxSizeOfInstructions", "maxComponentElements",
                "maxPoints", "maxContours", "maxCompositePoints", "maxCompositeContours",
                "maxComponentDepth"):
        setattr(maxp, key, 0)
    maxp.maxZones = 1
    post = font["post"]
    post.formatType, post.extraNames, post.mapping = 2.0, [], {}
    post.glyphOrder = order
    font.sfntVersion = "\000\001\000\000"


def tabular(font):
    """Puts the tabular figures where the proportional ones were."""
    gsub = font["GSUB"].table
    pairs = {}
    for record in gsub.FeatureList.FeatureRecord:
        if record.FeatureTag == "tnum":
            for index in record.Feature.LookupListIndex:
                for table in gsub.LookupList.Lookup[index].SubTable:
                    table = getattr(table, "ExtSubTable", table)
                    pairs.update(getattr(table, "mapping", {}))
    # Subtables may share one map, so a figure may have been replaced already.
    for table in font["cmap"].tables:
        for code, name in list(table.cmap.items()):
            if 0x30 <= code <= 0x39 and name in pairs:
                table.cmap[code] = pairs[name]


    # Rounding has left a unit or two of difference between figures in some cuts.
    figures = {font.getBestCmap()[code] for code in range(0x30, 0x3A)}
    widest = max(font["hmtx"][name][0] for name in figures)
    for name in figures:
        font["hmtx"][name] = (widest, font["hmtx"][name][1])


def narrow(font):
    """Keeps the scripts that are needed, and kerning; drops the rest."""
    options = subset.Options()
    options.layout_features = ["kern", "mark"]
    options.hinting = False
    options.glyph_names = False
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.recalc_timestamp = False
    options.drop_tables += ["DSIG"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=WANTED)
    cutter.subset(font)


def kern(font):
    """Copies the kerning of common pairs into the plain table that the report's layout reads.

    Figures are left out, as they must stand in columns, and so are signs after which a line may end.
    """
    wanted = [c for c in WANTED if c < 0x0250 or 0x2018 <= c <= 0x201E]
    cmap = font.getBestCmap()
    skip = set("0123456789 \u00a0")
    names = {cmap[c]: c for c in wanted if c in cmap and chr(c) not in skip and chr(c).isprintable()}
    left = {n for n, c in names.items() if chr(c) not in "-/\u2013\u2014"}
    pairs = {}
    gpos = font["GPOS"].table
    lookups = {i for r in gpos.FeatureList.FeatureRecord if r.FeatureTag == "kern"
               for i in r.Feature.LookupListIndex}
    for index in sorted(lookups):
        found = {}
        for table in gpos.LookupList.Lookup[index].SubTable:
            table = getattr(table, "ExtSubTable", table)
            if table.LookupType != 2:
                continue
            for at, first in enumerate(table.Coverage.glyphs):
                if first not in left:
                    continue
                if table.Format == 1:
                    for record in table.PairSet[at].PairValueRecord:
                        if record.SecondGlyph in names:
                            value = getattr(record.Value1, "XAdvance", 0) or 0
                            found.setdefault((first, record.SecondGlyph), value)
                else:
                    one = table.ClassDef1.classDefs.get(first, 0)
                    for second in names:
                        two = table.ClassDef2.classDefs.get(second, 0)
                        value = table.Class1Record[one].Class2Record[two].Value1
                        value = (getattr(value, "XAdvance", 0) or 0) if value else 0
                        # The first subtable that covers the left letter decides, also with nothing.
                        found.setdefault((first, second), value)
        for pair, value in found.items():
            pairs[pair] = pairs.get(pair, 0) + value
    # Less than six thousandths of an em is not seen.
    least = font["head"].unitsPerEm * 6 / 1000
    # Accented letters stand as their plain forms do, so only pairs of plain Latin and its signs are kept.
    plain = {n for n, c in names.items() if c < 0x7F or 0x2018 <= c <= 0x201E}
    kept = {p: v for p, v in pairs.items() if abs(v) >= least and p[0] in plain and p[1] in plain}
    table = font["kern"] = newTable("kern")
    table.version, sub = 0, KernTable_format_0(apple=False)
    sub.version, sub.coverage, sub.tupleIndex, sub.kernTable = 0, 1, None, kept
    table.kernTables = [sub]
    print(len(kept), "pairs")


def rename(font, family, cut, origin):
    """Gives the font a name of its own, and keeps its copyright and licence."""
    table = font["name"]
    keep = {i: table.getDebugName(i) for i in (0, 13, 14)}
    table.names = []
    full = family if cut == "Regular" else "%s %s" % (family, cut)
    post = ("%s-%s" % (family, cut)).replace(" ", "")
    said = {0: keep[0], 1: full, 2: "Regular", 3: "scruple:1:" + post, 4: "%s %s" % (family, cut),
            5: "Version 1.000", 6: post, 10: "Modified from " + origin, 13: keep[13], 14: keep[14],
            16: family, 17: cut}
    for number, text in said.items():
        table.setName(text, number, 3, 1, 0x409)


def save(font, path):
    font.recalcTimestamp = False
    font["head"].modified = timestampFromString("Sat Nov 21 00:00:00 2026")
    font.save(path)
    print(path, len(font.getGlyphOrder()))


for cut in ("Regular", "Medium", "SemiBold"):
    font = TTFont(INTER % cut)
    quadratic(font)
    tabular(font)
    narrow(font)
    kern(font)
    rename(font, "Scruple Sans", cut, "Inter 3.019 by The Inter Project Authors")
    save(font, "ScrupleSans-%s.ttf" % cut)

font = TTFont(MONO)
narrow(font)
rename(font, "Scruple Mono", "Regular", "JetBrains Mono 2.242 by The JetBrains Mono Project Authors")
save(font, "ScrupleMono-Regular.ttf")
