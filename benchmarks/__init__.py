"""Speed as ratios between two things run in turn; never part of the tests, because machines differ."""
