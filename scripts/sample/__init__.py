"""The sample school: a fictional nine-year school the day before an inspection, faults included.

Everything is invented: county, school, people, telephone numbers. Nothing depends on the clock, on the place or on
chance, so the same code writes the same bytes.
"""
