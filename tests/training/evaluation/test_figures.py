import json

from tests.helpers.models.measured import measured, random_case
from training.evaluation.evaluate import figures

NAMES = ("a", "b", "c")


def test_evaluation_as_dict_is_json() -> None:
    probabilities, labels = random_case(0)
    found = figures(probabilities, measured(labels), NAMES, "net")
    content = json.loads(json.dumps(found.as_dict(), allow_nan=False))
    assert content["review_for_99"] == found.review_for_99
    assert len(content["risk_coverage"]) == 100
