"""Geometry of charts: split `charts.py` (170 lines, 4 charts) into bars / timeline / calibration."""
