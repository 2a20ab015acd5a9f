"""Characters of symbol fonts as Unicode has them: what w:sym and the bullets of lists show."""

from __future__ import annotations

from summarylint.model import HIDDEN

_WINGDINGS = dict(
    zip(
        bytes.fromhex(
            "21 22 28 2a 36 46 4a 4c 6c 6d 6e 6f 70 71 72 73 74 75 76 77 9e 9f a1 a2 a4 a7 a8 d8 df e0 e1 e2 e8 f0 fb fc fd fe"
        ),
        "✏✂☎✉⌛☞☺☹●○■□□❑❒◆◆◆❖⬥·•○◦◉▪◻➢←→↑↓➔⇨✗✔☒☑",
        strict=True,
    )
)
_SYMBOL = {
    **dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)),
    **dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True)),
    0xA3: "≤", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB3: "≥",
    0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xD6: "√", 0xD7: "⋅", 0xDE: "⇒",
    0xE5: "∑", 0xA8: "♦", 0xA7: "♣", 0xA9: "♥", 0xAA: "♠", 0xD2: "®", 0xD3: "©", 0xD4: "™", 0x2D: "−", 0xCE: "∈",
}  # fmt: skip
_FONTS = {"wingdings": _WINGDINGS, "symbol": _SYMBOL}
BULLET = "•"


def symbol(font: str, code: str) -> str:
    """What `w:sym` shows; HIDDEN, which is no prose, where nobody knows."""
    try:
        number = int(code, 16)
    except ValueError:
        return HIDDEN
    known = _FONTS.get(font.lower())
    if known and (found := known.get(number & 0xFF if number >= 0xF000 else number)):
        return found
    if 0xE000 <= number < 0xF900 or 0xD800 <= number < 0xE000 or number < 0x20 or number > 0x10FFFF:
        return HIDDEN
    return chr(number)


def bullet(font: str, text: str) -> str:
    """The sign of a list without numbers."""
    known = _FONTS.get(font.lower())
    shown = ""
    for character in text:
        number = ord(character)
        is_private = 0xE000 <= number < 0xF900
        found = known.get(number & 0xFF if is_private else number) if known else None
        shown += found or (BULLET if is_private or known else character)
    return shown.replace("\n", " ").replace("\t", " ")
