"""Problems with the work itself: review, inspections, categories, settings, models and jobs."""

WORK_PROBLEMS: dict[str, tuple[str, str]] = {
    "target-range": (
        "A required accuracy of {value} is not possible.",
        "Choose a value from {low:.0%} to {high:.1%}.",
    ),
    "threshold-range": (
        "A lowest confidence of {value} is not possible.",
        "Choose a value from 0 to 1.",
    ),
    "inspection-open": (
        "An inspection is already open.",
        "Review its photos, or cancel it before you start another.",
    ),
    "blind-now": (
        "An inspection was started while the suggestion for this photo was visible. "
        "The decision was not saved.",
        "Label the photo again, now without the suggestion.",
    ),
    "nothing-to-inspect": (
        "An inspection does not pay yet.",
        "Review more photos: the suggestions get better with your decisions.",
    ),
    "inspection-closed": (
        "The inspection was closed while its sample was being drawn: the model or the "
        "categories changed.",
        "Check the new proposal and start again.",
    ),
    "no-inspection": (
        "No inspection is open.",
        "Start one under Training > Verify automatic labels.",
    ),
    "certificate-unknown": (
        "There is no certificate {number}.",
        "List the certificates with `hitl-app inspect --list`.",
    ),
    "extend-off": (
        "Extending certificates to new photos is switched off.",
        "Set {name} to 1 to allow it. Photos accepted by extension are not certified.",
    ),
    "nothing-to-extend": (
        "No certificate can be extended now.",
        "This needs {least} new photos that the certificate's model version is equally "
        "confident about, and no drift.",
    ),
    "nothing-to-explain": (
        "There is no explanation for this photo.",
        "Only a visible suggestion of the active version can be explained.",
    ),
    "lot-too-small": (
        "There are too few photos for an inspection.",
        "Review them yourself: below {least} photos, an inspection saves no work.",
    ),
    "labels-not-decided": (
        "Suggestions of a model came with import {number}, no labels of people.",
        "Verify a model's labels with `hitl-app inspect` without --lot, or choose an import of "
        "decisions.",
    ),
    "labels-withdrawn": (
        "Import {number} of labels was undone: none of its labels is in force.",
        "Choose another import, or import the labels again.",
    ),
    "labels-audited-out": (
        "All stages for the labels of import {number} are used.",
        "Another inspection would prove nothing. Review the likely mistakes, or label again.",
    ),
    "audit-too-small": (
        "Of {count} labels no sample can prove that {target:.1%} are right.",
        "Choose a lower accuracy or another sample size, or review all of these labels.",
    ),
    "job-busy": (
        "Another program (process {pid} on {host}) is already running this job: {job}.",
        "Wait until it is done, or cancel it there.",
    ),
    "job-lost": (
        "The job stopped because another program took it over.",
        "Start it again when the other program is done.",
    ),
    "job-unknown": (
        "There is no job called {job}.",
        "Reinstall Second Look: its parts do not match.",
    ),
    "worker-died": (
        "The job ended unexpectedly ({detail}).",
        "Start it again: it resumes where it stopped.",
    ),
    "internal": (
        "An unexpected error stopped this job: {detail}. Your decisions are safe.",
        "Try again, or copy the details for a bug report.",
    ),
    "photo-unknown": (
        "There is no photo {photo} in this workspace.",
        "Find it with `hitl-app queue` or in an export.",
    ),
    "scale-missing": (
        "The packages for this source or engine are not installed.",
        "Install them with `pip install 'hitl-app[scale]'`.",
    ),
    "ray-address": (
        "The Ray cluster did not answer or could not be started: {address} ({detail}).",
        "Check the address with `ray status`, or leave it out to start one on this computer.",
    ),
    "ray-failed": (
        "Ray ended the work: {detail}. What was finished is kept.",
        "Check that this program is installed on every computer of the cluster, and start again.",
    ),
    "address-engine": (
        "An address was given, but the engine is not Ray.",
        "Add `--engine ray`, or leave out the address.",
    ),
    "model-inactive": (
        "{version} is not the active model of this workspace.",
        "Activate it with `hitl-app models activate`, or write to a folder with `--out`.",
    ),
    "serve-missing": (
        "The packages for `hitl-app serve` are not installed.",
        "Install them with `pip install 'hitl-app[serve]'`.",
    ),
    "serve-address": (
        "The server cannot listen at {address} ({detail}).",
        "Choose another address or port with `--host` and `--port`.",
    ),
    "photo-claimed": (
        "Another person has this photo on screen.",
        "Continue with the next photo.",
    ),
    "photo-decided": (
        "This photo was decided in the meantime.",
        "Continue with the next photo.",
    ),
    "request-key-used": (
        "The idempotency key {key} was used for another decision.",
        "Send each decision with a key of its own.",
    ),
    "category-unknown": (
        "There is no category {name}.",
        "List the categories with `hitl-app categories list`.",
    ),
    "category-exists": ("The category {name} already exists.", "Choose another name."),
    "category-retired": (
        "{name} exists as a retired category.",
        "Restore it, or choose another name.",
    ),
    "category-merged": (
        "{name} was permanently merged into {into}.",
        "Choose another name.",
    ),
    "category-same": ("{name} cannot be merged into itself.", "Choose another category."),
    "category-repeated": (
        "{name} is in the list twice, first in line {line}.",
        "Remove one of them.",
    ),
    "category-too-many": (
        "There would be more than {most} categories.",
        "Retire categories that are not needed.",
    ),
    "one-category": (
        "All training photos are in one category, {name}.",
        "Label photos of a second category, then retrain.",
    ),
    "category-last": (
        "{name} is the last category.",
        "Add another one before you retire it.",
    ),
    "name-empty": ("The name is empty.", "Type a name."),
    "name-too-long": ("The name is longer than {limit} characters.", "Choose a shorter one."),
    "name-unprintable": (
        "The name contains a character that cannot be shown.",
        "Type it again without that character.",
    ),
    "name-reserved": ("{name} is a reserved name.", "Choose another name."),
    "category-name-refused": (
        "{name} cannot be restored: the name is not allowed.",
        "Add a category with another name.",
    ),
    "setting-unknown": ("There is no setting {name}.", "The settings are: {known}."),
    "setting-choice": (
        "{value!r} is not a valid value for the setting {name}.",
        "Use one of: {choices}.",
    ),
    "setting-range": (
        "{value} is not possible for the setting {name}.",
        "Enter a {type} from {low} to {high}.",
    ),
    "pattern-sku": (
        "{pattern} does not contain the SKU.",
        "Use off, folder, number or first, or a pattern with {{sku}} once, such as {{sku}}_{{n}}.",
    ),
    "pattern-sign": (
        "{pattern} contains a character that is not allowed in a pattern.",
        "Use {{sku}}, {{n}} for a number and {{any}} for any text, without other "
        "braces or slashes.",
    ),
    "pattern-beside": (
        "{pattern} is ambiguous: it is not clear where one part ends and the next begins.",
        "Put another character between the parts in braces, and no digit next to {{n}}.",
    ),
    "pattern-long": (
        "The pattern is too long.",
        "Use at most {most} characters, {{n}} at most {numbers} times and {{any}} once.",
    ),
    "setting-time": (
        "{value} is not a time of day.",
        "Enter a time such as 22:00, or off.",
    ),
    "nothing-to-undo": (
        "{operator} has nothing to undo.",
        "Review a photo first, or choose another operator.",
    ),
    "no-model": (
        "No model is active in this workspace.",
        "Activate a version listed by `hitl-app models list`.",
    ),
    "version-missing": (
        "The files of the model version {version} are missing.",
        "Restore its folder under `models`, or activate another version.",
    ),
    "version-replaced": (
        "The model version {version} cannot be used: its weights have been changed.",
        "Restore its folder under `models`, or activate another version.",
    ),
    "version-damaged": (
        "The model version {version} cannot be used: its card cannot be read ({detail}).",
        "Restore its folder under `models`, or activate another version.",
    ),
    "version-unknown": (
        "There is no model version {version}.",
        "List the versions with `hitl-app models list`.",
    ),
    "runtime-unknown": (
        "There is no export of models as {runtime}.",
        "Choose one of: {known}.",
    ),
    "runtime-there": (
        "{path} already exists and is not overwritten.",
        "Choose another name. Only an earlier export can be replaced (`--replace`).",
    ),
    "runtime-categories": (
        "The model version {version} has no category that is in use here.",
        "Restore one of its categories, or choose another version.",
    ),
    "draft-none": (
        "Live learning has added nothing to {version} that is in use.",
        "Export the version itself.",
    ),
    "draft-elsewhere": (
        "Live learning continues from the active version, and {version} is not active.",
        "Activate it first, or export the version itself.",
    ),
    "card-category": (
        "The model in {path} has a category “{name}”, which is not allowed here.",
        "Train it with a short, printable name and export it again.",
    ),
    "card-category-reserved": (
        "The model in {path} has a category “{name}”, which is a reserved name.",
        "Train it with another name for that category and export it again.",
    ),
    "card-category-twice": (
        "The model in {path} has the categories “{other}” and “{name}”, which are the same here.",
        "Train it with two different names and export it again.",
    ),
    "version-pruned": (
        "The files of the model version {version} were deleted.",
        "Choose another version. Pin versions that you want to keep.",
    ),
    "version-outside": (
        "Of {version}, only suggestions were imported, not the model.",
        "Choose a version that was trained or imported here.",
    ),
    "thumbnails-gone": (
        "The thumbnails of all reviewed photos ({count}) are missing or damaged.",
        "Restore a backup. Your decisions are kept, but the model cannot be trained.",
    ),
    "no-validation": (
        "There are no validation photos yet.",
        "Review more photos: one in five becomes a validation photo.",
    ),
    "nothing-to-roll-back": (
        "There is no earlier version to roll back to.",
        "Activate the version that you want instead.",
    ),
    "training-retired": (
        "All training photos ({count}) are in retired categories.",
        "Restore a category, or label photos of active categories.",
    ),
    "too-few-to-judge": (
        "A retraining could not be judged yet.",
        "Review more photos: about {least} more decisions until the result can be judged.",
    ),
    "no-training-photos": (
        "There are no training photos yet.",
        "Review some photos first: four in five become training photos.",
    ),
    "training-failed": ("{happened}", "{remedy}"),
}
