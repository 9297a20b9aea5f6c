"""Licences of components."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Notice:
    """A third-party component.

    Attributes:
        packages: Names under which it may be installed; none for what comes with the program.
    """

    name: str
    licence: str
    holder: str
    packages: tuple[str, ...] = ()


LICENCE = "MIT"
"""The program's own; its icons are drawn by the program and fall under the same."""

NOTICES: tuple[Notice, ...] = (
    Notice("Qt", "LGPL 3", "The Qt Company and contributors"),
    Notice("PySide6", "LGPL 3", "The Qt Company and contributors", ("PySide6-Essentials",)),
    Notice("TensorFlow", "Apache 2.0", "The TensorFlow authors", ("tensorflow-cpu", "tensorflow")),
    Notice("Keras", "Apache 2.0", "The Keras authors", ("keras",)),
    Notice("h5py", "BSD 3-clause", "Andrew Collette and contributors", ("h5py",)),
    Notice("NumPy", "BSD 3-clause", "NumPy developers", ("numpy",)),
    Notice("ONNX", "Apache 2.0", "ONNX Project contributors", ("onnx",)),
    Notice("ONNX Runtime", "MIT", "Microsoft Corporation", ("onnxruntime",)),
    Notice("SciPy", "BSD 3-clause", "SciPy developers", ("scipy",)),
    Notice("scikit-learn", "BSD 3-clause", "scikit-learn developers", ("scikit-learn",)),
    Notice("threadpoolctl", "BSD 3-clause", "threadpoolctl contributors", ("threadpoolctl",)),
    Notice("Pillow", "MIT-CMU", "Jeffrey A. Clark and contributors", ("Pillow",)),
    Notice("SQLAlchemy", "MIT", "Mike Bayer and contributors", ("SQLAlchemy",)),
    Notice("Alembic", "MIT", "Mike Bayer and contributors", ("alembic",)),
    Notice("Jinja", "BSD 3-clause", "Pallets", ("Jinja2",)),
    Notice("HTTPX2", "BSD 3-clause", "Tom Christie and Pydantic Services Inc.", ("httpx2",)),
    Notice("defusedxml", "PSF", "Christian Heimes", ("defusedxml",)),
    Notice("Matplotlib", "PSF-like", "Matplotlib development team", ("matplotlib",)),
    Notice("PyQtGraph", "MIT", "PyQtGraph developers", ("pyqtgraph",)),
    Notice("psutil", "BSD 3-clause", "Giampaolo Rodolà and contributors", ("psutil",)),
    Notice("platformdirs", "MIT", "platformdirs developers", ("platformdirs",)),
    Notice("Rich", "MIT", "Will McGugan", ("rich",)),
    Notice("XlsxWriter", "BSD 2-clause", "John McNamara", ("XlsxWriter",)),
    Notice("pillow-heif, optional", "BSD 3-clause", "pillow-heif contributors", ("pillow-heif",)),
    Notice("Apache Arrow, optional", "Apache 2.0", "Apache Software Foundation", ("pyarrow",)),
    Notice("Fashion-MNIST: the sample, what models learned from", "MIT", "Zalando SE"),
    Notice("Clothing dataset: what a model learned from", "CC0", "Alexey Grigorev"),
    Notice(
        "EfficientNet-Lite0: weights in a model",
        "Apache 2.0",
        "The TensorFlow TPU authors, Google",
    ),
)


def versions() -> dict[str, str]:
    """Return the installed version of each, without importing it."""
    from importlib.metadata import PackageNotFoundError, version

    found: dict[str, str] = {}
    for notice in NOTICES:
        for package in notice.packages:
            try:
                found[package] = version(package)
            except PackageNotFoundError:
                continue
            break
    return found
