"""Pages that dossier draws itself: cover, catalogue, dividers, sheets that stand for something, remarks."""
