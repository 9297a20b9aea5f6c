"""Problems with the work itself: review, inspections, categories, settings, models and jobs."""

WORK_PROBLEMS: dict[str, tuple[str, str]] = {
    "target-range": (
        "A target of {value} is not possible.",
        "Choose one from {low:.0%} to {high:.1%}.",
    ),
    "threshold-range": (
        "A least confidence of {value} is not possible.",
        "Choose one from 0 to 1.",
    ),
    "inspection-open": (
        "An inspection is open already.",
        "Decide its photos, or cancel it before you open another.",
    ),
    "blind-now": (
        "An inspection was opened while the model's opinion of this photo was in sight.",
        "Decide it once more, as it shows now.",
    ),
    "nothing-to-inspect": (
        "No inspection is expected to save work now.",
        "Decide more photos and retrain, then look again.",
    ),
    "inspection-closed": (
        "The inspection was closed while its lot was being fixed.",
        "Look at the proposal again: another version labels, or the categories changed.",
    ),
    "no-inspection": (
        "No inspection is open.",
        "Open one under Training > Earn acceptance.",
    ),
    "certificate-unknown": (
        "There is no certificate {number}.",
        "See `hitl-app inspect --list` for those that there are.",
    ),
    "extend-off": (
        "Photos that came later are not accepted under older certificates.",
        "Set {name} to 1 to allow it; what is accepted so is marked as carried, not certified.",
    ),
    "nothing-to-extend": (
        "No photos can be accepted under an older certificate now.",
        "It takes {least} arrivals of which the certificate's own version is as sure, no drift.",
    ),
    "nothing-to-explain": (
        "The model has nothing to show of this photo.",
        "Only a suggestion of the version in force that is on the screen can be explained.",
    ),
    "lot-too-small": (
        "There are too few photos for an inspection.",
        "Decide them yourself: under {least} photos a certificate saves nothing.",
    ),
    "job-busy": (
        "Another program (process {pid} on {host}) does this job in this workspace: {job}.",
        "Wait until it is done, or cancel it there.",
    ),
    "job-lost": (
        "The job stopped since another program took it over.",
        "Start it again when that one is done.",
    ),
    "job-unknown": ("There is no job called {job}.", "Update the program: its parts do not match."),
    "worker-died": (
        "The process that did this job ended unexpectedly ({detail}).",
        "Start the job again: it goes on where it was.",
    ),
    "internal": (
        "Something went wrong that the program did not expect: {detail}.",
        "Try again; if it stays, copy the details into a report.",
    ),
    "photo-unknown": (
        "There is no photo {photo} in this workspace.",
        "Look it up with `hitl-app queue` or in an export.",
    ),
    "category-unknown": (
        "There is no category {name}.",
        "See `hitl-app categories list` for those that are offered.",
    ),
    "category-exists": ("There is a category {name} already.", "Choose another name."),
    "category-retired": (
        "There is a retired category {name}.",
        "Bring that one back, or choose another name.",
    ),
    "category-merged": (
        "{name} was merged into {into} for good.",
        "Choose another name.",
    ),
    "category-same": ("{name} cannot be merged into itself.", "Choose another category."),
    "category-repeated": (
        "{name} stands in the list twice, first in line {line}.",
        "One of them is enough.",
    ),
    "category-too-many": (
        "There would be more than {most} categories.",
        "Retire those that nobody needs.",
    ),
    "one-category": (
        "All training photos are of one category, {name}.",
        "Decide photos of a second one, then retrain.",
    ),
    "category-last": (
        "{name} is the last category.",
        "Add another one before you retire it.",
    ),
    "name-empty": ("The name is empty.", "Type one."),
    "name-too-long": ("The name is longer than {limit} characters.", "Choose a shorter one."),
    "name-unprintable": (
        "The name holds a character that cannot be shown.",
        "Type it again without that character.",
    ),
    "name-reserved": ("{name} has a meaning of its own here.", "Choose another name."),
    "category-name-refused": (
        "The rules for names of categories do not allow {name}, so it is not offered again.",
        "Add a category of another name.",
    ),
    "setting-unknown": ("There is no setting {name}.", "The settings are: {known}."),
    "setting-choice": (
        "{value!r} is no value of the setting {name}.",
        "Use one of: {choices}.",
    ),
    "setting-range": (
        "{value} is not possible for the setting {name}.",
        "Give a {type} from {low} to {high}.",
    ),
    "pattern-sku": (
        "{pattern} does not say where the SKU stands in a file name.",
        "Say off, folder, number or first, or write {{sku}} once, as in {{sku}}_{{n}}.",
    ),
    "pattern-sign": (
        "{pattern} holds a sign that no pattern can have.",
        "Use {{sku}}, {{n}} for a number and {{any}} for anything; no other braces, no slashes.",
    ),
    "pattern-beside": (
        "In {pattern} it cannot be told where one part ends and the next begins.",
        "Put another sign between the parts in braces, and no digit beside {{n}}.",
    ),
    "pattern-long": (
        "The pattern is too long.",
        "Use at most {most} characters, {{n}} at most {numbers} times and {{any}} once.",
    ),
    "setting-time": (
        "{value} is no time of day.",
        "Give it as 22:00, or say off.",
    ),
    "nothing-to-undo": (
        "There is nothing of {operator} to take back.",
        "Decide a photo first, or name another operator.",
    ),
    "no-model": (
        "No model is active in this workspace.",
        "Activate a version that is listed by `hitl-app models list`.",
    ),
    "version-missing": (
        "The model version {version} is not there.",
        "Restore its folder under `models`, or activate another version.",
    ),
    "version-replaced": (
        "The model version {version} cannot be used: its weights are not those that were "
        "registered.",
        "Restore its folder under `models`, or activate another version.",
    ),
    "version-damaged": (
        "The model version {version} cannot be used: its card cannot be read ({detail}).",
        "Restore its folder under `models`, or activate another version.",
    ),
    "version-unknown": (
        "There is no model version {version}.",
        "See `hitl-app models list` for those that there are.",
    ),
    "card-category": (
        "The model in {path} names a category “{name}”, which cannot be one here.",
        "Train it with a short name that can be shown, and export it again.",
    ),
    "card-category-reserved": (
        "The model in {path} names a category “{name}”, which has a meaning of its own here.",
        "Train it with another name for that category, and export it again.",
    ),
    "card-category-twice": (
        "The model in {path} names the categories “{other}” and “{name}”, which count as the same "
        "one here.",
        "Train it with two different names, and export it again.",
    ),
    "version-pruned": (
        "The model version {version} was pruned: only its line in the list is left.",
        "Choose another version; pin one to keep it for good.",
    ),
    "thumbnails-gone": (
        "The thumbnails of all decided photos ({count}) are gone or damaged.",
        "Restore a backup; decisions are kept, but there is nothing to learn from.",
    ),
    "no-validation": (
        "There are no validation photos yet.",
        "Decide more photos: one of five becomes a validation photo.",
    ),
    "nothing-to-roll-back": (
        "No version was active before this one.",
        "Activate the version that you want by its name.",
    ),
    "training-retired": (
        "All decided training photos ({count}) are of categories that are no longer offered.",
        "Bring a category back, or decide photos of those that are offered.",
    ),
    "no-training-photos": (
        "There is nothing to learn from yet.",
        "Decide some photos first: four of five of them become training photos.",
    ),
    "training-failed": ("{happened}", "{remedy}"),
}
