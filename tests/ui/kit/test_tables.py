"""Tests of the columns of tables that have too little room."""

from dataclasses import replace

from hitl_app.ui.insights.certificate_table import CertificatePanel
from hitl_app.ui.session import languages
from tests.ui.session.test_languages import CERTIFICATE

LARGE = replace(CERTIFICATE, lot=12300, checks=800, accepted=11500, most_wrong=560)


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
