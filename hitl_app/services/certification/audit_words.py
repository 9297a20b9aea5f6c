"""Texts of the certificates of imported labels, in English."""

from collections.abc import Mapping

AUDIT_SENTENCES: Mapping[str, str] = {
    "title": "Certificate {number}: imported labels",
    "title-refused": "Inspection result {number}: imported labels, not certified",
    "sentence": "At least {share} of these {lot} labels are right.",
    "sentence-refused": "It is not proved that {target} of these {lot} labels are right. At least "
    "{share} of them are.",
    "sentence-refuted": "Do not rely on this certificate: more of these labels have since been "
    "found wrong than it allows.",
    "says": "What this page states",
    "says-not": "What this page does not state",
}
AUDIT_FIGURES: Mapping[str, str] = {
    "import": "Import of labels",
    "annotators": "Labels given by",
    "lot": "Labels in the lot",
    "checks": "Random checks labelled without the imported label",
    "wrong": "Checks wrong, or not labelled when the result was certain",
    "most": "Of all labels in the lot, at most wrong",
    "share": "Right at least",
    "target": "Required accuracy",
    "confidence": "Confidence",
    "level": "Error probability allowed for the stage",
    "operators": "Checks labelled by",
    "date": "Date (UTC)",
    "covered": "Still in force when this page was written",
    "found": "Labels found wrong and replaced until then, in checks and later",
}
AUDIT_SAYS: Mapping[str, str] = {
    "drawn": "First the lot was fixed: the {lot} labels of import {import-number} that were in "
    "force. Then {checks} of them were drawn at random.",
    "decided": "Reviewers labelled these photos without seeing the imported label: {right} labels "
    "were right. The others count as wrong, including those not yet labelled when the result was "
    "certain.",
    "bound": "Therefore at most {most} of the {lot} labels were wrong when they were imported. "
    "Chance that such a bound is too low: at most {doubt}, over all inspections of these labels "
    "together.",
    "mended": "Wrong labels that the checks found have been replaced since.",
}
AUDIT_UNDONE: Mapping[str, str] = {
    "undone": "The import has been undone since: this page is about its labels as they were.",
}
AUDIT_NOT_SAID: Mapping[str, str] = {
    "which": "It does not state which of the other labels are wrong, or that any single label is "
    "right.",
    "others": "It is about these labels only, not about later ones or those of other catalogues.",
    "right": "“Right” means as the reviewers of the checks labelled. If they are wrong, so is the "
    "figure; reviewers who check labels of their own may repeat their mistakes.",
    "bound": "The figure is a lower bound, not an average or a forecast. The labels are often "
    "better.",
}
