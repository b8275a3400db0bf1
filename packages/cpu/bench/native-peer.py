# numpy and OpenCV on one thread, band by band over the same numbers. One line in: `time NAME` answers with nanoseconds of every band,
# `result NAME` with the number of f64 that it has written to the file named on the command line.
import os
import sys
import time

os.environ["OPENBLAS_NUM_THREADS"] = "1"
import cv2
import numpy as np

cv2.setNumThreads(1)
folder, side, bands = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
lines = side // bands


def split(array):
    return [array[band * lines : (band + 1) * lines] for band in range(bands)]


x = split(np.fromfile(folder + "/x.f32", np.float32).reshape(side, side))
y = split(np.fromfile(folder + "/y.f32", np.float32).reshape(side, side))
u = split(np.fromfile(folder + "/u.u8", np.uint8).reshape(side, side))
o = split(np.empty((side, side), np.float32))
p = split(np.empty((side, side), np.uint8))
half, one = np.float32(0.5), np.float32(1)
k3 = np.array([0.05, 0.1, 0.05, 0.1, 0.4, 0.1, 0.05, 0.1, 0.05], np.float32).reshape(3, 3)
edge = cv2.BORDER_REPLICATE


def axpy(b):
    np.multiply(x[b], half, out=o[b])
    np.add(y[b], o[b], out=y[b])


def convert(b):
    np.multiply(u[b], half, out=o[b])
    np.add(o[b], one, out=o[b])


def deviation(b):
    mean, spread = cv2.meanStdDev(x[b])
    return [mean[0][0], spread[0][0] ** 2]


runs = {
    "numpy sum f32": lambda b: np.sum(x[b]),
    "OpenCV sum f32": lambda b: cv2.sumElems(x[b])[0],
    "numpy dot f32": lambda b: np.dot(x[b].ravel(), y[b].ravel()),
    "numpy axpy f32": axpy,
    "numpy minMax f32": lambda b: [x[b].min(), x[b].max()],
    "OpenCV minMax f32": lambda b: cv2.minMaxLoc(x[b])[:2],
    "numpy meanVar f32": lambda b: [x[b].mean(), x[b].var()],
    "OpenCV meanVar f32": deviation,
    "OpenCV histogram u8": lambda b: cv2.calcHist([u[b]], [0], None, [256], [0, 256]),
    "numpy histogram u8": lambda b: np.bincount(u[b].ravel(), minlength=256),
    "OpenCV histogram f32": lambda b: cv2.calcHist([x[b]], [0], None, [64], [0, 1]),
    "numpy histogram f32": lambda b: np.histogram(x[b], 64, (0, 1))[0],
    "OpenCV threshold u8": lambda b: cv2.threshold(u[b], 100, 255, cv2.THRESH_BINARY, dst=p[b]),
    "numpy convert u8 to f32": convert,
    "OpenCV convert f32 to u8": lambda b: cv2.convertScaleAbs(x[b], p[b], 255, 0),
    "OpenCV convolve3 f32": lambda b: cv2.filter2D(x[b], -1, k3, dst=o[b], borderType=edge),
    "OpenCV gaussian5 f32": lambda b: cv2.GaussianBlur(x[b], (5, 5), 1.0, dst=o[b], borderType=edge),
    "OpenCV gaussian15 f32": lambda b: cv2.GaussianBlur(x[b], (15, 15), 2.5, dst=o[b], borderType=edge),
    "OpenCV box15 f32": lambda b: cv2.blur(x[b], (15, 15), dst=o[b], borderType=edge),
    "OpenCV convolve3 u8": lambda b: cv2.filter2D(u[b], -1, k3, dst=p[b], borderType=edge),
    "OpenCV gaussian5 u8": lambda b: cv2.GaussianBlur(u[b], (5, 5), 1.0, dst=p[b], borderType=edge),
    "OpenCV gaussian15 u8": lambda b: cv2.GaussianBlur(u[b], (15, 15), 2.5, dst=p[b], borderType=edge),
    "OpenCV box15 u8": lambda b: cv2.blur(u[b], (15, 15), dst=p[b], borderType=edge),
}
writes_f32 = ("axpy", "convert u8", "convolve3 f32", "gaussian5 f32", "gaussian15 f32", "box15 f32")

print(f"numpy {np.__version__}, OpenCV {cv2.__version__}", flush=True)
for line in sys.stdin:
    word, name = line.rstrip("\n").split(" ", 1)
    run = runs[name]
    if word == "time":
        times = []
        for band in range(bands):
            start = time.perf_counter_ns()
            run(band)
            times.append(time.perf_counter_ns() - start)
        print(",".join(map(str, times)), flush=True)
    else:
        result = run(0)
        if "axpy" in name:
            result = y[0]
        elif any(part in name for part in writes_f32):
            result = o[0]
        elif "threshold" in name or name.endswith("u8") and "histogram" not in name:
            result = p[0]
        np.asarray(result, np.float64).ravel().tofile(folder + "/result.f64")
        print("written", flush=True)
