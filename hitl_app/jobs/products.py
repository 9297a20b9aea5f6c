"""Set the product of every photo by the rule in force, after another rule was chosen."""

from typing import Any

from hitl_app.domain.products import Rule
from hitl_app.domain.settings import PRODUCTS_PENDING
from hitl_app.jobs.job import Job, until_settled
from hitl_app.store.photos import products as store
from hitl_app.store.photos.counts import count_photos
from hitl_app.workspace import Workspace

LEASE = "products"
_COMMIT = 100


def run(workspace: Workspace, job: Job) -> dict[str, Any]:
    """Apply the rule to every photo; after an interruption, the next run does the rest.

    If another rule is chosen meanwhile, the run starts over.

    Returns:
        `rule`, `changed`: how many photos, `products`: of more than one photo, and `views`: photos
        of these.

    Raises:
        KnownError: Another process does it.
        CancelledError: The job was cancelled; the next one resumes.
    """
    changed = 0
    with job.lease(workspace, LEASE):
        for _ in until_settled(workspace, PRODUCTS_PENDING):
            with workspace.database.read() as session:
                rule = store.rule_in_force(session)
                total = count_photos(session)
            changed += _follow(workspace, job, rule, total)
    with workspace.database.read() as session:
        products, views = store.totals(session)
    job.changed("photos", "products")
    return {"rule": rule.text, "changed": changed, "products": products, "views": views}


def _follow(workspace: Workspace, job: Job, rule: Rule, total: int) -> int:
    changed = done = 0
    after: store.Named | None = None
    while True:
        # A page a session: a long read would block checkpoints of the log.
        with workspace.database.read() as session:
            page = next(store.by_path(session, after), None)
        if page is None:
            return changed
        named = [(i, p, old, store.product_of(rule, p, given)) for i, p, old, given in page]
        moves = [(i, path, new) for i, path, old, new in named if new != old]
        for start in range(0, len(moves), _COMMIT):
            job.progress("group", done, max(done, total))
            with workspace.database.paced_write() as session:
                store.put(session, moves[start : start + _COMMIT])
        changed += len(moves)
        done += len(page)
        job.progress("group", done, max(done, total))
        after = page[-1]
