#!/usr/bin/env python3
"""Solves the question of `jiedui suggest PACKAGE --level town --within 60 --donors 30 --capacity N
--ignore-parents` on a package of `suggest_package.py` with SciPy's linear_sum_assignment.

    suggest_peer.py FOLDER CAPACITY

Each donor is written as often as it has room, so the matrix has towns × donors × capacity numbers: 4,000
towns and 300 donors take 130 MB, 40,000 and 3,000 would take 13 GB. Geodesics after Vincenty (1975), to a
tenth of a millimetre, are rounded to metres as ours are; totals agree but where one lies that near a half.
"""
import csv, pathlib, resource, sys, time

import numpy
from scipy.optimize import linear_sum_assignment

A, F = 6378137.0, 1 / 298.257223563
B = A * (1 - F)


def vincenty(lon1, lat1, lon2, lat2):
    u1, u2 = (numpy.arctan((1 - F) * numpy.tan(numpy.radians(v))) for v in (lat1, lat2))
    length = numpy.radians(lon2 - lon1)
    lam = length.copy()
    for _ in range(20):
        sin, cos = numpy.sin(lam), numpy.cos(lam)
        sin_sigma = numpy.hypot(numpy.cos(u2) * sin,
                                numpy.cos(u1) * numpy.sin(u2) - numpy.sin(u1) * numpy.cos(u2) * cos)
        cos_sigma = numpy.sin(u1) * numpy.sin(u2) + numpy.cos(u1) * numpy.cos(u2) * cos
        sigma = numpy.arctan2(sin_sigma, cos_sigma)
        sin_alpha = numpy.cos(u1) * numpy.cos(u2) * sin / numpy.maximum(sin_sigma, 1e-300)
        cos2 = 1 - sin_alpha**2
        cos_2m = cos_sigma - 2 * numpy.sin(u1) * numpy.sin(u2) / cos2
        c = F / 16 * cos2 * (4 + F * (4 - 3 * cos2))
        old, lam = lam, length + (1 - c) * F * sin_alpha * (
            sigma + c * sin_sigma * (cos_2m + c * cos_sigma * (2 * cos_2m**2 - 1)))
        if numpy.abs(lam - old).max() < 1e-13:
            break
    u = cos2 * (A * A - B * B) / (B * B)
    a = 1 + u / 16384 * (4096 + u * (-768 + u * (320 - 175 * u)))
    b = u / 1024 * (256 + u * (-128 + u * (74 - 47 * u)))
    delta = b * sin_sigma * (cos_2m + b / 4 * (cos_sigma * (2 * cos_2m**2 - 1)
                             - b / 6 * cos_2m * (4 * sin_sigma**2 - 3) * (4 * cos_2m**2 - 3)))
    return B * a * (sigma - delta)


rows = list(csv.DictReader(open(pathlib.Path(sys.argv[1]) / "nodes.csv", encoding="utf-8")))
point = lambda row: (float(row["lon"]), float(row["lat"]))
towns = numpy.array([point(r) for r in rows if r["kind"] == "town" and r["id"].startswith("60")])
donors = numpy.array([point(r) for r in rows if r["kind"] == "town" and r["id"].startswith("30")])
start = time.perf_counter()
metres = numpy.rint(vincenty(towns[:, None, 0], towns[:, None, 1], donors[None, :, 0], donors[None, :, 1]))
built = time.perf_counter()
matrix = numpy.repeat(metres, int(sys.argv[2]), axis=1)
row, column = linear_sum_assignment(matrix)
done = time.perf_counter()
total = int(matrix[row, column].sum())
print(f"{len(row)} pairings, {total} m; distances {built - start:.2f} s, assignment {done - built:.2f} s, "
      f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
