"""Theme of the window: colours, spacing, fonts and style sheet."""

from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

# Spacing, in pixels of the screen's own scale.
S1, S2, S3, S4, S5, S6, S8 = 4, 8, 12, 16, 20, 24, 32
RADIUS_SMALL, RADIUS, RADIUS_LARGE = 6, 8, 12
# Type sizes.
TINY, BODY, LARGE, TITLE = 11, 13, 15, 22

FAMILIES = ("Inter", "Segoe UI", "SF Pro Text", "Noto Sans", "DejaVu Sans")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one scheme, as `#RRGGBB`."""

    ground: str  # behind everything
    surface: str  # rail, header, panels and cards
    stage: str  # behind the photo
    line: str  # edges between surfaces
    edge: str  # edges of controls; darker than `line`, since they must be found
    text: str  # primary text
    dim: str  # secondary text
    accent: str  # colour of selections and suggestions
    accent_soft: str  # background of selections
    on_accent: str  # text on the accent
    good: str  # success
    warning: str  # needs attention
    warning_soft: str  # background of warnings
    cap: str  # key caps and quiet buttons
    track: str  # the empty part of bars


LIGHT = Tokens(
    ground="#F6F7F9",
    surface="#FFFFFF",
    stage="#ECEEF2",
    line="#E2E5EA",
    edge="#C4CAD4",
    text="#1B1E24",
    dim="#5A6170",
    accent="#2B63D9",
    accent_soft="#E9F0FF",
    on_accent="#FFFFFF",
    good="#1A7F4E",
    warning="#9A5B00",
    warning_soft="#FFF6E5",
    cap="#F1F3F6",
    track="#E9ECF1",
)
DARK = Tokens(
    ground="#14161A",
    surface="#1C1F25",
    stage="#101216",
    line="#2D323B",
    edge="#4A5160",
    text="#ECEFF4",
    dim="#A1A9B8",
    accent="#7AA7FF",
    accent_soft="#1F2C47",
    on_accent="#0E1420",
    good="#5CC796",
    warning="#E3A64B",
    warning_soft="#2E2617",
    cap="#282C34",
    track="#2A2F38",
)


def tokens() -> Tokens:
    """Return the current colours; query them at each painting."""
    dark = QGuiApplication.palette().color(QPalette.ColorRole.Window).lightness() < 128
    return DARK if dark else LIGHT


@cache
def colour(name: str) -> QColor:
    """Return the colour of a token; shared, so never modify it."""
    return QColor(name)


@cache
def font(size: int = BODY, *, bold: bool = False) -> QFont:
    """Return a font of the type scale, its figures all of one width.

    Shared, so never modify it: Qt caches its lookups per font object.
    """
    result = QFont(list(FAMILIES))
    result.setPixelSize(size)
    result.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    result.setFeature(QFont.Tag("tnum"), 1)
    return result


def apply_theme(app: QApplication, *, dark: bool | None = None) -> None:
    """Apply the theme, light or dark; None follows the system."""
    if dark is None:
        dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    chosen = DARK if dark else LIGHT
    app.setStyle("Fusion")
    app.setPalette(_palette(chosen))
    app.setFont(font())
    app.setStyleSheet(_style_sheet(chosen))


def _palette(t: Tokens) -> QPalette:
    roles = QPalette.ColorRole
    palette = QPalette()
    for name, used in (
        (t.ground, (roles.Window, roles.AlternateBase)),
        (t.surface, (roles.Base, roles.Button, roles.ToolTipBase, roles.Light)),
        (t.text, (roles.WindowText, roles.Text, roles.ButtonText, roles.ToolTipText)),
        (t.dim, (roles.PlaceholderText,)),
        (t.accent, (roles.Highlight, roles.Accent, roles.Link)),
        (t.on_accent, (roles.HighlightedText,)),
        (t.warning, (roles.BrightText,)),
        (t.line, (roles.Midlight, roles.Mid)),
        (t.edge, (roles.Dark, roles.Shadow)),
    ):
        for role in used:
            palette.setColor(role, QColor(name))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(t.dim))
    return palette


def _style_sheet(t: Tokens) -> str:
    return "\n".join((_frames(t), _texts(t), _buttons(t), _fields(t), _lists(t), _menus(t)))


def _sides() -> tuple[str, str]:
    """Return the sides at which lines begin and end."""
    mirrored = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    return ("right", "left") if mirrored else ("left", "right")


def _frames(t: Tokens) -> str:
    before, after = _sides()
    return f"""
    #rail {{ background: {t.surface}; border: none; border-{after}: 1px solid {t.line}; }}
    #header, #statusLine {{ background: {t.surface}; border: none; }}
    #header {{ border-bottom: 1px solid {t.line}; }}
    #statusLine {{ border-top: 1px solid {t.line}; }}
    #panel {{ background: {t.surface}; border: none; border-{before}: 1px solid {t.line}; }}
    #card {{ background: {t.surface}; border: 1px solid {t.line};
             border-radius: {RADIUS_LARGE}px; }}
    #badge {{ background: {t.surface}; border: 1px solid {t.line}; border-radius: {RADIUS}px;
              padding: 6px 10px; }}
    #chip {{ background: {t.cap}; border: 1px solid {t.line}; border-radius: {RADIUS_SMALL}px;
             padding: 1px 7px; color: {t.dim}; font-size: {TINY}px; }}
    #chip[tone="warning"] {{ background: {t.warning_soft}; color: {t.warning};
                             border-color: {t.warning}; }}
    #chip[tone="good"] {{ color: {t.good}; border-color: {t.good}; }}
    #chip[tone="accent"] {{ background: {t.accent_soft}; color: {t.accent};
                            border-color: {t.accent}; }}
    #message {{ background: {t.accent_soft}; border: 1px solid {t.accent};
                border-radius: {RADIUS}px; }}
    #message[tone="warning"] {{ background: {t.warning_soft}; border-color: {t.warning}; }}
    #message[tone="good"] {{ border-color: {t.edge}; }}
    #tour {{ background: {t.surface}; border: none; border-top: 2px solid {t.accent}; }}
    #overlay {{ background: {t.surface}; border: 1px solid {t.edge};
                border-radius: {RADIUS_LARGE}px; }}
    #dropZone {{ background: {t.accent_soft}; border: 2px dashed {t.accent};
                 border-radius: {RADIUS_LARGE}px; color: {t.accent};
                 font-size: {TITLE}px; font-weight: 600; }}
    QScrollArea, QScrollArea > QWidget > QWidget#scrolled {{ background: transparent;
                                                            border: none; }}
    QToolTip {{ background: {t.surface}; color: {t.text}; border: 1px solid {t.edge};
                padding: 4px 6px; }}
    """


def _texts(t: Tokens) -> str:
    return f"""
    QLabel {{ background: transparent; }}
    QLabel[kind="dim"] {{ color: {t.dim}; }}
    QLabel[kind="good"] {{ color: {t.good}; }}
    QLabel[kind="warning"] {{ color: {t.warning}; }}
    QLabel[kind="strong"] {{ font-weight: 600; }}
    QLabel[kind="heading"] {{ font-size: {LARGE}px; font-weight: 600; }}
    QLabel[kind="title"] {{ font-size: {TITLE}px; font-weight: 600; }}
    QLabel[kind="title-stale"] {{ font-size: {TITLE}px; font-weight: 600; color: {t.dim}; }}
    QLabel[kind="figure"] {{ font-size: {TITLE}px; }}
    QLabel[kind="figure-stale"] {{ font-size: {TITLE}px; color: {t.dim}; }}
    QLabel[kind="caption"] {{ color: {t.dim}; font-size: {TINY}px; font-weight: 600; }}
    QLabel[kind="tiny"] {{ color: {t.dim}; font-size: {TINY}px; }}
    #cap {{ background: {t.cap}; border: 1px solid {t.edge}; border-bottom-width: 2px;
            border-radius: {RADIUS_SMALL}px; padding: 0 5px; color: {t.text};
            font-size: {TINY}px; font-weight: 600; }}
    """


def _buttons(t: Tokens) -> str:
    return f"""
    QPushButton {{ background: {t.surface}; color: {t.text}; border: 1px solid {t.edge};
                   border-radius: {RADIUS_SMALL}px; padding: 5px 12px; min-height: 18px; }}
    QPushButton:hover {{ background: {t.cap}; }}
    QPushButton:pressed {{ background: {t.track}; }}
    QPushButton:focus {{ border: 2px solid {t.accent}; padding: 4px 11px; }}
    QPushButton:disabled {{ color: {t.dim}; border-color: {t.line}; }}
    QPushButton[kind="primary"] {{ background: {t.accent}; color: {t.on_accent};
                                   border-color: {t.accent}; font-weight: 600; }}
    QPushButton[kind="primary"]:focus {{ border: 2px solid {t.text}; }}
    QPushButton[kind="primary"]:disabled {{ background: {t.track}; color: {t.dim};
                                            border-color: {t.line}; }}
    QPushButton[kind="quiet"] {{ background: transparent; border: 1px solid transparent;
                                 padding: 2px 6px; color: {t.dim}; }}
    QPushButton[kind="quiet"]:hover {{ background: {t.cap}; color: {t.text}; }}
    QPushButton::menu-indicator {{ image: none; width: 0; }}
    QPushButton[kind="quiet"]:focus {{ border: 2px solid {t.accent}; padding: 1px 5px; }}
    #rail QToolButton {{ background: transparent; border: 2px solid transparent; color: {t.dim};
                         border-radius: {RADIUS}px; font-size: {TINY}px; padding: 4px 0 2px 0; }}
    #rail QToolButton:hover {{ background: {t.cap}; color: {t.text}; }}
    #rail QToolButton:checked {{ background: {t.accent_soft}; color: {t.accent};
                                 font-weight: 600; }}
    #rail QToolButton:focus {{ border-color: {t.accent}; }}
    """


def _fields(t: Tokens) -> str:
    return f"""
    QPlainTextEdit, QTextBrowser {{ background: {t.surface}; color: {t.text};
        border: 1px solid {t.line}; border-radius: {RADIUS}px; padding: {S2}px;
        selection-background-color: {t.accent}; selection-color: {t.on_accent}; }}
    QPlainTextEdit:focus, QTextBrowser:focus {{ border-color: {t.accent}; }}
    QLineEdit, QDoubleSpinBox, QSpinBox, QTimeEdit, QComboBox {{ background: {t.surface};
        color: {t.text}; border: 1px solid {t.edge}; border-radius: {RADIUS_SMALL}px;
        padding: 4px 8px; min-height: 18px; selection-background-color: {t.accent};
        selection-color: {t.on_accent}; }}
    QLineEdit:focus, QDoubleSpinBox:focus, QSpinBox:focus, QTimeEdit:focus, QComboBox:focus {{
        border: 2px solid {t.accent}; padding: 3px 7px; }}
    QLineEdit {{ placeholder-text-color: {t.dim}; }}
    QAbstractSpinBox QLineEdit {{ border: none; padding: 0; min-height: 0;
        background: transparent; }}
    QDoubleSpinBox::up-button, QDoubleSpinBox::down-button, QSpinBox::up-button,
    QSpinBox::down-button, QTimeEdit::up-button, QTimeEdit::down-button {{ width: 0;
        border: none; }}
    QLineEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled {{ color: {t.dim};
        border-color: {t.line}; }}
    QComboBox {{ combobox-popup: 0; }}
    QComboBox::drop-down {{ border: none; width: 20px; }}
    QComboBox QAbstractItemView {{ background: {t.surface}; color: {t.text};
        border: 1px solid {t.edge}; selection-background-color: {t.accent_soft};
        selection-color: {t.text}; outline: none; }}
    QComboBox QAbstractItemView::item {{ min-height: 26px; padding: 0 {S2 - 2}px; }}
    QSlider {{ min-height: 24px; border: 2px solid transparent; border-radius: {RADIUS}px; }}
    QSlider:focus {{ border-color: {t.accent}; }}
    QSlider::groove:horizontal {{ height: 6px; background: {t.track}; border-radius: 3px; }}
    QSlider::sub-page:horizontal {{ background: {t.accent}; border-radius: 3px; }}
    QSlider::sub-page:horizontal:disabled {{ background: {t.edge}; }}
    QSlider::handle:horizontal {{ width: 16px; height: 16px; margin: -5px 0;
        background: {t.accent}; border-radius: 8px; }}
    QSlider::handle:horizontal:disabled {{ background: {t.edge}; }}
    """


def _lists(t: Tokens) -> str:
    _, after = _sides()
    return f"""
    QTableCornerButton::section {{ background: transparent; border: none; }}
    #guidePages {{ background: {t.surface}; color: {t.text}; border: 1px solid {t.line};
        border-radius: {RADIUS}px; padding: {S1}px; outline: none; }}
    #guidePages:focus {{ border-color: {t.accent}; }}
    #guidePages::item {{ padding: 6px 8px; border-radius: {RADIUS_SMALL}px; }}
    #guidePages::item:selected {{ background: {t.accent_soft}; color: {t.accent}; }}
    QTabBar::tab {{ background: transparent; color: {t.dim}; border: 2px solid transparent;
        border-radius: {RADIUS_SMALL}px; padding: 6px 12px; margin-{after}: {S1}px;
        font-weight: 600; }}
    QTabBar::tab:hover {{ background: {t.cap}; color: {t.text}; }}
    QTabBar::tab:selected {{ background: {t.accent_soft}; color: {t.accent}; }}
    QTabBar:focus::tab:selected {{ border-color: {t.accent}; }}
    QTableView {{ background: {t.surface}; border: 1px solid {t.line}; color: {t.text};
        border-radius: {RADIUS}px; gridline-color: transparent; outline: none;
        selection-background-color: {t.accent_soft}; selection-color: {t.text}; }}
    QTableView:focus {{ border: 1px solid {t.accent}; }}
    QTableView::item {{ padding: 0 5px; border-bottom: 1px solid {t.line}; }}
    QTableView::item:selected {{ background: {t.cap}; color: {t.text}; }}
    QTableView::item:selected:active {{ background: {t.accent_soft}; }}
    QHeaderView {{ background: transparent; border: none; }}
    QHeaderView::section {{ background: transparent; color: {t.dim}; border: none;
        border-bottom: 1px solid {t.line}; padding: 6px 8px; font-size: {TINY}px;
        font-weight: 600; }}
    QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
    QScrollBar::handle {{ background: {t.edge}; border-radius: 3px; margin: 2px; }}
    QScrollBar[idle="true"]::handle {{ background: transparent; }}
    QScrollBar::handle:vertical {{ min-height: 28px; }}
    QScrollBar::handle:horizontal {{ min-width: 28px; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    """


def _menus(t: Tokens) -> str:
    return f"""
    QMenuBar {{ background: {t.surface}; color: {t.text}; border-bottom: 1px solid {t.line};
                padding: 1px 6px; }}
    QMenuBar::item {{ padding: 4px 9px; border-radius: {RADIUS_SMALL}px;
                      background: transparent; }}
    QMenuBar::item:selected {{ background: {t.cap}; }}
    QMenu {{ background: {t.surface}; color: {t.text}; border: 1px solid {t.edge};
             padding: 4px; }}
    QMenu::item {{ padding: 5px 28px 5px 12px; border-radius: {RADIUS_SMALL}px; }}
    QMenu::item:selected {{ background: {t.accent_soft}; color: {t.text}; }}
    QMenu::item:disabled {{ color: {t.dim}; }}
    QMenu::separator {{ height: 1px; background: {t.line}; margin: 4px 8px; }}
    """
