"""Lists of categories that a new workspace can start with, in the languages of the window.

The first set names the categories of the shipped models: it alone has suggestions from the first
photo. The others are a beginning to change.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hitl_app.domain.names import folded, singular


@dataclass(frozen=True, slots=True)
class StarterSet:
    """One list of categories.

    Attributes:
        titles: Its title by language; in lower case, the terminal's name of it.
        categories: Its categories by language, in the same order.
    """

    titles: Mapping[str, str]
    categories: Mapping[str, tuple[str, ...]]

    def title(self, language: str) -> str:
        """Return the title in a language, else in English."""
        return self.titles.get(language, self.titles["en"])

    def names(self, language: str) -> tuple[str, ...]:
        """Return the categories in a language, else in English."""
        return self.categories.get(language, self.categories["en"])


def _set(title: tuple[str, str], english: str, indonesian: str) -> StarterSet:
    """Make a set of names that are separated by commas."""
    lists = {"en": english, "id": indonesian}
    return StarterSet(
        dict(zip(("en", "id"), title, strict=True)),
        {code: tuple(name.strip() for name in text.split(",")) for code, text in lists.items()},
    )


KNOWN_SET = _set(
    ("Clothes", "Pakaian"),
    "T-shirt/top, Trouser, Pullover, Dress, Coat, Sandal, Shirt, Sneaker, Bag, Ankle boot, "
    "Shorts, Skirt, Hat",
    "Kaus, Celana panjang, Sweter, Gaun, Jaket, Sandal, Kemeja, Sepatu kets, Tas, Sepatu bot, "
    "Celana pendek, Rok, Topi",
)
"""The categories of the shipped models."""
GREY_KNOWN = 10
"""How many of them the model for grey pictures knows: the first ones."""

STARTER_SETS: tuple[StarterSet, ...] = (
    KNOWN_SET,
    _set(
        ("Shoes", "Sepatu"),
        "Sneaker, Running shoe, Loafer, Lace-up, Ballerina, High heel, Ankle boot, Boot, Sandal, "
        "Slipper, Children's shoe",
        "Sepatu kets, Sepatu lari, Sepatu pantofel, Sepatu tali, Sepatu balet, Sepatu hak tinggi, "
        "Sepatu bot pendek, Sepatu bot, Sandal, Selop, Sepatu anak",
    ),
    _set(
        ("Furniture", "Perabot"),
        "Sofa, Armchair, Chair, Table, Desk, Bed, Wardrobe, Shelf, Chest of drawers, Lamp, Mirror, "
        "Rug",
        "Sofa, Kursi berlengan, Kursi, Meja, Meja kerja, Tempat tidur, Lemari pakaian, Rak, "
        "Lemari laci, Lampu, Cermin, Karpet",
    ),
    _set(
        ("Groceries", "Bahan makanan"),
        "Fruit, Vegetables, Bread, Milk and cheese, Meat, Fish, Rice and pasta, Snacks, Sweets, "
        "Drinks, Spices, Frozen food",
        "Buah, Sayuran, Roti, Susu dan keju, Daging, Ikan, Beras dan mi, Camilan, Permen, "
        "Minuman, Bumbu, Makanan beku",
    ),
    _set(
        ("Electronics", "Elektronik"),
        "Phone, Tablet, Laptop, Monitor, Television, Camera, Headphones, Loudspeaker, Watch, "
        "Charger, Keyboard, Mouse",
        "Ponsel, Tablet, Laptop, Monitor, Televisi, Kamera, Headphone, Pelantang, Jam tangan, "
        "Pengisi daya, Papan ketik, Tetikus",
    ),
    _set(
        ("Household", "Rumah tangga"),
        "Pot or pan, Plate or bowl, Cup or glass, Cutlery, Storage box, Towel, Bed linen, "
        "Cleaning, Vase, Candle",
        "Panci atau wajan, Piring atau mangkuk, Cangkir atau gelas, Alat makan, Kotak simpan, "
        "Handuk, Seprai, Alat kebersihan, Vas, Lilin",
    ),
    _set(
        ("Toys", "Mainan"),
        "Doll, Soft toy, Building set, Vehicle, Board game, Puzzle, Ball, Craft set",
        "Boneka, Boneka lunak, Mainan susun, Mobil-mobilan, Permainan papan, Teka-teki, Bola, "
        "Set kerajinan",
    ),
    _set(
        ("Cosmetics", "Kosmetik"),
        "Lipstick, Nail polish, Perfume, Cream, Shampoo, Soap, Make-up, Brush",
        "Lipstik, Cat kuku, Parfum, Krim, Sampo, Sabun, Riasan, Kuas",
    ),
)
"""The sets in the order in which they are offered."""


def find_set(name: str) -> tuple[StarterSet, str] | None:
    """Return the set with a title, in any language, and that language."""
    for one in STARTER_SETS:
        for language, title in one.titles.items():
            if title.casefold() == name.strip().casefold():
                return one, language
    return None


def find_known(category: str, names: Sequence[str]) -> str | None:
    """Return the name that means a category of the shipped models, if one does.

    It has the same name, also in the plural or in another language; "T-shirt/top" means a T-shirt
    as well as a top.
    """
    places = [n for n, name in enumerate(KNOWN_SET.categories["en"]) if name == category]
    translated = [known[n] for known in KNOWN_SET.categories.values() for n in places]
    called = (category, *category.split("/"), *translated)
    for rule in (folded, singular):
        by_form = {rule(name): name for name in reversed(names)}
        found = next((by_form[rule(text)] for text in called if rule(text) in by_form), None)
        if found is not None:
            return found
    return None


def known_among(names: Sequence[str]) -> int:
    """Count the names that mean a category of the shipped models."""
    found = {find_known(category, names) for category in KNOWN_SET.categories["en"]}
    return len(found - {None})


def renamed(language: str) -> Mapping[str, str]:
    """Return the names of the shipped models' categories in a language, by those they have."""
    names = zip(KNOWN_SET.categories["en"], KNOWN_SET.names(language), strict=True)
    return {old: new for old, new in names if old != new}
