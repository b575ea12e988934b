"""The yardstick of heng-bench-ocds: the same releases, written by json.dumps. Prints microseconds.

usage: ocds_yard.py FILE   a release on each line"""
import json
import statistics
import sys
import time

with open(sys.argv[1]) as f:
    releases = [json.loads(line) for line in f]
took = []
for _ in range(9):
    start = time.perf_counter()
    for release in releases:
        json.dumps(release, ensure_ascii=False)
    took.append(time.perf_counter() - start)
print(f"dumps_us {statistics.median(took) * 1e6:.0f}")
