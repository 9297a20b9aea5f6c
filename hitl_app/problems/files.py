"""Problems with files: databases, disks, watched folders, lists, tables, exports and backups."""

FILE_PROBLEMS: dict[str, tuple[str, str]] = {
    "no-workspace": (
        "There is no workspace in {path}.",
        "Import a folder of photos there or run `hitl-app init` to create one.",
    ),
    "certificate-kind": (
        "Cannot save to {path}: this file type is not possible here.",
        "Use a name that ends in {ending}.",
    ),
    "parquet-missing": (
        "Parquet needs a library that is not installed.",
        "Install it with: pip install 'hitl-app[parquet]', or choose another format.",
    ),
    "table-columns": (
        "{path} has no column of photos or of paths to photos.",
        "Name the column image, or path.",
    ),
    "paths-columns": (
        "The list {path} has no column of photos.",
        "Name the column path in its first line.",
    ),
    "paths-unreadable": (
        "{path} cannot be read as a list of photos: {detail}.",
        "Give a text with one path per line, or a table with a column path, in UTF-8.",
    ),
    "source-changed": (
        "{path} changed while it was being read.",
        "Start again when it is complete: what was finished is kept.",
    ),
    "out-model": (
        "There are predictions of another model in {path}.",
        "Choose another folder.",
    ),
    "not-a-database": (
        "{path} is not a database.",
        "Move that file away, or restore a backup over it.",
    ),
    "not-a-review-database": (
        "{path} is the database of another program.",
        "Choose another folder, or move that file away.",
    ),
    "database-newer": (
        "{path} was written by a newer version of Second Look.",
        "Update Second Look to open it. Nothing was changed.",
    ),
    "database-damaged": (
        "{path} is damaged.",
        "Restore the last backup. There may be one in the folder `backups` next to it.",
    ),
    "database-foreign": (
        "{path} is not a valid Second Look database: {detail}.",
        "Restore the last backup. There may be one in the folder `backups` next to it.",
    ),
    "own-link": (
        "{path} is a link to another location, so nothing is saved there.",
        "Replace the link with the file or folder itself, then try again.",
    ),
    "database-unreadable": (
        "{path} cannot be read.",
        "Check that you have permission to read the file.",
    ),
    "database-gone": (
        "The database {path} was deleted or replaced while it was open. The last "
        "change was not saved.",
        "Put it back or restore a backup, then open the workspace again.",
    ),
    "target-own": (
        "{path} is part of the workspace.",
        "Choose another place for the file.",
    ),
    "target-special": (
        "{path} is a folder, a pipe or a device and cannot be replaced by a file.",
        "Choose another name for the file.",
    ),
    "database-locked": (
        "Another program is using the database {path}.",
        "Close that program or wait until it is done, then try again.",
    ),
    "workspace-read-only": (
        "No permission to write to the database {path}.",
        "Allow writing to that folder, or choose another one.",
    ),
    "workspace-older": (
        "The database {path} is from an older version and cannot be updated because it "
        "is read-only.",
        "Copy its folder to a place where you can write, and open it there.",
    ),
    "log-unread": (
        "The database {path} cannot be opened read-only: its last changes are in a log "
        "that must be written first.",
        "Copy the whole folder to a place where you can write, and open it there.",
    ),
    "network-share": (
        "{path} is on a network share, where the database could be damaged.",
        "Choose a folder on a disk of this computer; the photos may stay on the share.",
    ),
    "disk-full": (
        "The disk is full: {path} could not be written.",
        "Free some space and try again. Earlier decisions are saved.",
    ),
    "memory-full": (
        "There is not enough memory.",
        "Close other programs or allow this one more memory, then try again.",
    ),
    "files-open": (
        "Too many files are open.",
        "Close other programs or raise the limit of open files, then try again.",
    ),
    "disk-failed": (
        "The disk reported an error while reading or writing {path}.",
        "Check the disk and make a backup on another one.",
    ),
    "write-failed": (
        "{path} could not be written: {detail}.",
        "Choose another place, or check that you have permission to write there.",
    ),
    "read-failed": (
        "{path} could not be read: {detail}.",
        "Check that the file exists and that you have permission to read it.",
    ),
    "folder-gone": (
        "The folder {path} was not found.",
        "Connect its disk. Your decisions do not depend on the original photos.",
    ),
    "place-relative": (
        "{path} is no absolute path.",
        "Name the folder as the workspace has it, such as /mnt/shop or P:\\shop, without “..”.",
    ),
    "place-unknown": (
        "No folder {path} is set.",
        "List the folders with `hitl-app paths list`.",
    ),
    "watch-no-folder": (
        "The folder {path} cannot be watched.",
        "Choose an existing folder that you have permission to read.",
    ),
    "watch-overlap": (
        "{path} and the watched folder {other} overlap.",
        "Remove that folder first, or choose another one. Subfolders are watched too.",
    ),
    "watch-gone": (
        "The watched folder {path} was not found.",
        "New photos are imported automatically when it is available again.",
    ),
    "watch-silent": (
        "The watched folder {path} does not respond. Watching is paused.",
        "Check that its disk is connected. Watching resumes automatically.",
    ),
    "watch-nothing": (
        "No folder is watched.",
        "Add one with `hitl-app watch add FOLDER`.",
    ),
    "watch-elsewhere": (
        "Another program is watching the folders of this workspace.",
        "Let it import the new photos, or close it and try again.",
    ),
    "watch-unknown": (
        "The folder {path} is not watched.",
        "List the watched folders with `hitl-app watch list`.",
    ),
    "nothing-found": (
        "No photos found in {path}.",
        "Choose a folder with JPEG, PNG, WebP, AVIF, TIFF, BMP, GIF or HEIC files.",
    ),
    "list-empty": ("No names found in {path}.", "Write one name per line."),
    "list-too-long": (
        "{path} contains more than {most} names.",
        "Choose a list that contains only categories. Nothing was added.",
    ),
    "list-unreadable": (
        "{path} cannot be read as a list: {detail}.",
        "Save it as UTF-8 text with one name per line, or as CSV with the names in the "
        "first column.",
    ),
    "no-subfolders": (
        "No subfolders found in {path}.",
        "Choose a folder with one subfolder per category.",
    ),
    "workspace-not-empty": (
        "This workspace already contains photos.",
        "Add your categories to the existing ones and retire those that you do not need.",
    ),
    "import-decided": (
        "This import cannot be reverted: {count} of its photos were reviewed.",
        "Label unwanted photos as not a product photo instead.",
    ),
    "import-inspected": (
        "This import cannot be reverted: an inspection has drawn checks since.",
        "Label unwanted photos as not a product photo instead.",
    ),
    "import-unknown": ("There is no import number {number}.", "See the Imports page."),
    "csv-unreadable": (
        "{path} cannot be read as a table: {detail}.",
        "Save it as UTF-8 CSV with the columns photo and label.",
    ),
    "csv-columns": (
        "{path} has no column {missing}.",
        "Write `photo,label` in its first line.",
    ),
    "labels-unreadable": (
        "{path} cannot be read as labels: {detail}.",
        "Check the file, or choose its format.",
    ),
    "labels-columns": (
        "{path} cannot be read as labels: {detail}.",
        "Choose the columns of the photos and of the labels.",
    ),
    "labels-format": (
        "The format of {path} is not known.",
        "Choose one of: {known}.",
    ),
    "labels-encoding": (
        "{path} cannot be read as labels: {detail}.",
        "Choose the encoding that it was saved in, in a terminal with `--encoding`; that of older "
        "Windows programs is cp1252.",
    ),
    "labels-categories": (
        "Labels that are not categories here: {names}.",
        "Add `--new-categories create` or `skip`, or `--map OLD=NEW`; `--dry-run` lists all.",
    ),
    "labels-import-unknown": (
        "There is no import of labels with the number {number}.",
        "`hitl-app import-labels --list` lists them.",
    ),
    "labels-import-undone": (
        "Import of labels {number} was undone before.",
        "Nothing was changed.",
    ),
    "feed-unreadable": (
        "{path} cannot be read as a product feed: {detail}.",
        "Check the file. If it is text in another encoding, choose that, such as cp1252.",
    ),
    "feed-encoding": (
        "{path} cannot be read as a product feed: {detail}.",
        "Choose the encoding that it was saved in, in a terminal with `--encoding`; that of older "
        "Windows programs is cp1252.",
    ),
    "feed-columns": (
        "{path} cannot be read as a product feed: {detail}.",
        "Choose the column of the images, and of the products.",
    ),
    "feed-format": (
        "The format of {path} is not known.",
        "Use a file that ends in one of: {known}.",
    ),
    "feed-empty": (
        "No images found in {path}.",
        "Choose a feed whose items have image addresses, or the column that holds them.",
    ),
    "feed-alone": (
        "{path} is a product feed and was named together with other files.",
        "Import it on its own.",
    ),
    "feed-options": (
        "{path} is no product feed, and the options for feeds do not apply to it.",
        "Leave them out, or name a CSV, TSV, JSON Lines or XML file.",
    ),
    "export-kind": (
        "Unknown export format: {path}.",
        "Use a name that ends in .csv, .json, .xlsx or .parquet, or choose one of: {known}.",
    ),
    "export-too-many": (
        "A workbook can hold {most:,} photos; there are {photos:,}.",
        "Choose fewer photos, or another format.",
    ),
    "target-there": (
        "{path} already exists and is not overwritten.",
        "Choose another name, or an empty folder.",
    ),
    "backup-damaged": (
        "{path} is not a complete Second Look backup: {detail}.",
        "Choose another file. The workspace was not changed.",
    ),
    "restore-busy": (
        "The workspace {path} is in use.",
        "Close the app and wait for running jobs, then restore again.",
    ),
}
