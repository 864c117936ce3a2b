"""How a stamp begins, so that a reader can tell it from what a page had before."""

STAMP_SIGN = b"/Artifact <</Type /Pagination>> BDC q "
"""First bytes of the content stream that carries a page number; it is the last stream of its page."""
