"""How alike characters look: drawn in two typefaces, blurred, and compared."""
import pathlib

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

FONTS = "debian/usr/share/fonts/opentype/noto"
SIMPLIFIED = 2  # the index of the SC face in a Noto CJK collection


def common_characters():
    """The characters of GB 2312."""
    found = []
    for high in range(0xB0, 0xF8):
        for low in range(0xA1, 0xFF):
            try:
                found.append(bytes([high, low]).decode("gb2312"))
            except UnicodeDecodeError:
                pass
    return found


def likeness(folder, characters):
    """A square matrix of likeness from 0 to 1."""
    total = np.zeros((len(characters), len(characters)), np.float32)
    for face in ("NotoSansCJK-Regular.ttc", "NotoSerifCJK-Regular.ttc"):
        font = ImageFont.truetype(str(pathlib.Path(folder) / FONTS / face), 56, index=SIMPLIFIED)
        for blur in (1.5, 3.0):
            drawn = np.zeros((len(characters), 32 * 32), np.float32)
            for row, character in enumerate(characters):
                page = Image.new("L", (64, 64), 0)
                ImageDraw.Draw(page).text((32, 32), character, font=font, fill=255, anchor="mm")
                page = page.filter(ImageFilter.GaussianBlur(blur)).resize((32, 32), Image.BOX)
                drawn[row] = np.asarray(page, np.float32).ravel()
            drawn -= drawn.mean(1, keepdims=True)
            drawn /= np.linalg.norm(drawn, axis=1, keepdims=True)
            total += drawn @ drawn.T / 4
    np.fill_diagonal(total, 0)
    return total
