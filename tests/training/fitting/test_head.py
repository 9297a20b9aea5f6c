import numpy as np
import pytest

from training.fitting.head import LinearHead, fit_head


def clouds(count: int, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """Three clouds of points around their own directions, of length about 1."""
    rng = np.random.default_rng(seed)
    labels = np.arange(count) % 3
    features = np.eye(3, 8)[labels] + rng.normal(0, 0.3, (count, 8))
    return features.astype(np.float32), labels.astype(np.int64)


def test_fit_head_separates_categories() -> None:
    features, labels = clouds(300)
    head = fit_head(features, labels, LinearHead.zero(8, 3), 0.1)
    asked, truth = clouds(300, seed=2)
    predicted = head.probabilities(asked)
    assert (predicted.argmax(axis=1) == truth).mean() > 0.95
    assert predicted.sum(axis=1) == pytest.approx(np.ones(300), abs=1e-5)


def test_fit_head_agrees_with_scikit_learn() -> None:
    from sklearn.linear_model import LogisticRegression

    features, labels = clouds(300)
    scale = np.sqrt(np.square(features).sum(axis=1).mean())
    peer = LogisticRegression(C=1 / 0.5, max_iter=500, tol=1e-8).fit(features / scale, labels)
    head = fit_head(features, labels, LinearHead.zero(8, 3), 0.5, passes=500)
    own = head.probabilities(features)
    assert own == pytest.approx(peer.predict_proba(features / scale), abs=0.01)


def test_fit_head_stays_at_its_base_when_the_penalty_is_large() -> None:
    features, labels = clouds(60)
    base = fit_head(features, labels, LinearHead.zero(8, 3), 0.1)
    near = fit_head(features, (labels + 1) % 3, base, 1e6)
    assert near.kernel == pytest.approx(base.kernel, abs=1e-3)


def test_fit_head_counts_weights_as_repeated_photos() -> None:
    features, labels = clouds(60)
    weights = np.where(labels == 0, 3, 1).astype(np.float32)
    rows = np.repeat(np.arange(60), weights.astype(int))
    weighed = fit_head(features, labels, LinearHead.zero(8, 3), 1.0, weights=weights, passes=300)
    repeated = fit_head(features[rows], labels[rows], LinearHead.zero(8, 3), 1.0, passes=300)
    # The scale of features differs: it is of all rows.
    assert weighed.probabilities(features) == pytest.approx(
        repeated.probabilities(features), abs=0.02
    )


def test_fit_head_is_the_same_twice() -> None:
    features, labels = clouds(90)
    one, two = (fit_head(features, labels, LinearHead.zero(8, 3), 0.1) for _ in range(2))
    assert np.array_equal(one.kernel, two.kernel)


def test_fit_head_ends_when_a_pass_raises() -> None:
    features, labels = clouds(90)
    heads: list[LinearHead] = []

    def stop(head: LinearHead, loss: float) -> None:
        heads.append(head)
        assert loss > 0
        if len(heads) == 2:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        fit_head(features, labels, LinearHead.zero(8, 3), 0.1, on_pass=stop)
    assert len(heads) == 2


KINDS, WIDTH = 4, 30


@pytest.fixture
def photos():
    """Return features of photos of four kinds, and their labels."""
    rng = np.random.default_rng(1)
    labels = rng.integers(0, KINDS, 200)
    features = 3 * np.eye(KINDS, WIDTH)[labels] + rng.normal(0, 0.6, (200, WIDTH))
    return features.astype(np.float32), labels


def empty(outputs=KINDS):
    return LinearHead(np.zeros((WIDTH, outputs), np.float32), np.zeros(outputs, np.float32))


def right(head, features, labels):
    return (head.logits(features).argmax(axis=1) == labels).mean()


def test_fit_head_gives_same_head_for_same_photos(photos):
    features, labels = photos
    one, two = (fit_head(features, labels, empty(), 0.1) for _ in range(2))
    np.testing.assert_array_equal(one.kernel, two.kernel)
    np.testing.assert_array_equal(one.bias, two.bias)


def test_fit_head_does_not_depend_on_scale_of_features(photos):
    features, labels = photos
    one = fit_head(features, labels, empty(), 0.1)
    two = fit_head(features * 100, labels, empty(), 0.1)
    np.testing.assert_allclose(
        one.probabilities(features), two.probabilities(features * 100), atol=1e-2
    )


def test_fit_head_stays_near_base_for_few_photos(photos):
    features, labels = photos
    base = fit_head(features, labels, empty(), 0.1)
    wrong = (labels[:3] + 1) % KINDS
    before = base.probabilities(features)
    change = [
        np.abs(
            fit_head(features[:3], wrong, base, p, bias_penalty=5.0).probabilities(features)
            - before
        ).mean()
        for p in (0.1, 10, 1e4)
    ]
    assert change[0] > 3 * change[1]
    assert change[2] < 0.01


def test_fit_head_learns_output_that_base_lacks(photos):
    features, labels = photos
    known = labels < KINDS - 1
    three = fit_head(features[known], labels[known], empty(KINDS - 1), 0.1)
    kernel = np.column_stack([three.kernel, three.kernel.mean(axis=1)])
    base = LinearHead(kernel, np.append(three.bias, three.bias.mean()).astype(np.float32))
    few = np.flatnonzero(~known)[:5]
    head = fit_head(features[few], labels[few], base, 0.1, bias_penalty=5.0)
    rest = np.setdiff1d(np.arange(len(labels)), few)
    assert right(head, features[rest], labels[rest]) > 0.9


def test_fit_head_accepts_one_photo(photos):
    features, labels = photos
    head = fit_head(features[:1], labels[:1], empty(), 0.1)
    assert head.logits(features[:1]).argmax() == labels[0]
