"""Tests of the columns of tables that have too little room."""

from dataclasses import replace

from hitl_app.ui.insights.certificate_table import CertificatePanel
from hitl_app.ui.kit.tables import Column, RowsView
from hitl_app.ui.session import languages
from tests.ui.session.test_languages import CERTIFICATE

LARGE = replace(CERTIFICATE, lot=12300, checks=800, accepted=11500, most_wrong=560)


def test_wide_table_shares_its_room_among_columns(qapp, qtbot):
    columns = [
        Column("FROM", str, stretch=True),
        Column("FOUND", lambda _: "200", right=True),
        Column("STATE", lambda _: "done"),
    ]
    table = RowsView(columns, "Imports")
    qtbot.addWidget(table)
    table.set_rows(["/photos/autumn"])
    table.show()
    widths = {}
    for width in (400, 1700, 400):
        table.resize(width, 200)
        qapp.processEvents()
        found = [table.columnWidth(i) for i in range(3)]
        assert sum(found) == table.viewport().width()
        assert widths.setdefault(width, found) == found
    assert widths[1700][1] > widths[400][1]
    assert widths[1700][2] > widths[400][2]


def test_certificate_table_hides_columns_when_narrow(qapp, qtbot):
    languages.speak(qapp, "id")
    try:
        panel = CertificatePanel(None)
        qtbot.addWidget(panel)
        panel.resize(1100, 200)
        panel.show()
        panel.show_acceptances((LARGE,), 0)
        table = panel.table
        hidden = {}
        for width in (1100, 620, 1100):
            panel.resize(width, 200)
            qapp.processEvents()
            columns = range(table.model().columnCount())
            hidden[width] = [i for i in columns if table.isColumnHidden(i)]
            # No column is outside the view, and no scroll bar covers the only row.
            assert not table.horizontalScrollBar().isVisible()
            assert table.columnWidth(2) >= 100, "the version can be read"
            for i in columns:
                if i not in (2, *hidden[width]):
                    assert table.columnWidth(i) >= table.sizeHintForColumn(i)
        assert hidden[1100] == []
        assert hidden[620]
        assert set(hidden[620]) <= {1, 5, 6, 7}
    finally:
        languages.speak(qapp, "en")
