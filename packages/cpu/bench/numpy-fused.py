# One line in, one measurement out: nanoseconds of CPU time for the expression with out=, and the SHA-1 of the result on request.
import hashlib
import sys
import time

import numpy as np

kind, length = sys.argv[1], int(sys.argv[2])
index = np.arange(length, dtype=np.int64)
x = ((index * 7919) % 10007 / 4096).astype(kind)
d = ((index * 104729) % 997 / 2048).astype(kind)
g = np.dtype(kind).type(0.75)
zero = np.dtype(kind).type(0)
one = np.dtype(kind).type(1)
out = np.zeros(length, dtype=kind)


def run():
    np.subtract(x, d, out=out)
    np.multiply(out, g, out=out)
    np.maximum(out, zero, out=out)
    np.minimum(out, one, out=out)


print(np.__version__, flush=True)
for line in sys.stdin:
    if line.strip() == "digest":
        run()
        print(hashlib.sha1(out.tobytes()).hexdigest(), flush=True)
    else:
        start = time.process_time_ns()
        run()
        print(time.process_time_ns() - start, flush=True)
