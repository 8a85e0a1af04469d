"""Colours and sizes by meaning: one table for both themes, every delegate and the style sheet."""

from dataclasses import dataclass

TONES = ("neutral", "blue", "green", "amber", "red", "violet", "teal")


@dataclass(frozen=True, slots=True)
class Tokens:
    """One theme. `<tone>` is text on `<tone>_soft`; `accent` is a fill, `link` an accent text."""

    dark: bool
    window: str
    surface: str
    raised: str
    field: str
    border: str
    strong_border: str
    text: str
    muted: str
    disabled: str
    accent: str
    accent_hover: str
    accent_down: str
    on_accent: str
    link: str
    focus: str
    hover: str
    selection: str
    skeleton: str
    rail: str
    rail_text: str
    rail_hover: str
    neutral: str
    neutral_soft: str
    blue: str
    blue_soft: str
    green: str
    green_soft: str
    amber: str
    amber_soft: str
    red: str
    red_soft: str
    violet: str
    violet_soft: str
    teal: str
    teal_soft: str

    def tone(self, name: str) -> tuple[str, str]:
        """(text, ground) of a pill, chip or badge; one of TONES."""
        return getattr(self, name), getattr(self, f"{name}_soft")


LIGHT = Tokens(
    dark=False,
    window="#F3F5FA",
    surface="#FFFFFF",
    raised="#FFFFFF",
    field="#FFFFFF",
    border="#E3E8F1",
    strong_border="#C3CCDA",
    text="#131B2C",
    muted="#59667E",
    disabled="#98A2B5",
    accent="#2563EB",
    accent_hover="#1D55D4",
    accent_down="#1A48B4",
    on_accent="#FFFFFF",
    link="#1D57D8",
    focus="#2563EB",
    hover="#F2F5FB",
    selection="#E4ECFF",
    skeleton="#E9EDF5",
    rail="#121A2D",
    rail_text="#AEB9CE",
    rail_hover="#1E2942",
    neutral="#475569",
    neutral_soft="#E9EDF4",
    blue="#1D4ED8",
    blue_soft="#DFE9FF",
    green="#126B37",
    green_soft="#DBF3E4",
    amber="#914A05",
    amber_soft="#FCEFD2",
    red="#B01B1B",
    red_soft="#FDE4E4",
    violet="#6D28C9",
    violet_soft="#EFE6FE",
    teal="#0B6460",
    teal_soft="#D5F3F0",
)

DARK = Tokens(
    dark=True,
    window="#0F131B",
    surface="#181D28",
    raised="#202735",
    field="#131822",
    border="#2A3241",
    strong_border="#3E485B",
    text="#E9EDF5",
    muted="#9EA9BD",
    disabled="#667085",
    accent="#3367E6",
    accent_hover="#3C6CE2",
    accent_down="#2A58CC",
    on_accent="#FFFFFF",
    link="#86AAFF",
    focus="#6D97FF",
    hover="#1F2532",
    selection="#223560",
    skeleton="#262E3D",
    rail="#0A0D14",
    rail_text="#9BA7BD",
    rail_hover="#171D2A",
    neutral="#B4BFD1",
    neutral_soft="#2A3241",
    blue="#9DBBFF",
    blue_soft="#1F3160",
    green="#6FDB9A",
    green_soft="#14382A",
    amber="#F5BC5E",
    amber_soft="#40301A",
    red="#FF9C9C",
    red_soft="#4A2228",
    violet="#CDAFFF",
    violet_soft="#372A58",
    teal="#67D9CF",
    teal_soft="#133A3C",
)

# Grounds of avatars and timeline marks; white stands on each with at least 4.5 : 1.
AVATARS = (
    "#C4432F",
    "#2563EB",
    "#0B7A55",
    "#8B3FD9",
    "#A85B08",
    "#0873A8",
    "#B8326F",
    "#53711A",
    "#5B5BD6",
    "#0F766E",
)

RADIUS = 10
CONTROL_RADIUS = 8
FONT = 14
SMALL = 12
TITLE = 20
HANDLE = 12
ROW_COMFORTABLE = 54
ROW_PLAIN = 32


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours by WCAG, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
