"""OpenCV on as many threads as asked for, over the image of the bench: one operation a line, nanoseconds of wall time and some pixels back."""
import json
import sys
import time

try:
    import cv2
    import numpy as np
except ImportError:
    sys.exit(1)

width, height, threads = (int(word) for word in sys.argv[1:4])
cv2.setNumThreads(threads)
index = np.arange(width * height, dtype=np.uint64)
image = ((index * 2654435761 % 4294967296) / 4294967296).astype(np.float32).reshape(height, width)
out = np.empty_like(image)
weights = np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]], np.float32) / 16
border = cv2.BORDER_REFLECT_101
operations = {
    "conv3": lambda: cv2.filter2D(image, -1, weights, out, borderType=border),
    "gauss5": lambda: cv2.GaussianBlur(image, (5, 5), 1.0, out, 1.0, border),
    "box15": lambda: cv2.blur(image, (15, 15), out, borderType=border),
}
print(cv2.__version__, flush=True)
for line in sys.stdin:
    run = operations[line.strip()]
    before = time.perf_counter_ns()
    run()
    elapsed = time.perf_counter_ns() - before
    pixels = [float(out[row, row * 7 % width]) for row in range(0, height, height // 64)]
    print(json.dumps({"elapsedNs": elapsed, "pixels": pixels}), flush=True)
