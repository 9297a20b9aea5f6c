"""The order of the tests."""

import pytest

from tests.helpers.guards.order import LONG


@pytest.mark.parametrize(("values", "passes"), [("{'a', 'b'}", False), ("('a', 'b')", True)])
def test_order_refuses_sets_in_names_of_cases(pytester, monkeypatch, values, passes):
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    pytester.makepyfile(
        f"""
        import pytest

        @pytest.mark.parametrize("one", [{values}], ids=str)
        def test_it(one):
            assert one
        """
    )
    result = pytester.runpytest_inprocess("-p", "tests.helpers.guards.order")
    if passes:
        result.assert_outcomes(passed=1)
    else:
        assert result.ret == pytest.ExitCode.USAGE_ERROR
        result.stderr.fnmatch_lines(["*test_it*name this case without a set"])


def test_long_names_modules_that_exist(request):
    assert [name for name in LONG if not (request.config.rootpath / name).is_file()] == []
