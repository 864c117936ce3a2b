"""From an assessment and its boxes to files: words, Word files, workbooks, drawn pages, bound boxes, index pages.

===========================  =================================================================================
``report.self_report``       the report as plain data (pure)
``documents.documents``      Word files and workbooks of both editions
``index.index_pages``        ``index.html`` of both editions
``word.fill``, ``word.names``  one template filled; the names that it asks for
``binder``, ``drawn``        box PDFs and the pages that we draw
``records``                  the files for programs
===========================  =================================================================================

Nothing is imported here: a child that only fills a template need not load what draws a page.
"""
