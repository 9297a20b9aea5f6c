"""The process that runs one job: JSON lines in on standard input, and out on standard output.

In: `{"do": "run", "job": NAME, "workspace": FOLDER, "params": {...}}` once, `{"do": "cancel"}` any
time. Out: `ready` when it waits for an order; `progress`, `curve` and `changed` while the job runs;
then one of `done`, `cancelled` and `failed`, and the process ends. Standard error is the log.

When standard input ends, the starter is gone: the job is cancelled, and after a grace the process
ends whatever it does, so that a dead window leaves no orphan.
"""
