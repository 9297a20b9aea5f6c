"""Fake worker process: follow the protocol and the play that an argument or parameter names.

Usage: python fake_worker.py [PLAY]; plays: done, failed, dies, deaf, waits, noise, curve,
not-yet, missing.
"""

import json
import signal
import sys
import time

RESULTS = {
    "import": {"import": 1, "found": 3, "new": 2, "known": 1, "unreadable": 0, "seconds": 1.2},
    "retrain": {
        "candidate": "seed-cnn-1",
        "active": "seed-cnn",
        "verdict": "undecided",
        "activated": False,
        "reasons": [["too-few-validation", {"count": 3, "minimum": 30}]],
        "left_out": 2,
    },
    "inspect": {"lot": 8400, "checks": 132, "threshold": 0.9, "target": 0.95},
    "settle": {
        "state": "passed",
        "checks": 132,
        "wrong": 1,
        "lot": 8400,
        "accepted": 8268,
        "certificate": 1,
    },
}
MISTAKE = {"path": "/photos/photo-00002.png", "label": "Shirt", "likelier": "Coat"}
RESULTS["agreement"] = {
    "compared": 120,
    "share": 0.925,
    "kappa": 0.871,
    "pairs": [["Coat", "Shirt", 6], ["Dress", "not-a-photo", 3]],
}
RESULTS["mistakes"] = {
    "mistakes": [
        {"id": 3, "photo": "0" * 64, "probability": 0.97, "own": 0.01, **MISTAKE},
        {"id": 1, "photo": "1" * 64, "probability": 0.9, "own": 0.02, **MISTAKE},
    ],
    "found": 7,
    "compared": 412,
    "left_out": 0,
}
RESULTS["explain"] = {
    "photo": 1,
    "category": 1,
    "heat": [[0.0, 0.0], [0.0, 1.0]],
    "area": [0.0, 0.0, 1.0, 1.0],
}
NOT_YET = {"state": "failed", "checks": 132, "wrong": 9, "lot": 8400, "accepted": 0}


def send(event, **content):
    sys.stdout.write(json.dumps({"event": event, **content}) + "\n")
    sys.stdout.flush()


def receive():
    """Return the next order, or None once the input is closed."""
    line = sys.stdin.readline()
    return json.loads(line) if line else None


def run_until_cancelled():
    """Run until cancelled or until the input closes; report other orders and their number."""
    asked = 0
    while (order := receive()) is not None and order["do"] != "cancel":
        asked += 1
        send("progress", stage=order["do"], done=asked, total=4, left_s=order.get("seconds"))
    if order is not None:
        send("cancelled", result={"import": 1})


def main():
    play = sys.argv[1] if len(sys.argv) > 1 else "done"
    send("ready")
    order = receive()
    if order is None:
        return
    play = order["params"].get("play", play)
    sys.stderr.write(f"log of {order['job']}\n")
    send("progress", stage="read", done=1, total=4, rate=2.0, left_s=1.5)
    if play == "dies":
        sys.stderr.write("the last words\n")
        sys.exit(3)
    if play == "deaf":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        time.sleep(60)
    if play == "noise":
        sys.stdout.write('a library prints\n[1, 2]\n{"no": "event"}\n')
    if play == "curve":
        for epoch in range(1, 4):
            record = {"epoch": epoch, "accuracy": 0.5, "validation_accuracy": 0.1 * epoch}
            send("curve", record=record)
    if play in ("waits", "curve") or (play == "done" and order["job"] == "learn"):
        run_until_cancelled()
        return
    send("changed", what=["photos"])
    if play == "failed":
        send("failed", code="disk-full", params={"path": "/full"}, detail="the traceback")
    else:
        params = order["params"]
        missing = int(play == "missing")
        RESULTS["export"] = {"photos": 2, "missing": missing, "file": params.get("target")}
        gone = ["one", "two"] if missing else []
        RESULTS["backup"] = {"versions": 1, "missing": gone, "file": params.get("file")}
        result = NOT_YET if play == "not-yet" else RESULTS.get(order["job"], {})
        send("done", result={**result, "job": order["job"], "params": order["params"]})


if __name__ == "__main__":
    main()
