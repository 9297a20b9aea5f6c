"""Problems with files: databases, disks, watched folders, lists, tables, exports and backups."""

FILE_PROBLEMS: dict[str, tuple[str, str]] = {
    "no-workspace": (
        "There is no workspace in {path}.",
        "Import a folder of photos there, or run `hitl-app init`, to make one.",
    ),
    "certificate-kind": (
        "{path} names no file that this can be written to.",
        "Let the name end in {ending}.",
    ),
    "parquet-missing": (
        "Parquet needs a library that is not installed.",
        "Install it with: pip install 'hitl-app[parquet]', or choose another format.",
    ),
    "not-a-database": (
        "{path} is not a database.",
        "Move that file away, or restore a backup over it.",
    ),
    "not-a-review-database": (
        "{path} is a database of another program.",
        "Choose another folder, or move that file away.",
    ),
    "database-newer": (
        "{path} was written by a newer version of Second Look.",
        "Update the program to open it; nothing was changed.",
    ),
    "database-damaged": (
        "{path} is damaged.",
        "Restore the last backup; the folder `backups` beside it may hold one.",
    ),
    "database-foreign": (
        "{path} is not a review database as Second Look makes it: {detail}.",
        "Restore the last backup; the folder `backups` beside it may hold one.",
    ),
    "own-link": (
        "{path} is a link to another place, which is not written to.",
        "Put the file or folder itself in its place, then try again.",
    ),
    "database-unreadable": (
        "{path} cannot be read.",
        "Check that the file may be read by you.",
    ),
    "database-gone": (
        "The review database {path} was deleted or replaced while it was open.",
        "Put it back or restore a backup, then open the workspace again; this was not saved.",
    ),
    "target-own": (
        "{path} belongs to the workspace itself.",
        "Choose another place for the file.",
    ),
    "target-special": (
        "{path} is a folder, a pipe or a device, and no file is put in its place.",
        "Choose another name for the file.",
    ),
    "database-locked": (
        "Another program holds the review database {path}.",
        "Close that program, or wait until it is done, and try again.",
    ),
    "workspace-read-only": (
        "The review database {path} cannot be written.",
        "Give yourself the right to write to that folder, or choose another one.",
    ),
    "workspace-older": (
        "The review database {path} is of an older version, and cannot be brought up to date since "
        "it cannot be written.",
        "Copy its folder to a place that you may write to, and open it there.",
    ),
    "log-unread": (
        "The review database {path} cannot be read as it is: its last changes are in a log that "
        "cannot be opened without writing.",
        "Copy its whole folder to a place that you may write to, and open it there.",
    ),
    "network-share": (
        "{path} is on a network share, where a review database is not safe.",
        "Choose a folder on a disk of this computer; the photos may stay on the share.",
    ),
    "disk-full": (
        "The disk is full: {path} could not be written.",
        "Make room and try again; everything decided before is kept.",
    ),
    "memory-full": (
        "There is too little memory for this.",
        "Close other programs, or let this one use more memory, then try again.",
    ),
    "files-open": (
        "Too many files are open on this computer or in this program.",
        "Close other programs, or raise the limit of open files, then try again.",
    ),
    "disk-failed": (
        "The disk failed while {path} was read or written.",
        "Check the disk, and make a backup to another one.",
    ),
    "write-failed": (
        "{path} could not be written: {detail}.",
        "Choose another place, or check that you may write there.",
    ),
    "read-failed": (
        "{path} could not be read: {detail}.",
        "Check that the file is there and may be read by you.",
    ),
    "folder-gone": (
        "The folder {path} is not there.",
        "Connect the disk that it is on; what was decided needs no originals.",
    ),
    "watch-no-folder": (
        "{path} is no folder that can be watched.",
        "Choose a folder that is there and that you may read.",
    ),
    "watch-overlap": (
        "There are photos in both {path} and the watched folder {other}.",
        "Remove that one first, or choose another folder; all folders below one are watched too.",
    ),
    "watch-gone": (
        "The watched folder {path} is not there.",
        "When it returns, what is new in it comes in by itself.",
    ),
    "watch-silent": (
        "The watched folder {path} does not answer; no watched folder is looked at meanwhile.",
        "See whether its disk is connected. When it answers, what is new comes in by itself.",
    ),
    "watch-nothing": (
        "No folder is watched.",
        "Add one with `hitl-app watch add FOLDER`.",
    ),
    "watch-elsewhere": (
        "Another program watches the folders of this workspace.",
        "Let it bring in what is new, or close it and try again.",
    ),
    "watch-unknown": (
        "The folder {path} is not watched.",
        "See `hitl-app watch list` for those that are.",
    ),
    "nothing-found": (
        "There is no photo in {path}.",
        "Choose a folder that holds JPEG, PNG, WebP, AVIF, TIFF, BMP, GIF or HEIC files.",
    ),
    "list-empty": ("There is no name in {path}.", "Write one name a line."),
    "list-too-long": (
        "{path} holds more than {most} names.",
        "Choose a list of the categories alone; nothing was added.",
    ),
    "list-unreadable": (
        "{path} cannot be read as a list: {detail}.",
        "Save it as text in UTF-8 with one name a line, or as CSV with the names first.",
    ),
    "no-subfolders": (
        "There is no folder in {path}.",
        "Choose a folder that holds one folder a category.",
    ),
    "workspace-not-empty": (
        "There are photos in this workspace already.",
        "Add your categories to those that there are, and retire what you do not need.",
    ),
    "import-decided": (
        "People decided photos of this import ({count}), so it stays.",
        "What nobody wants can be decided as not a product photo.",
    ),
    "import-inspected": (
        "Checks were drawn since these photos came, so they stay.",
        "What nobody wants can be decided as not a product photo.",
    ),
    "import-unknown": ("There is no import number {number}.", "Look it up on the Imports page."),
    "csv-unreadable": (
        "{path} cannot be read as a table: {detail}.",
        "Save it as CSV in UTF-8 with the columns photo and label.",
    ),
    "csv-columns": (
        "The first line of {path} names no column {missing}.",
        "Write `photo,label` into its first line.",
    ),
    "export-kind": (
        "{path} names no format that can be exported.",
        "Let the name end in .csv, .json, .xlsx or .parquet, or name one of these: {known}.",
    ),
    "export-too-many": (
        "A workbook holds {most:,} photos, and these are {photos:,}.",
        "Choose fewer photos, or another format.",
    ),
    "target-there": (
        "{path} is there already, and nothing is written over it.",
        "Choose another name, or an empty folder.",
    ),
    "backup-damaged": (
        "{path} is not a whole backup of Second Look: {detail}.",
        "Choose another file; the workspace was not changed.",
    ),
    "restore-busy": (
        "The workspace {path} is in use.",
        "Close the window and wait for running jobs, then restore again.",
    ),
}
